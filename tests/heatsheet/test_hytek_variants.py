"""What Hy-Tek prints now and then is read whole, like everything else."""

import pytest

from heatsync.samples.variants import VARIANTS
from tests.heatsheet.agreement import assert_reads


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_read_whole(variant: str) -> None:
    assert_reads(VARIANTS[variant]())
