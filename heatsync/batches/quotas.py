"""How much work a visitor may bring: sheets that nobody has read yet. What is read already costs nothing.

One pool's wifi is hundreds of families behind one address, with the same few sheets: they never come near.
"""

import shutil
from collections.abc import Sequence

from flask import current_app
from limits import RateLimitItemPerHour
from sqlalchemy import ColumnElement, func, literal_column, select

from heatsync.batches.creating import require_fitting
from heatsync.batches.surroundings import settings
from heatsync.intake.allowances import Allowances, household
from heatsync.intake.links.addresses import Address
from heatsync.intake.uploads import Upload
from heatsync.models import BatchJob, PdfFile, transaction
from heatsync.problems import Problem

_ONCE = RateLimitItemPerHour(1)
_MINUTES = 60
_PENDING: ColumnElement[str] = literal_column("'pending'")
"""Written out, so that PostgreSQL sees that the index of pending jobs will do."""


def check_room() -> None:
    """Raise Problem BUSY while so much is waiting that more would only wait in vain."""
    with transaction() as session:
        waiting = session.scalar(select(func.count()).where(BatchJob.status == _PENDING)) or 0
    upload = settings().max_request_megabytes
    room = shutil.disk_usage(current_app.config["DATA_FOLDER"]).free - upload * 1_000_000
    if waiting >= settings().max_waiting_sheets or room < settings().free_megabytes * 1_000_000:
        raise Problem("BUSY", "sheets")


def charge(client_ip: str | None, uploads: Sequence[Upload], links: Sequence[Address], there: int = 0) -> None:
    """Count what that address brings, to a page with so many sheets ``there``, and nobody has read.

    Raises Problem TOO_MANY_SHEETS where it is too much; BATCH_TOO_LARGE, counting nothing, where no page holds it all:
    whoever then chooses some of them has all that they may bring.
    """
    require_fitting(there + len(uploads) + len(links))
    who = household(client_ip)
    limit = RateLimitItemPerHour(settings().new_sheets_per_hour)
    allowances: Allowances = current_app.extensions["allowances"]
    for content in [*_unread(uploads), *map(str, links)]:
        # The same sheet, brought by the next family, is counted once an hour.
        if allowances.has_left(_ONCE, "seen", who, content):
            if not allowances.take(limit, "new_sheets", who):
                raise Problem("TOO_MANY_SHEETS", "sheets", minutes=_MINUTES)
            allowances.take(_ONCE, "seen", who, content)


def _unread(uploads: Sequence[Upload]) -> list[str]:
    contents = {upload.sha256 for upload in uploads if upload.sha256}
    with transaction() as session:
        read = select(PdfFile.sha256).where(PdfFile.sha256.in_(contents), PdfFile.program.is_not(None))
        return sorted(contents - set(session.scalars(read)))
