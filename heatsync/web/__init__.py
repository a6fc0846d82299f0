"""The pages: one file per page family, the live stream, and what guards them all."""

from flask import Flask

from heatsync.web import (
    about,
    assets,
    batches,
    calendar,
    csrf,
    doors,
    errors,
    headers,
    language,
    live,
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
    for pages in (start, batches, results, calendar, about, operations):
        app.register_blueprint(pages.bp)
