"""``python -m bench.accuracy``: how well each layout is read, as the table in docs/reader.md, which it writes anew."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.sheets import CORPUS
from heatsync.heatsheet import read
from heatsync.heatsheet.program import Entry, Program
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.sheet import Sheet, entries_of
from heatsync.samples.variants import VARIANTS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reader.md"
BEGIN, END = "<!-- accuracy -->", "<!-- /accuracy -->"
MEETS = 10
HEADINGS = ("layout", "sheets", "pages", "entries", "recall", "precision", "coverage", "ms a page")


class Row(NamedTuple):
    """One layout. Recall and precision compare whole entries, all fields; real sheets have no truth to compare with."""

    layout: str
    sheets: int
    pages: int
    entries: int
    recall: str
    precision: str
    coverage: float
    milliseconds: float

    def __str__(self) -> str:
        known = (self.layout, self.sheets, self.pages, self.entries, self.recall, self.precision)
        return f"| {' | '.join(map(str, known))} | {self.coverage:.3f} | {self.milliseconds:.1f} |"


def main() -> None:
    """Measure all layouts, print the table and put it into the page."""
    rows = [*_drawn(), *_real()]
    table = "\n".join([f"| {' | '.join(HEADINGS)} |", f"|{'---|' * len(HEADINGS)}", *map(str, rows)])
    print(table)
    page = PAGE.read_text()
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}")


def _drawn() -> Iterator[Row]:
    for layout in LAYOUTS:
        sizes = (Size(sessions=1 + seed % 3, events=4 + seed % 9, swimmers=40) for seed in range(MEETS))
        yield _compared(layout, [sheet(layout, Random(seed), size) for seed, size in enumerate(sizes)])
    yield _compared("hytek, now and then", [draw() for draw in VARIANTS.values()])


def _compared(layout: str, papers: Sequence[Sheet]) -> Row:
    right = drawn = found = pages = 0
    coverage, seconds = [], 0.0
    for paper in papers:
        program, spent = _timed(paper.pdf)
        truth, got = _fields(paper.truth), _fields(program)
        right, drawn, found = right + (truth & got).total(), drawn + truth.total(), found + got.total()
        pages, seconds = pages + program.pages, seconds + spent
        coverage.append(program.coverage)
    shares = _share(right, drawn), _share(right, found)
    return Row(layout, len(papers), pages, drawn, *shares, min(coverage), 1000 * seconds / pages)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _real() -> Iterator[Row]:
    """All the corpus, by what prints it: whose sheets they are is nobody's business."""
    read_by: dict[str, list[tuple[Program, float]]] = defaultdict(list)
    for path in sorted(CORPUS.glob("*.pdf")):
        program, spent = _timed(path.read_bytes())
        kind = program.kind.replace("_", " ") if program.is_heat_sheet else "no heat sheet"
        read_by[f"real: {program.software or 'others'}, {kind}"].append((program, spent))
    for layout, found in sorted(read_by.items()):
        programs = [program for program, _ in found]
        pages, entries = sum(program.pages for program in programs), sum(map(_count, programs))
        coverage, seconds = min(program.coverage for program in programs), sum(spent for _, spent in found)
        yield Row(layout, len(found), pages, entries, "–", "–", coverage, 1000 * seconds / pages)


def _count(program: Program) -> int:
    return sum(1 for _ in entries_of(program))


def _timed(pdf: bytes) -> tuple[Program, float]:
    began = time.process_time()
    program = read(pdf)
    return program, time.process_time() - began


def _fields(program: Program) -> Counter[tuple[str | None, int | None, str]]:
    """Each entry with its event, its heat and all its fields."""
    return Counter(
        (event.number, heat, repr(_without_box(entry)))
        for event in program.events
        for heat, entries in [
            *((heat.number, heat.entries) for heat in event.heats),
            (None, event.ranked),
            (None, event.alternates),
            (None, event.withdrawn),
        ]
        for entry in entries
    )


def _without_box(entry: Entry) -> tuple[object, ...]:
    return tuple(getattr(entry, field) for field in entry.__struct_fields__ if field != "box")


if __name__ == "__main__":
    main()
