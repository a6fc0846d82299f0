"""A copy of the sheet with the swimmer's rows highlighted.

An upload is deleted once it is read, so whoever wants the copy sends the sheet again. It is not kept this time either.
"""

import hashlib
from typing import Never

from flask import Blueprint, Flask, Response, abort, current_app, render_template, request

from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.marking import MOST_MEGABYTES, MarkingRoom
from heatsync.problems import Problem
from heatsync.results.groups import result_of_code
from heatsync.results.marks import marks_of
from heatsync.results.result import Result

bp = Blueprint("marked", __name__)


def register(app: Flask) -> None:
    """Give this process a room of its own where sheets are marked; it opens when it is first needed."""
    app.extensions["marking_room"] = MarkingRoom(app.config["SETTINGS"])


@bp.get("/r/<code>/marked")
def show(code: str) -> str:
    """Ask for the sheet."""
    return _page(_result(code))


@bp.post("/r/<code>/marked")
def copy(code: str) -> Response | tuple[str, int]:
    """The marked copy of that sheet, or what is wrong with it."""
    result = _result(code)
    try:
        pdf = _sent()
        marks = marks_of(result, hashlib.sha256(pdf).hexdigest()) or _refuse("NOT_THIS_SHEET")
        marked = _room().mark(pdf, marks)
    except Unreadable as unreadable:
        return _page(result, Problem(unreadable.code, "sheet")), 422
    except Problem as problem:
        return _page(result, problem), 422
    headers = {"Content-Disposition": 'attachment; filename="marked.pdf"'}
    return Response(marked, mimetype="application/pdf", headers=headers)


def _sent() -> bytes:
    file = request.files.get("sheet")
    pdf = file.stream.read(MOST_MEGABYTES * 1_000_000 + 1) if file else b""
    if not pdf:
        _refuse("NO_PDFS")
    return pdf if len(pdf) <= MOST_MEGABYTES * 1_000_000 else _refuse("PDF_TOO_LARGE")


def _refuse(code: str) -> Never:
    raise Problem(code, "sheet", max_megabytes=MOST_MEGABYTES)


def _room() -> MarkingRoom:
    room: MarkingRoom = current_app.extensions["marking_room"]
    return room


def _result(code: str) -> Result:
    return result_of_code(code, request.args.get("who")) or abort(404)


def _page(result: Result, problem: Problem | None = None) -> str:
    return render_template("marked/show.html", result=result, problem=problem, megabytes=MOST_MEGABYTES)
