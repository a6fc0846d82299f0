"""The PDFs that a meet's web page offers, the likely heat sheets first to be seen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from heatsync.heatsheet.names import visible
from heatsync.intake.links import cloud_drives
from heatsync.intake.links.addresses import Address, parse
from heatsync.intake.links.hyperlinks import Hyperlink, Outline
from heatsync.intake.links.kinds import Kind, kind_of
from heatsync.problems import Problem

_LONGEST_NAME = 120
_SIZE = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(k|m)i?b\b", re.IGNORECASE)
_UNITS = {"k": 1_000, "m": 1_000_000}
_SAYS_NOTHING = re.compile(r"(?:click here|download|here|open|view|link|pdf|file|document|\W|\d)*", re.IGNORECASE)
_LOOKS_LIKE_A_FILE = re.compile(r"download|attach|document|getfile|viewfile|\bfiles?\b|\.ashx|\.axd", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A PDF that a page links to: where, what it is called there, what it may be, and how large it is said to be."""

    url: str
    name: str
    kind: Kind
    size: int | None = None


def pdfs_on(outline: Outline, address: Address) -> list[Found]:
    """The PDFs that page links to, each once, in the order of the page."""
    base = _joined(str(address), outline.base or "") or address
    links = dict[str, list[tuple[Hyperlink, Address]]]()
    for link in outline.links:
        if file := _file(link, base):
            links.setdefault(str(file), []).append((link, file))
    # The same file is often linked by a picture, a title and a button: the one that says most counts.
    return [_found(*max(ways, key=lambda way: _says(way[0]))) for ways in links.values()]


def frames_of(outline: Outline, address: Address) -> list[Address]:
    """The pages that are shown within that page."""
    base = _joined(str(address), outline.base or "") or address
    inside = (_joined(str(base), link.href) for link in outline.links if link.is_frame)
    return list(dict.fromkeys(frame for frame in inside if frame and not _is_pdf(frame)))


def likely(found: Sequence[Found]) -> list[Found]:
    """Those that a parent most probably wants: heat sheets and what tells their times; else psych sheets."""
    kinds = {one.kind for one in found}
    best = Kind.HEAT_SHEET if Kind.HEAT_SHEET in kinds else Kind.PSYCH_SHEET
    wanted = {best, Kind.TIMELINE} if best in kinds else {Kind.OTHER} if len(found) == 1 else set[Kind]()
    return [one for one in found if one.kind in wanted]


def _found(link: Hyperlink, file: Address) -> Found:
    # "Psych sheet: PDF" says it before the link; what stands before a frame is of something else.
    named = _says(link) or link.is_frame
    nearest = [link.text, _file_name(file), link.lead] if named else [link.lead, _file_name(file)]
    return Found(str(file), _name(link, file), kind_of(*nearest, link.line), _size(link))


def _says(link: Hyperlink) -> bool:
    return not _SAYS_NOTHING.fullmatch(link.text)


def _file(link: Hyperlink, base: Address) -> Address | None:
    """What that link leads to, where it is likely to be a PDF."""
    target = _joined(str(base), link.href)
    file = target and (_inner(target) or target)
    if file and (_is_pdf(file) or cloud_drives.direct(file) != file or _is_said_to_be_one(link, file)):
        return file
    return None


def _is_said_to_be_one(link: Hyperlink, file: Address) -> bool:
    """Whether an address that does not say what it leads to stands at a link that does."""
    return bool(_LOOKS_LIKE_A_FILE.search(file.target)) and kind_of(link.text, link.line) is not Kind.OTHER


def _joined(base: str, href: str) -> Address | None:
    try:
        return parse(urljoin(base, href.strip().replace(" ", "%20")))
    except (Problem, ValueError):
        return None


def _is_pdf(address: Address) -> bool:
    return _ends_in_pdf(address.path) or any(_ends_in_pdf(value) for _, value in _query(address))


def _inner(address: Address) -> Address | None:
    """The PDF that a viewer's address names: …/viewer?url=https://…/sheet.pdf."""
    if _ends_in_pdf(address.path):
        return None
    values = [value for _, value in _query(address) if _ends_in_pdf(urlsplit(value).path) and "/" in value]
    return next((inner for value in values if (inner := _joined(str(address), value))), None)


def _query(address: Address) -> list[tuple[str, str]]:
    return parse_qsl(address.query or "", max_num_fields=50) if (address.query or "").count("&") < 50 else []


def _ends_in_pdf(path: str) -> bool:
    return unquote(path).lower().rstrip("/ ").endswith(".pdf")


def _file_name(address: Address) -> str:
    named = next((value for _, value in _query(address) if _ends_in_pdf(value)), address.path)
    return PurePosixPath(unquote(named)).name


def _name(link: Hyperlink, file: Address) -> str:
    said = link.text if _says(link) else ""
    return visible(said or _file_name(file) or link.lead or file.host)[:_LONGEST_NAME]


def _size(link: Hyperlink) -> int | None:
    said = _SIZE.search(f"{link.text} {link.line}")
    return round(float(said[1].replace(",", ".")) * _UNITS[said[2].lower()]) if said else None
