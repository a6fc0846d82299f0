"""A visitor without a browser, who speaks plain HTTP to a running site and is not bound by what browsers do."""

import http.client
import http.cookies
import re
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PATIENCE = 60

File = tuple[str, bytes]


@dataclass(frozen=True)
class Answered:
    """What a site answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body, as a reader sees its letters."""
        return self.body.decode("utf-8", "replace")


@dataclass
class Visitor:
    """One visitor, who keeps cookies. ``headers`` are sent with every request."""

    site: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answered:
        """One request, and the answer."""
        connection = http.client.HTTPConnection(urlsplit(self.site).netloc, timeout=PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        connection.request(method, path, body, {**self.headers, **cookie, **given})
        response = connection.getresponse()
        answered = Answered(response.status, dict(response.getheaders()), response.read())
        for line in response.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: morsel.value for name, morsel in http.cookies.SimpleCookie(line).items()})
        connection.close()
        return answered

    def get(self, path: str, **headers: str) -> Answered:
        """Look at that page."""
        return self.ask("GET", path, None, **headers)

    def token(self) -> str:
        """The token of a form that this visitor has seen."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/").text)
        assert found
        return found[1]

    def send(self, path: str, fields: dict[str, str], files: Sequence[File] = (), **headers: str) -> Answered:
        """Send a form of the site, with its token."""
        content_type, body = form({"csrf_token": self.token(), **fields}, files)
        return self.ask("POST", path, body, Content_Type=content_type, **headers)

    def look_up(self, swimmer: str, *files: File, links: str = "") -> str:
        """Look that swimmer up; the address of the batch once the work is over."""
        answered = self.send("/batches", {"swimmer": swimmer, "links": links}, files)
        assert answered.status == 303, answered.text
        address = answered.headers["Location"]
        wait_until(lambda: "sse-connect" not in self.get(address).text)
        return address

    def shared_link(self, address: str) -> str:
        """The address that shows the result of that batch to everybody."""
        found = re.search(r"/r/([A-Za-z0-9]{12})", self.get(address).text)
        assert found
        return found[0]


def form(fields: dict[str, str], files: Sequence[File] = ()) -> tuple[str, bytes]:
    """A form as browsers send it: its type and its body."""
    boundary = secrets.token_hex(8)
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in fields.items()]  # fmt: skip
    for name, content in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="sheets"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return f"multipart/form-data; boundary={boundary}", b"".join(parts) + f"--{boundary}--\r\n".encode()


def wait_until(condition: Callable[[], object]) -> None:
    """Return once the condition holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)
