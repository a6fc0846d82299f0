from random import Random

import pytest

from heatsync.heatsheet import lines, words
from heatsync.heatsheet.columns import Splitter
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
