"""The page that lists what sheets print keeps its word: each line that it quotes is on the drawn sheet beside it."""

import re
from functools import cache
from pathlib import Path

import pytest

from heatsync.samples.layouts import LAYOUTS
from heatsync.samples.variants import VARIANTS
from tests.heatsheet.test_dialects import lines_of, printed

PAGE = (Path(__file__).parents[2] / "docs" / "prints.md").read_text(encoding="utf-8")
PRINTS = re.findall(r"^\| [^|]+ \| `([^`|]+)` \| `([^`]+)` \|$", PAGE, re.MULTILINE)


@cache
def text_of(paper: str) -> str:
    lines = printed(paper) if paper in LAYOUTS else lines_of(VARIANTS[paper.removeprefix("hytek-variants/")]().pdf)
    return "\n".join(" ".join(line.text.split()) for line in lines)


def test_every_drawn_layout_is_on_the_page() -> None:
    assert set(LAYOUTS) - {"hytek-varied"} <= {paper for paper, _ in PRINTS}


@pytest.mark.parametrize(("paper", "line"), PRINTS)
def test_a_line_is_printed_where_the_page_says(paper: str, line: str) -> None:
    assert " ".join(line.split()) in text_of(paper)
