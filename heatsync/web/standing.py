"""How a batch stands, in the words that its page shows: the same for the page, the poll and the stream."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from heatsync.batches.progress import rows_since
from heatsync.heatsheet.swims import Near
from heatsync.models import BatchJob, ProcessingBatch
from heatsync.results.groups import result_of_batch
from heatsync.results.result import Result
from heatsync.results.rows import Facts, facts_of
from heatsync.web.language import gettext, ngettext
from heatsync.web.links import Link, link_to

EVERYTHING = -1
"""Since before the first event: all rows."""
_A_LONG_WAIT = datetime.timedelta(seconds=15)
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
    created_at: datetime.datetime
    mail_is_asked_for: bool

    @property
    def takes_long(self) -> bool:
        """Whether somebody who waits for it may want to do something else."""
        return datetime.datetime.now(datetime.UTC) - self.created_at > _A_LONG_WAIT

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
        if self.total == 1:
            return gettext("Reading your sheet")
        return self._and_failed(gettext("%(done)s of %(all)s sheets read", done=self.completed, all=self.total))

    @property
    def sheets(self) -> str:
        """What the folded list of sheets is called."""
        return self._and_failed(ngettext("%(num)s sheet", "%(num)s sheets", self.total))

    def _and_failed(self, sheets: str) -> str:
        return gettext("%(sheets)s, %(failed)s failed", sheets=sheets, failed=self.failed) if self.failed else sheets


@dataclass(frozen=True)
class Row:
    """One sheet: its job, and what is known of it."""

    job: BatchJob
    facts: Facts

    @property
    def look(self) -> str:
        """The style of the row."""
        if self.job.status == "completed" and not self.job.event_count and not self.facts.is_report:
            return "empty"
        return _LOOKS.get(self.job.status, "waiting")


@dataclass(frozen=True)
class Page:
    """All that a batch's page shows. While the work goes on the races stand in the rows, after it in ``result``."""

    batch: Standing
    rows: list[Row]
    near: tuple[Near, ...]
    """Everybody of a similar name on these sheets, each once."""
    managing: bool
    result: Result | None
    link: Link | None
    choosing: frozenset[str] | None
    """The keys of the races to be taken along, all where there are none; None while nothing can be chosen."""
    family: str | None


def page_of(
    batch: ProcessingBatch, *, managing: bool, who: str | None = None, choosing: frozenset[str] = frozenset()
) -> Page:
    """The page of that batch as it stands now."""
    now = standing(batch)
    lines = rows(rows_since(batch.id, EVERYTHING), with_races=not now.final)
    near = tuple(dict.fromkeys(name for line in lines for name in line.facts.near))
    result = result_of_batch(batch.id, who) if now.final else None
    return Page(
        batch=now,
        rows=lines,
        near=near,
        managing=managing,
        result=result,
        link=link_to(result.code, result.chosen) if result else None,
        choosing=choosing if now.final else None,
        family=batch.family_code,
    )


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
        created_at=batch.created_at,
        mail_is_asked_for=bool(batch.notification_email),
    )


def rows(jobs: Sequence[BatchJob], *, with_races: bool) -> list[Row]:
    """A row for each of those jobs of one batch."""
    facts = facts_of(jobs, with_races=with_races)
    return [Row(job, facts.get(job.id, Facts())) for job in jobs]
