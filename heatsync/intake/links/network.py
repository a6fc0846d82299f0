"""The way to a server: its name is looked up once, the answers are checked, and one of those very answers is called."""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import certifi

from heatsync.intake.deadline import Deadline
from heatsync.intake.links.addresses import Address, Ip
from heatsync.intake.links.public import is_public, unwrapped
from heatsync.problems import Problem

_LOOK_UP_SECONDS = 5
_CONNECT_SECONDS = 5
_MOST_TRIED = 2

Policy = Callable[[Ip], bool]
Resolver = Callable[[str, int], Sequence[Ip]]
Connector = Callable[[Ip, int, float], socket.socket]


def look_up(host: str, port: int) -> Sequence[Ip]:
    """What the system's resolver says. Raises OSError when it knows no such name."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(sockaddr[0]) for *_, sockaddr in answers]


def connect(ip: Ip, port: int, seconds: float) -> socket.socket:
    """A connection to that address and no other."""
    return socket.create_connection((str(ip), port), timeout=seconds)


def trusted_roots() -> ssl.SSLContext:
    """Checks certificates and names against the roots that come with us, whatever the environment says."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(certifi.where())
    return context


class Network:
    """Opens connections to public addresses. Another policy, resolver or connector is for tests: no setting has one."""

    def __init__(
        self,
        policy: Policy = is_public,
        resolver: Resolver = look_up,
        connector: Connector = connect,
        roots: Callable[[], ssl.SSLContext] = trusted_roots,
    ) -> None:
        self._policy = policy
        self._resolver = resolver
        self._connector = connector
        self._roots = roots
        self._context: ssl.SSLContext | None = None

    def open(self, address: Address, deadline: Deadline) -> socket.socket:
        """A connection to that address' server, with TLS where it says so.

        Raises Problem: BLOCKED_URL for an address that is not public, a name that is unknown, and a server that is not
        there, which nobody shall be able to tell apart; TIMEOUT, FETCH_FAILED or NETWORK_ERROR.
        """
        ips = [unwrapped(ip) for ip in ([address.ip] if address.ip else self._look_up(address, deadline))]
        if not ips or not all(map(self._policy, ips)):
            raise Problem("BLOCKED_URL")
        connection = self._connect(ips, address.port, deadline)
        if address.scheme == "http":
            return connection
        return self._secured(connection, address.host, deadline)

    def _look_up(self, address: Address, deadline: Deadline) -> Sequence[Ip]:
        try:
            return deadline.wait_for(partial(self._resolver, address.host, address.port), _LOOK_UP_SECONDS)
        except (OSError, ValueError):
            return ()

    def _connect(self, ips: Sequence[Ip], port: int, deadline: Deadline) -> socket.socket:
        problem = Problem("BLOCKED_URL")
        for ip in _worth_trying(ips):
            try:
                seconds = min(_CONNECT_SECONDS, deadline.left)
                return deadline.wait_for(partial(self._connector, ip, port, seconds))
            except TimeoutError:
                problem = Problem("TIMEOUT")
            except OSError:
                problem = Problem("BLOCKED_URL")
        raise problem

    def _secured(self, connection: socket.socket, name: str, deadline: Deadline) -> ssl.SSLSocket:
        self._context = self._context or self._roots()
        try:
            connection = self._context.wrap_socket(connection, server_hostname=name, do_handshake_on_connect=False)
            _shake_hands(connection, deadline)
        except BaseException as error:
            connection.close()
            raise _problem_of(error) from error
        return connection


def _shake_hands(connection: ssl.SSLSocket, deadline: Deadline) -> None:
    while True:
        connection.settimeout(deadline.until_next_look)
        with suppress(TimeoutError):
            connection.do_handshake()
            return


def _worth_trying(ips: Sequence[Ip]) -> Sequence[Ip]:
    """The first answer, and the first of the other family: one of the two may have no way out of here."""
    other_way = next((ip for ip in ips if ip.version != ips[0].version), None)
    return [ips[0], other_way] if other_way else ips[:_MOST_TRIED]


def _problem_of(error: BaseException) -> BaseException:
    if isinstance(error, TimeoutError):
        return Problem("TIMEOUT")
    if isinstance(error, ssl.SSLError):
        return Problem("FETCH_FAILED")
    return Problem("NETWORK_ERROR") if isinstance(error, OSError) else error
