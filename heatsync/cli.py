"""The command line: ``heatsync read``, ``find``, ``worker`` and ``db upgrade``. What the web does, without the web.

``read`` and ``find`` load no database and no web: they are for a file, a name and a terminal.
"""

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from pkgutil import resolve_name

import msgspec

from heatsync.heatsheet import Unreadable
from heatsync.heatsheet.names import display_name, visible
from heatsync.heatsheet.program import Event, Program
from heatsync.heatsheet.swims import find
from heatsync.heatsheet.timeline import filled
from heatsync.intake.reading import ReadingRoom
from heatsync.problems import Problem
from heatsync.results.arranging import result_of
from heatsync.results.calendar import calendar_of_all
from heatsync.results.document import document_of
from heatsync.results.result import Result, Sheet
from heatsync.results.table import table_of
from heatsync.settings import Settings, of_this_process

FOUND, NOBODY, NOT_READABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; the exit code is 0 found, 1 nobody of that name, 2 not readable."""
    given = _parser().parse_args(arguments)
    settings = of_this_process()
    command: Callable[[argparse.Namespace, Settings], int] = given.command
    return command(given, settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="heatsync", description="Every race of your swimmer, from the heat sheets.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_read(commands.add_parser("read", help="print what is on a heat sheet"))
    _add_find(commands.add_parser("find", help="print a swimmer's races"))
    worker = commands.add_parser("worker", help="read the sheets that are waiting, until stopped")
    worker.set_defaults(command=_worker)
    database = commands.add_parser("db", help="look after the database").add_subparsers(required=True, metavar="ACTION")
    database.add_parser("upgrade", help="bring its tables up to date").set_defaults(command=_upgrade)
    return parser


def _add_read(parser: argparse.ArgumentParser) -> None:
    parser.description = "Exit code: 0, or 2 when the file cannot be read."
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--json", action="store_true", help="everything, as one JSON object")
    parser.set_defaults(command=_read)


def _add_find(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Exit code: 0 found, 1 nobody of that name, 2 a file cannot be read (the others are searched all the same)."
    )
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    parser.add_argument("--swimmer", metavar="NAME", action="append", required=True, help="may be given several times")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object; a list of them for several swimmers")
    form.add_argument("--ics", action="store_true", help="one calendar, with reminders")
    parser.set_defaults(command=_find)


def _read(given: argparse.Namespace, settings: Settings) -> int:
    programs = list(_programs([given.file], settings))
    for _, program in programs:
        _write(program.to_json() + b"\n" if given.json else _summary(program).encode())
    return FOUND if programs else NOT_READABLE


def _find(given: argparse.Namespace, settings: Settings) -> int:
    if not all(map(display_name, given.swimmer)):
        _complain("--swimmer", Problem("MISSING_SWIMMER").sentence)
        return NOT_READABLE
    printed = list(_programs(given.files, settings))
    programs = list(zip((file for file, _ in printed), filled([program for _, program in printed]), strict=True))
    results = [result_of(display_name(name), [_sheet(*read, name) for read in programs]) for name in given.swimmer]
    if programs:
        _write(_printed(results, given, settings))
    if len(programs) < len(given.files):
        return NOT_READABLE
    return FOUND if any(result.groups for result in results) else NOBODY


def _worker(_given: argparse.Namespace, _settings: Settings) -> int:
    resolve_name("heatsync.serving.workers:run")()
    return FOUND


def _upgrade(_given: argparse.Namespace, settings: Settings) -> int:
    app = resolve_name("heatsync.factory:create_app")(settings)
    resolve_name("heatsync.serving.migration:upgrade")(app)
    return FOUND


def _programs(files: Sequence[Path], settings: Settings) -> Iterator[tuple[Path, Program]]:
    """Each file that can be read; of the others a sentence is said."""
    logging.getLogger("heatsync").addHandler(logging.NullHandler())
    with ReadingRoom(settings) as room:
        for file in files:
            try:
                yield file, _program(file, room)
            except (Unreadable, Problem) as problem:
                _complain(file.name, _sentence(problem.code, settings))
            except OSError as error:
                _complain(file.name, f"{error.strerror}.")


def _program(file: Path, room: ReadingRoom) -> Program:
    with file.open("rb") as pdf:
        program = room.read(pdf)
    if not program.is_heat_sheet:
        raise Problem("NOT_A_HEAT_SHEET")
    return program


def _sentence(code: str, settings: Settings) -> str:
    return Problem(code, max_pages=settings.max_pages).sentence


def _sheet(file: Path, program: Program, swimmer: str) -> Sheet:
    found, meet = find(program, swimmer), program.meet
    return Sheet(
        filename=file.name,
        swims=found.swims,
        near=found.near,
        warnings=found.warnings,
        printed=(*found.printed, *found.elsewhere),
        missed=found.missed,
        meet=meet.name,
        meet_start=meet.start,
        venue=meet.venue,
    )


def _printed(results: Sequence[Result], given: argparse.Namespace, settings: Settings) -> bytes:
    if given.ics:
        return calendar_of_all(results, settings.reminder_minutes)
    if given.json:
        documents = [document_of(result) for result in results]
        return msgspec.json.encode(documents if len(documents) > 1 else documents[0]) + b"\n"
    return "\n".join(map(table_of, results)).encode()


def _summary(program: Program) -> str:
    meet = program.meet
    days = " to ".join(str(day) for day in dict.fromkeys((meet.start, meet.end)) if day)
    about = (meet.name, days, meet.venue, program.software, f"{program.pages} pages", f"{program.coverage:.1%} read")
    lines = [" · ".join(fact for fact in about if fact), *(f"  {_event(event)}" for event in program.events)]
    lines += [f"  not read, page {line.page}: {line.text}" for line in program.unread]
    lines += [f"  ! {warning}" for warning in program.warnings]
    return "".join(f"{' ' * (len(line) - len(line.lstrip()))}{visible(line)}\n" for line in lines)


def _event(event: Event) -> str:
    entries = sum(len(heat.entries) for heat in event.heats) + len(event.ranked)
    return f"{event.number or '-':>4}  {event.name}: {len(event.heats)} heats, {entries} entries"


def _write(document: bytes) -> None:
    sys.stdout.buffer.write(document)
    sys.stdout.flush()


def _complain(what: str, sentence: str) -> None:
    sys.stderr.write(f"{visible(what)}: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
