"""Addresses that leave the site: as parents see them, whatever stands between them and us."""

from dataclasses import dataclass

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
    base = (settings.public_base_url or request.host_url).rstrip("/")
    return Link(base + url_for("results.show", code=code, who=who), settings.reminder_minutes)
