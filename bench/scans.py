"""What reading a page from its picture costs, in the reading room: a dense page, scanned."""

import io
import time
from typing import NamedTuple

import pypdfium2

from bench.memory import peak_of_children
from heatsync.intake.reading import ReadingRoom, scans_are_installed
from heatsync.samples.example import forty_pages
from heatsync.settings import Settings

_DOTS_AN_INCH = 200


class Cost(NamedTuple):
    """Of one page: seconds when the desk is open, and before that; megabytes."""

    warm: float
    first: float
    megabytes: float


def measure() -> Cost | None:
    """One page, twice. None where reading scans is not installed. To be asked before any other process is started."""
    if not scans_are_installed():
        return None
    scan = _scan()
    with ReadingRoom(Settings()) as room:
        first, warm = (_seconds(room, scan) for _ in range(2))
    return Cost(warm, first, peak_of_children())


def _seconds(room: ReadingRoom, scan: bytes) -> float:
    start = time.perf_counter()
    room.read(io.BytesIO(scan))
    return time.perf_counter() - start


def _scan() -> bytes:
    document = pypdfium2.PdfDocument(forty_pages(1).pdf)
    image = document[0].render(scale=_DOTS_AN_INCH / 72, grayscale=True).to_pil()
    file = io.BytesIO()
    image.save(file, "PDF", resolution=_DOTS_AN_INCH)
    return file.getvalue()
