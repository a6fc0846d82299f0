"""PD03: whoever has a good sheet gets it read while others have bombs read beside it."""

from concurrent.futures import ThreadPoolExecutor

from heatsync.intake.reading import ReadingRoom
from heatsync.settings import Settings
from tests import processes
from tests.hostile import pdfs
from tests.hostile.drawing import OK, PDFS, simple
from tests.hostile.outcomes import outcome

assert PDFS, pdfs.__doc__
BOMBS = ("g18_flate_nested_2GB", "g38_form_xobject_10e11", "g44_one_string_4MB", "g17_flate_2GB")
LIMITS = Settings(read_cpu_seconds=3, read_wall_seconds=20, read_memory_megabytes=512)


def test_pd03_bombs_take_no_good_sheet_along() -> None:
    bombs = [content for name, hostile in PDFS.items() if name in BOMBS for content in [hostile.content] * 2]
    queue = [content for bomb in bombs for content in (bomb, simple(OK))]
    with ReadingRoom(LIMITS) as one, ReadingRoom(LIMITS) as other, ThreadPoolExecutor(2) as two_at_a_time:
        outcome(one, simple(OK))
        before = processes.resident_bytes()
        halves = queue[::4] + queue[1::4], queue[2::4] + queue[3::4]
        endings = two_at_a_time.map(lambda room, half: [outcome(room, each) for each in half], (one, other), halves)
        read = [ending for each in endings for ending in each]
        assert read.count("accept:2") >= len(bombs)
        assert processes.resident_bytes() - before < 20_000_000
