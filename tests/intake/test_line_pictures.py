"""Pictures of printed lines come out of the reading room as pixels, and nothing but pixels."""

import io

import msgspec
import numpy as np
import pytest
from PIL import Image

from heatsync.heatsheet.cuts import Cut, Cuts, Place
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.line_pictures import pictures_of
from heatsync.intake.reading import ReadingRoom
from heatsync.intake.reading_room.first_page import FIRST_PAGE
from heatsync.settings import Settings

GREY = bytes(range(0, 240, 10))


def document(*cuts: Cut | None) -> bytes:
    return Cuts(cuts).to_json()


def test_pixels_become_a_png_of_sixteen_greys() -> None:
    (picture,) = pictures_of(document(Cut(6, 4, GREY)), 1)

    assert picture
    with Image.open(io.BytesIO(picture)) as image:
        image.load()
        assert (image.size, image.mode) == ((6, 4), "L")
        assert np.abs(np.asarray(image).astype(int).ravel() - np.frombuffer(GREY, np.uint8)).max() <= 15


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b'{"lines": [{"width": 1, "height": 1}]}',
        document(),
        document(None, None),
        document(Cut(6, 4, GREY[1:])),
        document(Cut(0, 0, b"")),
        document(Cut(-1, -24, GREY)),
        document(Cut(24_000, 1, bytes(24_000))),
        document(Cut(1, 2_400, bytes(2_400))),
        msgspec.json.encode({"lines": ["<svg onload=alert(1)>"]}),
    ],
)
def test_what_is_no_picture_is_refused(said: bytes) -> None:
    with pytest.raises(Unreadable):
        pictures_of(said, 1)


def test_a_line_is_cut_in_a_locked_child_and_a_sheet_is_read_there_after() -> None:
    with ReadingRoom(Settings()) as room:
        pdf = io.BytesIO(FIRST_PAGE)
        program = room.read(pdf)
        entry = program.events[0].heats[0].entries[0]
        (picture,) = room.cut(pdf, [Place(entry.page, entry.box)])
        assert room.read(pdf) == program

    assert picture
    with Image.open(io.BytesIO(picture)) as image:
        assert image.size[0] > 300


def test_a_photo_has_no_lines_to_cut() -> None:
    with ReadingRoom(Settings()) as room, pytest.raises(Unreadable):
        room.cut(io.BytesIO(b"\xff\xd8\xff\xe0 a photo"), [Place(1, (0.0, 0.0, 10.0, 10.0))])
