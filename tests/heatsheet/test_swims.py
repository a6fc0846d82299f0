"""What one swimmer swims."""

import datetime

from heatsync.heatsheet.program import Meet, OtherLine, Session, UnreadLine
from heatsync.heatsheet.swims import Near, find
from tests.heatsheet.sheets import BOX, JANE, MAYA, SAM, SATURDAY, entry, event, heat, program, team

SUNDAY = SATURDAY + datetime.timedelta(days=1)


def test_a_swim_says_where_and_when_and_with_whom() -> None:
    jane = entry("Example, Jane", line="4 Example, Jane 12 ABC 1:05.32", seed_time="1:05.32", exhibition=True)
    sheet = program(event(heat(jane, of=3, round="Finals", starts_at="09:12"), number="12A"))

    (swim,) = find(sheet, JANE).swims

    assert (swim.event, swim.event_name, swim.heat, swim.of, swim.lane) == ("12A", "Girls 100 Free", 1, 3, 4)
    assert (swim.session, swim.session_index, swim.date, swim.round) == ("Saturday", 0, SATURDAY, "Finals")
    assert (swim.starts_at, swim.estimated, swim.seed_time, swim.exhibition) == ("09:12", False, "1:05.32", True)
    assert (swim.name, swim.team, swim.age) == ("Example, Jane", "ABC", 12)
    assert (swim.page, swim.line, swim.box) == (1, "4 Example, Jane 12 ABC 1:05.32", BOX)


def test_a_leg_has_its_relays_team_letter_heat_and_lane() -> None:
    relay = team("Example, Jane", "Sample, Maya", lane=2, team=None)
    sheet = program(event(heat(relay, number=3), relay=True))

    (swim,) = find(sheet, MAYA).swims

    assert (swim.relay, swim.leg, swim.team, swim.heat, swim.lane, swim.age) == ("A", 2, "ABC", 3, 2, 12)


def test_races_are_in_the_order_printed() -> None:
    relay = event(heat(team("Sample, Maya", "Example, Jane")), number="2", relay=True)
    sheet = program(event(heat(entry())), relay, event(ranked=(entry(lane=None, rank=7),), number="3"))

    assert [(swim.event, swim.lane, swim.rank) for swim in find(sheet, JANE).swims] == [
        ("1", 4, None),
        ("2", 4, None),
        ("3", None, 7),
    ]


def test_a_team_is_no_swimmer() -> None:
    sheet = program(event(heat(entry("Jane Example", relay="A")), relay=True))

    assert find(sheet, JANE).swims == ()


def test_a_time_not_printed_is_estimated_with_its_range_and_reason() -> None:
    (swim,) = find(program(event(heat(entry("Other, One")), heat(entry(), number=2))), JANE).swims

    assert (swim.starts_at, swim.estimated, swim.earliest, swim.latest) == ("09:01", True, "09:01", "09:05")
    assert swim.reason == "from the session's start at 09:00, 1 heat before"


def test_a_ranked_entry_starts_no_earlier_than_its_event() -> None:
    (swim,) = find(program(event(ranked=(entry(lane=None, rank=1),), starts_at="10:15")), JANE).swims

    assert (swim.starts_at, swim.estimated, swim.earliest, swim.latest) == ("10:15", True, "10:15", None)


def test_the_date_is_the_sessions_or_that_of_a_meet_of_one_day() -> None:
    sheet = program(event(heat(entry())), sessions=(Session(),))
    two_days = program(event(heat(entry())), sessions=(Session(),), meet=Meet(start=SATURDAY, end=SUNDAY))
    sunday = program(event(heat(entry())), sessions=(Session(date=SUNDAY),))

    assert [find(one, JANE).swims[0].date for one in (sheet, two_days, sunday)] == [SATURDAY, None, SUNDAY]


def test_a_heat_after_midnight_is_on_the_next_day() -> None:
    night = Session(date=SATURDAY, starts_at="23:55")
    slow = [heat(entry("Other, One", seed_time="20:00.00")), heat(entry(), number=2)]

    (swim,) = find(program(event(*slow, distance=1500), sessions=(night,)), JANE).swims

    assert (swim.date, swim.starts_at) == (SUNDAY, "00:15")


def test_an_event_of_no_session_still_counts() -> None:
    (swim,) = find(program(event(heat(entry()), session=None), sessions=()), JANE).swims

    assert (swim.session, swim.session_index, swim.starts_at) == (None, None, None)


def test_a_withdrawn_entry_is_a_warning_and_no_race() -> None:
    found = find(program(event(withdrawn=(entry(page=3),))), JANE)

    assert found.swims == ()
    assert found.warnings == (
        "Jane Example is listed as withdrawn from Girls 100 Free (page 3): no race is shown for it.",
    )


