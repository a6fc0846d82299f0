"""Workers that end the last jobs of a batch at the same moment, and many who end jobs at once."""

import statistics

from tests.chaos import extent
from tests.chaos.finishers import finish
from tests.chaos.house import House
from tests.chaos.report import say


def test_two_workers_that_end_the_last_jobs_of_a_batch_at_the_same_moment_close_it_once(
    on_postgres: House,
) -> None:
    house = on_postgres
    for number in range(extent.of(1000, 10)):
        house.new_batch(*(f"{number}/{sheet}".encode() for sheet in range(2)))
    jobs = [job.id for job in house.jobs()]
    finish(house.settings, [jobs[::2], jobs[1::2]], together=True)
    assert {(batch.status, batch.completed_pdfs) for batch in house.batches()} == {("completed", 2)}


def test_four_processes_that_end_jobs_on_sqlite_as_fast_as_they_can_never_find_it_locked(on_sqlite: House) -> None:
    house = on_sqlite
    for number in range(extent.of(534, 5)):
        house.new_batch(*(f"{number}/{sheet}".encode() for sheet in range(3)))
    jobs = [job.id for job in house.jobs()]
    seconds = finish(house.settings, [jobs[share::4] for share in range(4)], together=False)
    assert len(seconds) == len(jobs)
    milliseconds = 1000 * statistics.quantiles(seconds, n=20)[-1]
    say(f"{len(seconds)} ends: 95 % within {milliseconds:.0f} ms")
    assert milliseconds <= extent.of(50, 5000)
