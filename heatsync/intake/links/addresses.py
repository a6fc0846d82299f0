"""What a web address may look like. One strict parser, so that no two programs can see two hosts in one address."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urljoin

import idna

from heatsync.problems import Problem

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST = 2048
_LONGEST_HOST = 253
_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"(https?)://([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:@%]+))(?::([0-9]{1,5}))?", re.IGNORECASE | re.ASCII)
_PLAIN_HOST = re.compile(
    r"(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*"
)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEPT_AS_IT_IS = "/%:@!$&'()*+,;=-._~?"


@dataclass(frozen=True)
class Address:
    """A web address that may be asked, as far as can be said without looking its host up.

    ``host`` is a name in ASCII or a numeric address without brackets; path and query are percent-encoded.
    """

    scheme: str
    host: str
    port: int
    path: str
    query: str | None = None

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and port, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """Path and query: what the server is asked for."""
        return self.path if self.query is None else f"{self.path}?{self.query}"

    @property
    def ip(self) -> Ip | None:
        """The host, where it is numeric."""
        return _ip(self.host)

    @property
    def filename(self) -> str | None:
        """What the file is called, where the path ends in a PDF's name."""
        name = unquote(PurePosixPath(self.path).name)
        return name if name.lower().endswith(".pdf") else None


def parse(text: str) -> Address:
    """The address of that text. Raises Problem: INVALID_URL, or BLOCKED_URL for a port that no web page has."""
    if len(text) > _LONGEST or not unicodedata.is_normalized("NFC", text) or any(map(_is_unfit, text)):
        raise Problem("INVALID_URL")
    parts = _ADDRESS.fullmatch(text)
    authority = parts and _AUTHORITY.fullmatch(parts[2])
    if not parts or not authority:
        raise Problem("INVALID_URL")
    scheme = parts[1].lower()
    host = _ipv6(authority[1]) if authority[1] else _host(authority[2])
    port = int(authority[3] or _PORTS[scheme])
    if port > 65535:
        raise Problem("INVALID_URL")
    if port not in _PORTS.values():
        raise Problem("BLOCKED_URL")
    query = None if parts[4] is None else quote(parts[4], safe=_KEPT_AS_IT_IS)
    address = Address(scheme, host, port, quote(parts[3], safe=_KEPT_AS_IT_IS) or "/", query)
    if len(str(address)) > _LONGEST:  # encoded it is longer, and no index of PostgreSQL holds what is much longer
        raise Problem("INVALID_URL")
    return address


def redirected(address: Address, location: str) -> Address:
    """Where that answer of that address leads. Raises Problem as ``parse`` does, and where the way is less safe."""
    try:
        onward = parse(urljoin(str(address), location))
    except ValueError as error:
        raise Problem("INVALID_URL") from error
    if address.scheme == "https" and onward.scheme == "http":
        raise Problem("BLOCKED_URL")
    return onward


def without_query(url: str) -> str:
    """An address of ours, as text, without what may be a secret between the parent and that server.

    Its question mark stays, so that it is not taken for the address that never had one.
    """
    address, mark, _ = url.partition("?")
    return address + mark


def _is_unfit(letter: str) -> bool:
    return letter in " \\" or unicodedata.category(letter)[0] in "CZ"


def _ipv6(text: str) -> str:
    try:
        return str(ipaddress.IPv6Address(text))
    except ValueError as error:
        raise Problem("INVALID_URL") from error


def _host(text: str) -> str:
    host = _in_ascii(text.lower()).removesuffix(".")
    looks_numeric = _NUMBER.fullmatch(host.rpartition(".")[2])
    # What a resolver would read as a number in some other form than a dotted quad ("127.1", "0x7f.1") is no name.
    if len(host) > _LONGEST_HOST or (looks_numeric and _ip(host) is None):
        raise Problem("INVALID_URL")
    return host


def _in_ascii(host: str) -> str:
    if _PLAIN_HOST.fullmatch(host.removesuffix(".")):
        return host
    try:
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii")
    except UnicodeError as error:
        raise Problem("INVALID_URL") from error


def _ip(host: str) -> Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
