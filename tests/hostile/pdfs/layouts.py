"""Pages that are work: for whatever looks for lines and columns, or for whatever would draw them."""

# ruff: noqa: E501 - an object of a PDF is easier to read on one line

import zlib

from tests.hostile.drawing import CODED_FONT, OK, put, simple, stream

letters = (
    b"BT /F1 1 Tf "
    + b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % ((i * 7919) % 612, (i * 104729) % 792) for i in range(60000))
    + b"ET"
)
put(
    "g42_60k_chars_scattered",
    "bounded",
    simple(letters, compress=True),
    "60,000 single characters at scattered places (quadratic layout code)",
)
rectangles = b"".join(b"%d %d 3 3 re f " % ((i * 7919) % 612, (i * 104729) % 792) for i in range(120000))
put(
    "g43_120k_rects",
    "accept:2",
    simple(rectangles + OK, compress=True),
    "120,000 rectangles (table finders go quadratic or worse)",
)
put(
    "g44_one_string_4MB",
    "bounded",
    simple(b"BT /F1 1 Tf 0 0 Td (" + b"A" * (4 << 20) + b") Tj ET", compress=True),
    "one string of 4 MiB",
)
put(
    "g45_mediabox_1e9",
    "bounded",
    simple(OK, media=b"[0 0 1000000000 1000000000]", page_extra=b"/UserUnit 75000"),
    "page 10^9 points square with UserUnit 75000 (pixel bomb if rendered)",
)
put("g46_mediabox_nan_neg", "bounded", simple(OK, media=b"[0 0 -612 1e400]"), "negative and overflowing MediaBox")
put("g47_mediabox_missing", "bounded", simple(OK, media=b"null"), "no MediaBox")
put("g48_mediabox_swapped", "accept:2", simple(OK, media=b"[612 792 0 0]"), "MediaBox corners swapped (legal)")
put("g49_rotated_90", "bounded", simple(OK, page_extra=b"/Rotate 90"), "page with /Rotate 90 (legal; common in scans)")
put("g50_rotate_45", "bounded", simple(OK, page_extra=b"/Rotate 45"), "/Rotate 45 (illegal)")
huge_image = {
    10: b"<< /Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length 11 >>\nstream\nx\x9cc`\0\0\0\2\0\1\nendstream"
}
put(
    "g51_image_100k_x_100k",
    "accept:2",
    simple(
        b"q 612 0 0 792 0 0 cm /I Do Q " + OK,
        resources=b"<< /Font << /F1 5 0 R >> /XObject << /I 10 0 R >> >>",
        more=huge_image,
    ),
    "image that claims 100,000 x 100,000 RGB pixels (30 GB)",
)
put(
    "g52_image_only_scan",
    "refuse:UNREADABLE_PICTURE",
    simple(
        b"q 612 0 0 792 0 0 cm /I Do Q",
        resources=b"<< /XObject << /I 10 0 R >> >>",
        more={
            10: stream(
                zlib.compress(b"\xff" * 850 * 1100),
                b"/Type /XObject /Subtype /Image /Width 850 /Height 1100 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
            )
        },
    ),
    "a scan: one image, no text: must say so, not '0 events'",
)
code_map = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + b"100 beginbfrange\n"
    + b"<0000> <FFFFFFFF> <0041>\n" * 100
    + b"endbfrange endcmap end end"
)
put(
    "g53_tounicode_huge_range",
    "bounded",
    simple(b"BT /F1 10 Tf 40 700 Td <00410042> Tj ET", more=CODED_FONT | {7: stream(code_map)}),
    "ToUnicode map with 100 ranges of 2^32 codes (memory)",
)
put(
    "g54_cmap_path_traversal",
    "bounded",
    simple(
        b"BT /F1 10 Tf 40 700 Td <00410042> Tj ET",
        more=CODED_FONT
        | {
            5: b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /#2Ftmp#2Fheatsync-canary /DescendantFonts [6 0 R] >>",
        },
    ),
    "font encoding named /tmp/heatsync-canary (the CVE-2025-64512 shape): no file outside the sandbox may be opened",
)
