"""At the pool: the next race and nothing else. Whoever made the page may say that the meet runs late."""

import datetime
import uuid
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from heatsync.batches import managing, shifting
from heatsync.batches.progress import find_batch
from heatsync.problems import Problem
from heatsync.results.groups import result_of_batch, result_of_code
from heatsync.results.pool import EVENTS_BEFORE, MINUTES_BEFORE, ahead, next_of
from heatsync.results.result import Result
from heatsync.results.running_order import running_orders
from heatsync.web import manage

bp = Blueprint("pool", __name__)

STEPS = {"later": 5, "earlier": -5}
"""Minutes that one press moves a session by."""


@bp.get("/r/<code>/now")
def now(code: str) -> str:
    """The next race, for whoever has the link."""
    result = result_of_code(code, request.args.get("who")) or abort(404)
    return _page(result, back=url_for("results.show", code=code, who=result.chosen))


@bp.get("/batches/<uuid:batch_id>/shift", endpoint="after_refusal")
@bp.get("/batches/<uuid:batch_id>/now")
def makers(batch_id: uuid.UUID) -> str:
    """The same for the browser that made the page: with buttons to move the times.

    Where a shift was refused the browser stands at the shift's address, and asks there for news.
    """
    return _makers_page(batch_id)


@bp.post("/batches/<uuid:batch_id>/shift")
def shift(batch_id: uuid.UUID) -> Response | tuple[str, int]:
    """Move the times of a session, for everybody with the link."""
    try:
        allowed = _shift(batch_id, manage.token_of(batch_id))
    except Problem as problem:
        return _makers_page(batch_id, problem), 422
    if not allowed:
        abort(404)
    kept: dict[str, Any] = {name: request.args.get(name) for name in ("who", "minutes", "events")}
    return redirect(url_for("pool.makers", batch_id=batch_id, race=request.form.get("race"), **kept), code=303)


def _shift(batch_id: uuid.UUID, token: str) -> bool:
    key, step = request.form.get("race", ""), request.form.get("step", "")
    if step in STEPS:
        return shifting.push(batch_id, token, key, STEPS[step])
    heat = request.form.get("heat", 0, type=int)
    return shifting.swimming_now(batch_id, token, key, request.form.get("event", ""), heat, _clock())


def _clock() -> datetime.time:
    try:
        return datetime.time.fromisoformat(request.form.get("clock", ""))
    except ValueError:
        raise Problem("NOT_SWIMMING_NOW", "clock") from None


def _makers_page(batch_id: uuid.UUID, problem: Problem | None = None) -> str:
    batch = find_batch(batch_id) or abort(404)
    result = result_of_batch(batch_id, request.args.get("who")) or abort(404)
    may_move = managing.may_manage(batch, manage.token_of(batch_id))
    back = url_for("batches.show", batch_id=batch_id, who=result.chosen)
    return _page(result, back=back, batch_id=batch_id if may_move else None, problem=problem)


def _page(result: Result, back: str, batch_id: uuid.UUID | None = None, problem: Problem | None = None) -> str:
    minutes = request.args.get("minutes", 15, type=int)
    events = request.args.get("events", 6, type=int)
    if minutes not in MINUTES_BEFORE or events not in EVENTS_BEFORE:
        abort(400)
    races = ahead(result, running_orders(race.job_id for race in result.races), minutes, events)
    key = request.args.get("race") or request.form.get("race")
    return render_template(
        "pool/now.html",
        result=result,
        races=races,
        first=next_of(races, key, datetime.datetime.now(datetime.UTC)),
        minutes=minutes,
        events=events,
        all_minutes=MINUTES_BEFORE,
        all_events=EVENTS_BEFORE,
        back=back,
        batch_id=batch_id,
        problem=problem,
        form=request.form,
    )
