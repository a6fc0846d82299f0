"""Every address of the table, against the policy of production and a resolver that says what the table says."""

import threading
import time
from collections.abc import Iterator

import pytest

from heatsync.intake.links.addresses import parse
from heatsync.intake.links.fetching import Fetcher
from heatsync.intake.links.public import is_public
from heatsync.intake.storage import LocalStorage
from heatsync.problems import Problem
from tests.intake.links.cases import FETCHED, Case, cases
from tests.intake.links.internet import CANARY, LIMIT, Answers, Internet, always, answer, redirect

PUBLIC = "93.184.216.34"
URLS = cases("url")
_PATHS = ("/", "/heat.pdf", "/x.pdf", "/a%20b.pdf", "/%0d%0aX-Evil:%201")


def resolver(dns: str, never: threading.Event) -> Answers:
    """What the table's column says a resolver answers."""
    dns = dns.replace("public", PUBLIC)
    if dns == "NXDOMAIN":
        return _no_such_name
    if dns.endswith("delay"):
        return lambda _: [PUBLIC] if never.wait(60) else []
    if dns.startswith("200 x"):
        return always(*[f"93.184.216.{number}" for number in range(1, 201)])
    if " 2nd: " in dns or " hop 2 " in dns:
        first, second = (part.split()[-1] for part in dns.split(","))
        return lambda times: [first if times == 1 else second]
    return always(*(dns.rpartition("-> ")[2] or PUBLIC).split(", "))


def _no_such_name(_times: int) -> list[str]:
    raise OSError("no such name")


@pytest.fixture
def never() -> Iterator[threading.Event]:
    """What a resolver waits for that never answers; it comes when the test is over."""
    event = threading.Event()
    yield event
    event.set()


def test_the_table_is_whole() -> None:
    assert len(URLS) == 143


@pytest.mark.parametrize("case", URLS, ids=[case.id for case in URLS])
def test_an_address_of_the_table(case: Case, storage: LocalStorage, never: threading.Event) -> None:
    internet = Internet(dict.fromkeys(_PATHS, answer()), everywhere=resolver(case.dns, never))
    if case.id == "S132":
        internet.scripts["/x.pdf"] = redirect("/x.pdf")

    with internet.running():
        seconds = 0.3 if "delay" in case.dns else 20
        try:
            internet.fetcher(is_public, seconds).fetch(case.input, storage)
            code = FETCHED
        except Problem as problem:
            code = problem.code

    assert code in case.codes
    assert all(map(is_public, internet.called))
    assert internet.canary_calls == 0


def test_an_address_that_is_too_long_once_it_is_encoded_is_refused() -> None:
    with pytest.raises(Problem, match="INVALID_URL"):
        parse("https://pub.test/" + "\u00e4" * 1000)


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_checked(
    storage: LocalStorage, never: threading.Event
) -> None:
    with Internet(
        {"/x.pdf": answer()}, everywhere=resolver(f"1st: public, 2nd: {CANARY}", never)
    ).running() as internet:
        internet.fetcher(is_public).fetch("http://rebind.test/x.pdf", storage)

    assert internet.look_ups == ["rebind.test"]
    assert [str(ip) for ip in internet.called] == [PUBLIC]


def test_of_two_hundred_addresses_two_are_tried(storage: LocalStorage) -> None:
    internet = Internet({}, everywhere=always(*[f"93.184.216.{number}" for number in range(1, 201)]))
    with pytest.raises(Problem, match="BLOCKED_URL"):
        internet.fetcher(is_public).fetch("http://many.test:443/x.pdf", storage)

    assert len(internet.called) == 2


def test_what_goes_out_is_in_ascii_and_still_encoded(storage: LocalStorage) -> None:
    scripts = {"/%0d%0aX-Evil:%201": answer(), "/B%C3%A4r.pdf": answer()}
    with Internet(scripts).running() as internet:
        internet.fetcher().fetch("http://example.com/%0d%0aX-Evil:%201", storage)
        internet.fetcher().fetch("http://b\u00fccher.test./B\u00e4r.pdf?x=1&y=%2F#page=3", storage)

    first, second = internet.requests
    assert first.startswith(b"GET /%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: example.com\r\n")
    assert second.startswith(b"GET /B%C3%A4r.pdf?x=1&y=%2F HTTP/1.1\r\nHost: xn--bcher-kva.test\r\n")


def test_blocked_refused_and_unknown_are_told_alike(storage: LocalStorage) -> None:
    names = {"inside.test": always("10.0.0.5"), "unknown.test": _no_such_name, "refuses.test": always(PUBLIC)}
    fetcher = Internet({}, names).fetcher()  # nobody listens
    told = set()
    for name in names:
        with pytest.raises(Problem) as refused:
            fetcher.fetch(f"http://{name}/x.pdf", storage)
        told.add((refused.value.code, refused.value.sentence))

    assert len(told) == 1


def test_a_refusal_takes_as_long_whatever_its_reason(storage: LocalStorage) -> None:
    fetcher = Fetcher(LIMIT, refusal_seconds=0.4)
    began = time.monotonic()
    with pytest.raises(Problem, match="BLOCKED_URL"):
        fetcher.fetch("http://127.0.0.1/x.pdf", storage)

    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "127.255.255.254", "localhost", "[::1]"])
def test_a_fetcher_as_production_makes_it_stays_out_of_this_machine(storage: LocalStorage, host: str) -> None:
    with pytest.raises(Problem, match="BLOCKED_URL"):
        Fetcher(LIMIT, refusal_seconds=0).fetch(f"http://{host}/x.pdf", storage)
