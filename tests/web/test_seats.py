"""Who gets a seat at a live page."""

import uuid

from heatsync.web.seats import Seats

ONE, OTHER = uuid.uuid4(), uuid.uuid4()


def test_there_are_so_many_in_all() -> None:
    seats = Seats(2, 10)

    assert [seats.take(f"192.0.2.{number}", ONE) for number in range(3)] == [True, True, False]


def test_there_are_so_many_for_one_address() -> None:
    seats = Seats(100, 2)

    assert [seats.take("192.0.2.1", uuid.uuid4()) for _ in range(3)] == [True, True, False]
    assert seats.take("192.0.2.2", ONE)


def test_there_are_six_of_one_page_for_one_address() -> None:
    seats = Seats(100, 100)

    assert [seats.take("192.0.2.1", ONE) for _ in range(7)] == [True] * 6 + [False]
    assert seats.take("192.0.2.1", OTHER)
    assert seats.take("192.0.2.2", ONE)


def test_a_home_may_use_all_its_addresses_and_counts_once() -> None:
    seats = Seats(100, 1)

    assert [seats.take(f"2001:db8:1:2::{number}", ONE) for number in (1, 2)] == [True, False]


def test_whoever_leaves_gives_the_seat_to_another() -> None:
    seats = Seats(1, 1)
    seats.take("192.0.2.1", ONE)
    seats.leave("192.0.2.1", ONE)

    assert seats.take("192.0.2.2", OTHER)
    assert not seats.take("192.0.2.1", ONE)
