from random import Random

import numpy as np
import pytest

from heatsync.heatsheet import lines, words
from heatsync.heatsheet.columns import Splitter
from heatsync.heatsheet.page import Page
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_gives_the_same_lines_whichever_pages_are_gathered_with_it(layout: str) -> None:
    pdf = sheet(layout, Random(1), Size(sessions=2, events=12, swimmers=60)).pdf
    pages = [page for page in words.pages(words.open_pdf(pdf, 99)) if page]
    columns = list(map(Splitter().split, pages))
    alone = [line for page, of_page in zip(pages, columns, strict=True) for line in lines.gather([page], [of_page])]
    assert lines.gather(pages, columns) == alone


def test_no_pages_have_no_lines() -> None:
    assert lines.gather([], []) == []


@pytest.mark.parametrize("off", [3e37, float("nan")])
@pytest.mark.parametrize("side", ["x0", "top"])
def test_a_word_far_off_its_page_leaves_the_lines_of_other_pages_as_they_are(off: float, side: str) -> None:
    pdf = sheet("hytek-two-columns", Random(1), Size(sessions=2, events=12, swimmers=60)).pdf
    first, second, *_ = (page for page in words.pages(words.open_pdf(pdf, 99)) if page)
    there = np.array([off, 20.0], dtype=np.float32)
    x0, top = (there if side == its_side else np.full(2, 5.0) for its_side in ("x0", "top"))
    odd = Page(3, 612, 792, ["far", "near"], x0, top, x0 + 9, top + 9)
    of_first, of_second = map(Splitter().split, (first, second))

    together = lines.gather([first, odd, second], [of_first, np.zeros(2, dtype=np.int64), of_second])

    assert [line for line in together if line.page != odd.number] == lines.gather(
        [first, second], [of_first, of_second]
    )
