"""The start page, and the example in one click."""

from flask import Blueprint, current_app
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from heatsync.batches.creating import create_batch
from heatsync.intake.uploads import take_in
from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from heatsync.web import csrf, form, live, manage
from heatsync.web.form import Sent

bp = Blueprint("start", __name__)

_PATIENCE = 8
"""Seconds that the example may take before its progress is shown instead of its result."""


@bp.get("/")
def show() -> Response:
    """What this does, and the form."""
    return form.page(Sent())


@bp.post("/share")
@csrf.exempt
def share() -> Response:
    """The form, with the files or links that another app on the phone has handed over. Nothing is begun."""
    return form.page(form.shared())


@bp.post("/example")
def example() -> Response:
    """A batch of the example sheet, shown once it is read."""
    with EXAMPLE_PDF.open("rb") as pdf:
        sheet = FileStorage(pdf, filename=EXAMPLE_PDF.name)
        uploads = take_in([sheet], current_app.extensions["storage"], current_app.config["SETTINGS"])
    created = create_batch(EXAMPLE_SWIMMER, uploads, form.visitor())
    live.wait_for_end(created.batch.id, _PATIENCE)
    return manage.welcome(created)
