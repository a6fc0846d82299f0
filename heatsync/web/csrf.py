"""Forms are taken from our own pages only: a token in each form, and a session cookie that other sites cannot send."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect

_csrf = CSRFProtect()

View = TypeVar("View", bound=Callable[..., object])


def exempt(view: View) -> View:
    """For a form that cannot be on a page of ours, and changes nothing or proves itself in another way."""
    _csrf.exempt(view)
    return view


require_token = _csrf.protect
"""For an exempt form that has to show its token after all."""


class _SessionCookie(SecureCookieSessionInterface):
    def get_cookie_name(self, app: Flask) -> str:
        # So named, a browser takes it from this very host only, over https only.
        return f"__Host-{super().get_cookie_name(app)}" if request.is_secure else super().get_cookie_name(app)

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 (the interface's signature)
        # Over plain http (at home, on this machine) a Secure cookie would be thrown away, and no form would work.
        return request.is_secure


def register(app: Flask) -> None:
    """Ask every POST for the token of its form."""
    app.session_interface = _SessionCookie()
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a parent may leave a page open all weekend
        WTF_CSRF_SSL_STRICT=False,  # it asks for a Referer, and our own pages send none
    )
    _csrf.init_app(app)
