"""One sheet of each layout as text beside the tests, for people to read: what changes there has changed for parents.

Written anew by ``python -m tests.heatsheet.test_goldens``; read the difference before you keep it. Where it changes,
stored sheets would be read differently too, so READER_VERSION must be raised: both are recorded together.
"""

import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from heatsync.heatsheet import READER_VERSION, read
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.sheet import Sheet
from heatsync.samples.variants import VARIANTS
from tests.heatsheet.printed import as_text

GOLDENS = Path(__file__).parent / "goldens"
RECORD = GOLDENS / "recorded"
"""The version of the reader that wrote the goldens, and the hash of all of them."""
SMALL = Size(sessions=2, events=5, swimmers=26, ranked=True)


def drawn(layout: str) -> Sheet:
    return sheet(layout, Random(12), SMALL)


PAPERS: dict[str, Callable[[], Sheet]] = {
    **{layout: partial(drawn, layout) for layout in LAYOUTS},
    **{f"hytek-variants/{variant}": draw for variant, draw in VARIANTS.items()},
}


def text_of(paper: str) -> str:
    return as_text(read(PAPERS[paper]().pdf))


def digest() -> str:
    texts = (
        f"{file.relative_to(GOLDENS)}\n{file.read_text(encoding='utf-8')}" for file in sorted(GOLDENS.rglob("*.txt"))
    )
    return sha256("".join(texts).encode()).hexdigest()


@pytest.mark.parametrize("paper", PAPERS)
def test_a_sheet_is_read_as_it_was_when_somebody_looked(paper: str) -> None:
    assert text_of(paper) == (GOLDENS / f"{paper}.txt").read_text(encoding="utf-8")


def test_the_goldens_do_not_change_without_the_readers_version() -> None:
    assert RECORD.read_text() == f"{READER_VERSION} {digest()}\n", "raise READER_VERSION and write the goldens anew"


if __name__ == "__main__":
    for name in PAPERS:
        (GOLDENS / f"{name}.txt").write_text(text_of(name), encoding="utf-8")
    version, _, known = RECORD.read_text().strip().partition(" ") if RECORD.exists() else ("0", "", "")
    if digest() != known and int(version) >= READER_VERSION:
        sys.exit("The goldens have changed: raise READER_VERSION, so that stored sheets are read anew.")
    RECORD.write_text(f"{READER_VERSION} {digest()}\n")
