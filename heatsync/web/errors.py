"""The pages for what goes wrong: what happened, and what to do now. Never a trace, a path or a version."""

import secrets

import structlog
from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import ClientDisconnected, HTTPException, InternalServerError

from heatsync import logs
from heatsync.problems import Problem
from heatsync.web import guessing, live
from heatsync.web.said import said

log = structlog.get_logger(__name__)

_Words = tuple[LazyString, LazyString | str]

_PAGES: dict[int, _Words] = {
    403: (
        _("That was not yours to do"),
        _("Only the browser that made this page can change it. You can still read it."),
    ),
    404: (_("There is nothing here"), _("The address may be incomplete. Begin on the start page.")),
    405: (_("That does not work here"), _("Go back to the start page and try again from there.")),
    408: (
        _("That took too long"),
        _("Your form did not arrive in time. Try again with a better signal, or fewer files."),
    ),
    413: (
        _("That was too much at once"),
        _(
            "Together the files are larger than {max_request_megabytes} MB, or there are too many of them. "
            "Go back, choose fewer files, and send the rest after."
        ),
    ),
    429: (_("Too many requests"), _("Very many came from your network. Wait a minute, then try again.")),
    500: (_("Something went wrong here"), _("That was our fault, not yours. Try again in a minute.")),
    503: (_("We are not ready"), _("Try again in a minute.")),
}
_OTHER: _Words = (_("That did not work"), _("Go back, load the page again, and try once more."))
_NO_SUCH_LINK: _Words = (
    _("This link shows nothing any more"),
    _(
        "Races are deleted after {keep_days} days, or earlier by whoever looked them up. If the link is a new one, a "
        "part of it may be missing: open it again from the message it came in."
    ),
)
_STALE: _Words = (
    _("That form is too old"),
    _("The page was open for too long, or cookies are off. Go back, load the page again, and try once more."),
)
_WAIT = {429: "60", 503: "120"}
"""Seconds until another try makes sense."""


def register(app: Flask) -> None:
    """Answer every HTTP error, and every exception, with a page of ours."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(Problem, _not_now)
    app.register_error_handler(OperationalError, _database_is_away)
    app.register_error_handler(ClientDisconnected, _too_slow)
    app.register_error_handler(500, _unknown)
    app.logger.disabled = True  # Flask's own line names the path, and with it the code of a result


def _known(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirect on its way
    if error.code == 404 and request.view_args and request.endpoint != "static":
        return _page(429) if guessing.is_too_often() else _page(404, _NO_SUCH_LINK)
    return _page(error.code)


def _not_now(problem: Problem) -> Response:
    return _page(503, (_PAGES[503][0], said(problem.sentence)))


def _database_is_away(error: OperationalError) -> Response:
    log.error("database_is_away", **logs.without_words(error))
    if request.endpoint == "batches.stream" and request.view_args:
        return live.told_to_poll(request.view_args["batch_id"])
    return _page(503)


def _stale_form(_: CSRFError) -> Response:
    return _page(400, _STALE)


def _too_slow(_: ClientDisconnected) -> Response:
    # Whoever has really gone reads nothing; to us, one whose time is up looks the same.
    return _page(408)


def _unknown(error: InternalServerError) -> Response:
    incident = secrets.token_hex(4)
    log.error("failed", incident=incident, **logs.without_words(error.original_exception or error))
    return _page(500, incident=incident)


def _page(status: int, words: _Words | None = None, incident: str | None = None) -> Response:
    title, sentence = words or _PAGES.get(status, _OTHER)
    settings = current_app.config["SETTINGS"]
    sentence = str(sentence).format(keep_days=settings.keep_days, max_request_megabytes=settings.max_request_megabytes)
    page = render_template("errors/error.html", title=title, sentence=sentence, incident=incident)
    response = make_response(page, status)
    if status in _WAIT:
        response.headers["Retry-After"] = _WAIT[status]
    return response
