"""The pages: one file per page family, the live stream, and what guards them all."""

from flask import Flask

from heatsync.web import (
    about,
    assets,
    batches,
    csrf,
    errors,
    headers,
    language,
    live,
    operations,
    results,
    start,
    words,
)


def register(app: Flask) -> None:
    """Everything that a browser can ask of this application."""
    app.config.update(MAX_FORM_PARTS=80, MAX_FORM_MEMORY_SIZE=250_000)
    for part in (csrf, headers, errors, language, assets, words, live):
        part.register(app)
    for pages in (start, batches, results, about, operations):
        app.register_blueprint(pages.bp)
