"""PD15: good sheets, damaged: each is read or refused, and none is said to be read when nobody was found on it."""

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from random import Random
from statistics import median

import pytest

from heatsync.intake.reading import ReadingRoom
from heatsync.samples.invent import Size
from heatsync.samples.layouts import sheet
from heatsync.samples.sheet import entries_of
from heatsync.settings import Settings
from tests.chaos.extent import FULL
from tests.hostile.outcomes import outcome

DAMAGED = 300 if FULL else 80
"""Of each sheet."""
LAYOUTS = (
    "hytek-two-columns", "hytek-three-columns", "hytek-varied", "hytek-psych-sheet", "easywk", "splash", "swimtopia",
    "swimify", "latin-web", "table",
)  # fmt: skip
_OBJECT = re.compile(rb"\d+ 0 obj\n.*?endobj\n", re.DOTALL)


def bits_flipped(chance: Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def cut_short(chance: Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def piece_moved(chance: Random, content: bytes) -> bytes:
    begin, end = sorted(chance.sample(range(len(content)), 2))
    rest = content[:begin] + content[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + content[begin:end] + rest[place:]


def objects_swapped(chance: Random, content: bytes) -> bytes:
    first, second = sorted(chance.sample(list(_OBJECT.finditer(content)), 2), key=lambda found: found.start())
    between = content[first.end() : second.start()]
    return content[: first.start()] + second[0] + between + first[0] + content[second.end() :]


def _kinds(endings: Counter[str]) -> Counter[str]:
    """How many were read, refused, or told to hold nothing."""
    kinds = Counter[str]()
    for ending, number in endings.items():
        kinds["read" if ending.startswith("accept") else ending] += number
    return kinds


DAMAGES: tuple[Callable[[Random, bytes], bytes], ...] = (bits_flipped, cut_short, piece_moved, objects_swapped)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pd15_a_damaged_sheet_is_read_or_refused_and_costs_no_process(layout: str) -> None:
    chance = random.Random(20_260_314)
    good = sheet(layout, Random(7), Size(events=2, swimmers=12, ranked=True))
    drawn = len(list(entries_of(good.truth)))
    with ReadingRoom(Settings()) as room:
        assert outcome(room, good.pdf) != "nothing"
        warm = room.pid
        damaged = (DAMAGES[number % len(DAMAGES)](chance, good.pdf) for number in range(DAMAGED))
        endings, seconds = Counter[str](), []
        for content in damaged:
            began = time.monotonic()
            endings[outcome(room, content)] += 1
            seconds.append(time.monotonic() - began)
        told = ", ".join(f"{number} {ending}" for ending, number in _kinds(endings).most_common())
        sys.stdout.write(f"{layout}: {told}; {1000 * median(seconds):.0f} ms a file at the median\n")
        possible = {f"accept:{number}" for number in range(1, 2 * drawn + 1)}
        refused = {f"refuse:{code}" for code in ("INVALID_PDF", "ENCRYPTED_PDF", "TOO_COMPLEX", "UNREADABLE_PICTURE")}
        assert set(endings) - possible <= {"nothing", *refused}
        assert room.pid == warm
