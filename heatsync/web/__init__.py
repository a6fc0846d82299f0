"""The pages: one file per page family, the live stream, and what guards them all."""

from flask import Flask

from heatsync.web import (
    about,
    assets,
    batches,
    calendar,
    card,
    csrf,
    doors,
    errors,
    headers,
    language,
    live,
    notify,
    operations,
    proxies,
    request,
    results,
    start,
    words,
)


def register(app: Flask) -> None:
    """Everything that a browser can ask of this application."""
    for part in (proxies, request, doors, csrf, headers, errors, language, assets, words, live):
        part.register(app)
    for pages in (start, batches, notify, results, calendar, card, about, operations):
        app.register_blueprint(pages.bp)
