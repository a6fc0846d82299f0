"""PD01, PD02: hostile PDFs through the reading room, with the real reader and the real limits."""

import gc
import io
from pathlib import Path

from heatsync import heatsheet
from heatsync.intake.reading import ReadingRoom
from heatsync.settings import Settings
from tests import processes
from tests.hostile import pdfs
from tests.hostile.drawing import OK, PDFS, simple
from tests.hostile.outcomes import outcome

assert len(PDFS) == 71, pdfs.__doc__


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


def test_real_sheets_read_behind_the_locks_as_they_do_without(corpus: Path) -> None:
    with ReadingRoom(Settings()) as room:
        for number, path in enumerate(sorted(corpus.glob("*.pdf"))):
            content = path.read_bytes()
            program = room.read(io.BytesIO(content))
            assert program.pages
            if number % 3 == 0:
                assert program == heatsheet.read(content), path.name
