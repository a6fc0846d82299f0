"""The pages for what goes wrong: what happened, and what to do now. Never a trace, a path or a version."""

import secrets

import structlog
from flask import Flask, current_app, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from heatsync import logs

log = structlog.get_logger(__name__)

_PAGES = {
    403: ("That was not yours to do", "Only the browser that made this page can change it. You can still read it."),
    404: (
        "There is nothing here",
        "The link may be incomplete, or what it showed was deleted: results are kept for {keep_days} days. "
        "Check that you copied all of it, or look your swimmer up again.",
    ),
    405: ("That does not work here", "Go back to the start page and try again from there."),
    413: (
        "That was too much at once",
        "Together the files are larger than {max_request_megabytes} MB, or there are too many of them. "
        "Go back, choose fewer files, and send the rest after.",
    ),
    429: ("Too many requests", "Wait a minute, then try again."),
    500: ("Something went wrong here", "That was our fault, not yours. Try again in a minute."),
    503: ("We are not ready", "Try again in a minute."),
}
_OTHER = ("That did not work", "Go back, load the page again, and try once more.")


def register(app: Flask) -> None:
    """Answer every HTTP error, and every exception, with a page of ours."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(500, _unknown)
    app.logger.disabled = True  # Flask's own line names the path, and with it the code of a result


def _known(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirect on its way
    title, sentence = _PAGES.get(error.code, _OTHER)
    return _page(title, sentence), error.code


def _stale_form(_: CSRFError) -> tuple[str, int]:
    sentence = "The page was open for too long, or cookies are off. Go back, load the page again, and try once more."
    return _page("That form is too old", sentence), 400


def _unknown(error: InternalServerError) -> tuple[str, int]:
    incident = secrets.token_hex(4)
    log.error("failed", incident=incident, **logs.without_words(error.original_exception or error))
    return _page(*_PAGES[500], incident=incident), 500


def _page(title: str, sentence: str, incident: str | None = None) -> str:
    settings = current_app.config["SETTINGS"]
    sentence = sentence.format(keep_days=settings.keep_days, max_request_megabytes=settings.max_request_megabytes)
    return render_template("errors/error.html", title=title, sentence=sentence, incident=incident)
