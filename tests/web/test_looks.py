"""Many who ask the same at the same moment."""

import threading
import time

from heatsync.web.looks import SharedLooks


class Book:
    """Counts who looks, and lets nobody see before it is opened."""

    def __init__(self) -> None:
        self.looks = 0
        self.opened = threading.Event()

    def look(self, number: int) -> tuple[int, int]:
        self.looks += 1
        self.opened.wait(60)
        return number, self.looks


def ask(looks: SharedLooks[tuple[int, int]], answers: list[tuple[int, int]], count: int) -> list[threading.Thread]:
    def look() -> None:
        answers.append(looks.since(7, time.monotonic()))

    threads = [threading.Thread(target=look) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def test_who_asks_while_somebody_looks_waits_for_a_look_that_began_after_he_was_woken() -> None:
    book, answers = Book(), list[tuple[int, int]]()
    looks = SharedLooks(book.look)
    first = ask(looks, answers, 1)
    while not book.looks:
        pass
    others = ask(looks, answers, 20)
    book.opened.set()
    for thread in first + others:
        thread.join()

    assert answers.count((7, 1)) == 1
    assert 2 <= book.looks < 21


def test_who_is_woken_later_looks_anew() -> None:
    book = Book()
    book.opened.set()
    looks = SharedLooks(book.look)

    assert [looks.since(7, time.monotonic()) for _ in range(2)] == [(7, 1), (7, 2)]


def test_of_all_who_are_woken_at_once_one_looks_however_late_the_others_come() -> None:
    book, woken = Book(), time.monotonic()
    book.opened.set()
    looks = SharedLooks(book.look)

    assert {looks.since(7, woken) for _ in range(500)} == {(7, 1)}


def test_who_has_seen_something_else_gets_an_answer_of_his_own() -> None:
    book = Book()
    book.opened.set()
    looks = SharedLooks(book.look)

    assert [looks.since(number, time.monotonic())[0] for number in range(20)] == list(range(20))
