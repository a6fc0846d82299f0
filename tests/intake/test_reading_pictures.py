"""Scans and photos in the reading room: a desk of their own, opened when it is needed, as locked as the other."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pytest

from heatsync.heatsheet.scans.picture import Picture
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.reading import ReadingRoom
from heatsync.samples import EXAMPLE_PDF
from heatsync.settings import Settings
from tests import processes
from tests.heatsheet.scans.pictures import pdf_of, photo_of, scanned
from tests.heatsheet.scans.test_photos import HEIC, png_of


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(Settings()) as room:
        yield room


@pytest.fixture(scope="module")
def part() -> Picture:
    """The upper part of a scanned sheet."""
    return scanned()[:700]


def warm_processes(room: ReadingRoom) -> list[int]:
    return [pid for pid in (room.pid, room.pictures_pid) if pid]


def test_a_sheet_of_text_opens_no_second_desk() -> None:
    with ReadingRoom(Settings()) as room:
        room.read(BytesIO(EXAMPLE_PDF.read_bytes()))
        assert warm_processes(room) == [room.pid]


def test_a_scan_is_read_behind_the_locks(room: ReadingRoom, part: Picture) -> None:
    program = room.read(BytesIO(pdf_of(part)))
    assert program.is_heat_sheet
    assert program.pictures == (1,)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_read_behind_the_locks(room: ReadingRoom, part: Picture, kind: str) -> None:
    assert room.read(BytesIO(photo_of(part, kind))).is_heat_sheet


def test_an_heic_photo_is_read_behind_the_locks(room: ReadingRoom) -> None:
    assert room.read(BytesIO(HEIC.read_bytes())).is_heat_sheet


def test_neither_warm_process_has_a_second_thread(room: ReadingRoom, part: Picture) -> None:
    room.read(BytesIO(pdf_of(part)))
    assert [processes.threads(pid) for pid in warm_processes(room)] == [1, 1]


@pytest.mark.parametrize(
    ("photo", "code"),
    [(png_of(30_000, 30_000), "TOO_COMPLEX"), (HEIC.read_bytes()[:900], "INVALID_PDF")],
    ids=["a bomb", "half a file"],
)
def test_a_hostile_photo_harms_nobody(room: ReadingRoom, photo: bytes, code: str) -> None:
    with pytest.raises(Unreadable, match=code):
        room.read(BytesIO(photo))
    assert room.read(BytesIO(EXAMPLE_PDF.read_bytes())).is_heat_sheet


def test_a_photo_of_something_else_is_no_sheet(room: ReadingRoom) -> None:
    with pytest.raises(Unreadable, match="UNREADABLE_PICTURE"):
        room.read(BytesIO(photo_of(np.full((200, 300), 128, dtype=np.uint8), "PNG")))


def test_where_no_pictures_are_read_a_scan_says_so(part: Picture) -> None:
    with ReadingRoom(Settings(max_scanned_pages=0)) as room:
        for sheet in (pdf_of(part), photo_of(part, "JPEG")):
            with pytest.raises(Unreadable, match="SCANS_NOT_INSTALLED"):
                room.read(BytesIO(sheet))


def test_a_closed_room_leaves_no_process(part: Picture) -> None:
    room = ReadingRoom(Settings())
    room.read(BytesIO(pdf_of(part)))
    pids = warm_processes(room)
    room.close()
    assert len(pids) == 2
    assert [processes.threads(pid) for pid in pids] == [None, None]
