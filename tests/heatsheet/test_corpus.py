"""Counts on real sheets, where there are any (HEATSYNC_CORPUS). No name of them is ever quoted."""

import datetime
import os
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace as struct_replace

from heatsync.heatsheet import read, reading
from heatsync.heatsheet.clock import start_times
from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.dialects.easywk import EASYWK
from heatsync.heatsheet.dialects.hytek import HYTEK
from heatsync.heatsheet.names import display_name
from heatsync.heatsheet.program import Heat, Program, UnreadLine
from heatsync.heatsheet.timeline import fill
from heatsync.samples.sheet import entries_of
from tests.heatsheet.agreement import assert_told
from tests.heatsheet.test_dialects import assembled, lines_of

CORPUS = Path(os.environ.get("HEATSYNC_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))

SHEETS = sorted(path.name for path in CORPUS.glob("*.pdf") if not path.name.startswith("not-a-heat-sheet"))
ROW = re.compile(
    r"(?:Bahn\s+|abgem\.\s+)?(?:\d{1,4}\.?\s|(?<=abgem\.\s)).*"
    r"(?:N[TPS]|\d[.,]\d\d)(?:\s?[YLS])?(?:\s*[A-Za-z*&#+][\w*&#+-]*)*[\s_]*$"
)
"""A row of races, told by its first and its last word only."""

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of real sheets at {CORPUS}")


@pytest.fixture(scope="module")
def program(request: pytest.FixtureRequest) -> Program:
    return read((CORPUS / request.param).read_bytes())


def heats_of(program: Program) -> list[Heat]:
    return [heat for event in program.events for heat in event.heats]


def counts(program: Program) -> tuple[int, int]:
    heats = heats_of(program)
    return len(heats), sum(len(heat.entries) for heat in heats)


def on(file: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("program", [file], indirect=True, ids=[file])


def on_each(*files: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("program", files, indirect=True, ids=files)


@on("hytek-program-2col.pdf")
def test_a_hytek_program_gives_its_events_heats_and_entries(program: Program) -> None:
    assert (len(program.events), *counts(program)) == (50, 96, 574)


@on("hytek-program-2col.pdf")
def test_its_lines_of_records_and_standards_are_no_entries(program: Program) -> None:
    assert all(entry.lane and entry.team and entry.seed_time for entry in entries_of(program))
    assert not [entry for entry in entries_of(program) if ":" in entry.name or "/" in entry.name]


@on("easywk-district-2024.pdf")
def test_an_easywk_meldeergebnis_gives_its_heats_and_entries_in_lanes(program: Program) -> None:
    assert counts(program) == (244, 1838)


@on("easywk-district-2024.pdf")
def test_each_of_its_heats_has_a_start_and_the_day_of_its_session(program: Program) -> None:
    assert all(heat.starts_at for heat in heats_of(program))
    days = {program.sessions[event.session].date for event in program.events if event.session is not None}
    assert days == {datetime.date(2024, 4, 13), datetime.date(2024, 4, 14)}
    assert all(event.session is not None for event in program.events)


@on("easywk-district-2024.pdf")
def test_its_events_without_heats_are_ranked_lists(program: Program) -> None:
    listed = [event for event in program.events if not event.heats]
    assert listed
    assert all(event.ranked for event in listed)
    assert all([entry.rank for entry in event.ranked] == list(range(1, len(event.ranked) + 1)) for event in listed)


@on("easywk-relays-masters.pdf")
def test_an_easywk_meldeergebnis_with_relays_gives_its_heats_and_entries(program: Program) -> None:
    assert counts(program) == (108, 659)


@on("table-heatsheet-43p.pdf")
def test_a_table_of_a_page_an_event_gives_its_heats_and_entries(program: Program) -> None:
    assert (len(program.events), *counts(program)) == (28, 100, 702)
    assert (program.meet.start, program.meet.end) == (datetime.date(2025, 7, 18), datetime.date(2025, 7, 20))


@on("club-heatsheet-fpdf.pdf")
def test_a_clubs_own_sheet_gives_its_heats_with_their_starts(program: Program) -> None:
    assert counts(program) == (28, 76)
    assert all(heat.starts_at for heat in heats_of(program))
    assert program.sessions[0].date == datetime.date(2021, 12, 28)


@on("uk-school-relays.pdf")
def test_a_schools_gala_gives_its_teams(program: Program) -> None:
    assert (len(program.events), *counts(program)) == (12, 18, 84)
    assert all(event.relay for event in program.events)


@on("omega-entries-worlds-2015.pdf")
def test_a_championships_entries_are_as_many_as_its_pages_say(program: Program) -> None:
    printed = entries_printed(CORPUS / "omega-entries-worlds-2015.pdf")
    assert {event.number: len(event.ranked) for event in program.events} == printed
    assert (program.kind, len(printed), sum(printed.values())) == ("psych_sheet", 42, 2448)
    assert (program.meet.start, program.meet.end) == (datetime.date(2015, 7, 24), datetime.date(2015, 8, 9))


def entries_printed(file: Path) -> dict[str, int]:
    """For each event the number that its pages print, found without the reader."""
    document = pdfium.PdfDocument(file)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    found = (re.search(r"Event (\d+)\s.*?Number of entries:\s+(\d+)", text, re.DOTALL) for text in texts)
    return {each[1]: int(each[2]) for each in found if each}


@on("web-timeline-zone-wednesday.pdf")
def test_a_timeline_on_the_web_is_a_session_report_with_the_starts_of_its_events(program: Program) -> None:
    assert (program.kind, len(program.events)) == ("session_report", 22)
    assert [event.starts_at for event in program.events if event.number in ("1", "21", "22")] == [
        "08:30",
        "11:44",
        None,
    ]
    assert (program.sessions[0].starts_at, program.sessions[0].warm_up) == ("08:30", "06:30")


@on_each(*SHEETS)
def test_every_line_of_every_sheet_is_accounted_for(program: Program) -> None:
    assert (program.coverage, len(program.unread)) == (1.0, 0)


@pytest.fixture(scope="module")
def printed(request: pytest.FixtureRequest) -> tuple[UnreadLine, ...]:
    """Every line of that sheet, found without a dialect."""
    return reading.unread((CORPUS / request.param).read_bytes(), lambda *_: None, 400).unread


def with_lines_of_each(*files: str) -> pytest.MarkDecorator:
    pairs = [(file, file) for file in files]
    return pytest.mark.parametrize(("program", "printed"), pairs, indirect=True, ids=files)


@with_lines_of_each(*(file for file in SHEETS if file.startswith(("hytek-program", "hytek-psych", "easywk"))))
def test_as_many_swim_as_lines_begin_with_a_lane_or_rank_and_end_with_a_time(
    program: Program, printed: tuple[UnreadLine, ...]
) -> None:
    assert len(list(entries_of(program))) == sum(1 for line in printed if ROW.match(line.text))


@with_lines_of_each(*SHEETS)
def test_a_name_is_found_as_often_as_it_is_printed_or_there_is_a_warning(
    program: Program, printed: tuple[UnreadLine, ...]
) -> None:
    names = sorted({display_name(entry.name) for entry in entries_of(program) if not entry.relay})
    for name in names[:: len(names) // 6 + 1]:
        assert_told(program, name, [line.text for line in printed])


@pytest.mark.parametrize(("file", "dialect"), [("hytek-program-2col", HYTEK), ("easywk-relays-masters", EASYWK)])
def test_without_any_one_pattern_no_more_of_a_real_sheet_is_understood(file: str, dialect: Dialect) -> None:
    lines = lines_of((CORPUS / f"{file}.pdf").read_bytes())
    whole = assembled(dialect, lines).coverage
    for role in dialect.patterns:
        poorer = replace(dialect, patterns={key: found for key, found in dialect.patterns.items() if key != role})
        assert assembled(poorer, lines).coverage <= whole, role


@on("easywk-district-2024.pdf")
def test_starts_estimated_from_the_sessions_alone_are_near_those_that_the_meet_plans(program: Program) -> None:
    untimed = [struct_replace(one, heats=tuple(map(without_start, one.heats))) for one in program.events]
    estimated = start_times(struct_replace(program, events=tuple(untimed)))
    near = 0
    for (event, heat), start in estimated.items():
        planned, begin = program.events[event], program.sessions[program.events[event].session or 0].starts_at
        printed, began = minutes(planned.heats[heat].starts_at), minutes(begin)
        near += abs(minutes(start.starts_at) - printed) <= 0.1 * (printed - began) + 2
    assert near >= 0.9 * len(estimated)


def without_start(heat: Heat) -> Heat:
    return struct_replace(heat, starts_at=None)


def minutes(clock: str | None) -> int:
    hours, rest = (clock or "").split(":")
    return 60 * int(hours) + int(rest)


@on_each(
    "not-a-heat-sheet-hytek-results.pdf",
    "not-a-heat-sheet-meet-information.pdf",
    "not-a-heat-sheet-splash-results.pdf",
    "not-a-heat-sheet-time-standards.pdf",
    "not-a-heat-sheet-track-start-list.pdf",
)
def test_nothing_is_claimed_of_papers_that_are_no_heat_sheets(program: Program) -> None:
    assert program.kind in ("results", "unknown")
    assert not list(entries_of(program))


def test_a_session_report_fills_in_the_starts_of_its_program() -> None:
    sheet, report = (
        read((CORPUS / f"{name}.pdf").read_bytes()) for name in ("hytek-program-ditch", "hytek-session-report-ditch")
    )
    found = fill(sheet, report)
    assert not any(event.starts_at for event in sheet.events)
    assert [event.starts_at for event in found.events] == [event.starts_at for event in report.events]
    assert found.sessions == report.sessions
