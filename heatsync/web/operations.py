"""For those who run the site: is it alive, can it work, how much does it do."""

import hmac

import structlog
from flask import Blueprint, Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from redis.exceptions import RedisError
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from heatsync.models import BatchJob, PdfFile, ProcessingBatch, db

bp = Blueprint("operations", __name__)
log = structlog.get_logger(__name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Whether this process answers."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
def readyz() -> Response:
    """Whether the database and Redis answer it. Which of them does not is for the log, not for strangers."""
    broken = [name for name, answers in (("database", _database), ("redis", _redis)) if not answers()]
    if broken:
        log.error("not ready", broken=broken)
        return Response("not ready\n", status=503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@bp.get("/metrics")
def metrics() -> Response:
    """How many batches, jobs and sheets there are, for Prometheus with the token; nobody else finds this page.

    Counted in the database, so that every process gives the same answer.
    """
    token = current_app.config["SETTINGS"].metrics_token
    given = request.authorization.token if request.authorization else None
    if not token or not hmac.compare_digest((given or "").encode(), token.encode()):
        abort(404)
    return Response(generate_latest(_counts()), content_type=CONTENT_TYPE_LATEST)


def _counts() -> CollectorRegistry:
    registry = CollectorRegistry()
    for name, help_text, table in (
        ("heatsync_batches", "Batches that are kept, by status", ProcessingBatch),
        ("heatsync_jobs", "Sheets of those batches, by status", BatchJob),
    ):
        gauge = Gauge(name, help_text, ["status"], registry=registry)
        for status, count in db.session.execute(select(table.status, func.count()).group_by(table.status)):
            gauge.labels(status).set(count)
    sheets = Gauge("heatsync_pdf_files", "Different PDFs that were read", registry=registry)
    sheets.set(db.session.scalar(select(func.count(PdfFile.id))) or 0)
    return registry


def _database() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _redis() -> bool:
    try:
        return bool(current_app.extensions["redis"].ping())
    except RedisError:
        return False
