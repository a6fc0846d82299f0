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
    marked,
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
    said,
    start,
    teams,
    words,
)


def register(app: Flask) -> None:
    """Everything that a browser can ask of this application."""
    for part in (proxies, request, doors, csrf, headers, errors, language, assets, words, said, qr_code, marked, live):
        part.register(app)
    of_the_work = (start, discovery, batches, adding, families, teams, notify)
    of_a_result = (results, calendar, card, pool, paper, marked)
    for pages in (*of_the_work, *of_a_result, offline, about, language, operations, metrics, admin):
        app.register_blueprint(pages.bp)
