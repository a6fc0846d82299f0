"""Static files under addresses that change with their contents, so that a browser may keep them for ever."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

_FOR_EVER = "public, max-age=31536000, immutable"


def register(app: Flask) -> None:
    """Give templates ``asset(name)``, and browsers leave to keep what it names."""
    app.add_template_global(asset)
    app.after_request(_keep)


def asset(name: str) -> str:
    """The address of a static file, with the hash of its contents."""
    return url_for("static", filename=name, v=_hash_of(Path(str(current_app.static_folder), name)))


@cache
def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code == 200 and "v" in request.args:
        response.headers["Cache-Control"] = _FOR_EVER
    return response
