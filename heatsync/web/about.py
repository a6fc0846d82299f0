"""What the words on a heat sheet mean, and what we keep."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, render_template

from heatsync.settings import Settings

bp = Blueprint("about", __name__)


@bp.get("/help")
def help_page() -> str:
    """E, H, L and the rest, in plain words."""
    return render_template("about/help.html")


@bp.get("/privacy")
def privacy() -> str:
    """What is kept, for how long, and who sees it."""
    settings: Settings = current_app.config["SETTINGS"]
    model_host = urlsplit(settings.openai_base_url).hostname if settings.asks_a_language_model else None
    return render_template("about/privacy.html", settings=settings, model_host=model_host)
