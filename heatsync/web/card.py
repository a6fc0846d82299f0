"""The arm card: on the screen, on paper, and as a picture for a locked phone."""

from flask import Blueprint, Response, abort, render_template, request

from heatsync.results.card import cards_of
from heatsync.results.choosing import only
from heatsync.results.groups import result_of_code
from heatsync.results.result import Result
from heatsync.web.links import chosen

bp = Blueprint("card", __name__)

_ON_A_PAGE = 4


@bp.get("/r/<code>/card")
def show(code: str) -> str:
    """A card for each session, with all races or those that were chosen."""
    result = _result(code)
    cards = cards_of(result)
    copies = max(1, _ON_A_PAGE // len(cards)) if cards else 0
    races = ",".join(sorted(chosen())) or None
    return render_template("card/show.html", result=result, cards=cards, copies=copies, races=races)


@bp.get("/r/<code>/card/<int:number>.svg")
def picture(code: str, number: int) -> Response:
    """One card as a picture of a phone's size, its upper part left free for the clock."""
    cards = cards_of(_result(code))
    if not 1 <= number <= len(cards):
        abort(404)
    return Response(render_template("card/lock-screen.svg", card=cards[number - 1]), mimetype="image/svg+xml")


def _result(code: str) -> Result:
    result = result_of_code(code, request.args.get("who")) or abort(404)
    return only(result, chosen())
