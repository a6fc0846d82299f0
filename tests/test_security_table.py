"""docs/security.md names every row of its plan, and only tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "last"), [("WS", 39), ("SF", 10), ("LD", 11)])
def test_every_row_is_held_by_something_or_left_out_with_a_reason(kind: str, last: int) -> None:
    rows = [line.split("|")[1] for line in TABLE.splitlines() if line.startswith(f"| {kind}")]

    assert sorted(int(number) for ids in rows for number in re.findall(rf"{kind}(\d\d)", ids)) == [*range(1, last + 1)]


def test_every_test_that_it_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", TABLE))

    assert len(named) > 30
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_every_setting_that_it_names_is_one() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert {name for name in re.findall(r"`([A-Z]{3,}_[A-Z_]+)`", TABLE) if f"| `{name}` |" not in readme} == set()
