"""The cookie that lets the browser that made a batch, and no other, cancel, retry or delete it."""

import uuid

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from heatsync.batches.creating import Created

_PREFIX = "manage-"
_A_DAY = 24 * 60 * 60


def welcome(created: Created) -> Response:
    """On to a new batch's page, or to the family's of several, with the manage token for this browser.

    It is sent to those pages and to the links of their races only.
    """
    batches = (created.batch, *created.siblings)
    pages = [url_for("batches.show", batch_id=batch.id) for batch in batches]
    family = created.batch.family_code
    family_page = url_for("families.show", code=family) if family else None
    response = redirect(family_page if family_page and created.siblings else pages[0], code=303)
    for batch, page in zip(batches, pages, strict=True):
        _hand_over(response, batch.id, created.manage_token, page)
        _hand_over(response, batch.id, created.manage_token, url_for("results.show", code=batch.result_code))
        if family_page:
            _hand_over(response, batch.id, created.manage_token, family_page)
    return response


def _hand_over(response: Response, batch_id: uuid.UUID, token: str, page: str) -> None:
    response.set_cookie(
        _name(batch_id),
        token,
        max_age=current_app.config["SETTINGS"].keep_days * _A_DAY,
        path=page,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def token_of(batch_id: uuid.UUID) -> str:
    """The token that this browser holds, or nothing."""
    return request.cookies.get(_name(batch_id), "")


def holds_any() -> bool:
    """Whether this browser has sent a token with its request, of whichever batch."""
    return any(_PREFIX in name for name in request.cookies)


def _name(batch_id: uuid.UUID) -> str:
    # So named, a browser takes and sends it over https only. With a path it cannot be __Host-.
    secured = "__Secure-" if request.is_secure else ""
    return f"{secured}{_PREFIX}{str(batch_id)[:8]}"
