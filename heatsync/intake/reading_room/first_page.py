"""What the warm process reads before anything else, so that no child has to load a module or look for a font."""

_LINES = (
    "Licensed To: Example Aquatics   HY-TEK's MEET MANAGER",
    "Example Spring Invite - 3/14/2026 to 3/15/2026",
    "Meet Program - Session 1",
    "Event 12  Girls 11-12 100 Yard Freestyle",
    "Lane  Name                    Age  Team      Seed Time",
    "Heat 2 of 5  Finals  Starts at 09:40 AM",
    "3  Example, Robin              12  EXMP-EX   1:03.21",
    "4  Sample, Alex                11  SAMP-EX   1:02.95",
)


def _pdf(content: bytes) -> bytes:
    """A PDF of one page, by the shortest way: readers find the objects of a file without a table of them."""
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
        b" /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    objects = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    return b"%PDF-1.4\n" + objects + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


FIRST_PAGE = _pdf(b"BT /F 10 Tf 40 760 Td 12 TL " + b"".join(b"(%b) Tj T* " % line.encode() for line in _LINES) + b"ET")
FIRST_PICTURE = _pdf(b" ".join(b"%d %d 6 9 re f" % (x, y) for x in range(40, 100, 8) for y in (700, 720, 740)))
"""No text, only marks as large as letters: a scan, for whoever reads those."""
