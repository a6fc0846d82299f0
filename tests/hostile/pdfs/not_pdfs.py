"""No PDFs at all, damaged ones, and files that are two things at once; and one that is good."""

import io
import zipfile

from tests.hostile.drawing import OK, put, simple

put(
    "g00_control_ok",
    "accept:2",
    simple(OK),
    "control: a valid one-page heat sheet; must be accepted and give 2 entries",
)

put("g01_zero_bytes", "refuse:INVALID_PDF", b"", "empty file")
put("g02_header_only", "refuse:INVALID_PDF", b"%PDF-1.7\n", "header and nothing else")
put("g03_one_byte", "refuse:INVALID_PDF", b"%", "one byte")
put("g04_plain_text", "refuse:INVALID_PDF", b"Heat sheet coming soon\n" * 40, "plain text with a .pdf name")
put(
    "g05_html_login_page",
    "refuse:INVALID_PDF",
    b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=/login></form></body></html>\n" * 20,
    "HTML login page, what many team sites send instead of the PDF",
)
put("g06_png_named_pdf", "refuse:INVALID_PDF", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "PNG signature with a .pdf name")
put(
    "g08_truncated_half",
    "refuse:INVALID_PDF",
    simple(OK)[: len(simple(OK)) // 2],
    "valid file cut at 50 % (aborted download)",
)
put(
    "g09_truncated_tail",
    "bounded",
    simple(OK)[:-120],
    "valid file without xref tail; engines rebuild it: accepted or INVALID_PDF, never a hang",
)
put("g10_junk_1000_before", "accept:2", b"X" * 1000 + simple(OK), "1000 bytes of junk before %PDF-")
put(
    "g11_junk_2000_before",
    "bounded",
    b"X" * 2000 + simple(OK),
    "2000 bytes of junk before %PDF- (header beyond the first 1024)",
)
put("g12_junk_after", "accept:2", simple(OK) + b"\0" * 200000, "200 kB of NUL after %%EOF")

put(
    "g13_pdf_html_polyglot",
    "accept:2",
    b"<html><script>alert(document.domain)</script><!--\n" + simple(OK) + b"\n-->",
    "HTML+PDF polyglot: must never be served back with a sniffable type",
)
put("g14_gif_pdf_polyglot", "accept:2", b"GIF89a" + b"\1\0\1\0\0\0\0;" + b"\n" + simple(OK), "GIF+PDF polyglot")
z = io.BytesIO()
with zipfile.ZipFile(z, "w", zipfile.ZIP_DEFLATED) as zf:
    for _n, _d in (("../../evil.txt", b"x"), ("big.bin", b"\0" * (64 << 20))):
        _i = zipfile.ZipInfo(_n, (2026, 1, 1, 0, 0, 0))
        _i.compress_type = zipfile.ZIP_DEFLATED  # fixed date: same bytes each run
        zf.writestr(_i, _d)
put(
    "g07_zip_bomb_named_pdf", "refuse:INVALID_PDF", z.getvalue(), "ZIP with a 64 MiB member and a ../ name, called .pdf"
)
put(
    "g15_pdf_zip_polyglot",
    "accept:2",
    simple(OK) + z.getvalue(),
    "PDF+ZIP polyglot (the ZIP holds 64 MiB and a ../ name)",
)
