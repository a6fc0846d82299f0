"""Files of a form while they come: what will not be wanted is not put down."""

import hashlib
import os

import pytest

from heatsync.intake.arriving import Arriving
from heatsync.problems import Problem

PDF = b"%PDF-1.7\n" + b"." * 2000


def on_disk(file: Arriving) -> int:
    file.rollover()
    return os.fstat(file.fileno()).st_size


def arrive(*pieces: bytes, limit: int = 10_000) -> Arriving:
    file = Arriving(limit)
    for piece in pieces:
        assert file.write(piece) == len(piece)
    file.seek(0)
    return file


def test_a_sheet_arrives_whole_however_it_is_cut() -> None:
    with arrive(PDF[:3], PDF[3:1030], PDF[1030:]) as file:
        assert file.read() == PDF
        assert file.checksums.of_all == (
            hashlib.md5(PDF, usedforsecurity=False).hexdigest(),
            hashlib.sha256(PDF).hexdigest(),
        )


def test_a_small_sheet_is_summed_too() -> None:
    with arrive(PDF[:20]) as file:
        assert file.checksums.of_all[1] == hashlib.sha256(PDF[:20]).hexdigest()


@pytest.mark.parametrize("start", [b"MZ", b"<html>", b"\x7fELF"])
def test_of_what_is_no_sheet_only_the_start_is_kept(start: bytes) -> None:
    with arrive(start + bytes(1022), bytes(5000)) as file:
        assert on_disk(file) < 1100
        assert file.read(5) == (start + bytes(5))[:5]


def test_of_what_is_too_large_nothing_is_kept() -> None:
    with arrive(PDF, *[bytes(4000)] * 50) as file:
        assert on_disk(file) == 0
        with pytest.raises(Problem, match="PDF_TOO_LARGE"):
            file.read(1024)
