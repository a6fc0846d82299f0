"""Who is let in. All of this is decided before anything of what they send is read."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from werkzeug.exceptions import SecurityError

from heatsync.batches import quotas
from heatsync.intake.allowances import Allowances, household
from heatsync.settings import Settings
from heatsync.web.proxies import is_among, networks

_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
_OF_A_HOME = (".local", ".lan", ".home", ".home.arpa", ".internal")
BRINGS_SHEETS = frozenset({"batches.create", "adding.add", "start.example", "start.share", "discovery.look"})
"""Forms that may bring new work."""


_MARKED = RateLimitItemPerHour(120)
"""Each marked copy is drawn anew, and kept nowhere."""


def register(app: Flask) -> None:
    """Stand before every request. Register it first: whatever asks for a form's fields reads all that is sent."""
    settings: Settings = app.config["SETTINGS"]
    app.config["BLOCKED"] = networks(settings.blocked_addresses)
    app.config["HOSTS"] = _hosts(settings)
    app.before_request(_let_in)


def allowances() -> Allowances:
    """Who has taken how much."""
    given: Allowances = current_app.extensions["allowances"]
    return given


def _let_in() -> None:
    if is_among(request.remote_addr, current_app.config["BLOCKED"]):
        abort(403)
    # A browser names the host in its header alone; a proxy that believed the other one would keep the answer for it.
    if not _is_ours(request.host) or request.environ.get("RAW_URI", "").startswith("http"):
        raise SecurityError
    if request.method == "POST":
        _let_form_in()


def _let_form_in() -> None:
    if not _comes_from_us():
        abort(403)
    often = RateLimitItemPerMinute(current_app.config["SETTINGS"].posts_per_minute)
    if not allowances().take(often, "posts", household(request.remote_addr)):
        abort(429)
    if request.endpoint == "marked.copy" and not allowances().take(_MARKED, "marked", household(request.remote_addr)):
        abort(429)
    if request.endpoint in BRINGS_SHEETS:
        quotas.check_room()


def _comes_from_us() -> bool:
    """Whether the browser says that this form was on a page of ours; what is unsaid its token must prove."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin" or (request.endpoint == "start.share" and site == "none")
    # Pages that send no Referer send "null" from browsers that do not know Sec-Fetch-Site.
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.host


def _hosts(settings: Settings) -> frozenset[str]:
    given = {name.strip().lower() for name in settings.trusted_hosts.split(",") if name.strip()}
    public = urlsplit(settings.public_base_url).hostname
    names = given or ({public} if public else set())
    return frozenset(names | _HERE) if names else frozenset()


def _is_ours(host: str) -> bool:
    """Whether we are asked by a name of ours; where none is set, by one that no stranger can register."""
    name = host.lower() if host.endswith("]") else host.lower().rpartition(":")[0] or host.lower()
    if hosts := current_app.config["HOSTS"]:
        return name in hosts
    if not name:  # what cannot be a name at all comes as an empty one
        return False
    return "." not in name or name.endswith(_OF_A_HOME) or _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
