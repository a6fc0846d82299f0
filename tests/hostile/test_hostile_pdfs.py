"""PD01, PD02, PD15: hostile PDFs through the reading room, with the real reader and the real limits."""

import gc
import io
import random
from collections.abc import Callable
from pathlib import Path

from heatsync import heatsheet
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.reading import ReadingRoom
from heatsync.settings import Settings
from tests import processes
from tests.hostile import pdfs
from tests.hostile.drawing import OK, PDFS, simple

assert len(PDFS) == 71, pdfs.__doc__


def outcome(room: ReadingRoom, content: bytes) -> str:
    """In the words of ``Hostile.expect``."""
    try:
        program = room.read(io.BytesIO(content))
    except Unreadable as unreadable:
        if unreadable.code == "UNREADABLE_PICTURE":
            return "nothing"
        return f"refuse:{unreadable.code}"
    assert b"root:" not in program.to_json(), "it has read /etc/passwd"
    return f"accept:{entries(program)}" if entries(program) or program.kind != "unknown" else "nothing"


def entries(program: Program) -> int:
    return sum(len(event.ranked) + sum(len(heat.entries) for heat in event.heats) for event in program.events)


def as_expected(outcome: str, expect: str) -> bool:
    return expect in ("bounded", outcome, outcome.partition(":")[0])


def test_pd01_every_hostile_pdf_ends_as_it_must() -> None:
    with ReadingRoom(Settings()) as room:
        outcome(room, simple(OK))
        warm = room.pid
        outcomes = {name: (outcome(room, hostile.content), hostile.expect) for name, hostile in PDFS.items()}
        assert {name: ending for name, ending in outcomes.items() if not as_expected(*ending)} == {}
        assert room.pid == warm


def test_pd02_the_worker_feels_no_bomb() -> None:
    bombs = [PDFS[name] for name in ("g16_flate_256MB", "g17_flate_2GB", "g18_flate_nested_2GB", "g44_one_string_4MB")]
    with ReadingRoom(Settings()) as room:
        outcome(room, simple(OK))
        gc.collect()
        before = processes.resident_bytes()
        assert all(as_expected(outcome(room, bomb.content), bomb.expect) for bomb in bombs)
        gc.collect()
        assert processes.resident_bytes() - before < 5_000_000


def test_pd15_a_damaged_sheet_is_read_or_refused_and_costs_no_process() -> None:
    chance = random.Random(20_260_314)
    damages: tuple[Callable[[random.Random, bytes], bytes], ...] = (bits_flipped, cut_short, piece_moved)
    good = simple(OK), simple(OK, compress=True)
    with ReadingRoom(Settings()) as room:
        assert [outcome(room, content) for content in good] == ["accept:2", "accept:2"]
        warm = room.pid
        endings = {outcome(room, damages[number % 3](chance, good[number % 2])) for number in range(600)}
        assert endings - {"accept:0", "accept:1", "accept:2", "nothing"} == {"refuse:INVALID_PDF"}
        assert room.pid == warm


def bits_flipped(chance: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def cut_short(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def piece_moved(chance: random.Random, content: bytes) -> bytes:
    begin, end = sorted(chance.sample(range(len(content)), 2))
    rest = content[:begin] + content[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + content[begin:end] + rest[place:]


def test_real_sheets_read_behind_the_locks_as_they_do_without(corpus: Path) -> None:
    with ReadingRoom(Settings()) as room:
        for path in sorted(corpus.glob("*.pdf")):
            content = path.read_bytes()
            assert room.read(io.BytesIO(content)) == heatsheet.read(content), path.name
