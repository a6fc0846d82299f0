"""Requests that no browser sends, at the server as it really runs (WS38)."""

import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import running_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own."""
    with running_site(tmp_path_factory.mktemp("edges")) as address:
        yield address


def statuses(site: str, request: bytes) -> list[int]:
    """The status of each answer to that, until the site hangs up or is silent."""
    host, _, port = urlsplit(site).netloc.partition(":")
    received = b""
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request)
        try:
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
        except OSError:
            pass
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", received)]


GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /batches HTTP/1.1\r\nHost: localhost\r\n"
SMUGGLED = b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
REFUSED = {
    "two lengths in two ways": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd" + SMUGGLED,
    "a length that is none": POST + b"Content-Length: -1\r\n\r\n",
    "a length with a sign": POST + b"Content-Length: +4\r\n\r\nabcd",
    "an encoding that nobody knows": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": GET + b"X-Evil : 1\r\n\r\n",
    "a folded header": GET + b"X-Long: 1\r\n 2\r\n\r\n",
    "a header without a name": GET + b": 1\r\n\r\n",
    "NUL in a header": GET + b"X-Evil: a\0b\r\n\r\n",
    "very long header": GET + b"X-Long: " + b"x" * 20_000 + b"\r\n\r\n",
    "very many headers": GET + b"".join(b"X-%d: 1\r\n" % number for number in range(300)) + b"\r\n",
    "a very long address": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no version": b"GET /healthz\r\n\r\n",
    "another version": b"GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "two hosts": GET + b"Host: evil.test\r\n\r\n",
    "a host in the address": b"GET http://evil.test/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "nothing of the kind": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_and_nothing_after_it_is_answered(site: str, what: str) -> None:
    (status, *more) = statuses(site, REFUSED[what]) or [400]

    assert status in {400, 414, 431, 501, 505}
    assert more == []


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "BREW", "CONNECT"])
def test_methods_that_no_form_has_are_refused(site: str, method: str) -> None:
    request = f"{method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    assert statuses(site, request.encode())[0] in {400, 404, 405, 501}


def test_an_old_browser_is_answered(site: str) -> None:
    assert statuses(site, b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n") == [200]


def test_requests_in_a_row_are_answered_each(site: str) -> None:
    assert statuses(site, (GET + b"\r\n") * 3) == [200, 200, 200]


def test_a_body_that_nobody_asked_for_is_not_taken_for_a_request(site: str) -> None:
    smuggled = GET + b"Content-Length: %d\r\n\r\n" % len(SMUGGLED) + SMUGGLED

    assert statuses(site, smuggled) == [200]
