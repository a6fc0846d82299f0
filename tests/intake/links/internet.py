"""A small internet on this machine: names, one scripted server for all of them, and a canary that nobody may touch."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import trustme

from heatsync.intake.links.addresses import Ip
from heatsync.intake.links.fetching import Fetcher
from heatsync.intake.links.network import Network, Policy
from heatsync.intake.links.public import is_public

PDF = b"%PDF-1.7\n" + b"." * 2000
LIMIT = 200_000
SERVER, CANARY = "127.0.0.2", "127.0.0.1"

Script = Callable[[socket.socket], None]
Answers = Callable[[int], Sequence[str]]
"""What a resolver says when it is asked for the n-th time; raises OSError for a name that does not exist."""


def allowed_here(ip: Ip) -> bool:
    """As in production, but for the address where the scripted server is."""
    return str(ip) == SERVER or is_public(ip)


class Internet:
    """Names lead where ``names`` or ``everywhere`` says, else to the server; every request and call is written down.

    The server plays ``scripts`` by the path that is asked for, whatever its query.
    """

    def __init__(
        self,
        scripts: Mapping[str, Script],
        names: Mapping[str, Answers] | None = None,
        everywhere: Answers = lambda _: [SERVER],
    ) -> None:
        self.scripts = dict(scripts)
        self._names = dict(names or {})
        self._everywhere = everywhere
        self.authority = trustme.CA()
        self.certificate_for: tuple[str, ...] = ("pub.test", "pub2.test", "bücher.test")
        self.requests: list[bytes] = []
        self.look_ups: list[str] = []
        self.called: list[Ip] = []
        self.canary_calls = 0
        self._ports: dict[int, int] = {}

    def fetcher(
        self,
        policy: Policy = allowed_here,
        seconds: float = 20,
        roots: Callable[[], ssl.SSLContext] | None = None,
        **options: Any,
    ) -> Fetcher:
        """A fetcher that lives in this internet, and trusts its authority unless told otherwise."""
        network = Network(policy, self._resolve, self._connect, roots or (lambda: trusting(self.authority)))
        return Fetcher(LIMIT, seconds, network=network, **{"refusal_seconds": 0, **options})

    def _resolve(self, host: str, _port: int) -> Sequence[Ip]:
        self.look_ups.append(host)
        answers = self._names.get(host, self._everywhere)
        return [ipaddress.ip_address(answer) for answer in answers(self.look_ups.count(host))]

    def _connect(self, ip: Ip, port: int, seconds: float) -> socket.socket:
        self.called.append(ip)
        host, number = (SERVER, port) if allowed_here(ip) else (CANARY, 0)
        if number not in self._ports:
            raise ConnectionRefusedError
        return socket.create_connection((host, self._ports[number]), timeout=seconds)

    @contextmanager
    def running(self) -> Iterator["Internet"]:
        """While the server and the canary listen."""
        with _listening(CANARY) as canary, _listening(SERVER) as plain, _listening(SERVER) as secured:
            self._ports = {0: canary.getsockname()[1], 80: plain.getsockname()[1], 443: secured.getsockname()[1]}
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.authority.issue_cert(*self.certificate_for).configure_cert(context)
            _serve(canary, self._count)
            _serve(plain, self._play)
            _serve(secured, lambda connection: self._play(context.wrap_socket(connection, server_side=True)))
            yield self

    def _count(self, connection: socket.socket) -> None:
        self.canary_calls += 1
        connection.close()

    def _play(self, connection: socket.socket) -> None:
        with connection:
            head = b""
            while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
                head += piece
            self.requests.append(head)
            path = head.split(b" ")[1].split(b"?")[0].decode()
            self.scripts[path](connection)


def always(*answers: str) -> Answers:
    """A name that always has these addresses."""
    return lambda _: answers


def says(*parts: bytes) -> Script:
    """Send that, and hang up."""
    return lambda connection: connection.sendall(b"".join(parts))


def answer(*headers: str, body: bytes = PDF, status: str = "200 OK") -> Script:
    """A whole answer of a server that behaves."""
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""])
    return says(head.encode(), body)


def redirect(location: str, status: int = 302, *headers: str) -> Script:
    """Send the visitor on."""
    return answer(f"Location: {location}", *headers, body=b"", status=f"{status} Go on")


def endless(start: bytes, piece: bytes) -> Script:
    """Begin so, and go on so until the visitor has had enough."""

    def script(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)

    return script


def slowly(start: bytes, piece: bytes = b"") -> Script:
    """Begin so, and then send so little that a visitor who only minds silence would wait for hours."""

    def script(connection: socket.socket) -> None:
        connection.sendall(start)
        connection.settimeout(0.05)
        while True:
            with suppress(TimeoutError):
                if not connection.recv(1):
                    return
            if piece:
                connection.sendall(piece)

    return script


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """Trusts that authority and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


@contextmanager
def _listening(host: str) -> Iterator[socket.socket]:
    with socket.create_server((host, 0)) as listener:
        yield listener


def _serve(listener: socket.socket, play: Script) -> None:
    def one(connection: socket.socket) -> None:
        with suppress(OSError):
            play(connection)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=one, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
