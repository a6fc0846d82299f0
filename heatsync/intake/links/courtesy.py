"""How often we ask a server: to it, all who paste its links here are one visitor."""

from limits import RateLimitItemPerMinute

from heatsync.intake.allowances import Allowances
from heatsync.problems import Problem

_A_MINUTE = RateLimitItemPerMinute(30)
_FOR_PAGES = RateLimitItemPerMinute(15)
"""Of these: however many look for sheets, those who have a sheet's link are not kept waiting by them."""


class AskedOften(Problem):
    """That server was asked as often as we may within a minute. Nothing is wrong with the link, which has to wait."""

    def __init__(self) -> None:
        super().__init__("RATE_LIMIT")


def ask(allowances: Allowances, host: str) -> None:
    """Count one more fetch from that server. Raises AskedOften where it is one too many."""
    if not allowances.take(_A_MINUTE, "fetches", host):
        raise AskedOften


def ask_for_a_page(allowances: Allowances, host: str) -> None:
    """Count one more page that is to be looked through. Raises AskedOften where it is one too many."""
    if not allowances.take(_FOR_PAGES, "pages", host):
        raise AskedOften
