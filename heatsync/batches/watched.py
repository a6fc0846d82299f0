"""What the links of sheets led to, so that a newer sheet there is noticed."""

from collections.abc import Collection

from sqlalchemy import delete, exists
from sqlalchemy.orm import Session

from heatsync.database import insert_into, now
from heatsync.intake.links.fetching import Fetched
from heatsync.models import BatchJob, WatchedLink


def remember(session: Session, url: str, fetched: Fetched) -> None:
    """Write down what that link led to. One with a query is not kept: it may be a secret."""
    if "?" in url:
        return
    says = {"sha256": fetched.stored.sha256, **fetched.version._asdict(), "checked_at": now()}
    row = insert_into(session, WatchedLink).values(url=url, **says)
    session.execute(row.on_conflict_do_update(index_elements=["url"], set_=says))


def forget(session: Session, urls: Collection[str]) -> None:
    """Keep nothing of those links that no sheet has."""
    of_a_sheet = exists().where(BatchJob.source_url == WatchedLink.url)
    session.execute(delete(WatchedLink).where(WatchedLink.url.in_(urls), ~of_a_sheet))
