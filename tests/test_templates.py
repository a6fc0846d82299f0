"""House rules for templates: strict, whole, safe and without script or style inside."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined

from heatsync.factory import create_app
from heatsync.settings import Settings

FOLDER = Path(__file__).parents[1] / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
FRAGMENTS = [name for name in NAMES if Path(name).name.startswith("_")]
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

FORBIDDEN = {
    "marks text as safe, which lets a sheet's text become markup": re.compile(r"\|\s*safe\b|\bautoescape\s+false"),
    "holds script": re.compile(r"<script(?![^>]*\bsrc=)|\bhx-on\b|\bjavascript:", re.IGNORECASE),
    "holds an event handler": re.compile(r"""\son[a-z]+\s*=\s*["'{]""", re.IGNORECASE),
    "holds style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "names an address of another site": re.compile(r"""\b(?:src|href|action|hx-\w+)\s*=\s*["']?(?:https?:)?//"""),
}


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def markup(text: str) -> str:
    """The template without what Jinja takes out: comments, statements and values."""
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)


class Outline(HTMLParser):
    """Counts the elements that stand at the top, and notes tags that close nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.roots = 0
        self.loose_text = ""
        self.astray: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.roots += not self.open
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.roots += not self.open

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.astray.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.open:
            self.loose_text += data.strip()


def outline(name: str) -> Outline:
    parser = Outline()
    parser.feed(markup(source(name)))
    parser.close()
    return parser


def test_there_are_templates_to_check() -> None:
    assert NAMES
    assert FRAGMENTS


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return create_app(Settings(data_folder=str(tmp_path_factory.mktemp("data")))).jinja_env


def test_a_name_that_nobody_gave_is_an_error(environment: Environment) -> None:
    assert environment.undefined is StrictUndefined


@pytest.mark.parametrize("name", NAMES)
def test_a_template_parses(environment: Environment, name: str) -> None:
    environment.get_template(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template(what: str, name: str) -> None:
    found = FORBIDDEN[what].search(source(name))

    assert found is None, f"{name} {what}: {found.group(0)!r}"


@pytest.mark.parametrize("name", NAMES)
def test_every_tag_is_closed_where_it_was_opened(name: str) -> None:
    page = outline(name)

    assert (page.open, page.astray) == ([], [])


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_has_one_root_element(name: str) -> None:
    fragment = outline(name)

    assert (fragment.roots, fragment.loose_text) == (1, "")


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_says_what_it_needs(name: str) -> None:
    assert re.match(r"\{#.*\bneeds: .+#\}", source(name), re.DOTALL), f"{name} begins without {{# needs: … #}}"
