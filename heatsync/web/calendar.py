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
    """All ways into a calendar, as they are chosen here, and what each calendar makes of them."""
    result, keys, reminder, there = _result(code), chosen(), _reminder(), _minutes_to_be_there(_USUAL_BE_THERE)
    # Whoever follows all races follows those that are added, too.
    some = None if keys >= {race.key for race in result.races} else ",".join(sorted(keys)) or None
    how = {"who": result.chosen, "races": some, "reminder": reminder, "there": there, "lang": get_locale()}
    followed = address_of("calendar.feed", code=code, **how)
    return render_template(
        "calendar/show.html",
        result=result,
        parts=[_part(result, group) for group in result.groups],
        choosing=keys,
        reminders=REMINDERS,
        reminder=reminder,
        be_there=BE_THERE,
        there=there,
        followed=followed,
        webcal=f"webcal://{followed.partition('://')[2]}",
    )


def _result(code: str) -> Result:
    result = result_of_code(code, request.args.get("who")) or abort(404)
    # An empty calendar would take the races out of the phone that asks for it every day.
    if result.choice_is_lost:
        abort(404)
    return result


def _reminders() -> list[int]:
    reminder, there = _reminder(), _minutes_to_be_there(0)
    return [reminder, there] if there else [reminder]


def _reminder() -> int:
    reminder: int = request.args.get("reminder", current_app.config["SETTINGS"].reminder_minutes, type=int)
    return reminder if reminder in REMINDERS else abort(400)


def _minutes_to_be_there(usual: int) -> int:
    there: int = request.args.get("there", usual, type=int)
    return there if there in BE_THERE else abort(400)


def _part(result: Result, group: Group) -> Part:
    rows = [Row(race, _said(block_of_race(group, race))) for race in group.swims]
    return Part(group, _said(block_of_session(result, group, _USUAL_BE_THERE)), rows)


def _said(block: Block | None) -> Block | None:
    if block is None:
        return None
    return replace(block, title=said(block.title), details="\n".join(map(said, block.details.split("\n"))))