def test_near_names_are_offered_with_team_and_age_only_when_nobody_matches() -> None:
    sheet = program(event(heat(entry("Liu, Elsa", team="ABC", age=10), entry("Example, Jane"))))

    assert find(sheet, "Elly Liu").near == (Near("Elsa Liu", "ABC", 10),)
    assert find(sheet, JANE).near == ()
    assert find(sheet, SAM).near == ()


def test_a_swimmer_of_a_relay_can_be_near() -> None:
    sheet = program(event(heat(team("Sample, Mayo", team=None)), relay=True))

    assert find(sheet, MAYA).near == (Near("Mayo Sample", "ABC", 12),)


def test_whoever_is_offered_can_be_asked_for() -> None:
    sheet = program(event(heat(entry("Example, Bartholomew (Bo) Jr"))))
    (near,) = find(sheet, "Bart Example").near

    assert len(find(sheet, near.name).swims) == 1


def test_a_name_with_one_given_name_more_is_told_though_races_were_found() -> None:
    sheet = program(event(heat(entry(), entry("Example, Jane Ana", page=2))))
    found = find(sheet, JANE)

    assert len(found.swims) == 1
    assert found.warnings == (
        "Jane Ana Example is on this sheet too (page 2). If that is the same swimmer, look for that name as well.",
    )


def test_a_name_that_is_printed_the_other_way_round_is_a_warning() -> None:
    turned = find(program(event(heat(entry("Example Jane")))), JANE)

    assert len(turned.swims) == 1
    assert turned.warnings == (
        "“Example Jane” is the name printed the other way round: please check that it is this swimmer.",
    )


def test_a_name_that_looks_turned_where_the_order_is_known_is_only_offered() -> None:
    found = find(program(event(heat(entry("Example Jane"), entry("Sample, Maya")))), JANE)

    assert found.swims == ()
    assert [near.name for near in found.near] == ["Example Jane"]


def test_the_name_in_a_line_nobody_read_is_a_warning_with_its_pages() -> None:
    printed = (7, "?? EXAMPLE, Jane M 12"), (5, "with Jane Example 44"), (6, "Jane Other")
    lines = tuple(UnreadLine(page, text, BOX) for page, text in printed)
    found = find(program(event(heat(entry())), unread=lines), JANE)

    assert found.warnings == ("The name is also printed on pages 5, 7, in a line we could not read. Look there too.",)


def test_a_relays_line_that_names_more_swimmers_than_were_read_is_a_warning() -> None:
    relay = team("Sample, Maya", line="2 ABC A 1:57.09 1) Sample, Maya 12Example, Jane 12", page=4)

    assert find(program(event(heat(relay), relay=True)), JANE).warnings == (
        "The name is also printed on page 4, in a line we could not read. Look there too.",
    )


def test_a_record_that_the_swimmer_holds_is_no_race_and_is_told_with_its_page() -> None:
    record = OtherLine("POOL: 1:03.31 7/24/2021 Jane M. Example", pages=(4,))
    found = find(program(event(heat(entry())), elsewhere=(record, OtherLine("Jane Other", pages=(5,)))), JANE)

    assert (len(found.swims), found.elsewhere) == (1, (4,))
    assert found.warnings == (
        "The name is also printed on page 4, in a line that is no race: “POOL: 1:03.31 7/24/2021 Jane M. Example”.",
    )


def test_lines_that_are_no_races_are_told_by_their_pages_where_there_are_many() -> None:
    lines = OtherLine("Jane Example", pages=(2, 2, 3)), OtherLine("Example, Jane and Jane Example", pages=(7,))
    found = find(program(elsewhere=lines), JANE)

    assert found.elsewhere == (2, 2, 3, 7, 7)
    assert found.warnings == (
        "The name is also printed on pages 2, 3, 7, in lines that are no races: records, lists and the like.",
    )


def test_what_the_reader_warns_of_is_passed_on() -> None:
    assert find(program(warnings=("The date is a guess.",)), SAM).warnings == ("The date is a guess.",)


def test_the_pages_of_all_lines_that_name_the_swimmer_are_told_and_of_those_not_understood() -> None:
    stray = UnreadLine(page=5, text="Example, Jane see the desk", box=BOX)
    sheet = program(event(heat(entry(page=2), entry("Other, Ann")), heat(entry(page=3), number=2)), unread=(stray,))
    found = find(sheet, JANE)

    assert (found.printed, found.missed) == ((2, 3), (5,))
