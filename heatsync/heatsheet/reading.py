"""The pipeline: words → columns → lines → dialect → Program."""

from collections.abc import Callable

from heatsync.heatsheet import dialects, lines, words
from heatsync.heatsheet.assemble import Assembler
from heatsync.heatsheet.columns import Splitter
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.program import Program, UnreadLine
from heatsync.heatsheet.unreadable import Unreadable


def read(pdf: bytes, on_page: Callable[[int, int], None], max_pages: int) -> Program:
    """Read a heat sheet page by page. Raises Unreadable."""
    document = words.open_pdf(pdf, max_pages)
    splitter = Splitter()
    printed: list[Line] = []
    total, loaded = len(document), 0
    for done, page in enumerate(words.pages(document), start=1):
        if page is not None:
            printed += lines.gather(page, splitter.split(page))
            loaded += 1
        on_page(done, total)
    if not loaded:
        raise Unreadable("INVALID_PDF")
    return _assembled(printed, total)


def _assembled(printed: list[Line], pages: int) -> Program:
    dialect = dialects.recognise(printed)
    if dialect is None:
        unread = tuple(UnreadLine(line.page, line.text) for line in printed)
        return Program(kind="unknown", software=None, pages=pages, coverage=0.0, unread=unread)
    assembler = Assembler(dialect)
    for line in printed:
        assembler.take(line)
    return assembler.program(printed, pages)
