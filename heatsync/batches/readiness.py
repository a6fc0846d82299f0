"""Whether new work can be taken: each part that it needs is asked."""

import shutil
from collections.abc import Callable, Mapping

import redis
from flask import current_app
from sqlalchemy import false, update
from sqlalchemy.exc import SQLAlchemyError

from heatsync.batches import presence
from heatsync.batches.surroundings import redis_client, settings, storage
from heatsync.models import ProcessingBatch, transaction


def missing() -> list[str]:
    """The parts that are not well, each by its name; none when all is well."""
    return [name for name, answers in _PARTS.items() if not answers()]


def has_space() -> bool:
    """Whether the disk of the data folder has room for more work."""
    return shutil.disk_usage(current_app.config["DATA_FOLDER"]).free >= settings().free_megabytes * 1_000_000


def _database() -> bool:
    try:
        with transaction() as session:  # it can be written, too: a full disk or a follower would refuse this
            session.execute(update(ProcessingBatch).where(false()).values(status="failed"))
    except SQLAlchemyError:
        return False
    return True


def _redis() -> bool:
    try:
        return bool(redis_client().ping())
    except redis.RedisError:
        return False


def _storage() -> bool:
    try:
        storage().check()
    except OSError:
        return False
    return True


def _worker() -> bool:
    try:
        return bool(presence.told("worker"))
    except redis.RedisError:
        return False


_PARTS: Mapping[str, Callable[[], bool]] = {
    "database": _database,
    "redis": _redis,
    "storage": _storage,
    "disk": has_space,
    "worker": _worker,
}
