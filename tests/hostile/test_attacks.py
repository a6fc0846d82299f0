"""Ten real tries against a running site. Each is shown to fail, and the site to go on as if nothing had been."""

import io
import json
import re
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from heatsync.models import new_code
from tests import chromium
from tests.browser.conftest import running_site
from tests.hostile import pdfs
from tests.hostile.drawing import HEAT, OK, PDFS, simple, text
from tests.hostile.visitor import Visitor, form, wait_until

SWIMMER = "Robin Example"
SHEET = ("sheet.pdf", simple(OK))
FEW = {"UPLOAD_SECONDS": "4", "MAX_PDF_MEGABYTES": "2", "MAX_REQUEST_MEGABYTES": "4", "NEW_SHEETS_PER_HOUR": "500"}

assert pdfs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the site."""
    return tmp_path_factory.mktemp("attacked") / "data"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """A site of its own, with small limits."""
    with running_site(folder, **FEW) as address:
        yield address


@pytest.fixture
def attacker(site: str) -> Visitor:
    return Visitor(site)


@pytest.fixture(autouse=True)
def goes_on(site: str) -> Iterator[None]:
    """After each try, a parent finds their races."""
    yield
    parent = Visitor(site)
    assert "1:03.21" in parent.get(parent.look_up(SWIMMER, SHEET)).text


def raw(site: str, request: bytes) -> bytes:
    """The first bytes of the answer to exactly these."""
    host, _, port = urlsplit(site).netloc.partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request)
        return connection.recv(65536)


def test_1_our_fetcher_calls_nobody_near_us(attacker: Visitor, site: str) -> None:
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as canary:
        threading.Thread(target=_count, args=(canary, calls), daemon=True).start()
        port = canary.getsockname()[1]
        near = [f"http://127.0.0.1:{port}/", f"http://localhost:{port}/a.pdf", f"{site}/metrics",
                "http://127.0.0.1/", "http://[::ffff:127.0.0.1]/a.pdf", "http://169.254.169.254/latest/a.pdf",
                "http://2130706433/", "http://localhost/a.pdf",
                "file:///etc/passwd", "gopher://127.0.0.1:6379/_X"]  # fmt: skip
        answers = [attacker.send("/discover", {"links": link}) for link in near]

        assert {answer.status for answer in answers} == {422}
        assert all("root:" not in answer.text and "heatsync_" not in answer.text for answer in answers)
        address = attacker.look_up(SWIMMER, links="http://localhost/a.pdf\nhttp://10.0.0.5/b.pdf")
        assert attacker.get(address).text.count("be fetched") == 2
    assert calls == []


def test_2_no_name_is_a_path(attacker: Visitor, site: str, folder: Path) -> None:
    before = {path for path in folder.parent.rglob("*") if path.is_file() and "uploads" not in path.parts}
    for name in ("../../escaped.pdf", "..\\..\\escaped.pdf", "/tmp/escaped.pdf", "%2e%2e%2fescaped.pdf"):
        address = attacker.look_up(SWIMMER, (name, SHEET[1]))
        assert "1:03.21" in attacker.get(address).text
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../escaped.pdf", SHEET[1])
    attacker.look_up(SWIMMER, ("meet.zip", packed.getvalue()))

    after = {path for path in folder.parent.rglob("*") if path.is_file() and "uploads" not in path.parts}
    assert [path for path in after - before if "escaped" in path.name] == []
    for path in ("/static/../app.py", "/static/..%2f..%2fapp.py", "/static/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd"):
        answer = raw(site, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert b" 404 " in answer.split(b"\r\n")[0], path


def _asked_for_by(pages: list[str], chromium_path: str) -> list[str]:
    """Every address that a browser asks for while it opens those pages, on none of which a script of theirs runs."""
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=chromium.launch_arguments())
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for address in pages:
            page.goto(address)
            assert page.evaluate("window.pwned") is None, address
            assert page.locator("main script, main img[src*=evil], svg[onload]").count() == 0, address
        browser.close()
    return asked


def test_3_what_a_pdf_says_is_never_script(attacker: Visitor, chromium_path: str, site: str) -> None:
    evil = [b"<script>window.pwned=1</script>", b"<img src=//evil.test/x onerror=window.pwned=1>", b"{{7*7}}"]
    lines = [b"Licensed to: Example Aquatics  HY-TEK's MEET MANAGER", b"Spring " + evil[0] + b" - 3/14/2026",
             b"Meet Program", b"Event 12  Girls 11-12 100 Yard Freestyle " + evil[1],
             b"Lane  Name                    Age  Team      Seed Time", b"Heat 2 of 5  Finals",
             b"3  Example, Robin              12  " + evil[2] + b"   1:03.21"]  # fmt: skip
    address = attacker.look_up(SWIMMER, ("<svg onload=window.pwned=1>.pdf", simple(text(lines))))
    shared = attacker.shared_link(address)

    pages = [site + path for path in (address, shared, f"{shared}/print", f"{shared}/card", f"{shared}/calendar")]
    with ThreadPoolExecutor() as thread:  # other tests of this process may hold Playwright's loop in the first one
        asked = thread.submit(_asked_for_by, pages, chromium_path).result()
    assert [url for url in asked if not url.startswith(site)] == []
    assert "49" not in re.findall(r">([^<]*)<", attacker.get(shared).text)
    assert json.loads(attacker.get(f"{shared}.json").body)


def test_4_no_other_site_acts_for_a_parent(attacker: Visitor, site: str) -> None:
    parent = Visitor(site)
    address = parent.look_up(SWIMMER, SHEET)
    other_site = [{"Origin": "https://evil.test"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}]
    for action in ("delete", "cancel", "retry", "another"):
        for headers in (*other_site, {}):
            content_type, body = form({"swimmer": "Eve"})
            answer = parent.ask("POST", f"{address}/{action}", body, Content_Type=content_type, **headers)
            assert answer.status in {400, 403}, action
        assert parent.get(f"{address}/{action}").status in {404, 405}
        # Nor does somebody who has only the link, with a form and a token of their own.
        assert attacker.send(f"{address}/{action}", {"swimmer": "Eve"}).status == 404
    assert "1:03.21" in parent.get(address).text


def test_5_no_header_makes_a_visitor_or_the_site_another(attacker: Visitor, site: str) -> None:
    for header in ("X_Forwarded_Host", "X_Host", "X_Original_URL", "X_Rewrite_URL", "Forwarded", "X_Forwarded_Server"):
        answer = attacker.get("/help", **{header: "evil.test"})
        assert (answer.status, "evil.test" in answer.text + str(answer.headers)) == (200, False), header
    for host in ("evil.test", "localhost\r\nHost: evil.test", "localhost, evil.test"):
        answered = raw(site, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert b" 400 " in answered.split(b"\r\n")[0], host
    https = attacker.get("/", X_Forwarded_Proto="https")
    assert "Strict-Transport-Security" not in https.headers
    misses = [attacker.get(f"/r/{new_code()}", X_Forwarded_For=f"6.6.6.{number}").status for number in range(60)]
    assert misses[-20:] == [429] * 20


def test_6_no_code_is_guessed(attacker: Visitor, site: str) -> None:
    parent = Visitor(site)
    shared = parent.shared_link(parent.look_up(SWIMMER, SHEET))

    answers = [attacker.get(f"/r/{new_code()}") for _ in range(50)]

    assert {answer.status for answer in answers} <= {404, 429}
    assert answers[-1].status == 429
    assert "Retry-After" in answers[-1].headers
    assert attacker.get(shared).status == 200
    assert attacker.get(shared.swapcase()).status in {404, 429}


def test_7_no_bomb_goes_off(attacker: Visitor) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.pdf", b"%PDF-1.7\n" + bytes(500_000_000))
    bomb = PDFS["g18_flate_nested_2GB"].content

    address = attacker.look_up(SWIMMER, ("bomb.zip", packed.getvalue()), ("bomb.pdf", bomb), SHEET)

    page = attacker.get(address).text
    assert "This archive holds too much" in page
    assert "too complex to read" in page
    assert "1:03.21" in page


def test_8_nothing_that_is_too_large_is_taken_in(attacker: Visitor, site: str, folder: Path) -> None:
    host = f"POST /batches HTTP/1.1\r\nHost: localhost\r\n{_cookie(attacker)}"
    announced = raw(
        site, f"{host}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999999999\r\n\r\n".encode()
    )
    assert b" 413 " in announced.split(b"\r\n")[0]
    assert attacker.send("/batches", {"swimmer": "x" * 300_000}).status == 413
    assert attacker.send("/batches", {f"field{number}": "x" for number in range(400)}).status == 413

    answer = attacker.send("/batches", {"swimmer": ""}, [("large.pdf", b"%PDF-1.7\n" + bytes(2_500_000))])
    assert answer.status == 422
    assert "too large" in answer.text
    wait_until(lambda: _bytes_in(folder / "uploads") < 1_000_000)

    assert _is_cut_off(site, attacker)
    assert _bytes_in(folder / "uploads") < 1_000_000


def test_9_no_slow_upload_holds_a_place(attacker: Visitor, site: str) -> None:
    head = (f"POST /batches HTTP/1.1\r\nHost: localhost\r\n{_cookie(attacker)}"
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n")  # fmt: skip
    host, _, port = urlsplit(site).netloc.partition(":")
    with ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection((host, int(port)), timeout=60)) for _ in range(60)]
        for connection in slow:
            connection.sendall(head.encode())
        stop = threading.Event()
        trickle = threading.Thread(target=_trickle, args=(slow, stop))
        trickle.start()
        try:
            parent = Visitor(site)
            assert "1:03.21" in parent.get(parent.look_up(SWIMMER, SHEET)).text
            answers = [connection.recv(65536) for connection in slow]
        finally:
            stop.set()
            trickle.join()
    assert {answer.split(b" ")[1] for answer in answers} == {b"408"}


def test_10_one_familys_sheet_tells_another_nothing_of_them(attacker: Visitor, site: str) -> None:
    content = simple(text(OK_LINES_OF_TWO))
    parent = Visitor(site)
    address = parent.look_up("Alex Sample", ("for-alex-from-grandma.pdf", content))

    own = attacker.look_up(SWIMMER, ("mine.pdf", content))

    shared = attacker.shared_link(own)
    for path in (own, shared, f"{shared}.json", f"{shared}.ics", f"{shared}.csv", f"{own}/rows?since=-1"):
        answer = attacker.get(path)
        assert not re.search("grandma|Sample|" + address.rpartition("/")[2], answer.text), path
        assert "no-store" in answer.headers["Cache-Control"], path
        assert "Set-Cookie" not in answer.headers or "manage" not in answer.headers["Set-Cookie"], path


OK_LINES_OF_TWO = [HEAT[0], b"Example Autumn Invite - 10/14/2026", *HEAT[2:]]


def _count(canary: socket.socket, calls: list[object]) -> None:
    with closing(canary):
        while True:
            try:
                calls.append(canary.accept())
            except OSError:
                return


def _cookie(visitor: Visitor) -> str:
    visitor.token()
    return "Cookie: " + "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()) + "\r\n"


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def _is_cut_off(site: str, visitor: Visitor) -> bool:
    """Send a file that has no end, without saying how long it is. What comes after the answer is thrown away."""
    host, _, port = urlsplit(site).netloc.partition(":")
    head = f"POST /batches HTTP/1.1\r\nHost: localhost\r\n{_cookie(visitor)}Transfer-Encoding: chunked\r\n"
    part = b'--x\r\nContent-Disposition: form-data; name="sheets"; filename="a.pdf"\r\n\r\n%PDF-1.7\n'
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(f"{head}Content-Type: multipart/form-data; boundary=x\r\n\r\n".encode())
        try:
            connection.sendall(b"%x\r\n%s\r\n" % (len(part), part))
            until = time.monotonic() + 60
            while time.monotonic() < until:
                connection.sendall(b"10000\r\n" + bytes(65536) + b"\r\n")
        except OSError:
            return True
    return False


def _trickle(connections: list[socket.socket], stop: threading.Event) -> None:
    while not stop.wait(0.5):
        for connection in connections:
            try:
                connection.sendall(b"x")
            except OSError:
                continue
