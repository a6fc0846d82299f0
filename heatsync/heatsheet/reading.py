"""The pipeline: words → columns → lines → dialect → Program."""

from collections.abc import Callable

from msgspec.structs import replace

from heatsync.heatsheet import dialects
from heatsync.heatsheet.assemble import Assembler
from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.dialects.table import TABLE
from heatsync.heatsheet.furniture import below_heads
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.photos import is_photo
from heatsync.heatsheet.printed import PictureReader, Printed
from heatsync.heatsheet.program import Program, UnreadLine
from heatsync.heatsheet.unreadable import Unreadable


def read(
    sheet: bytes,
    on_page: Callable[[int, int], None],
    max_pages: int,
    reader: PictureReader | None = None,
    max_pictures: int = 0,
) -> Program:
    """Read a heat sheet page by page; ``reader`` reads those that are pictures. Raises Unreadable."""
    printed = Printed(reader, max_pictures)
    if is_photo(sheet):
        printed.take_photo(sheet)
        on_page(1, 1)
    else:
        printed.take_pdf(sheet, on_page, max_pages)
    program = _assembled(printed.lines, printed.pages)
    if len(printed.scanned) == printed.pages and not program.is_heat_sheet:
        raise Unreadable("UNREADABLE_PICTURE")
    return replace(
        program,
        coverage=round(program.coverage * printed.sure_share, 4),
        pictures=tuple(printed.pictures),
        warnings=(*program.warnings, *printed.warnings()),
    )


def unread(pdf: bytes, on_page: Callable[[int, int], None], max_pages: int) -> Program:
    """The same sheet with every line of it unread, in reading order: what is printed, whatever it means."""
    printed = Printed()
    printed.take_pdf(pdf, on_page, max_pages)
    return _unread(printed.lines, printed.pages, None)


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
