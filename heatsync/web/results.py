"""What a parent takes home and sends on: one result at a code, as a page, a calendar and data."""

import uuid

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from heatsync.batches import managing
from heatsync.batches.progress import batch_of_code
from heatsync.results.document import json_of
from heatsync.results.groups import result_of_code
from heatsync.results.pictures import picture_of
from heatsync.results.result import Result
from heatsync.results.views import count_view
from heatsync.web import manage
from heatsync.web.links import chosen, link_to
from heatsync.web.readers import is_read_by_somebody

bp = Blueprint("results", __name__)


@bp.get("/r/<code>")
def show(code: str) -> str:
    """The races, for whoever has the link."""
    result = _result(code)
    if is_read_by_somebody():
        count_view(code)
    link, owner = link_to(code, result.chosen), _owners_page(code)
    return render_template("results/show.html", result=result, link=link, choosing=chosen(), owner=owner)


@bp.get("/r/<code>/lines/<uuid:job_id>/<int:page>-<int:x>-<int:top>.png")
def line(code: str, job_id: uuid.UUID, page: int, x: int, top: int) -> Response:
    """A printed line as it looks on the sheet."""
    return Response(picture_of(code, job_id, (page, x, top)) or abort(404), mimetype="image/png")


@bp.get("/r/<code>.json")
def data(code: str) -> Response:
    """The races as JSON."""
    return Response(json_of(_chosen_result(code)), mimetype="application/json")


@bp.get("/result/<code>")
def old_address(code: str) -> AnyResponse:
    """Where results used to be."""
    return redirect(url_for("results.show", code=code, who=request.args.get("who")), code=301)


def _owners_page(code: str) -> str | None:
    """Where the races of that code are changed and deleted, for the browser that asked for them."""
    if not manage.holds_any():
        return None
    batch = batch_of_code(code)
    is_owners = batch is not None and managing.may_manage(batch, manage.token_of(batch.id))
    return url_for("batches.show", batch_id=batch.id) if batch and is_owners else None


def _result(code: str) -> Result:
    return result_of_code(code, request.args.get("who")) or abort(404)


def _chosen_result(code: str) -> Result:
    result = _result(code)
    # An empty calendar would take the races out of the phone that asks for it every day.
    if result.choice_is_lost:
        abort(404)
    return result
