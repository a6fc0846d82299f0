"""The command line, on the example sheet and on files that are none."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from heatsync.cli import main
from heatsync.heatsheet.names import display_name, normalised
from heatsync.heatsheet.program import Program
from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from heatsync.samples.variants import VARIANTS

SHEET = str(EXAMPLE_PDF)
RACES = 5
FIELDS = {
    *("file", "event", "event_name", "heat", "of", "lane", "leg", "starts_at", "estimated", "date", "seed_time"),
    *("team", "age", "page", "line"),
}


@pytest.fixture
def not_a_pdf(tmp_path: Path) -> str:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"PK\x03\x04 a document of another kind")
    return str(path)


def test_read_prints_the_program_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", SHEET, "--json"]) == 0

    program = Program.from_json(capfdbinary.readouterr().out)
    assert (program.kind, program.coverage, program.unread) == ("heat_sheet", 1.0, ())


def test_read_prints_each_event_for_people(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", SHEET]) == 0

    out = capfdbinary.readouterr().out.decode()
    assert "100.0% read" in out
    assert "heats" in out


def test_find_prints_every_race_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["find", SHEET, "--swimmer", EXAMPLE_SWIMMER, "--json"]) == 0

    found = json.loads(capfdbinary.readouterr().out)
    assert set(found) == {"swimmer", "swims", "near", "warnings", "changes"}
    assert found["swimmer"] == EXAMPLE_SWIMMER
    assert len(found["swims"]) == RACES
    assert all(set(swim) == FIELDS and swim["file"] == EXAMPLE_PDF.name for swim in found["swims"])
    assert [swim["leg"] is not None for swim in found["swims"]].count(True) == 1


def test_find_prints_a_table_for_people(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["find", SHEET, "--swimmer", EXAMPLE_SWIMMER.upper()]) == 0

    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0] == EXAMPLE_SWIMMER.upper()
    assert sum(line.split()[0][:2].isdigit() for line in lines[1:]) >= RACES


def test_find_takes_starts_from_a_session_report_among_the_files(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    sheet, report = tmp_path / "sheet.pdf", tmp_path / "report.pdf"
    sheet.write_bytes(VARIANTS["licence-on-its-own-line"]().pdf)
    report.write_bytes(VARIANTS["session-report"]().pdf)
    assert main(["find", str(sheet), str(report), "--swimmer", "Keziah Ellisquay", "--json"]) == 0

    (swim,) = json.loads(capfdbinary.readouterr().out)["swims"]
    assert (swim["starts_at"], swim["estimated"], swim["date"]) == ("17:00", True, "2017-12-15")


def test_find_prints_one_calendar_for_all_swimmers(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    one_more = _another_swimmer()
    assert main(["find", SHEET, "--swimmer", EXAMPLE_SWIMMER, "--swimmer", one_more, "--ics"]) == 0

    events: Any = Calendar.from_ical(capfdbinary.readouterr().out).walk("VEVENT")
    whose = [normalised(event["summary"].partition(":")[0]) for event in events]
    assert whose.count(normalised(EXAMPLE_SWIMMER)) == RACES
    assert set(whose) == {normalised(EXAMPLE_SWIMMER), normalised(one_more)}


def test_find_prints_a_list_for_several_swimmers(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["find", SHEET, "--swimmer", EXAMPLE_SWIMMER, "--swimmer", "Sam Nowhere", "--json"]) == 0

    jane, sam = json.loads(capfdbinary.readouterr().out)
    assert (len(jane["swims"]), len(sam["swims"])) == (RACES, 0)


def test_nobody_of_that_name_ends_with_1_and_offers_names(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["find", SHEET, "--swimmer", f"{EXAMPLE_SWIMMER[:-1]}t", "--json"]) == 1

    found = json.loads(capfdbinary.readouterr().out)
    assert found["swims"] == []
    assert normalised(found["near"][0]["name"]) == normalised(EXAMPLE_SWIMMER)


@pytest.mark.parametrize("command", [["read"], ["find", "--swimmer", EXAMPLE_SWIMMER]])
def test_a_file_that_cannot_be_read_ends_with_2_and_one_sentence(
    command: list[str], not_a_pdf: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main([*command, not_a_pdf]) == 2

    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode().splitlines() == [
        "sheet.pdf: This file is no PDF, or it is damaged. Download it again from the meet's page and add it again."
    ]


def test_a_file_that_is_not_there_is_not_readable(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", "nowhere.pdf"]) == 2
    assert capfdbinary.readouterr().err == b"nowhere.pdf: No such file or directory.\n"


def test_the_other_sheets_are_searched_when_one_cannot_be_read(
    not_a_pdf: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["find", not_a_pdf, SHEET, "--swimmer", EXAMPLE_SWIMMER, "--json"]) == 2

    assert len(json.loads(capfdbinary.readouterr().out)["swims"]) == RACES


def test_the_same_sheet_twice_gives_each_race_once(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["find", SHEET, SHEET, "--swimmer", EXAMPLE_SWIMMER, "--json"])

    assert len(json.loads(capfdbinary.readouterr().out)["swims"]) == RACES


def test_a_name_that_is_none_is_asked_for_again(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["find", SHEET, "--swimmer", " , "]) == 2
    assert b"Enter the swimmer's name" in capfdbinary.readouterr().err


def test_upgrade_makes_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))

    assert main(["db", "upgrade"]) == 0
    assert (tmp_path / "heatsync.sqlite3").stat().st_size > 0


def test_reading_and_finding_load_neither_web_nor_database_nor_pdf_library() -> None:
    heavy = "{'flask', 'sqlalchemy', 'redis', 'rq', 'pypdfium2'}"
    script = f"import sys, heatsync.cli; print(sorted({heavy} & set(sys.modules)))"

    assert subprocess.check_output([sys.executable, "-c", script], text=True) == "[]\n"


def test_the_reader_alone_prints_a_swimmers_races() -> None:
    command = [sys.executable, "-m", "heatsync.heatsheet", SHEET, EXAMPLE_SWIMMER]

    assert len(json.loads(subprocess.check_output(command))["swims"]) == RACES


def _another_swimmer() -> str:
    command = [sys.executable, "-m", "heatsync.heatsheet", SHEET]
    program = Program.from_json(subprocess.check_output(command))
    names = [
        entry.name for event in program.events if not event.relay for heat in event.heats for entry in heat.entries
    ]
    return next(display_name(name) for name in names if normalised(name) != normalised(EXAMPLE_SWIMMER))
