"""The memory that the reading room takes: its warm process, or its locked child, whichever is larger."""

import resource
import sys
from collections.abc import Sequence
from io import BytesIO

from bench.sheets import Measured
from heatsync.intake.reading import ReadingRoom
from heatsync.settings import Settings

_UNIT = 1 if sys.platform == "darwin" else 1024
"""ru_maxrss counts bytes on macOS, kilobytes elsewhere."""


def peak_megabytes(sheets: Sequence[Measured]) -> float:
    """The largest of all processes that read the sheets. To be asked before this process starts any other."""
    with ReadingRoom(Settings()) as room:
        for sheet in sheets:
            room.read(BytesIO(sheet.pdf))
    return peak_of_children()


def peak_of_children() -> float:
    """Megabytes of the largest process that has ended, of all that this one and its children started."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _UNIT / 1_000_000
