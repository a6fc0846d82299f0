"""More sheets for a page that is there already."""

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from heatsync.batches import adding, managing, quotas
from heatsync.batches.changes import NotOurs
from heatsync.problems import Problem
from heatsync.web import form, manage

bp = Blueprint("adding", __name__)


@bp.post("/batches/<uuid:batch_id>/add")
def add(batch_id: uuid.UUID) -> Response | tuple[str, int]:
    """Look on more sheets for whom this page is about."""
    if not managing.is_allowed(batch_id, manage.token_of(batch_id)):
        abort(404)
    sent, back = form.sent(), url_for("batches.show", batch_id=batch_id)
    try:
        quotas.charge(request.remote_addr, sent.uploads, sent.addresses, adding.sheets_of(batch_id))
        adding.add(batch_id, sent.uploads, sent.addresses)
    except Problem as problem:
        return render_template("families/problem.html", sentence=problem.sentence, back=back), form.status_of(problem)
    except NotOurs:
        abort(404)
    return redirect(back, code=303)
