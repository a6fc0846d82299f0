"""Whoever asks for many links that are not there is guessing. Only misses count: a link that is there always opens."""

import structlog
from flask import request
from limits import RateLimitItemPerMinute

from heatsync.intake.allowances import household
from heatsync.web.doors import allowances

_MISSES = RateLimitItemPerMinute(30, 10)
_MISSES_OF_ALL = RateLimitItemPerMinute(1000)
_ALARMS = RateLimitItemPerMinute(1)

log = structlog.get_logger(__name__)


def is_too_often() -> bool:
    """Count one more miss of this address; whether it has had too many."""
    if not allowances().take(_MISSES_OF_ALL, "all_misses") and allowances().take(_ALARMS, "alarms"):
        log.error("many_guesses")
    return not allowances().take(_MISSES, "misses", household(request.remote_addr))
