"""Who is really asking, where proxies stand between: their word counts only from where they are, and so often."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from heatsync.settings import Settings

Networks = tuple[IPv4Network | IPv6Network, ...]

_PREFIXES = ("HTTP_X_FORWARDED", "HTTP_FORWARDED")


def register(app: Flask) -> None:
    """Let the proxies that the settings name say who is asking, and nobody else."""
    settings: Settings = app.config["SETTINGS"]
    app.wsgi_app = _Door(app.wsgi_app, settings)  # type: ignore[method-assign]


def networks(text: str) -> Networks:
    """The networks and addresses in that text, which has commas between. Raises ValueError for what is none."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def is_among(address: str | None, known: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Whether that address is in one of these networks."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return False
    return any(ip in network for network in known)


class _Door:
    def __init__(self, app: WSGIApplication, settings: Settings) -> None:
        self._app = app
        # A proxy is not asked for the site's name: that is the Host header's, which it must hand on.
        self._through = ProxyFix(app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies, x_host=0)
        self._proxies = networks(settings.proxy_addresses) if settings.trusted_proxies else ()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # A socket file has no address: only what runs on this machine reaches it.
        peer = environ.get("REMOTE_ADDR") or "127.0.0.1"
        if is_among(peer, self._proxies):
            return self._through(environ, start_response)
        for name in [name for name in environ if name.startswith(_PREFIXES)]:
            del environ[name]
        return self._app(environ, start_response)
