"""Every server of the table: a real one that plays its part, and a canary that must stay untouched."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from heatsync.intake.links.network import trusted_roots
from heatsync.intake.storage import LocalStorage
from heatsync.problems import Problem
from tests.intake.links.cases import FETCHED, Case, cases
from tests.intake.links.internet import (
    CANARY,
    LIMIT,
    PDF,
    SERVER,
    Internet,
    Script,
    always,
    answer,
    endless,
    redirect,
    says,
    slowly,
    trusting,
)

SERVERS = cases("server")
OK = b"HTTP/1.1 200 OK\r\n"
URL = "http://pub.test/heat.pdf"
SECURE = "https://pub.test/heat.pdf"
ZIPPED = "Content-Encoding: gzip"


def plays(script: Script, url: str = URL, /, **others: Script) -> tuple[Internet, str]:
    """An internet with that script behind the link, and others behind further paths."""
    return Internet({"/heat.pdf": script, **{f"/{name}": other for name, other in others.items()}}), url


def round_trip(hops: int) -> tuple[Internet, str]:
    """So many redirects, and then the sheet."""
    steps = {f"step{number}": redirect(f"/step{number + 1}") for number in range(1, hops)}
    return plays(redirect("/step1"), **steps, **{f"step{hops}": answer()})


def unknown_certificate(*names: str) -> tuple[Internet, str]:
    """A server with a certificate for these names only."""
    internet, url = plays(answer(), SECURE)
    internet.certificate_for = names
    return internet, url


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
MEGABYTE = bytes(1 << 20)
ONE_KILOBYTE_CHUNK = b"400\r\n" + bytes(1024) + b"\r\n"
BOMB = gzip.compress(PDF + bytes(50_000_000))
PARTS: dict[str, list[Callable[[], tuple[Internet, str]]]] = {
    "R001": [lambda: plays(redirect(f"http://{CANARY}/"))],
    "R002": [lambda: plays(redirect("http://169.254.169.254/latest/"))],
    "R003": [lambda: plays(redirect("file:///etc/passwd", 301))],
    "R004": [lambda: plays(redirect(f"//{CANARY}/"))],
    "R005": [lambda: plays(redirect("http://pub.test:22/"))],
    "R006": [lambda: plays(redirect("gopher://pub.test/"))],
    "R007": [lambda: plays(redirect("https://pub2.test/sheet", 307), sheet=answer())],
    "R008": [lambda: plays(redirect("http://pub.test/"), SECURE)],
    "R009": [lambda: plays(redirect("/heat.pdf"))],
    "R010": [lambda: round_trip(5)],
    "R011": [lambda: round_trip(6)],
    "R012": [lambda: plays(answer(status="302 Found"))],
    "R013": [lambda: plays(redirect("http://pub.test/" + "a" * 100_000))],
    "R014": [lambda: plays(answer(f"Refresh: 0;url=http://{CANARY}/", body=b"<meta http-equiv=refresh content='0'>"))],
    "R015": [lambda: plays(endless(OK + b"Content-Length: 10\r\n\r\n" + PDF, MEGABYTE))],
    "R016": [lambda: plays(says(OK + b"Content-Length: 99999999999\r\n\r\n" + PDF))],
    "R017": [lambda: plays(endless(OK + b"\r\n" + PDF, MEGABYTE))],
    "R018": [lambda: plays(endless(CHUNKED + b"7d9\r\n" + PDF + b"\r\n", ONE_KILOBYTE_CHUNK))],
    "R019": [lambda: plays(says(CHUNKED + b"8000000000000000\r\n" + PDF))],
    "R020": [lambda: plays(says(OK + b"Content-Length: 1000\r\n\r\n" + PDF[:500]))],
    "R021": [lambda: plays(slowly(OK + b"\r\n" + PDF, b"."))],
    "R022": [lambda: plays(slowly(OK, b"x"))],
    "R023": [lambda: plays(slowly(b""))],
    "R024": [lambda: plays(endless(OK, b"x-more: and more\r\n" * 100))],
    "R025": [lambda: plays(says(OK + b"x: " + MEGABYTE + b"\r\n\r\n" + PDF))],
    "R026": [lambda: plays(answer(ZIPPED, body=BOMB))],
    "R027": [lambda: plays(answer(ZIPPED, body=gzip.compress(PDF)))],
    "R028": [
        lambda: plays(answer("Content-Encoding: br")),
        lambda: plays(answer("Content-Encoding: zstd")),
        lambda: plays(answer("Content-Encoding: gzip, gzip", body=gzip.compress(gzip.compress(PDF)))),
        lambda: plays(answer(ZIPPED, ZIPPED, body=gzip.compress(gzip.compress(PDF)))),
    ],
    "R029": [lambda: plays(answer("Content-Type: text/html"))],
    "R030": [lambda: plays(answer("Content-Type: application/pdf", body=b"<html><form>Log in</form></html>"))],
    "R031": [lambda: plays(answer('Content-Disposition: attachment; filename="../../x"'))],
    "R032": [
        lambda: plays(says(b"HTTP/1.1 204 No Content\r\n\r\n")),
        lambda: plays(says(b"HTTP/1.1 304 Not Modified\r\n\r\n")),
        lambda: plays(answer(status="206 Partial Content")),
    ],
    "R033": [
        lambda: plays(answer(status="401 Unauthorized")),
        lambda: plays(answer(status="403 Forbidden")),
        lambda: plays(answer(status="404 Not Found")),
        lambda: plays(answer(status="410 Gone")),
        lambda: plays(answer(status="500 Internal Server Error")),
    ],
    "R034": [lambda: plays(says(PDF))],
    "R035": [lambda: unknown_certificate("elsewhere.test"), lambda: unknown_certificate("127.0.0.2")],
    "R036": [lambda: plays(answer(), SECURE)],
    "R037": [lambda: plays(says(b"HTTP/1.1 100 Continue\r\n\r\n" * 100 + OK + b"\r\n" + PDF))],
    "R038": [lambda: plays(redirect("/next", 302, "Set-Cookie: session=1"), next=answer())],
    "R039": [lambda: plays(answer()), lambda: plays(answer(), SECURE)],
}
SLOW = {"R021", "R022", "R023"}


@pytest.fixture
def hostile_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies, a .netrc, roots and a key log that somebody planted."""
    (tmp_path / ".netrc").write_text("default login ada password secret\n")
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://{CANARY}:9/")
        monkeypatch.setenv(name.upper(), f"http://{CANARY}:9/")
    for name, value in (
        ("HOME", str(tmp_path)),
        ("NETRC", str(tmp_path / ".netrc")),
        ("SSL_CERT_FILE", str(tmp_path / "roots.pem")),
        ("SSLKEYLOGFILE", str(tmp_path / "keys.log")),
    ):
        monkeypatch.setenv(name, value)


