"""What every answer tells the browser to refuse, and not to keep."""

from flask import Flask, Response, request

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
_SWITCHED_OFF = ("camera", "geolocation", "microphone", "payment", "usb", "accelerometer", "gyroscope")
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _SWITCHED_OFF),
}
_PUBLIC = frozenset({"start.show", "about.help_page", "about.privacy", "static"})
"""The only answers that a search engine may list: none of them holds a code or a name."""


def register(app: Flask) -> None:
    """Put these headers on every answer, error pages too."""
    app.after_request(_guard)


def _guard(response: Response) -> Response:
    response.headers.update(_ALWAYS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    if request.endpoint not in _PUBLIC or response.status_code >= 400:
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive, nosnippet"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
