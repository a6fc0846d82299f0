"""The start page's example is a drawing that anybody can repeat."""

from heatsync.heatsheet import read, swims
from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from heatsync.samples.example import example, forty_pages

LARGEST = 120_000


def test_drawing_the_example_again_gives_the_same_bytes() -> None:
    assert example().pdf == EXAMPLE_PDF.read_bytes()


def test_the_example_is_small_enough_for_a_phone() -> None:
    assert EXAMPLE_PDF.stat().st_size <= LARGEST


def test_the_examples_swimmer_has_five_races_in_two_sessions_and_swims_in_a_relay() -> None:
    found = swims.find(read(EXAMPLE_PDF.read_bytes()), EXAMPLE_SWIMMER)
    assert len(found.swims) == 5
    assert {swim.session_index for swim in found.swims} == {0, 1}
    assert [swim.leg for swim in found.swims if swim.relay] == [2]
    assert all(swim.starts_at and not swim.estimated for swim in found.swims)
    assert found.warnings == ()


def test_there_is_a_big_sheet_to_measure_with_and_another_for_each_seed() -> None:
    one, other = forty_pages(1), forty_pages(2)
    assert one.truth.pages in range(38, 45)
    assert one.pdf != other.pdf
    assert one.pdf == forty_pages(1).pdf
