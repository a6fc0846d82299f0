"""The language that a page is written in: the one that the reader chose, or else the one that the browser asks for."""

import io
import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, abort, redirect, request, url_for
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from heatsync.web.once import once_a_request

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
"""English is what templates are written in; the others stand in translations/."""

_FOLDER = Path(__file__).parent.parent / "translations"
_COOKIE = "language"
_A_YEAR = 365 * 24 * 60 * 60
_OWN_PAGE = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""A path here. Two slashes, or a backslash that browsers take for one, would lead to another site."""

bp = Blueprint("language", __name__)


class _Catalogues(Domain):  # type: ignore[misc]
    """Catalogues as they are written: no compiled copy of them that could be older."""

    def get_translations(self) -> NullTranslations:
        return _catalogue_now()


class _Babel(Babel):  # type: ignore[misc]
    @cached_property
    def domain_instance(self) -> Domain:
        return _Catalogues()


_babel = _Babel()


def register(app: Flask) -> None:
    """Give templates ``_()`` and ``ngettext()``, in the reader's language, and what to choose another one with."""
    _babel.init_app(app, locale_selector=_language)
    app.context_processor(_sayings)
    app.add_template_global(get_locale)
    app.add_template_global(_choices, "languages")


def gettext(sentence: str, **values: object) -> str:
    """That sentence in the reader's language."""
    said = _readers_catalogue().gettext(sentence)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The sentence for so many in the reader's language."""
    return _readers_catalogue().ngettext(one, many, num) % {"num": num, **values}


@bp.get("/language/<language>")
def choose(language: str) -> Response:
    """Remember the language in this browser, and go back to the page that it was chosen on."""
    if language not in LANGUAGES:
        abort(404)
    back = request.args.get("back", "")
    response = redirect(back if _OWN_PAGE.fullmatch(back) else "/", code=303)
    response.set_cookie(_COOKIE, language, max_age=_A_YEAR, secure=request.is_secure, httponly=True, samesite="Lax")
    return response


def _choices() -> list[tuple[str, str, str]]:
    """Each language's code, its own name, and where it is chosen; none on a page that cannot be asked for again."""
    if request.method != "GET":
        return []
    back = request.full_path if request.query_string else request.path
    return [(code, name, url_for("language.choose", language=code, back=back)) for code, name in LANGUAGES.items()]


def _language() -> str:
    # A calendar that follows races asks for them without saying what it reads: its address does.
    wanted = request.args.get("lang") or request.cookies.get(_COOKIE)
    return wanted if wanted in LANGUAGES else request.accept_languages.best_match(LANGUAGES, default="en")


def _sayings() -> dict[str, Callable[..., str]]:
    """What a template says its sentences with, bound to its language: the framework's own look it up for each."""
    catalogue = _catalogue_now()

    @pass_eval_context
    def say(context: EvalContext, sentence: str, **values: object) -> str:
        return _filled(context, catalogue.gettext(sentence), values)

    @pass_eval_context
    def count(context: EvalContext, one: str, many: str, num: int, **values: object) -> str:
        return _filled(context, catalogue.ngettext(one, many, num), {"num": num, **values})

    return {"_": say, "ngettext": count}


def _filled(context: EvalContext, sentence: str, values: Mapping[str, object]) -> str:
    if not context.autoescape:
        return sentence % values if values else sentence
    if values:  # what Markup does with them by itself takes twice as long
        sentence %= {name: value if isinstance(value, int) else escape(value) for name, value in values.items()}
    return Markup(sentence)  # noqa: S704 (from our own catalogues, and escaped)


def _catalogue_now() -> NullTranslations:
    return _catalogue(str(get_locale()))


_readers_catalogue = once_a_request(_catalogue_now)


@cache
def _catalogue(language: str) -> NullTranslations:
    path = _FOLDER / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)
