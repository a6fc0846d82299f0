"""docs/security.md names every row of its plan, and only tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_row_is_held_by_something() -> None:
    rows = {
        int(number)
        for line in TABLE.splitlines()
        if line.startswith("| WS")
        for number in re.findall(r"WS(\d\d)", line)
    }

    assert rows == set(range(1, 40))


def test_every_test_that_it_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", TABLE))

    assert len(named) > 30
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_every_setting_that_it_names_is_one() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert {name for name in re.findall(r"`([A-Z]{3,}_[A-Z_]+)`", TABLE) if f"| `{name}` |" not in readme} == set()
