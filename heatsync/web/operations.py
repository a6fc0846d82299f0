"""For whatever watches over the processes: is this one alive, can the house take work."""

import time
from functools import lru_cache

import structlog
from flask import Blueprint, Flask, Response, current_app, request

from heatsync.batches import readiness

bp = Blueprint("operations", __name__)
log = structlog.get_logger(__name__)

_HERE = frozenset({"127.0.0.1", "::1"})


@bp.get("/healthz")
def healthz() -> Response:
    """Whether this process answers."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
def readyz() -> Response:
    """Whether work can be taken. Which part is missing is for the log and for this machine, not for strangers."""
    missing = _missing(current_app._get_current_object(), int(time.monotonic()))  # type: ignore[attr-defined]
    if not missing:
        return Response("ready\n", mimetype="text/plain")
    log.error("not ready", missing=missing)
    names = f": {', '.join(missing)}" if request.remote_addr in _HERE else ""
    return Response(f"not ready{names}\n", status=503, mimetype="text/plain")


@lru_cache(maxsize=1)
def _missing(_app: Flask, _second: int) -> tuple[str, ...]:
    """Asked once a second, however many ask us."""
    return tuple(readiness.missing())
