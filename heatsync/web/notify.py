"""The page on which one mail is asked for, by whoever made the batch."""

import uuid

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response

from heatsync.batches import managing
from heatsync.batches.mail import asking
from heatsync.problems import Problem
from heatsync.web import manage

bp = Blueprint("notify", __name__, url_prefix="/batches/<uuid:batch_id>/notify")


@bp.get("")
def show(batch_id: uuid.UUID) -> str:
    """The form."""
    if not (_sends_mail() and managing.is_allowed(batch_id, manage.token_of(batch_id))):
        abort(404)
    return _form(batch_id)


@bp.post("")
def ask(batch_id: uuid.UUID) -> Response | tuple[str, int]:
    """Note the address, and go back to the batch; or the form again, with what is wrong with it."""
    typed, token = request.form.get("email", ""), manage.token_of(batch_id)
    try:
        if not (_sends_mail() and asking.ask(batch_id, token, typed, request.remote_addr, str(get_locale()))):
            abort(404)
    except Problem as problem:
        return _form(batch_id, typed, problem), 422
    return redirect(url_for("batches.show", batch_id=batch_id), code=303)


def _sends_mail() -> bool:
    return bool(current_app.config["SETTINGS"].sends_mail)


def _form(batch_id: uuid.UUID, typed: str = "", problem: Problem | None = None) -> str:
    return render_template("batches/notify.html", batch_id=batch_id, typed=typed, problem=problem)
