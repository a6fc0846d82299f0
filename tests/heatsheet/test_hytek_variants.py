"""What Hy-Tek prints now and then is read whole, like everything else."""

from pathlib import Path

import pytest

from heatsync.heatsheet import read
from heatsync.samples.variants import VARIANTS
from tests.heatsheet.agreement import assert_reads
from tests.heatsheet.printed import as_text

GOLDENS = Path(__file__).parent / "goldens" / "hytek-variants"


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_read_whole(variant: str) -> None:
    assert_reads(VARIANTS[variant]())


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_read_as_it_was_when_somebody_looked(variant: str) -> None:
    assert as_text(read(VARIANTS[variant]().pdf)) == (GOLDENS / f"{variant}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for name, draw in VARIANTS.items():
        (GOLDENS / f"{name}.txt").write_text(as_text(read(draw().pdf)), encoding="utf-8")
