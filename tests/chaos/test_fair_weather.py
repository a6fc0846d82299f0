"""Nothing goes wrong: what is done then is what any fault is compared with."""

import statistics
import time

from tests.chaos import extent
from tests.chaos.house import House
from tests.chaos.report import say

BATCHES = extent.of(50, 4)
SHEETS = 5
PAUSE_SECONDS = 0.2
"""From one family to the next: what comes is a little less than what six workers can do."""


def test_without_a_fault_every_sheet_is_worked_on_exactly_once(house: House) -> None:
    house.start_workers(6)
    for number in range(BATCHES):
        house.new_batch(*(f"{number}/{sheet}".encode() for sheet in range(SHEETS)))
        time.sleep(PAUSE_SECONDS)
    house.wait_until_done()
    batches = house.batches()
    assert {batch.status for batch in batches} == {"completed"}
    assert house.executions() == len(house.reads()) == BATCHES * SHEETS
    seconds = [(batch.completed_at - batch.created_at).total_seconds() for batch in batches if batch.completed_at]
    most = statistics.quantiles(seconds, n=20)[-1]
    say(f"{len(seconds)} batches: 95 % within {most:.1f} s")
    assert most < extent.of(6, 60)
