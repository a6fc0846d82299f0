"""A sheet of many pages takes little more memory than one of few: each page is let go before the next."""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from heatsync.samples.example import forty_pages

MOST_A_PAGE = 100_000
"""Bytes: its lines, and what is made of them. A loaded page alone takes several times that."""
STATUS = Path("/proc/self/status")
PEAK = f"""
import re, sys
from pathlib import Path
from heatsync.heatsheet import read
program = read(Path(sys.argv[1]).read_bytes())
print(program.pages, re.search(r"VmHWM:\\s+(\\d+)", Path("{STATUS}").read_text())[1])
"""
"""What getrusage tells is no less than what the parent took when it made this process."""


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not show its processes in /proc")
def test_ten_times_the_pages_take_little_more_memory(tmp_path: Path) -> None:
    few, many = tmp_path / "few.pdf", tmp_path / "many.pdf"
    few.write_bytes(forty_pages(1).pdf)
    with pikepdf.open(few) as sheet:
        for page in list(sheet.pages) * 9:
            sheet.pages.append(page)
        sheet.save(many)

    (pages, peak), (more_pages, higher_peak) = pages_and_peak(few), pages_and_peak(many)

    assert more_pages == 10 * pages
    assert higher_peak - peak < MOST_A_PAGE * (more_pages - pages)


def pages_and_peak(sheet: Path) -> tuple[int, int]:
    """How many pages a process of its own has read there, and the most memory that it took, in bytes."""
    told = subprocess.run([sys.executable, "-c", PEAK, str(sheet)], check=True, capture_output=True, text=True)
    pages, kilobytes = map(int, told.stdout.split())
    return pages, 1024 * kilobytes
