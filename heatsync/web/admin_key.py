"""Who may see the house from inside: whoever shows ADMIN_KEY, in a header or once in a form.

A browser sends no header of ours. The form gives it a signed cookie instead, for an hour and for these pages only.
"""

import hmac

from flask import abort, current_app, request
from itsdangerous import BadSignature, TimestampSigner
from werkzeug.wrappers import Response

from heatsync.web import csrf

_COOKIE, _PATH = "admin", "/admin"
_SECONDS = 3600
_SAYS = "admin"


def require() -> None:
    """Let nobody else further: there is nothing here for them. Without a key in the settings there is for nobody."""
    if not is_set():
        abort(503)
    if is_right(request.headers.get("X-Admin-Key", "")):
        return
    if not _has_cookie():
        abort(404)
    csrf.require_token()  # the cookie comes by itself; the header does not


def is_set() -> bool:
    """Whether there is a key at all."""
    return bool(_key())


def is_right(given: str) -> bool:
    """Whether that is the key. It takes as long to say no, however much of it is right."""
    return is_set() and hmac.compare_digest(given.encode(), _key().encode())


def remember(response: Response) -> None:
    """Let this browser in for an hour."""
    signed = _signer().sign(_SAYS).decode()
    response.set_cookie(
        _COOKIE, signed, max_age=_SECONDS, path=_PATH, secure=request.is_secure, httponly=True, samesite="Strict"
    )


def _has_cookie() -> bool:
    try:
        return _signer().unsign(request.cookies.get(_COOKIE, ""), max_age=_SECONDS).decode() == _SAYS
    except BadSignature:
        return False


def _signer() -> TimestampSigner:
    # With the key in it: a new key ends what the old one opened.
    return TimestampSigner(str(current_app.secret_key) + _key(), salt=_SAYS)


def _key() -> str:
    key: str = current_app.config["SETTINGS"].admin_key
    return key
