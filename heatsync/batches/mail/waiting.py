"""Mails that wait: due when their batch is over, sent once.

The row of the batch is the outbox. Whoever sets ``notification_sent_at`` sends, and nobody else; a refusal of the
server puts it back, a worker that dies in between does not: there is at most one mail.
"""

import uuid

import structlog
from sqlalchemy import ColumnElement, and_, or_, select, update

from heatsync.batches.mail.handing_over import NotTaken, hand_over
from heatsync.batches.mail.letter import letter
from heatsync.batches.surroundings import settings
from heatsync.database import now
from heatsync.models import ProcessingBatch, transaction

_TRIES = 6
_FIRST_PAUSE = 60
"""Seconds until the second try; then twice as long each time: half an hour in all."""
_MOST = 20
"""Mails in one go; the next go is near."""
_ABANDONED = 600
"""Seconds after which whoever was sending is no longer doing it."""
_READ = ("completed", "partial", "failed")

log = structlog.get_logger(__name__)


def send_due() -> None:
    """Send what is due. Anybody may call it, at any time, twice at once too."""
    if not settings().sends_mail:
        return
    with transaction() as session:
        due = select(ProcessingBatch.id).where(_is_due()).order_by(ProcessingBatch.completed_at)
        batch_ids = session.scalars(due.limit(_MOST)).all()
    for batch_id in batch_ids:
        if not _send(batch_id):
            return  # the server is not well: the others wait too


def forget_addresses() -> None:
    """Forget addresses to which nothing will be sent: the batch was stopped, or its mail was on its way long ago."""
    needless = or_(ProcessingBatch.status == "cancelled", ProcessingBatch.notification_sent_at < now(-_ABANDONED))
    with transaction() as session:
        has_one = ProcessingBatch.notification_email.is_not(None)
        session.execute(update(ProcessingBatch).where(has_one, needless).values(notification_email=None))


def _send(batch_id: uuid.UUID) -> bool:
    """Send that mail, if nobody else does; False when the server would not have it now."""
    claimed = _claim(batch_id)
    if claimed is None:
        return True
    try:
        address, language = claimed.notification_email or "", claimed.notification_language or "en"
        hand_over(letter(batch_id, address, language), settings().smtp_url)
    except NotTaken as problem:
        log.warning("mail_not_taken", batch=str(batch_id), reason=str(problem), tries=claimed.notification_tries)
        _put_back(claimed, for_good=problem.for_good)
        return problem.for_good
    _note(batch_id, notification_email=None)
    log.info("mail_sent", batch=str(batch_id))
    return True


def _claim(batch_id: uuid.UUID) -> ProcessingBatch | None:
    with transaction() as session:
        return session.scalar(
            update(ProcessingBatch)
            .where(ProcessingBatch.id == batch_id, _is_due())
            .values(notification_sent_at=now(), notification_tries=ProcessingBatch.notification_tries + 1)
            .returning(ProcessingBatch)
        )


def _put_back(claimed: ProcessingBatch, *, for_good: bool) -> None:
    if for_good or claimed.notification_tries >= _TRIES:
        _note(claimed.id, notification_sent_at=None, notification_email=None)
    else:
        pause = _FIRST_PAUSE * 2 ** (claimed.notification_tries - 1)
        _note(claimed.id, notification_sent_at=None, notification_not_before=now(pause))


def _note(batch_id: uuid.UUID, **columns: object) -> None:
    with transaction() as session:
        session.execute(update(ProcessingBatch).where(ProcessingBatch.id == batch_id).values(**columns))


def _is_due() -> ColumnElement[bool]:
    not_before = ProcessingBatch.notification_not_before
    return and_(
        ProcessingBatch.notification_email.is_not(None),
        ProcessingBatch.notification_sent_at.is_(None),
        ProcessingBatch.status.in_(_READ),
        ProcessingBatch.expires_at > now(),
        or_(not_before.is_(None), not_before <= now()),
    )
