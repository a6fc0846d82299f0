"""The one fetcher: every request that leaves this house on behalf of a stranger's address goes through here."""

import io
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, TypeVar, cast

from heatsync.intake.deadline import Deadline
from heatsync.intake.links import cloud_drives
from heatsync.intake.links.addresses import Address, parse, redirected
from heatsync.intake.links.answer import ANY_VERSION, Answer, Version
from heatsync.intake.links.network import Network
from heatsync.intake.storage import Storage, Stored
from heatsync.intake.uploads import WHERE_SIGNATURES_ARE, is_pdf, shown_filename
from heatsync.problems import Problem

T = TypeVar("T")

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LOGIN = frozenset({401, 403})
LARGEST_PAGE = 2_000_000
"""Bytes of a page that is looked through."""
_LONGEST_WARNING = 1 << 16
"""Bytes of a page that may lead to the file."""


@dataclass(frozen=True)
class WebPage:
    """What a browser would show at an address. A PDF has no ``html``."""

    address: Address
    html: str | None


@dataclass(frozen=True)
class Fetched:
    """A PDF that came from a link, now in storage; its name is only shown, where there is one."""

    stored: Stored
    filename: str | None
    version: Version = ANY_VERSION


class Fetcher:
    """Fetches PDFs from public addresses into a storage. It believes nothing that a server says, and keeps nothing.

    ``before_asking`` is told each server of a fetch before it is called, once; what it raises ends the fetch.
    """

    def __init__(
        self,
        limit_bytes: int,
        seconds: float = 30,
        refusal_seconds: float = 1,
        user_agent: str = "HeatSync",
        network: Network | None = None,
        before_asking: Callable[[str], None] = lambda _host: None,
    ) -> None:
        self._limit_bytes = limit_bytes
        self._seconds = seconds
        self._refusal_seconds = refusal_seconds
        self._user_agent = user_agent
        self._network = network or Network()
        self._before_asking = before_asking

    def fetch(
        self,
        url: str,
        storage: Storage,
        on_bytes: Callable[[int], None] = lambda _: None,
        watch: Callable[[], None] = lambda: None,
    ) -> Fetched:
        """Store the PDF that this address leads to. ``on_bytes`` is told how many have come; what ``watch`` raises,
        which is asked all the time, ends the fetch.

        Raises Problem: INVALID_URL, BLOCKED_URL, FETCH_FAILED, INVALID_PDF, PDF_TOO_LARGE for good; TIMEOUT,
        NETWORK_ERROR, RATE_LIMIT, SERVICE_UNAVAILABLE where another try may help.
        """

        def take(answer: Answer, address: Address) -> Fetched | Address:
            return self._take(answer, address, storage, on_bytes)

        return self._follow(parse(url), take, Deadline(self._seconds, watch))

    def fetch_newer(self, url: str, known: Version, storage: Storage) -> Fetched | None:
        """As ``fetch``; None where the server says that its file is still the version that we know."""

        def take(answer: Answer, address: Address) -> Fetched | Address | None:
            return None if answer.status == 304 else self._take(answer, address, storage, lambda _: None)

        return self._follow(parse(url), take, Deadline(self._seconds), known)

    def look(self, address: Address, deadline: Deadline) -> WebPage:
        """The page at this address, as far as a parent's link leads there.

        Raises Problem: as ``fetch`` does; PAGE_TOO_LARGE; PAGE_NEEDS_LOGIN where the server says so.
        """
        return self._follow(address, _page, deadline)

    def _follow(
        self,
        address: Address,
        take: Callable[[Answer, Address], T | Address],
        deadline: Deadline,
        unless: Version = ANY_VERSION,
    ) -> T:
        """What ``take`` makes of the last answer, after those that only lead on."""
        address, asked = cloud_drives.direct(address), set[str]()
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                if address.host not in asked:
                    self._before_asking(address.host)
                    asked.add(address.host)
                with closing(self._network.open(address, deadline)) as connection:
                    answer = Answer(connection, address, self._user_agent, deadline, unless)
                    found = _onward(address, answer) if answer.status in _REDIRECTS else take(answer, address)
                if not isinstance(found, Address):
                    return found
                address = found
        except Problem as problem:
            if problem.code == "BLOCKED_URL":
                # How soon it is said must not tell what is blocked from what is not there.
                time.sleep(max(0, self._refusal_seconds - deadline.passed))
            raise
        raise Problem("FETCH_FAILED")

    def _take(
        self, answer: Answer, address: Address, storage: Storage, on_bytes: Callable[[int], None]
    ) -> Fetched | Address:
        """Store the PDF of this answer, or say where it leads."""
        if answer.status != 200:
            raise Problem(_code_of(answer.status))
        if answer.announces_more_than(self._limit_bytes):
            raise Problem("PDF_TOO_LARGE", max_megabytes=self._limit_bytes // 1_000_000)
        body = answer.body()
        start = body.read(WHERE_SIGNATURES_ARE)
        if not is_pdf(start):
            return _past_the_page(address, start + body.read(_LONGEST_WARNING))
        stored = storage.save(cast(BinaryIO, _Arriving(start, body, on_bytes)), self._limit_bytes)
        name = answer.filename or address.filename
        return Fetched(stored, shown_filename(name) if name else None, answer.version)


class _Arriving:
    """A body whose start was looked at, from its start, with somebody told of what has come."""

    def __init__(self, start: bytes, rest: io.BufferedReader, on_bytes: Callable[[int], None]) -> None:
        self._start = start
        self._rest = rest
        self._on_bytes = on_bytes
        self._come = 0

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end."""
        piece, self._start = self._start or self._rest.read(size), b""
        self._come += len(piece)
        self._on_bytes(self._come)
        return piece


def _page(answer: Answer, address: Address) -> WebPage:
    if answer.status in _LOGIN:
        raise Problem("PAGE_NEEDS_LOGIN")
    if answer.status != 200:
        raise Problem(_code_of(answer.status))
    body = answer.body()
    start = body.read(WHERE_SIGNATURES_ARE)
    if is_pdf(start):
        return WebPage(address, None)
    html = start + body.read(LARGEST_PAGE + 1 - len(start))
    if len(html) > LARGEST_PAGE:
        raise Problem("PAGE_TOO_LARGE")
    return WebPage(address, html.decode("utf-8", "replace"))


def _onward(address: Address, answer: Answer) -> Address:
    if not answer.location:
        raise Problem("FETCH_FAILED")
    try:
        return redirected(address, answer.location)
    except Problem as problem:
        # The parent's own link was good: "this is not a web address" would be no help.
        raise Problem("FETCH_FAILED" if problem.code == "INVALID_URL" else problem.code) from problem


def _past_the_page(address: Address, page: bytes) -> Address:
    onward = cloud_drives.past_the_warning(address, page)
    if onward is None:
        raise Problem("INVALID_PDF")
    return onward


def _code_of(status: int) -> str:
    if status == 429:
        return "RATE_LIMIT"
    return "SERVICE_UNAVAILABLE" if status >= 500 else "FETCH_FAILED"
