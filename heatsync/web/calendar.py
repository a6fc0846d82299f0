"""The races in a calendar: as a file, as a feed that a phone follows, as links that fill in one race."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask_babel import get_locale

from heatsync.results.calendar_links import Block, block_of_race, block_of_session
from heatsync.results.feed import feed_of
from heatsync.results.groups import result_of_code
from heatsync.results.result import Group, Race, Result
from heatsync.web.links import REMINDERS, address_of, chosen, link_to
from heatsync.web.said import said

bp = Blueprint("calendar", __name__)

BE_THERE = (0, 15, 30, 45, 60)
"""Minutes before a race at which a second reminder may say: be there now. 0: none."""
_USUAL_BE_THERE = 15


@dataclass(frozen=True)
class Row:
    """A race, and the links that put it into a web calendar where its time is known."""

    race: Race
    block: Block | None


@dataclass(frozen=True)
class Part:
    """A session: its races, and all of them as one block."""

    group: Group
    block: Block | None
    rows: list[Row]


@bp.get("/r/<code>.ics")
def feed(code: str) -> Response:
    """The races as a calendar, to load or to follow: all of them, or those that were chosen."""
    result = _result(code)
    body = feed_of(result, chosen(), _reminders(), link_to(code, result.chosen).address, said)
    headers = {"Content-Disposition": 'attachment; filename="races.ics"'}
    return Response(body, mimetype="text/calendar", headers=headers)


@bp.get("/r/<code>/calendar")
def show(code: str) -> str:
    """All ways into a calendar, and what each calendar makes of them."""
    result = _result(code)
    parts = [_part(result, group) for group in result.groups]
    followed = address_of("calendar.feed", code=code, who=result.chosen, there=_USUAL_BE_THERE, lang=get_locale())
    return render_template(
        "calendar/show.html",
        result=result,
        parts=parts,
        link=link_to(code, result.chosen),
        followed=followed,
        webcal=f"webcal://{followed.partition('://')[2]}",
        be_there=BE_THERE,
        usual_be_there=_USUAL_BE_THERE,
    )


def _result(code: str) -> Result:
    result = result_of_code(code, request.args.get("who")) or abort(404)
    # An empty calendar would take the races out of the phone that asks for it every day.
    if result.choice_is_lost:
        abort(404)
    return result


def _reminders() -> list[int]:
    reminder = request.args.get("reminder", current_app.config["SETTINGS"].reminder_minutes, type=int)
    there = request.args.get("there", 0, type=int)
    if reminder not in REMINDERS or there not in BE_THERE:
        abort(400)
    return [reminder, there] if there else [reminder]


def _part(result: Result, group: Group) -> Part:
    rows = [Row(race, _said(block_of_race(group, race))) for race in group.swims]
    return Part(group, _said(block_of_session(result, group, _USUAL_BE_THERE)), rows)


def _said(block: Block | None) -> Block | None:
    if block is None:
        return None
    return replace(block, title=said(block.title), details="\n".join(map(said, block.details.split("\n"))))
