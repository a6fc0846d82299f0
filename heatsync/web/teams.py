"""A whole team on the sheets of one batch: for coaches who brought the sheets, and for nobody else."""

import uuid

from flask import Blueprint, abort, render_template, request

from heatsync.batches import managing
from heatsync.results.teams import team_of, teams_of
from heatsync.web import manage

bp = Blueprint("teams", __name__, url_prefix="/batches/<uuid:batch_id>/teams")


@bp.get("")
def show(batch_id: uuid.UUID) -> str:
    """All teams on these sheets."""
    _require_maker(batch_id)
    return render_template("teams/show.html", batch_id=batch_id, teams=teams_of(batch_id))


@bp.get("/<key>")
def team(batch_id: uuid.UUID, key: str) -> str:
    """The races of one team, by time or by name."""
    _require_maker(batch_id)
    found = team_of(batch_id, key) or abort(404)
    by_name = request.args.get("order") == "name"
    return render_template("teams/team.html", batch_id=batch_id, team=found, by_name=by_name)


def _require_maker(batch_id: uuid.UUID) -> None:
    # A link to one swimmer's races must not open everybody's.
    if not managing.is_allowed(batch_id, manage.token_of(batch_id)):
        abort(404)
