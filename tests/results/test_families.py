"""All races of a family, in order of time, and where they clash."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatsync.heatsheet.swims import Swim
from heatsync.models import ProcessingBatch, new_batch
from heatsync.results.arranging import result_of
from heatsync.results.families import CLASH_MINUTES, Family, family
from heatsync.results.result import Result
from tests.results.results import SUNDAY, sheet, swim

CLOCK = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))


def of(**children: list[Swim]) -> Family:
    """A family of these children and their races."""
    return family("c" * 12, [_child(number, name, swims) for number, (name, swims) in enumerate(children.items())])


def _child(number: int, name: str, swims: list[Swim]) -> tuple[ProcessingBatch, Result]:
    batch = new_batch(name, 1)
    batch.created_at = datetime.datetime(2026, 3, 1, 9, number, tzinfo=datetime.UTC)
    batch.completed_pdfs, batch.failed_pdfs = 1, 0
    return batch, result_of(name, [sheet(*swims)])


def shown(family: Family) -> list[tuple[str, str | None]]:
    return [(one.child.result.swimmer, one.race.starts_at) for day in family.days for one in day.races]


def test_days_and_times_are_in_order_whoever_swims() -> None:
    both = of(Ada=[swim(starts_at="10:00"), swim(event="3", date=SUNDAY, session="S")], Otto=[swim(starts_at="09:00")])

    assert shown(both) == [("Otto", "09:00"), ("Ada", "10:00"), ("Ada", "09:12")]
    assert {day.date for day in both.days} == {swim().date, SUNDAY}


def test_a_race_without_a_time_stays_behind_the_one_before_it() -> None:
    ada = [swim(starts_at="09:00"), swim(event="13", starts_at=None)]

    assert shown(of(Ada=ada, Otto=[swim(starts_at="09:30")])) == [("Ada", "09:00"), ("Ada", None), ("Otto", "09:30")]


def test_the_minutes_between_two_children_are_told_where_they_are_few() -> None:
    both = of(Ada=[swim(starts_at="09:12")], Otto=[swim(event="13", starts_at="09:23")])

    (clash,) = both.clashes
    assert (clash.clash, clash.beside and clash.beside.result.swimmer) == (11, "Ada")


def test_two_at_the_same_time_clash() -> None:
    assert [one.clash for one in of(Ada=[swim()], Otto=[swim(event="13")]).clashes] == [0]


def test_two_in_one_heat_are_watched_from_one_place() -> None:
    assert of(Ada=[swim(lane=3)], Otto=[swim(lane=4)]).clashes == ()


def test_a_race_without_a_time_in_between_hides_no_clash() -> None:
    ada = [swim(starts_at="09:12"), swim(event="14", starts_at=None)]

    assert [one.clash for one in of(Ada=ada, Otto=[swim(event="15", starts_at="09:23")]).clashes] == [11]


def test_a_childs_own_race_in_between_hides_no_clash() -> None:
    otto = [swim(event="13", starts_at="09:16"), swim(event="14", starts_at="09:20")]

    assert [one.clash for one in of(Ada=[swim(starts_at="09:12")], Otto=otto).clashes] == [4, 8]


@pytest.mark.parametrize("start", ["09:32", None])
def test_far_apart_or_without_a_time_nothing_clashes(start: str | None) -> None:
    assert of(Ada=[swim(starts_at="09:12")], Otto=[swim(starts_at=start)]).clashes == ()


def test_one_childs_own_races_do_not_clash() -> None:
    assert of(Ada=[swim(), swim(event="13", starts_at="09:14")]).clashes == ()


def test_children_of_one_initial_are_told_apart_by_numbers() -> None:
    assert [child.mark for child in of(Ada=[], Anna=[], Otto=[]).children] == ["1", "2", "O"]


@given(st.lists(CLOCK, max_size=6), st.lists(CLOCK, max_size=6))
def test_no_race_is_lost_and_every_clash_is_close(adas: list[str], ottos: list[str]) -> None:
    both = of(
        Ada=[swim(event=str(number), starts_at=clock) for number, clock in enumerate(adas)],
        Otto=[swim(event=str(number), starts_at=clock) for number, clock in enumerate(ottos)],
    )
    times = [clock for _, clock in shown(both)]

    assert times == sorted([*adas, *ottos])
    assert all(0 <= one.clash < CLASH_MINUTES for one in both.clashes if one.clash is not None)
