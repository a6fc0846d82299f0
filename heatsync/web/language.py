"""The language that a page is written in: the one the browser asks for, where we have it."""

from flask import Flask, request
from flask_babel import Babel, get_locale

LANGUAGES = ("en", "de", "es")
"""English is what templates are written in; the others stand in translations/."""

_babel = Babel()


def register(app: Flask) -> None:
    """Give templates ``_()`` and ``ngettext()``, in the reader's language."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    _babel.init_app(app, locale_selector=_language)
    app.add_template_global(get_locale)


def _language() -> str:
    return request.accept_languages.best_match(LANGUAGES, default="en")
