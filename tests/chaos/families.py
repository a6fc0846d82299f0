"""Families at the form while servers go and come back: whoever is welcomed has a page, others are told to wait."""

import http.client
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from io import BytesIO
from itertools import count
from urllib.parse import urlsplit

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.chaos.rooms import SWIMMER

_PATIENCE = 60


class Families:
    """Each has a sheet and an address of its own. ``batches`` are what was promised, ``sent_away`` the others."""

    def __init__(self, address: str) -> None:
        self.batches: list[uuid.UUID] = []
        self.sent_away = 0
        self._place = urlsplit(address).netloc
        self._numbers = count()
        page = self._ask("GET", "/", b"", {})
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
        assert found
        self._token, self._cookie = found[1], page.headers["Set-Cookie"].partition(";")[0]

    def send(self) -> bool:
        """Let the next one send its form; whether it was welcomed."""
        number = next(self._numbers)
        sheet = FileStorage(BytesIO(b"%%PDF-1.7\nfamily %d" % number), "sheet.pdf")
        fields = {"csrf_token": self._token, "swimmer": SWIMMER, "sheets": sheet}
        boundary, form = encode_multipart(fields)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Cookie": self._cookie}
        headers["X-Forwarded-For"] = f"10.0.{number // 250}.{number % 250}"
        answer = self._ask("POST", "/batches", form, headers)
        is_welcome = answer.status == HTTPStatus.SEE_OTHER
        if is_welcome:
            self.batches.append(uuid.UUID(answer.headers["Location"].rpartition("/")[2]))
        else:
            assert (answer.status, "Retry-After" in answer.headers) == (HTTPStatus.SERVICE_UNAVAILABLE, True)
            self.sent_away += 1
        return is_welcome

    @contextmanager
    def coming(self) -> Iterator[None]:
        """Meanwhile one comes after the other."""
        enough = threading.Event()

        def come() -> None:
            while not enough.wait(0.2):
                self.send()

        thread = threading.Thread(target=come)
        thread.start()
        try:
            yield
        finally:
            enough.set()
            thread.join()

    def _ask(self, method: str, path: str, form: bytes, headers: dict[str, str]) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection(self._place, timeout=_PATIENCE)
        line.request(method, path, form, headers)
        return line.getresponse()
