"""One sheet of each layout as text beside the tests, for people to read: what changes there has changed for parents.

Written anew by ``python -m tests.heatsheet.test_goldens``; read the difference before you keep it.
"""

from pathlib import Path
from random import Random

import pytest

from heatsync.heatsheet import read
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from tests.heatsheet.printed import as_text

GOLDENS = Path(__file__).parent / "goldens"
SMALL = Size(sessions=2, events=5, swimmers=26, ranked=True)


def text_of(layout: str) -> str:
    return as_text(read(sheet(layout, Random(12), SMALL).pdf))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_is_read_as_it_was_when_somebody_looked(layout: str) -> None:
    assert text_of(layout) == (GOLDENS / f"{layout}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for name in LAYOUTS:
        (GOLDENS / f"{name}.txt").write_text(text_of(name), encoding="utf-8")
