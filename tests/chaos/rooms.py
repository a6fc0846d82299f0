"""A reading room without a PDF: it takes its time and returns a sheet with three races of one swimmer."""

import hashlib
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from heatsync.heatsheet.cuts import Place
from heatsync.heatsheet.program import Program
from tests.batches.factories import program

SWIMMER = "Ada Abbernock"
RACES = 3
HOLD = "hold"
"""While a file of this name lies in the folder, nobody gets beyond the first page."""
POISON = b"poison"
"""Whoever reads a sheet with this in it dies."""


class SleepingRoom:
    """Takes 50 to 250 ms for a sheet, and writes down in ``reads`` which content it has read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, pdf: BinaryIO, on_page: Callable[[int, int], None]) -> Program:
        """The same program for whatever it is given."""
        pdf.seek(0)
        content = pdf.read()
        with (self._folder / "reads").open("a") as reads:
            reads.write(hashlib.md5(content, usedforsecurity=False).hexdigest() + "\n")
        time.sleep(random.uniform(0.05, 0.25))
        if POISON in content:
            os.killpg(os.getpgid(0), signal.SIGKILL)
        on_page(1, 2)
        while (self._folder / HOLD).exists():
            time.sleep(0.02)
            on_page(1, 2)
        on_page(2, 2)
        return sheet()

    def cut(self, _pdf: BinaryIO, places: Sequence[Place]) -> list[bytes | None]:
        """Nothing: there is nothing to see."""
        return [None] * len(places)


def sheet() -> Program:
    """What is printed on every sheet."""
    one = program("Abbernock, Ada", "Garrowby, Nell")
    events = tuple(msgspec.structs.replace(one.events[0], number=str(number)) for number in range(1, RACES + 1))
    return msgspec.structs.replace(one, events=events)
