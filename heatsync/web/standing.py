"""How a batch stands, in the words that its page shows: the same for the page, the poll and the stream."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from heatsync.batches.progress import near_names, rows_since
from heatsync.models import BatchJob, ProcessingBatch
from heatsync.results.groups import result_of_batch
from heatsync.results.result import Group, Result
from heatsync.web.links import Link, link_to

EVERYTHING = -1
"""Since before the first event: all rows."""
_FINAL = frozenset({"completed", "failed", "partial", "cancelled"})
_LOOKS = {"processing": "working", "downloading": "working", "completed": "done", "failed": "failed"}


@dataclass(frozen=True)
class Standing:
    """A batch's heading, its bar, and what may be done with it."""

    id: uuid.UUID
    swimmer: str
    status: str
    total: int
    completed: int
    failed: int
    last_event_id: int
    expires_at: datetime.datetime

    @property
    def final(self) -> bool:
        """Whether the work is over."""
        return self.status in _FINAL

    @property
    def over(self) -> int:
        """Sheets that need no more work."""
        return self.completed + self.failed

    @property
    def needs_a_look(self) -> bool:
        """Whether the sheets themselves have something to say: one failed, or was stopped."""
        return self.status != "completed"

    @property
    def words(self) -> str:
        """The bar in words."""
        return "Reading your sheet" if self.total == 1 else f"{self.over} of {self.total} sheets read"

    @property
    def sheets(self) -> str:
        """What the folded list of sheets is called."""
        count = "1 sheet" if self.total == 1 else f"{self.total} sheets"
        return f"{count}, {self.failed} failed" if self.failed else count


@dataclass(frozen=True)
class Row:
    """One sheet: its job, its races while the batch still works, and near names where there are none."""

    job: BatchJob
    groups: tuple[Group, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def look(self) -> str:
        """The style of the row."""
        if self.job.status == "completed" and not self.job.event_count:
            return "empty"
        return _LOOKS.get(self.job.status, "waiting")


@dataclass(frozen=True)
class Page:
    """All that a batch's page shows. While the work goes on the races stand in the rows, after it in ``result``."""

    batch: Standing
    rows: list[Row]
    near: tuple[str, ...]
    """Everybody of a similar name on these sheets, each once."""
    managing: bool
    result: Result | None = None
    link: Link | None = None


def page_of(batch: ProcessingBatch, *, managing: bool, who: str | None = None) -> Page:
    """The page of that batch as it stands now."""
    now = standing(batch)
    lines = rows(rows_since(batch.id, EVERYTHING), with_races=not now.final)
    near = tuple(dict.fromkeys(name for line in lines for name in line.near))
    result = result_of_batch(batch.id, who) if now.final else None
    return Page(now, lines, near, managing, result, link_to(result.code, result.chosen) if result else None)


def standing(batch: ProcessingBatch) -> Standing:
    """How that batch stands now."""
    return Standing(
        id=batch.id,
        swimmer=batch.swimmer_name_display,
        status=batch.status,
        total=batch.total_pdfs,
        completed=batch.completed_pdfs,
        failed=batch.failed_pdfs,
        last_event_id=batch.last_event_id,
        expires_at=batch.expires_at,
    )


def rows(jobs: Sequence[BatchJob], *, with_races: bool) -> list[Row]:
    """A row for each of those jobs of one batch."""
    near = near_names([job for job in jobs if job.status == "completed" and not job.event_count])
    groups = _groups(jobs) if with_races else ()
    return [
        Row(
            job=job,
            groups=tuple(group for group in groups if group.job_id == job.id),
            near=tuple(person.in_words for person in near.get(job.id, ())),
        )
        for job in jobs
    ]


def _groups(jobs: Sequence[BatchJob]) -> tuple[Group, ...]:
    if not any(job.status == "completed" and job.event_count for job in jobs):
        return ()
    result = result_of_batch(jobs[0].batch_id)
    return result.groups if result else ()