def test_the_table_is_whole() -> None:
    assert len(SERVERS) == 39
    assert [case.id for case in SERVERS] == list(PARTS)


@pytest.mark.parametrize(
    ("case", "play"),
    [
        pytest.param(case, play, id=f"{case.id}-{number}")
        for case in SERVERS
        for number, play in enumerate(PARTS[case.id], start=1)
    ],
)
@pytest.mark.usefixtures("hostile_environment")
def test_a_server_of_the_table(
    case: Case, play: Callable[[], tuple[Internet, str]], storage: LocalStorage, tmp_path: Path
) -> None:
    internet, url = play()
    roots = (lambda: trusting(trustme.CA())) if case.id == "R036" else None
    with internet.running():
        try:
            internet.fetcher(seconds=0.5 if case.id in SLOW else 20, roots=roots).fetch(url, storage)
            code = FETCHED
        except Problem as problem:
            code = problem.code

    assert code in case.codes
    assert internet.canary_calls == 0
    assert len(list((tmp_path / "uploads").iterdir())) == (code == FETCHED)


def test_nothing_is_carried_from_one_address_to_the_next(storage: LocalStorage) -> None:
    internet, url = plays(redirect("https://pub2.test/sheet", 302, "Set-Cookie: session=1"), sheet=answer())
    with internet.running():
        internet.fetcher().fetch(url + "?token=secret", storage)

    for request, host in zip(internet.requests, (b"pub.test", b"pub2.test"), strict=True):
        lines = request.split(b"\r\n")[1:-2]
        assert {line.split(b":")[0].lower() for line in lines} == {
            *(b"host", b"user-agent", b"accept", b"accept-encoding", b"connection")
        }
        assert b"Host: " + host in lines
    assert b"secret" not in internet.requests[1]


@pytest.mark.usefixtures("hostile_environment")
def test_the_environments_roots_and_key_log_count_for_nothing(storage: LocalStorage, tmp_path: Path) -> None:
    internet, url = plays(answer(), SECURE)
    internet.authority.cert_pem.write_to_path(os.environ["SSL_CERT_FILE"])
    with internet.running(), pytest.raises(Problem, match="FETCH_FAILED"):
        internet.fetcher(roots=trusted_roots).fetch(url, storage)

    assert not (tmp_path / "keys.log").exists()


def test_of_an_endless_body_no_more_than_the_limit_is_kept_and_nothing_stays(
    storage: LocalStorage, tmp_path: Path
) -> None:
    internet, url = plays(endless(OK + b"\r\n" + PDF, MEGABYTE))
    come: list[int] = []
    with internet.running(), pytest.raises(Problem, match="PDF_TOO_LARGE"):
        internet.fetcher().fetch(url, storage, come.append)

    assert come[-1] <= LIMIT + 65536
    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "FETCH_FAILED"), (429, "RATE_LIMIT"), (500, "SERVICE_UNAVAILABLE"), (503, "SERVICE_UNAVAILABLE")],
)
def test_a_status_that_may_pass_is_told_from_one_that_will_not(storage: LocalStorage, status: int, code: str) -> None:
    internet, url = plays(answer(status=f"{status} No"))
    with internet.running(), pytest.raises(Problem, match=code):
        internet.fetcher().fetch(url, storage)


def test_a_connection_that_breaks_may_be_tried_again_and_one_that_talks_nonsense_not(storage: LocalStorage) -> None:
    for script, code in ((says(OK), "NETWORK_ERROR"), (says(b"nonsense\r\n\r\n"), "FETCH_FAILED")):
        internet, url = plays(script)
        with internet.running(), pytest.raises(Problem, match=code):
            internet.fetcher().fetch(url, storage)


def test_redirects_to_a_name_that_flips_never_reach_this_machine(storage: LocalStorage) -> None:
    internet = Internet({"/heat.pdf": redirect("http://flips.test/heat.pdf")}, {"flips.test": always(SERVER, CANARY)})
    with internet.running():
        fetcher = internet.fetcher()
        for _ in range(20):
            with pytest.raises(Problem, match="BLOCKED_URL"):
                fetcher.fetch(URL, storage)

    assert internet.canary_calls == 0
    assert internet.look_ups == ["pub.test", "flips.test"] * 20
