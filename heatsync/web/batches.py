"""A batch: made by the form, watched while it works, read when it is done. One address for all of it."""

import uuid

from flask import (
    Blueprint,
    Response,
    abort,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from heatsync.batches import managing, quotas
from heatsync.batches.creating import create_batch
from heatsync.batches.progress import find_batch, find_job
from heatsync.models import ProcessingBatch
from heatsync.problems import Problem
from heatsync.web import discovery, form, live, manage
from heatsync.web.links import chosen
from heatsync.web.standing import EVERYTHING, page_of
from heatsync.web.standing import rows as rows_of

bp = Blueprint("batches", __name__, url_prefix="/batches")


@bp.post("")
def create() -> AnyResponse:
    """Take the form in, and show the batch; or the form again, with what is missing, or what a meet's page offers."""
    sent = form.sent()
    if problems := form.problems_of(sent):
        return form.page(sent, *problems)
    try:
        opened = discovery.without_pages(sent)
        if opened is not sent:
            return form.page(opened)
        quotas.charge(request.remote_addr, sent.uploads, sent.addresses)
        created = create_batch(sent.swimmer, sent.uploads, form.visitor(), sent.addresses)
    except Problem as problem:
        return form.page(sent, problem)
    return manage.welcome(created)


@bp.get("/<uuid:batch_id>")
def show(batch_id: uuid.UUID) -> str:
    """How far the work is, and when it is over what it found."""
    batch = _batch(batch_id)
    page = page_of(batch, managing=_may_manage(batch), who=request.args.get("who"), choosing=chosen())
    return render_template("batches/show.html", **vars(page))


@bp.get("/<uuid:batch_id>/rows")
def rows(batch_id: uuid.UUID) -> tuple[str, int]:
    """What changed since ``since``: for browsers that have no stream."""
    batch = _batch(batch_id)
    since = request.args.get("since", EVERYTHING, type=int)
    news = live.news_since(batch.id, since, managing=_may_manage(batch))
    return "".join(html for _, html in news.events), 200 if news.events else 204


@bp.get("/<uuid:batch_id>/jobs/<uuid:job_id>/row")
def job_row(batch_id: uuid.UUID, job_id: uuid.UUID) -> str:
    """One sheet's row."""
    batch = _batch(batch_id)
    job = find_job(batch_id, job_id) or abort(404)
    row = rows_of([job], with_races=True)[0]
    return render_template("batches/_job_row.html", row=row, managing=_may_manage(batch), choosing=None)


@bp.get("/<uuid:batch_id>/stream")
def stream(batch_id: uuid.UUID) -> Response:
    """Everything that changes, as it changes."""
    return live.answer(batch_id, managing=_may_manage(_batch(batch_id)))


@bp.post("/<uuid:batch_id>/cancel")
def cancel(batch_id: uuid.UUID) -> AnyResponse:
    """Stop the work; what was found stays."""
    return _back_to(batch_id, managing.cancel(batch_id, manage.token_of(batch_id)))


@bp.post("/<uuid:batch_id>/retry")
def retry(batch_id: uuid.UUID) -> AnyResponse:
    """Try the sheets again that gave nothing."""
    return _back_to(batch_id, managing.retry(batch_id, manage.token_of(batch_id)))


@bp.post("/<uuid:batch_id>/jobs/<uuid:job_id>/retry")
def retry_job(batch_id: uuid.UUID, job_id: uuid.UUID) -> AnyResponse:
    """Try one sheet again."""
    return _back_to(batch_id, managing.retry_job(batch_id, job_id, manage.token_of(batch_id)))


@bp.post("/<uuid:batch_id>/delete")
def delete(batch_id: uuid.UUID) -> AnyResponse:
    """Delete the batch and all that came of it."""
    if not managing.delete(batch_id, manage.token_of(batch_id)):
        abort(404)
    return redirect(url_for("start.show"), code=303)


def _back_to(batch_id: uuid.UUID, allowed: bool) -> AnyResponse:
    # Somebody else's batch is as good as unknown.
    if not allowed:
        abort(404)
    return redirect(url_for("batches.show", batch_id=batch_id), code=303)


def _batch(batch_id: uuid.UUID) -> ProcessingBatch:
    return find_batch(batch_id) or abort(404)


def _may_manage(batch: ProcessingBatch) -> bool:
    return managing.may_manage(batch, manage.token_of(batch.id))
