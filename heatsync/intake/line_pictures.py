"""Grey pixels that come out of the reading room become PNGs, if they can be pictures.

The child that drew them may have been taken over by its PDF: it sends nothing that a browser would have to understand,
only pixels, and what a browser gets is made of them here.
"""

import struct
import zlib
from collections.abc import Iterator

import msgspec

from heatsync.heatsheet.cuts import Cut, Cuts
from heatsync.heatsheet.unreadable import Unreadable

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY_OF_EIGHT_BITS = b"\x08\x00\x00\x00\x00"
_WIDEST, _HIGHEST = 2000, 500
_SIXTEEN_GREYS = bytes(17 * (grey >> 4) for grey in range(256))
"""Sixteen are enough for print, and half as large."""


def pictures_of(document: bytes, count: int) -> list[bytes | None]:
    """The pictures in that document, which must be so many. Raises Unreadable."""
    try:
        cuts = msgspec.json.decode(document, type=Cuts).lines
    except msgspec.DecodeError as error:
        raise Unreadable("INVALID_PDF") from error
    if len(cuts) != count or not all(cut is None or _is_picture(cut) for cut in cuts):
        raise Unreadable("INVALID_PDF")
    return [_png(cut) if cut else None for cut in cuts]


def _is_picture(cut: Cut) -> bool:
    return 0 < cut.width <= _WIDEST and 0 < cut.height <= _HIGHEST and len(cut.grey) == cut.width * cut.height


def _png(cut: Cut) -> bytes:
    grey = cut.grey.translate(_SIXTEEN_GREYS)
    rows = b"".join(b"\0" + grey[start : start + cut.width] for start in range(0, len(grey), cut.width))
    head = struct.pack(">II", cut.width, cut.height) + _GREY_OF_EIGHT_BITS
    return _SIGNATURE + b"".join(_chunks((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")))


def _chunks(*chunks: tuple[bytes, bytes]) -> Iterator[bytes]:
    for kind, data in chunks:
        yield struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
