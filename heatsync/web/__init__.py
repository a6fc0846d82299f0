"""The pages: one file per page family, the live stream, and what guards them all."""

from flask import Flask

from heatsync.web import (
    about,
    adding,
    admin,
    assets,
    batches,
    calendar,
    card,
    csrf,
    discovery,
    doors,
    errors,
    families,
    headers,
    language,
    live,
    metrics,
    notify,
    offline,
    operations,
    paper,
    pool,
    proxies,
    qr_code,
    request,
    results,
    start,
    teams,
    words,
)


def register(app: Flask) -> None:
    """Everything that a browser can ask of this application."""
    for part in (proxies, request, doors, csrf, headers, errors, language, assets, words, qr_code, live):
        part.register(app)
    for pages in (start, discovery, batches, adding, families, teams, notify, results, calendar, card, pool, paper, offline, about, operations, metrics, admin):
        app.register_blueprint(pages.bp)
