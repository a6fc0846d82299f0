"""A parent asks for a mail: for one batch, to one address, and not very often."""

import uuid

from flask import current_app
from limits import RateLimitItemPerDay
from sqlalchemy import update

from heatsync.batches import managing, states
from heatsync.batches.mail.address import checked_address
from heatsync.intake.allowances import Allowances, household
from heatsync.models import ProcessingBatch, transaction
from heatsync.problems import Problem

_TO_ONE_ADDRESS, _FROM_ONE_HOME, _IN_ALL = RateLimitItemPerDay(3), RateLimitItemPerDay(10), RateLimitItemPerDay(500)


def ask(batch_id: uuid.UUID, token: str, typed: str, client_ip: str | None, language: str) -> bool:
    """Have one mail sent to that address when the batch is over; whether the token was right.

    Raises Problem INVALID_EMAIL or TOO_MANY_MAILS, which name the field "email".
    """
    if not managing.is_allowed(batch_id, token):
        return False
    address = checked_address(typed)
    _count(address, client_ip)
    still_open = ProcessingBatch.status.in_(states.OPEN)
    unsent = ProcessingBatch.notification_sent_at.is_(None)
    with transaction() as session:
        asked = {"notification_email": address, "notification_language": language}
        this = update(ProcessingBatch).where(ProcessingBatch.id == batch_id, still_open, unsent)
        session.execute(this.values(**asked))
    return True


def _count(address: str, client_ip: str | None) -> None:
    allowances: Allowances = current_app.extensions["allowances"]
    limits = ((_TO_ONE_ADDRESS, address.lower()), (_FROM_ONE_HOME, household(client_ip)), (_IN_ALL, "all"))
    if not all(allowances.take(limit, "mail", who) for limit, who in limits):
        raise Problem("TOO_MANY_MAILS", "email")
