"""The races on one sheet of paper, to write times and places on, and as a table for a spreadsheet."""

from flask import Blueprint, Response, abort, render_template, request

from heatsync.results.choosing import only
from heatsync.results.families import family_of_code
from heatsync.results.groups import result_of_code
from heatsync.results.result import Result
from heatsync.results.spreadsheet import csv_of
from heatsync.web.links import address_of, chosen, link_to
from heatsync.web.said import said

bp = Blueprint("paper", __name__)


@bp.get("/r/<code>/print")
def show(code: str) -> str:
    """One page for the bag, with a way back to the live one: all races, or those that were chosen."""
    result = only(_result(code), chosen())
    return render_template("paper/show.html", result=result, address=link_to(code, result.chosen).address)


@bp.get("/f/<code>/print")
def family(code: str) -> str:
    """The same for brothers and sisters, in order of time."""
    children = family_of_code(code) or abort(404)
    return render_template("paper/family.html", family=children, address=address_of("families.show", code=code))


@bp.get("/r/<code>.csv")
def table(code: str) -> Response:
    """The races as a table."""
    headers = {"Content-Disposition": 'attachment; filename="races.csv"'}
    return Response(csv_of(only(_result(code), chosen()), said), mimetype="text/csv", headers=headers)


def _result(code: str) -> Result:
    result = result_of_code(code, request.args.get("who")) or abort(404)
    if result.choice_is_lost:
        abort(404)
    return result
