"""How the house stands, and two things that may be done about it: for whoever runs it."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from heatsync.batches import cleanup, recovery
from heatsync.batches.overview import overview
from heatsync.web import admin_key, csrf

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.get("")
def show() -> str:
    """Numbers, the queue, workers, batches and failures."""
    admin_key.require()
    return render_template("admin/show.html", now=overview())


@bp.post("/recover")
@csrf.exempt
def recover() -> Response:
    """Look for lost work now."""
    admin_key.require()
    recovery.reconcile()
    return redirect(url_for("admin.show"), code=303)


@bp.post("/clean-up")
@csrf.exempt
def clean_up() -> Response:
    """Delete now what is kept no longer."""
    admin_key.require()
    cleanup.clean_up()
    return redirect(url_for("admin.show"), code=303)


@bp.get("/enter")
def door() -> str:
    """The form for the key, for browsers."""
    if not admin_key.is_set():
        abort(503)
    return render_template("admin/enter.html")


@bp.post("/enter")
def enter() -> Response:
    """Let the browser in that shows the key."""
    if not admin_key.is_set():
        abort(503)
    if not admin_key.is_right(request.form.get("key", "")):
        abort(404)
    response = redirect(url_for("admin.show"), code=303)
    admin_key.remember(response)
    return response
