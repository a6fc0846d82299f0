"""The page for newcomers keeps its word: its toy dialect, added as it says, reads its toy sheet."""

import re
import runpy
from pathlib import Path

import pytest

from heatsync.heatsheet import dialects, read
from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.samples.paper import HELVETICA, Paper, Words
from tests.heatsheet.printed import as_text

PAGE = Path(__file__).parents[2] / "docs" / "add-a-dialect.md"


def block(language: str, number: int = 0) -> str:
    text = PAGE.read_text(encoding="utf-8")
    blocks: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return blocks[number]


def toy_sheet() -> bytes:
    paper = Paper((595, 842), HELVETICA, "Toypool", "Duckling Cup")
    paper.turn()
    for place, line in enumerate(block("text").splitlines()):
        paper.row(60 + 16 * place, Words(50, line, 10))
    return paper.close()


@pytest.fixture
def toypool(tmp_path: Path) -> Dialect:
    file = tmp_path / "toypool.py"
    file.write_text(block("python"), encoding="utf-8")
    dialect = runpy.run_path(str(file))["TOYPOOL"]
    assert isinstance(dialect, Dialect)
    return dialect


def test_before_the_dialect_is_added_every_line_is_unread_as_the_page_shows_it() -> None:
    assert [line.text for line in read(toy_sheet()).unread] == block("text").splitlines()


def test_the_dialect_reads_the_sheet_as_the_page_says(toypool: Dialect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialects, "DIALECTS", (*dialects.DIALECTS, toypool))
    assert as_text(read(toy_sheet())) == block("text", 1)


@pytest.mark.parametrize("file", re.findall(r"\]\(\.\./([^)]+)\)", PAGE.read_text(encoding="utf-8")))
def test_whatever_the_page_points_to_is_there(file: str) -> None:
    assert (PAGE.parents[1] / file).exists()
