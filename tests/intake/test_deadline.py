"""A deadline is kept, whoever is waited for."""

import socket
import threading
from collections.abc import Iterator

import pytest

from heatsync.intake.deadline import Deadline
from heatsync.problems import Problem

LONG = 30


class Enough(Exception):
    """Nobody wants the answer any more."""


@pytest.fixture
def never() -> Iterator[threading.Event]:
    """Something that does not come while the test waits."""
    event = threading.Event()
    yield event
    event.set()


def test_what_comes_in_time_is_the_answer() -> None:
    assert Deadline(LONG).wait_for(lambda: "yes") == "yes"


def test_what_goes_wrong_is_heard_of() -> None:
    def fail() -> None:
        raise Enough

    with pytest.raises(Enough):
        Deadline(LONG).wait_for(fail)


def test_what_does_not_come_is_not_waited_for(never: threading.Event) -> None:
    with pytest.raises(Problem, match="TIMEOUT"):
        Deadline(LONG).wait_for(never.wait, seconds=0.1)


def test_it_comes_sooner_when_nobody_wants_the_answer_any_more(never: threading.Event) -> None:
    looks = iter(range(3))

    def watch() -> None:
        if next(looks, None) is None:
            raise Enough

    with pytest.raises(Enough):
        Deadline(LONG, watch).wait_for(never.wait)


def test_a_connection_that_comes_too_late_is_closed() -> None:
    ours, theirs = socket.socketpair()
    asked_for = threading.Event()

    def connect() -> socket.socket:
        asked_for.wait()
        return ours

    with theirs:
        with pytest.raises(Problem):
            Deadline(LONG).wait_for(connect, seconds=0.1)
        asked_for.set()
        theirs.settimeout(LONG)
        assert theirs.recv(1) == b""


def test_a_connection_is_cut_at_the_deadline() -> None:
    ours, theirs = socket.socketpair()
    ours.settimeout(LONG)
    with ours, theirs, Deadline(0.1).cutting(ours):
        assert ours.recv(1) == b""


def test_a_connection_that_is_done_with_is_left_alone() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        over = Deadline(0.1)
        with over.cutting(ours):
            pass
        with pytest.raises(Problem, match="TIMEOUT"):
            over.wait_for(threading.Event().wait)
        theirs.sendall(b"!")
        assert ours.recv(1) == b"!"
