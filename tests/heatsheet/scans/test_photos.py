"""Photos of a posted sheet: three kinds, held any way, and some that only pretend."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from heatsync import heatsheet
from heatsync.heatsheet.photos import is_photo
from heatsync.heatsheet.scans.photo import picture_of
from tests.heatsheet.scans.pictures import SHEET, photo_of, printed_on, scanned

HEIC = Path(__file__).with_name("posted.heic")
"""The upper part of the drawn sheet; its encoder is under the GPL and no part of the project."""


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def test_an_heic_photo_is_a_sheet_of_one_page() -> None:
    program = heatsheet.read(HEIC.read_bytes(), max_pictures=1)
    assert program.pages == 1
    assert {entry.name for entry in printed_on(program, 1)} <= {entry.name for entry in printed_on(SHEET.truth, 1)}
    assert len(list(printed_on(program, 1))) == 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_decoded_and_turned_as_its_camera_says(kind: str) -> None:
    page = scanned()[:400]
    picture = picture_of(photo_of(np.ascontiguousarray(np.rot90(page)), kind, orientation=6))
    assert picture.shape == page.shape
    assert np.abs(picture.astype(int) - page).mean() < 10


def test_a_photo_without_its_reader_is_not_read() -> None:
    with pytest.raises(heatsheet.Unreadable, match="SCANS_NOT_INSTALLED"):
        heatsheet.read(photo_of(scanned()[:100], "JPEG"))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(heatsheet.Unreadable, match="TOO_COMPLEX"):
        picture_of(png_of(30_000, 30_000))


@pytest.mark.parametrize(
    "damaged", [b"\xff\xd8\xff", photo_of(scanned()[:100], "PNG")[:200], HEIC.read_bytes()[:900], png_of(500, 500)]
)
def test_a_damaged_picture_is_refused(damaged: bytes) -> None:
    with pytest.raises(heatsheet.Unreadable, match="INVALID_PDF"):
        picture_of(damaged)


@pytest.mark.parametrize("other", [b"", b"GIF89a", b"%PDF-1.7", b"RIFF....WEBP", b"....ftypisom", b"\xff\xd8"])
def test_what_is_no_photo_is_not_taken_for_one(other: bytes) -> None:
    assert not is_photo(other)
