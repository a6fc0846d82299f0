"""A sheet comes from a link into the storage."""

import socket
import threading
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from heatsync.intake.deadline import Deadline
from heatsync.intake.links.addresses import Ip, parse
from heatsync.intake.links.network import Network, look_up
from heatsync.intake.storage import LocalStorage
from heatsync.problems import Problem
from tests.intake.links.internet import PDF, Internet, answer, endless, redirect

URL = "http://pub.test/meets/saturday.pdf"


class Enough(Exception):
    """Whoever asked has had enough."""


class Silence:
    """Of somebody who was asked, for as long as anybody waits for the answer."""

    def __init__(self) -> None:
        self.asked, self.over = threading.Event(), threading.Event()

    def begin(self) -> None:
        self.asked.clear()
        self.over.clear()

    def keep(self, *_: object) -> Any:
        self.asked.set()
        self.over.wait()

    def end(self) -> None:
        if self.asked.is_set():
            self.over.set()
            raise Enough


def somewhere(*_: object) -> list[Ip]:
    return [ip_address("93.184.216.34")]


def test_a_sheet_is_stored_whole(storage: LocalStorage) -> None:
    with Internet({"/meets/saturday.pdf": answer()}).running() as internet:
        fetched = internet.fetcher().fetch(URL, storage)

    with storage.open(fetched.stored.key) as file:
        assert file.read() == PDF


@pytest.mark.parametrize(
    ("path", "header", "name"),
    [
        ("/meets/saturday.pdf", "X: y", "saturday.pdf"),
        ("/meets/saturday%20morning.pdf", "X: y", "saturday morning.pdf"),
        ("/download", "X: y", None),
        ("/download", 'Content-Disposition: attachment; filename="heat sheet.pdf"', "heat sheet.pdf"),
        ("/download", "Content-Disposition: attachment; filename*=UTF-8''B%C3%A4r.pdf", "Bär.pdf"),
        ("/download", 'Content-Disposition: attachment; filename="../../x"', "x"),
        ("/download", "Content-Disposition: ;;;=", None),
    ],
)
def test_a_sheet_has_the_name_that_the_server_gives_it_or_its_address(
    storage: LocalStorage, path: str, header: str, name: str | None
) -> None:
    with Internet({path: answer(header)}).running() as internet:
        assert internet.fetcher().fetch(f"http://pub.test{path}", storage).filename == name


def test_after_a_redirect_the_last_address_names_the_sheet(storage: LocalStorage) -> None:
    scripts = {"/meets/saturday.pdf": redirect("/files/final.pdf"), "/files/final.pdf": answer()}
    with Internet(scripts).running() as internet:
        assert internet.fetcher().fetch(URL, storage).filename == "final.pdf"


def test_whoever_is_told_of_the_bytes_may_end_the_fetch(storage: LocalStorage, tmp_path: Path) -> None:
    def enough(come: int) -> None:
        if come > 50_000:
            raise InterruptedError

    script = endless(b"HTTP/1.1 200 OK\r\n\r\n" + PDF, bytes(10_000))
    with Internet({"/meets/saturday.pdf": script}).running() as internet, pytest.raises(InterruptedError):
        internet.fetcher().fetch(URL, storage, enough)

    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\n\r\n" + PDF])
def test_whoever_watches_may_end_the_fetch_while_the_server_is_silent(
    storage: LocalStorage, tmp_path: Path, said: bytes
) -> None:
    silence = Silence()

    def script(connection: socket.socket) -> None:
        connection.sendall(said)
        silence.keep()

    with Internet({"/meets/saturday.pdf": script}).running() as internet, pytest.raises(Enough):
        internet.fetcher().fetch(URL, storage, watch=silence.end)

    assert list((tmp_path / "uploads").iterdir()) == []


def test_whoever_watches_may_end_the_way_to_a_server_wherever_it_ends() -> None:
    ours, theirs = socket.socketpair()
    silence = Silence()

    def nobody_answers(*_: object) -> socket.socket:
        silence.asked.set()
        return ours

    with theirs:
        for network in (
            Network(resolver=silence.keep),
            Network(resolver=somewhere, connector=silence.keep),
            Network(resolver=somewhere, connector=nobody_answers),
        ):
            silence.begin()
            with pytest.raises(Enough):
                network.open(parse("https://pub.test/"), Deadline(20, silence.end))


def test_the_systems_resolver_says_where_this_machine_is() -> None:
    assert {str(ip) for ip in look_up("localhost", 80)} & {"127.0.0.1", "::1"}


def test_a_name_that_the_systems_resolver_does_not_know_is_blocked() -> None:
    with pytest.raises(Problem, match="BLOCKED_URL"):
        Network().open(parse("http://name.invalid/"), Deadline(5))


def test_a_server_that_lets_nobody_in_is_waited_for_only_until_the_deadline(storage: LocalStorage) -> None:
    def never(*_: object) -> socket.socket:
        raise TimeoutError

    network = Network(resolver=somewhere, connector=never)
    with pytest.raises(Problem, match="TIMEOUT"):
        network.open(parse(URL), Deadline(5))
