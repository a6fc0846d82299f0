"""To be installed like an app, and to open where there is no signal."""

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for

from heatsync.web.assets import asset
from heatsync.web.language import gettext

bp = Blueprint("offline", __name__)


@bp.get("/sw.js")
def service_worker() -> Response:
    """The service worker; its address says that it may look after all pages."""
    return current_app.send_static_file("sw.js")


@bp.get("/offline")
def show() -> str:
    """What is shown where there is no signal."""
    return render_template("offline/offline.html")


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """How a phone shows it among its apps, and which files other apps may hand over to it."""
    icons = [
        {"src": asset("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(_icon(name, size) for name, size in (("192", 192), ("512", 512))),
        {**_icon("maskable-512", 512), "purpose": "maskable"},
    ]
    response = jsonify(
        name="HeatSync",
        short_name="HeatSync",
        description=gettext("Every race of your swimmer, out of the heat sheet."),
        id="/",
        start_url=url_for("start.show"),
        scope="/",
        display="standalone",
        background_color="#f4f8f9",
        theme_color="#062a3a",
        icons=icons,
        share_target=_share_target(),
    )
    response.mimetype = "application/manifest+json"
    return response


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": asset(f"icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png"}


def _share_target() -> dict[str, object]:
    """A sheet that came by mail or message is shared to the form."""
    files = [{"name": "sheets", "accept": ["application/pdf", ".pdf", "image/jpeg", "image/png", "application/zip"]}]
    params = {"title": "title", "text": "text", "url": "url", "files": files}
    return {"action": url_for("start.share"), "method": "POST", "enctype": "multipart/form-data", "params": params}
