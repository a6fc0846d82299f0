"""Addresses that leave the site: as parents see them, whatever stands between them and us."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for

REMINDERS = (5, 10, 15)


@dataclass(frozen=True)
class Link:
    """A result's address, and the reminders that its calendar can have."""

    address: str
    reminder: int
    reminders: tuple[int, ...] = REMINDERS


def link_to(code: str, who: str | None = None) -> Link:
    """The link of the result of that code, or of one of several swimmers there."""
    settings = current_app.config["SETTINGS"]
    return Link(address_of("results.show", code=code, who=who), settings.reminder_minutes)


def address_of(endpoint: str, **values: Any) -> str:
    """The whole address of one of our pages."""
    base = (current_app.config["SETTINGS"].public_base_url or request.host_url).rstrip("/")
    return base + url_for(endpoint, **values)


def chosen() -> frozenset[str]:
    """The keys of the races that the request asks for, ?races=…; none stands for all of them."""
    return frozenset(key for keys in request.args.getlist("races") for key in keys.split(",") if key)
