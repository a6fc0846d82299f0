"""What the application has set up for the work on batches."""

import redis
from flask import current_app

from heatsync.intake.links.fetching import Fetcher
from heatsync.intake.storage import Storage
from heatsync.settings import Settings


def settings() -> Settings:
    """The settings of this installation."""
    given: Settings = current_app.config["SETTINGS"]
    return given


def storage() -> Storage:
    """Where uploads lie."""
    given: Storage = current_app.extensions["storage"]
    return given


def worker_name() -> str:
    """The name of this process, where it is a worker."""
    given: str = current_app.extensions.get("worker_name", "0" * 16)
    return given


def worker_processes() -> int:
    """How many workers were started together with this one."""
    given: int = current_app.extensions.get("worker_processes", 1)
    return given


def fetcher() -> Fetcher:
    """What fetches links."""
    given: Fetcher = current_app.extensions["fetcher"]
    return given


def redis_client() -> redis.Redis:
    """The connection to Redis, which may be away at any time."""
    given: redis.Redis = current_app.extensions["redis"]
    return given
