"""The language that a page is written in: the one the browser asks for, where we have it."""

from typing import Any

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale, get_translations

LANGUAGES = ("en", "de", "es")
"""English is what templates are written in; the others stand in translations/."""

_babel = Babel()


def register(app: Flask) -> None:
    """Give templates ``_()`` and ``ngettext()``, in the reader's language."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    _babel.init_app(app, locale_selector=_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _translations().ugettext(text),
        lambda one, many, count: _translations().ungettext(one, many, count),
        newstyle=True,
    )
    app.add_template_global(get_locale)


def _translations() -> Any:
    """The translations of this page, looked up once: a result says hundreds of words."""
    if not has_request_context():
        return get_translations()
    if "translations" not in g:
        g.translations = get_translations()
    return g.translations


def _language() -> str:
    return request.accept_languages.best_match(LANGUAGES, default="en")
