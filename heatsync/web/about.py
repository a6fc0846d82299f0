"""What the words on a heat sheet mean, and what we keep."""

from flask import Blueprint, current_app, render_template

bp = Blueprint("about", __name__)


@bp.get("/help")
def help_page() -> str:
    """E, H, L and the rest, in plain words."""
    return render_template("about/help.html")


@bp.get("/privacy")
def privacy() -> str:
    """What is kept, for how long, and who sees it."""
    return render_template("about/privacy.html", settings=current_app.config["SETTINGS"])
