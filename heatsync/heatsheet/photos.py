"""Which files are photos: told by their first bytes, nothing is decoded."""

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"))
"""What HEIC files say they are, after the length of their first box."""


def is_photo(beginning: bytes) -> bool:
    """Whether a file that begins like that says it is a JPEG, a PNG or an HEIC."""
    is_heic = beginning[4:8] == b"ftyp" and beginning[8:12] in _BRANDS
    return is_heic or beginning.startswith((_JPEG, _PNG))
