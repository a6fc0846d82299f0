"""The cookie that lets the browser that made a batch, and no other, cancel, retry or delete it."""

import uuid

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

_A_DAY = 24 * 60 * 60


def welcome(batch_id: uuid.UUID, token: str) -> Response:
    """On to a new batch's page, with its manage token for this browser, sent to that page only."""
    page = url_for("batches.show", batch_id=batch_id)
    response = redirect(page, code=303)
    response.set_cookie(
        _name(batch_id),
        token,
        max_age=current_app.config["SETTINGS"].keep_days * _A_DAY,
        path=page,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def token_of(batch_id: uuid.UUID) -> str:
    """The token that this browser holds, or nothing."""
    return request.cookies.get(_name(batch_id), "")


def _name(batch_id: uuid.UUID) -> str:
    # So named, a browser takes and sends it over https only. With a path it cannot be __Host-.
    secured = "__Secure-" if request.is_secure else ""
    return f"{secured}manage-{str(batch_id)[:8]}"
