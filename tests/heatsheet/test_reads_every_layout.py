"""What is drawn is read, whole: fixed sheets of each layout, and random ones."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heatsync.samples.example import example
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from tests.heatsheet.agreement import assert_reads
from tests.heatsheet.meets import SIZES


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_weekend_in_any_layout_is_read_whole(layout: str) -> None:
    assert_reads(sheet(layout, Random(2026), Size(sessions=4, events=12, swimmers=80, ranked=True)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_meet_of_one_event_and_three_swimmers_is_read_whole(layout: str) -> None:
    assert_reads(sheet(layout, Random(1), Size(events=1, swimmers=3)))


@pytest.mark.parametrize(
    ("layout", "seed", "size"),
    [
        # a last page that holds only relay legs, two in a row
        ("hytek-one-column", 4, Size(events=6, swimmers=20)),
        # a small table, two columns of which begin as far apart as the page's halves
        ("swimify", 10, Size(events=2, swimmers=38)),
    ],
)
def test_columns_of_a_table_are_no_newspaper(layout: str, seed: int, size: Size) -> None:
    assert_reads(sheet(layout, Random(seed), size))


def test_the_example_of_the_start_page_is_read_whole() -> None:
    assert_reads(example())


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(size=SIZES, seed=st.integers(0, 2**32))
def test_any_meet_is_read_whole(layout: str, size: Size, seed: int) -> None:
    assert_reads(sheet(layout, Random(seed), size))
