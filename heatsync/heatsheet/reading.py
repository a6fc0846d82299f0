"""The pipeline: words → columns → lines → dialect → Program."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from heatsync.heatsheet import dialects, lines, words
from heatsync.heatsheet.assemble import Assembler
from heatsync.heatsheet.columns import Splitter
from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.dialects.table import TABLE
from heatsync.heatsheet.furniture import below_heads
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.program import Program, UnreadLine
from heatsync.heatsheet.unreadable import Unreadable


def read(pdf: bytes, on_page: Callable[[int, int], None], max_pages: int) -> Program:
    """Read a heat sheet page by page. Raises Unreadable."""
    printed, blank, total = _printed(pdf, on_page, max_pages)
    program = _assembled(printed, total)
    return replace(program, warnings=(*program.warnings, *_without_text(blank, total)))


def unread(pdf: bytes, on_page: Callable[[int, int], None], max_pages: int) -> Program:
    """The same sheet with every line of it unread, in reading order: what is printed, whatever it means."""
    printed, _, total = _printed(pdf, on_page, max_pages)
    return _unread(printed, total, None)


def _printed(pdf: bytes, on_page: Callable[[int, int], None], max_pages: int) -> tuple[list[Line], list[int], int]:
    """The lines of all pages, the pages without text, and how many pages there are."""
    document = words.open_pdf(pdf, max_pages)
    splitter = Splitter()
    printed: list[Line] = []
    blank: list[int] = []
    total, loaded = len(document), 0
    for done, page in enumerate(words.pages(document), start=1):
        loaded += page is not None
        if page is None or not page.texts:
            blank.append(done)
        else:
            printed += lines.gather(page, splitter.split(page))
        on_page(done, total)
    if not loaded:
        raise Unreadable("INVALID_PDF")
    return printed, blank, total


def _without_text(blank: list[int], total: int) -> Iterator[str]:
    """A page without text may be a picture of races: it is never passed over in silence."""
    if len(blank) == total:
        yield "There is no text in this file: it may be a scan or a photo."
    elif blank:
        named = ", ".join(map(str, blank))
        yield f"There is no text on page {named}: if races are shown there, they are not in this list."


def _assembled(printed: list[Line], pages: int) -> Program:
    """As its own dialect reads it or, where that knows no race on it, as any table."""
    own = dialects.recognise(printed)
    for dialect in dict.fromkeys((own, TABLE)):
        program = _as_read_by(dialect, printed, pages)
        if program.kind != "unknown":
            return program
    return _unread(printed, pages, own.software)


def _as_read_by(dialect: Dialect, printed: list[Line], pages: int) -> Program:
    assembler = Assembler(dialect)
    for line in below_heads(printed, dialect):
        assembler.take(line)
    return assembler.program(printed, pages)


def _unread(printed: list[Line], pages: int, software: str | None) -> Program:
    lines = tuple(UnreadLine(line.page, line.text, line.box) for line in printed)
    return Program(kind="unknown", software=software, pages=pages, coverage=0.0, unread=lines)
