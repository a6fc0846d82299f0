"""Start times: printed ones are kept, others estimated from what is printed."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from heatsync.heatsheet.clock import StartTime, seconds_of, start_times
from heatsync.heatsheet.program import Entry, Event, Heat, Session
from heatsync.heatsheet.swims import find
from tests.heatsheet.lines_of import program_of
from tests.heatsheet.sheets import entry, event, heat, program

STROKES = ["Freestyle", "Backstroke", "Butterfly"]


@st.composite
def races(draw: st.DrawFn) -> Event:
    """An event whose swimmers take 0.6 to 1.2 seconds a metre; one in eight of them has no seed."""
    distance = draw(st.sampled_from([50, 100, 200, 400]))
    pace = st.none() | st.floats(0.6, 1.2)
    paces = st.lists(st.lists(pace, min_size=1, max_size=8), min_size=1, max_size=5)
    heats = tuple(heat(*(entry(seed_time=seed(each, distance)) for each in one)) for one in draw(paces))
    return event(*heats, distance=distance, stroke=draw(st.sampled_from(STROKES)))


MEETS = st.lists(races(), min_size=1, max_size=6)


def seed(pace: float | None, distance: int) -> str:
    minutes, rest = divmod((pace or 0) * distance, 60)
    return f"{minutes:.0f}:{rest:05.2f}" if pace else "NT"


def true_seconds(row: Entry, race: Event) -> float:
    return seconds_of(row.seed_time) or 1.1 * (race.distance or 0)


def seconds(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes)


def seeded(*seeds: str, number: int = 1, starts_at: str | None = None) -> Heat:
    return heat(*(entry(seed_time=seed) for seed in seeds), number=number, starts_at=starts_at)


def test_a_printed_heat_time_is_kept() -> None:
    assert start_times(program(event(seeded("1:00.00", starts_at="10:07")))) == {(0, 0): StartTime("10:07")}


def test_the_first_heat_starts_with_the_session_and_is_an_estimate() -> None:
    start = start_times(program(event(seeded("1:00.00"))))[0, 0]

    assert (start.starts_at, start.estimated, start.earliest, start.latest) == ("09:00", True, "09:00", "09:03")
    assert start.reason == "from the session's start at 09:00, the first heat"


def test_a_heat_waits_for_the_slowest_swimmer_before_it_and_half_a_minute() -> None:
    times = start_times(program(event(seeded("1:00.00", "2:30.00"), seeded("1:00.00", number=2))))

    assert times[0, 1].starts_at == "09:03"
    assert times[0, 1].reason == "from the session's start at 09:00, 1 heat before"


def test_backstroke_takes_a_quarter_of_a_minute_longer() -> None:
    heats = [seeded("1:30.00") for _ in range(5)]
    free = start_times(program(event(*heats, stroke="Freestyle")))
    back = start_times(program(event(*heats, stroke="Backstroke")))

    assert free[0, 4].starts_at == "09:08"
    assert back[0, 4].starts_at == "09:09"


def test_a_swimmer_without_a_time_is_given_one_by_distance() -> None:
    times = start_times(program(event(seeded("NT"), seeded("NT"), distance=500)))

    assert times[0, 1].starts_at == "09:09"


def test_a_code_for_no_time_is_no_time() -> None:
    coded = start_times(program(event(seeded("59:59.99"), seeded("NT"))))
    unknown = start_times(program(event(seeded("NT"), seeded("NT"))))

    assert coded == unknown


def test_seeds_are_read_as_sheets_print_them() -> None:
    for seed in ["X2:30.00", "2:30,00", "2:30.00Y", "2:30.00 L B", "02:30,00"]:
        assert start_times(program(event(seeded(seed), seeded("NT"))))[0, 1].starts_at == "09:03"


def test_an_events_printed_start_is_its_first_heats() -> None:
    times = start_times(program(event(seeded("1:30.00"), seeded("1:30.00", number=2), starts_at="10:15")))

    assert times[0, 0] == StartTime("10:15")
    assert times[0, 1].starts_at == "10:17"
    assert times[0, 1].reason == "from the start of event 1 at 10:15, 1 heat before"


def test_an_event_printed_earlier_than_the_heat_before_it_waits_for_that_heat() -> None:
    late = event(*(seeded("10:00.00") for _ in range(3)), distance=1000)
    times = start_times(program(late, event(seeded("1:00.00"), number="2", starts_at="09:05")))

    assert times[1, 0].starts_at == "09:31"
    assert times[1, 0].estimated


def test_estimates_go_on_from_the_last_printed_heat() -> None:
    heats = [seeded("1:00.00"), seeded("1:30.00", number=2, starts_at="09:40"), seeded("1:00.00", number=3)]
    times = start_times(program(event(*heats)))

    assert times[0, 2].starts_at == "09:42"
    assert times[0, 2].reason == "from heat 2 of event 1 at 09:40, 1 heat before"


def test_without_a_printed_time_before_it_nothing_is_guessed() -> None:
    heats = [seeded("1:00.00"), seeded("1:00.00", number=2, starts_at="09:40")]

    assert (0, 0) not in start_times(program(event(*heats), sessions=(Session(),)))
    assert start_times(program(event(seeded("1:00.00"), session=None), sessions=())) == {}


def test_each_session_has_its_own_clock() -> None:
    sessions = (Session(starts_at="09:00"), Session(starts_at="15:00"))
    times = start_times(program(event(seeded("1:00.00"), session=1), event(seeded("1:00.00")), sessions=sessions))

    assert (times[0, 0].starts_at, times[1, 0].starts_at) == ("15:00", "09:00")


def test_a_session_may_go_on_after_midnight() -> None:
    heats = [seeded("10:00.00"), seeded("10:00.00", number=2), seeded("9:00.00", number=3, starts_at="00:10")]
    times = start_times(program(event(*heats, distance=1000), sessions=(Session(starts_at="23:50"),)))

    assert [(start.starts_at, start.days) for start in times.values()] == [("23:50", 0), ("00:00", 1), ("00:10", 1)]


def test_events_listed_without_heats_take_their_time_too() -> None:
    listed = event(number="1", ranked=tuple(entry(lane=None, seed_time="9:30.00") for _ in range(9)), distance=1000)
    times = start_times(program(listed, event(seeded("1:00.00"), number="2")))

    assert times[1, 0].starts_at == "09:20"


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["28.00", "1:05.32", "2:51,37", "NT", "X1:57.73", "12:00.00"]), min_size=1, max_size=60)
)
def test_estimates_never_run_backwards_and_lie_in_their_range(seeds: list[str]) -> None:
    times = list(start_times(program(event(*(seeded(seed) for seed in seeds)))).values())

    assert [start.starts_at for start in times] == sorted(start.starts_at for start in times)
    assert all(str(start.earliest) <= start.starts_at < str(start.latest) for start in times)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(events=MEETS, chance=st.randoms(use_true_random=False))
def test_estimates_are_within_a_tenth_of_a_drawn_meets_true_clock(events: list[Event], chance: Random) -> None:
    meet = program(*events)
    times = start_times(meet)
    now = begin = 9 * 3600.0
    for at, one in enumerate(events):
        for number, swum in enumerate(one.heats):
            start = times[at, number]
            assert abs(seconds(start.starts_at) - now) <= 0.1 * (now - begin) + 60
            assert seconds(str(start.earliest)) <= now <= seconds(str(start.latest)) + 60
            assert start.reason
            now += max(chance.uniform(0.95, 1.04) * true_seconds(row, one) for row in swum.entries)
            now += chance.uniform(27, 36) + (15 if one.stroke == "Backstroke" else 0)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(events=MEETS, starts=st.lists(st.none() | st.integers(8 * 60, 15 * 60), min_size=6, max_size=6))
def test_no_heat_is_before_its_events_printed_start_or_the_heat_before(
    events: list[Event], starts: list[int | None]
) -> None:
    printed = [start and f"{start // 60:02d}:{start % 60:02d}" for start in starts]
    timed = [replace(one, starts_at=start) for one, start in zip(events, printed, strict=False)]
    times = start_times(program(*timed))
    for at, one in enumerate(timed):
        of_event = [times[at, number] for number in range(len(one.heats))]
        assert all(start.starts_at >= (one.starts_at or "") for start in of_event)
        assert of_event == sorted(of_event, key=lambda start: start.starts_at)
        assert all(start.reason and start.earliest and start.latest for start in of_event if start.estimated)


@pytest.mark.parametrize("printed", ["23:55", "11:55 PM", "11.55pm"])
def test_a_sheet_that_goes_on_after_midnight_goes_on_to_the_next_day(printed: str) -> None:
    found = program_of(
        f"""
        Puddle Night
        Session 1 - 14.03.2026 - 22:00
        Event 1: Girls 50m Freestyle
        Heat 1 of 2 Starts at {printed}
        4  Sample, Ada  SC Pond  31.20
        Heat 2 of 2 Starts at {"00:05" if printed[0] == "2" else "12:05 AM"}
        4  Sample, Bo  SC Pond  30.20
        """
    )
    swims = [swim for name in ("Ada Sample", "Bo Sample") for swim in find(found, name).swims]
    assert [(str(swim.date), swim.starts_at) for swim in swims] == [("2026-03-14", "23:55"), ("2026-03-15", "00:05")]
