"""Brothers and sisters: one page for all, and one more name in the same sheets."""

import uuid

from flask import Blueprint, abort, render_template, request, url_for
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
    return render_template("families/show.html", family=family, address=address, managing=_may_manage(family))


@bp.post("/batches/<uuid:batch_id>/another")
def another(batch_id: uuid.UUID) -> Response | tuple[str, int]:
    """Look up one more name in the sheets of that batch, without sending them again."""
    try:
        created = look_up(batch_id, manage.token_of(batch_id), request.form.get("swimmer", ""), form.visitor())
    except Problem as problem:
        back = url_for("batches.show", batch_id=batch_id)
        return render_template("families/problem.html", sentence=problem.sentence, back=back), 422
    return manage.welcome(created) if created else abort(404)


def _may_manage(family: Family) -> bool:
    """All of a family have one token; a child that came later brought its cookie to this page, the first may not."""
    return any(managing.is_allowed(child.batch_id, manage.token_of(child.batch_id)) for child in family.children)
