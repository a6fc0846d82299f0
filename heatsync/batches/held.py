"""A sheet that was fetched is held for a minute: whoever sends the same link within it causes no second fetch.

The link itself is not kept for that, since a part of it may be a secret: a keyed hash tells whether it is the same.
"""

import hashlib
import hmac
from collections.abc import Collection, Sequence

from flask import current_app
from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.orm import Session

from heatsync.database import now
from heatsync.intake.links.addresses import without_query
from heatsync.intake.links.fetching import Fetched
from heatsync.models import BatchJob, HeldSheet

_SECONDS = 60


def hold(session: Session, url: str, fetched: Fetched) -> None:
    """Hold that sheet, which the link has just led to."""
    file = {"file_key": fetched.stored.key, "checksum": fetched.stored.md5}
    session.execute(insert(HeldSheet).values(link_hash=_hash(url), fetched_at=now(), filename=fetched.filename, **file))


def give(session: Session, job: BatchJob) -> None:
    """Let that job go on with the sheet of its link, if it is held, as if it had fetched it."""
    if job.source_url is None or job.temp_file_path is not None:
        return
    same = select(HeldSheet).where(HeldSheet.link_hash == _hash(job.source_url), HeldSheet.fetched_at > now(-_SECONDS))
    # Locked, so that whoever lets it go at this moment sees that the job has it, and keeps the file.
    sheet = session.scalar(same.limit(1).with_for_update(read=True))
    if sheet is not None:
        file = {"temp_file_path": sheet.file_key, "file_checksum": sheet.checksum}
        said = {"filename": sheet.filename or job.filename, "source_url": without_query(job.source_url)}
        session.execute(update(BatchJob).where(BatchJob.id == job.id).values(**file, **said))


def among(session: Session, file_keys: Collection[str]) -> set[str]:
    """Those files that are held."""
    return set(session.scalars(select(HeldSheet.file_key).where(HeldSheet.file_key.in_(file_keys))))


def expired(session: Session) -> Sequence[str]:
    """Hold no longer what was held for long enough; its files."""
    old = delete(HeldSheet).where(HeldSheet.fetched_at <= now(-_SECONDS))
    return session.scalars(old.returning(HeldSheet.file_key)).all()


def forget(session: Session, checksums: Collection[str]) -> Sequence[str]:
    """Hold nothing of those contents that no sheet has any more; the files."""
    of_a_sheet = exists().where(BatchJob.file_checksum == HeldSheet.checksum)
    unwanted = delete(HeldSheet).where(HeldSheet.checksum.in_(checksums), ~of_a_sheet)
    return session.scalars(unwanted.returning(HeldSheet.file_key)).all()


def _hash(url: str) -> str:
    return hmac.digest(current_app.config["SECRET_KEY"].encode(), url.encode(), hashlib.sha256).hex()
