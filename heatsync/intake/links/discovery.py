"""Looking for a meet's PDFs: the page that a parent has, and the pages that it shows in frames."""

from contextlib import suppress

from heatsync.intake.deadline import Deadline
from heatsync.intake.links.addresses import Address
from heatsync.intake.links.fetching import Fetcher
from heatsync.intake.links.hyperlinks import Outline, outline_of
from heatsync.intake.links.kinds import kind_of
from heatsync.intake.links.meet_page import Found, frames_of, pdfs_on
from heatsync.problems import Problem

_SECONDS = 12
_MOST_FRAMES = 3
_MOST_FOUND = 60
_FEW_WORDS = 400
"""Letters that a page shows before its scripts have filled it."""


def discover(fetcher: Fetcher, address: Address, seconds: float = _SECONDS) -> list[Found]:
    """The PDFs on that page; the address itself, where there is a PDF.

    Raises Problem: NO_PDFS_FOUND, PAGE_NEEDS_SCRIPT, PAGE_NEEDS_LOGIN, PAGE_TOO_LARGE, or what the fetcher raises.
    """
    deadline = Deadline(seconds)
    page = fetcher.look(address, deadline)
    if page.html is None:
        name = page.address.filename or page.address.host
        return [Found(str(address), name, kind_of(name))]
    outline = outline_of(page.html)
    found = pdfs_on(outline, page.address)
    for frame in frames_of(outline, page.address)[:_MOST_FRAMES]:
        with suppress(Problem):  # the page itself may have all
            found += _in_frame(fetcher, frame, deadline)
    if not found:
        raise Problem(_why_nothing(outline))
    return list({one.url: one for one in found}.values())[:_MOST_FOUND]


def _in_frame(fetcher: Fetcher, frame: Address, deadline: Deadline) -> list[Found]:
    inside = fetcher.look(frame, deadline)
    if inside.html is None:
        name = inside.address.filename or inside.address.host
        return [Found(str(frame), name, kind_of(name))]
    return pdfs_on(outline_of(inside.html), inside.address)


def _why_nothing(outline: Outline) -> str:
    if outline.asks_for_password:
        return "PAGE_NEEDS_LOGIN"
    return "PAGE_NEEDS_SCRIPT" if outline.scripts and outline.words < _FEW_WORDS else "NO_PDFS_FOUND"
