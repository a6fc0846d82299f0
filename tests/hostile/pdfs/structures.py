"""Trees of pages and tables of references that run in circles, lie, or do not end."""

# ruff: noqa: E501 - an object of a PDF is easier to read on one line

from tests.hostile.drawing import FONT, OK, pdf, put, simple, stream

put(
    "g22_pages_self_loop",
    "refuse:INVALID_PDF",
    pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
    "page tree whose kid is itself",
)
put(
    "g23_pages_mutual_loop",
    "refuse:INVALID_PDF",
    pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
        }
    ),
    "two page-tree nodes that hold one another",
)
o = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
for i in range(9):
    k = b"%d 0 R " % (i + 3)
    o[i + 2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (k * 10, 10 ** (9 - i))
o[11] = (
    b"<< /Type /Page /Parent 10 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 13 0 R >> >> /Contents 12 0 R >>"
)
o[12] = stream(OK)
o[13] = FONT
put("g24_pages_billion", "refuse", pdf(o), "page tree that shares its nodes: 10^9 pages in 3 kB")
o = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
    4: stream(OK),
    5: FONT,
}
o[2] = b"<< /Type /Pages /Kids [%s] /Count 20000 >>" % (b"3 0 R " * 20000)
put("g25_pages_20000", "refuse:TOO_MANY_PAGES", pdf(o), "20,000 page references to one page")
put(
    "g26_count_lies_2e31",
    "accept:2",
    pdf(o | {2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"}),
    "/Count 2^31-1 with one kid",
)
put(
    "g27_count_negative",
    "bounded",
    pdf(o | {2: b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"}),
    "/Count -5",
)
put(
    "g28_zero_pages",
    "refuse:INVALID_PDF",
    pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
    "a valid PDF with no page: must be INVALID_PDF, never 'completed, 0 events'",
)
o = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
N = 3000
for i in range(N):
    o[2 + i] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (3 + i)
o[2 + N] = b"<< /Type /Page /MediaBox [0 0 612 792] >>"
put("g29_pages_depth_3000", "bounded", pdf(o), "page tree 3,000 levels deep (recursion)")
p = simple(OK)
i = p.rindex(b"xref\n0")
put("g30_prev_loop", "accept:2", p.replace(b"/Size", b"/Prev %d /Size" % i), "xref whose /Prev is itself")
put(
    "g31_startxref_beyond_eof",
    "bounded",
    p.replace(b"startxref\n%d" % i, b"startxref\n99999999999"),
    "startxref past the end",
)
put("g32_size_2e31", "accept:2", p.replace(b"/Size 6", b"/Size 2147483647"), "trailer /Size 2^31-1")
put(
    "g33_nested_arrays_100k",
    "bounded",
    simple(OK, page_extra=b"/X " + b"[" * 100000 + b"]" * 100000),
    "array nested 100,000 deep in the page",
)
put(
    "g34_nested_dicts_50k",
    "bounded",
    simple(OK, page_extra=b"/X " + b"<</A " * 50000 + b"0" + b">>" * 50000),
    "dictionary nested 50,000 deep",
)
put("g35_content_nested_q_500k", "bounded", simple(b"q " * 500000 + OK, compress=True), "500,000 q operators without Q")
put(
    "g36_length_lies_big",
    "bounded",
    simple(b"<< /Length 999999999 >>\nstream\n" + OK + b"\nendstream"),
    "/Length 999,999,999 on a short stream",
)
put(
    "g37_length_self_ref",
    "bounded",
    simple(b"<< /Length 4 0 R >>\nstream\n" + OK + b"\nendstream"),
    "/Length refers to its own stream",
)
x = {}
for i in range(12):
    body = (b"/X%d Do " % (i + 1)) * 10 if i < 11 else OK
    x[10 + i] = stream(
        body,
        b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> /XObject << /X%d %d 0 R >> >>"
        % (i + 1, 11 + i),
    )
put(
    "g38_form_xobject_10e11",
    "bounded",
    simple(b"/X0 Do", resources=b"<< /Font << /F1 5 0 R >> /XObject << /X0 10 0 R >> >>", more=x),
    "form XObjects that call 10 x the next, 11 levels deep: 10^11 draws",
)
put(
    "g39_form_xobject_self",
    "refuse:UNREADABLE_PICTURE",
    simple(
        b"/X0 Do",
        resources=b"<< /XObject << /X0 10 0 R >> >>",
        more={
            10: stream(
                b"/X0 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X0 10 0 R >> >>"
            )
        },
    ),
    "form XObject that draws itself",
)
q = bytearray(simple(OK))
base = q.rindex(b"startxref")
prev = int(bytes(q[base:]).split()[1])
for _ in range(3000):
    sx = len(q)
    q += b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (prev, sx)
    prev = sx
put("g40_incremental_3000", "accept:2", bytes(q), "3,000 incremental updates in a chain")
put(
    "g41_outline_loop",
    "accept:2",
    simple(
        OK,
        catalogue=b"/Outlines 20 0 R",
        more={
            20: b"<< /First 21 0 R /Last 21 0 R /Count 1 >>",
            21: b"<< /Title (x) /Parent 20 0 R /Next 21 0 R /First 20 0 R >>",
        },
    ),
    "outline that loops",
)
