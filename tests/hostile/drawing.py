"""How the hostile PDFs are drawn: by hand, object by object, since no library would draw them.

The names and texts in their heat sheets are invented.
"""

import zlib
from typing import NamedTuple

Objects = dict[int, bytes]


class Hostile(NamedTuple):
    """A PDF, why it is hostile, and what must come of it.

    ``expect`` is "accept:N" (a heat sheet of N entries), "nothing" (no entry, and it is called no heat sheet), "refuse"
    or "refuse:CODE" (Unreadable), or "bounded" (any of these: what counts is that the limits hold).
    """

    expect: str
    content: bytes
    why: str


PDFS: dict[str, Hostile] = {}
"""All of them by name, once ``tests.hostile.pdfs`` has been imported."""


def put(name: str, expect: str, content: bytes, why: str) -> None:
    """Add one."""
    PDFS[name] = Hostile(expect, content, why)


def pdf(objects: Objects, extra_trailer: bytes = b"") -> bytes:
    """A PDF of those objects, by number, with a classic table of references; object 1 is the root."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    size = max(objects) + 1
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += (b"%010d 00000 n \n" % offsets[number]) if number in offsets else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, extra_trailer, table)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"", compress: bool = False) -> bytes:
    """A stream object of that content."""
    if compress:
        content = zlib.compress(content, 9)
        entries += b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n" % (len(content), entries) + content + b"\nendstream"


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

CODED_FONT = {
    5: b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H"
    b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
    6: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
    b" /Supplement 0 >> /DW 600 /FontDescriptor 8 0 R >>",
    8: b"<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800"
    b" /Descent -200 /CapHeight 700 /StemV 80 >>",
}
"""A font whose codes mean what object 7, a map of codes to Unicode, says."""


def text(lines: list[bytes], size: int = 10, x: int = 40, y: int = 760, colour: bytes = b"0 g") -> bytes:
    """Page content that prints those lines one below the other."""
    out = b"BT " + colour + b" /F1 %d Tf %d %d Td 12 TL\n" % (size, x, y)
    for line in lines:
        escaped = line.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        out += b"(" + escaped + b") Tj T*\n"
    return out + b"ET\n"


def simple(
    content: bytes,
    media: bytes = b"[0 0 612 792]",
    page_extra: bytes = b"",
    more: Objects | None = None,
    catalogue: bytes = b"",
    compress: bool = False,
    resources: bytes = b"<< /Font << /F1 5 0 R >> >>",
) -> bytes:
    """A PDF of one page. ``content`` is text of a page, or a whole stream object."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s /Contents 4 0 R %s >>"
        % (media, resources, page_extra),
        4: content if content.startswith(b"<<") else stream(content, compress=compress),
        5: FONT,
    }
    return pdf(objects | (more or {}))


HEAT = [
    b"Licensed to: Example Aquatics  HY-TEK's MEET MANAGER",
    b"Example Spring Invite - 3/14/2026",
    b"Meet Program",
    b"Event 12  Girls 11-12 100 Yard Freestyle",
    b"Lane  Name                    Age  Team      Seed Time",
    b"Heat 2 of 5  Finals",
    b"3  Example, Robin              12  EXMP-EX   1:03.21",
    b"4  Sample, Alex                11  SAMP-EX   1:02.95",
]
OK = text(HEAT)
"""A good heat of two entries, in which most of what is hostile is wrapped."""
