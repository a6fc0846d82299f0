"""A few kilobytes that unpack to gigabytes."""

# ruff: noqa: E501 - an object of a PDF is easier to read on one line

import zlib

from tests.hostile.drawing import put, simple


def deflated_spaces(megabytes: int) -> bytes:
    """What zlib makes of so many spaces, put together from one piece that is deflated once."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = deflate.compress(b" " * (1 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    size, space = megabytes << 20, ord(" ")
    low, high = (1 + size * space) % 65521, (size + space * size * (size + 1) // 2) % 65521
    return b"\x78\xda" + piece * megabytes + deflate.flush() + (high << 16 | low).to_bytes(4, "big")


spaces_256 = deflated_spaces(256)
put(
    "g16_flate_256MB",
    "bounded",
    simple(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(spaces_256) + spaces_256 + b"\nendstream"),
    "content stream: ~255 kB that inflates to 256 MiB of spaces",
)
spaces_2048 = deflated_spaces(2048)
put(
    "g17_flate_2GB",
    "refuse:TOO_COMPLEX",
    simple(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(spaces_2048) + spaces_2048 + b"\nendstream"),
    "content stream: ~2 MB that inflates to 2 GiB",
)
nested = zlib.compress(spaces_2048, 9)
put(
    "g18_flate_nested_2GB",
    "refuse:TOO_COMPLEX",
    simple(b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(nested) + nested + b"\nendstream"),
    "double Flate: a few kB that inflate to 2 GiB",
)
chain = b"x"
for _ in range(60):
    chain = zlib.compress(chain)
put(
    "g19_filter_chain_60",
    "bounded",
    simple(b"<< /Length %d /Filter [%s] >>\nstream\n" % (len(chain), b"/FlateDecode " * 60) + chain + b"\nendstream"),
    "60 filters in a chain",
)
runs = b"\x81 " * 400000
put(
    "g20_runlength_bomb",
    "bounded",
    simple(
        b"<< /Length %d /Filter [/RunLengthDecode /RunLengthDecode] >>\nstream\n" % len(runs) + runs + b"\nendstream"
    ),
    "RunLength twice, 800 kB to tens of MB",
)
row = zlib.compress(b"\x02" + b"\0" * 100)
put(
    "g21_predictor_columns_2e31",
    "bounded",
    simple(
        b"<< /Length %d /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >> >>\nstream\n"
        % len(row)
        + row
        + b"\nendstream"
    ),
    "PNG predictor with Columns 2^31-1",
)
