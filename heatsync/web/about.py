"""What the words on a heat sheet mean, and what we keep."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, render_template

from heatsync.batches.cleanup import FORM_LASTS_SECONDS
from heatsync.settings import Settings

bp = Blueprint("about", __name__)


@bp.get("/help")
def help_page() -> str:
    """E, H, L and the rest, in plain words."""
    return render_template("about/help.html")


@bp.get("/robots.txt")
def robots() -> Response:
    """Robots may ask: a page that they must not fetch cannot tell them that it is not to be listed."""
    return Response("User-agent: *\nDisallow:\n", mimetype="text/plain")


@bp.get("/privacy")
def privacy() -> str:
    """What is kept, for how long, and who sees it."""
    settings: Settings = current_app.config["SETTINGS"]
    model_host = urlsplit(settings.openai_base_url).hostname if settings.asks_a_language_model else None
    days_of_a_form = FORM_LASTS_SECONDS // (24 * 60 * 60)
    return render_template(
        "about/privacy.html", settings=settings, model_host=model_host, days_of_a_form=days_of_a_form
    )
