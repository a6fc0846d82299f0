"""Who asks for very much, as far as their address, browser and the site they came from tell: to be blocked by hand."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from sqlalchemy import bindparam, func, select, update

from heatsync.database import now
from heatsync.models import BatchJob, ProcessingBatch, transaction

_MOST = 15
_SLICE = 1000
_KEPT_BITS = {4: 24, 6: 48}
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class HeavyUser:
    """One address, and what it asked for within a day. A pool's wifi has many browsers and few unread sheets."""

    address: str
    batches: int
    sheets: int
    unread: int
    """Sheets that nobody had read before: the work that it made."""
    failed: int
    browsers: int
    browser: str
    came_from: str
    last: datetime.datetime


def heavy_users() -> Sequence[HeavyUser]:
    """The addresses that made the most work within a day, the heaviest first."""
    read = select(BatchJob.batch_id, func.count().label("unread")).where(
        ~BatchJob.cached, BatchJob.status == "completed"
    )
    fresh = read.group_by(BatchJob.batch_id).subquery()
    unread = func.coalesce(func.sum(fresh.c.unread), 0)
    sheets = func.sum(ProcessingBatch.total_pdfs)
    by_address = (
        select(
            ProcessingBatch.client_ip,
            func.count(ProcessingBatch.id),
            sheets,
            unread,
            func.sum(ProcessingBatch.failed_pdfs),
            func.count(ProcessingBatch.user_agent.distinct()),
            func.coalesce(func.max(ProcessingBatch.user_agent), ""),
            func.coalesce(func.max(ProcessingBatch.referrer), ""),
            func.max(ProcessingBatch.created_at),
        )
        .outerjoin(fresh, fresh.c.batch_id == ProcessingBatch.id)
        .where(ProcessingBatch.client_ip.is_not(None), ProcessingBatch.created_at > now(-_DAY))
        .group_by(ProcessingBatch.client_ip)
        .order_by(unread.desc(), sheets.desc())
        .limit(_MOST)
    )
    with transaction() as session:
        return [HeavyUser(*row) for row in session.execute(by_address)]


def shorten_addresses() -> None:
    """Of addresses that came more than a day ago keep the network only: nobody is blocked for what is so long past."""
    whole = (ProcessingBatch.created_at < now(-_DAY), ProcessingBatch.client_ip.not_like("%/%"))
    shorten = update(ProcessingBatch).where(*whole, ProcessingBatch.client_ip == bindparam("address"))
    while True:
        with transaction() as session:
            addresses = session.scalars(select(ProcessingBatch.client_ip).where(*whole).distinct().limit(_SLICE)).all()
            if not addresses:
                return
            rows = [{"address": address, "network": _network(str(address))} for address in addresses]
            session.connection().execute(shorten.values(client_ip=bindparam("network")), rows)


def _network(address: str) -> str:
    try:
        ip = ip_address(address)
    except ValueError:  # what a proxy made up
        return "?/0"
    return str(ip_network((ip, _KEPT_BITS[ip.version]), strict=False))
