"""A whole batch through the real web, workers and embedded Redis, as a browser sees it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

ROOT = Path(__file__).parents[1]


class Figures(NamedTuple):
    """Seconds from the press of the button until the first sheet's races stood on the page, and until all did."""

    first: float
    all: float


def measure(pdfs: Sequence[bytes], swimmer: str) -> Figures:
    """Upload the sheets, listen to the page's stream until the batch is over."""
    with _machine() as address:
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        form = browser.open(address).read().decode()
        token = re.search(r'name="csrf_token" value="([^"]+)"', form)
        assert token
        upload = _upload(address, token.group(1), swimmer, pdfs)
        start = time.perf_counter()
        page = browser.open(upload).geturl()
        first = None
        for event in _events(browser, f"{page}/stream"):
            first = first or (event == "job_completed" and time.perf_counter() - start) or None
            if event in {"batch_completed", "done"}:
                break
        whole = time.perf_counter() - start
        return Figures(first or whole, whole)


@contextmanager
def _machine() -> Iterator[str]:
    with TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        environment = {**os.environ, "DATA_FOLDER": folder, "PORT": port, "REDIS_URL": "", "DATABASE_URL": ""}
        machine = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert machine.stdout
            address = re.search(r"http://\S+", machine.stdout.readline())
            assert address, "the machine did not start"
            yield address.group()
        finally:
            machine.send_signal(signal.SIGINT)
            machine.communicate()


def _upload(address: str, token: str, swimmer: str, pdfs: Sequence[bytes]) -> urllib.request.Request:
    sheets = [FileStorage(BytesIO(pdf), f"session-{number}.pdf") for number, pdf in enumerate(pdfs, 1)]
    body, length, boundary = stream_encode_multipart({"csrf_token": token, "swimmer": swimmer, "sheets": sheets})
    kind = f"multipart/form-data; boundary={boundary}"
    headers = {"Content-Type": kind, "Content-Length": str(length), "Origin": address}
    return urllib.request.Request(f"{address}/batches", body.read(), headers)


def _events(browser: urllib.request.OpenerDirector, address: str) -> Iterator[str]:
    with browser.open(address) as stream:
        for line in stream:
            if line.startswith(b"event: "):
                yield line[len(b"event: ") :].strip().decode()
