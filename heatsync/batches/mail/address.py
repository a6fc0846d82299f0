"""A mail address that was typed: one recipient, and nothing but an address."""

import re

import idna

from heatsync.problems import Problem

_LOCAL = re.compile(r"[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_LONGEST, _LONGEST_LOCAL = 254, 64


def checked_address(typed: str) -> str:
    """That address, its domain in ASCII and lower case. Raises Problem INVALID_EMAIL: there are no quotes in it, no
    comments, no second address."""
    local, at, domain = typed.strip().rpartition("@")
    try:
        domain = idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        raise Problem("INVALID_EMAIL", "email") from None
    fits = len(local) <= _LONGEST_LOCAL and len(local + at + domain) <= _LONGEST
    if not (fits and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise Problem("INVALID_EMAIL", "email")
    return f"{local}@{domain}"
