"""Brothers and sisters: one page for all, and one more name in the same sheets."""

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from heatsync.batches import managing
from heatsync.batches.another import look_up
from heatsync.problems import Problem
from heatsync.results.families import Family, family_of_code
from heatsync.web import form, manage
from heatsync.web.links import address_of

bp = Blueprint("families", __name__)


@bp.get("/f/<code>")
def show(code: str) -> str:
    """All races of all children, in order of time."""
    family = family_of_code(code) or abort(404)
    address = address_of("families.show", code=code)
    return render_template("families/show.html", family=family, address=address, managing=bool(_token(family)))


@bp.post("/f/<code>/delete")
def delete(code: str) -> Response:
    """Delete the races of all children, and all that came of them."""
    family = family_of_code(code) or abort(404)
    token = _token(family) or abort(404)
    for child in family.children:
        managing.delete(child.batch_id, token)
    return redirect(url_for("start.show"), code=303)


@bp.post("/batches/<uuid:batch_id>/another")
def another(batch_id: uuid.UUID) -> Response | tuple[str, int]:
    """Look up one more name in the sheets of that batch, without sending them again."""
    try:
        created = look_up(batch_id, manage.token_of(batch_id), request.form.get("swimmer", ""), form.visitor())
    except Problem as problem:
        back = url_for("batches.show", batch_id=batch_id)
        return render_template("families/problem.html", sentence=problem.sentence, back=back), 422
    return manage.welcome(created) if created else abort(404)


def _token(family: Family) -> str:
    """The family's token, if this browser holds it: a child that came later brought it here, the first may not have."""
    tokens = ((child.batch_id, manage.token_of(child.batch_id)) for child in family.children)
    return next((token for batch_id, token in tokens if managing.is_allowed(batch_id, token)), "")
