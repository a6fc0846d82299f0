"""Pages speak German and Spanish as wholly as English: no sentence outside the catalogues, none of them left open."""

import re
import subprocess
import sys
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from heatsync.factory import ROOT
from heatsync.problems import LINK_SENTENCES, SENTENCES
from heatsync.web.language import LANGUAGES
from heatsync.web.said_shapes import SHAPES
from tests.test_templates import NAMES, markup, source

TRANSLATED = [language for language in LANGUAGES if language != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
SAYS_NOTHING = re.compile(r"HeatSync|Heat|Sync|Google|Outlook|\b(?:FR|BK|BR|FL|IM|NT)\b|&\w+;")
"""Names of things, and strokes as every heat sheet shortens them."""
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}


def catalogue(language: str) -> Catalog:
    with (ROOT / "heatsync" / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> dict[object, Message]:
    return {message.id: message for message in catalogue if message.id}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[object, Message]:
    """All sentences of the program and its pages, by what they are in English."""
    path = tmp_path_factory.mktemp("sentences") / "messages.pot"
    extract = ["--quiet", "extract", "--mapping-file", "pyproject.toml", "--output-file", str(path), "."]
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", *extract], cwd=ROOT, check=True)
    with path.open("rb") as file:
        return messages(read_po(file))


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_sentence_is_translated(language: str, extracted: dict[object, Message]) -> None:
    known = messages(catalogue(language))

    assert set(extracted) == set(known), "run `make translations`"
    assert [message.id for message in known.values() if not all(_forms(message.string)) or message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_translation_has_the_same_names_and_numbers_in_it(language: str) -> None:
    for message in catalogue(language):
        english = sorted(PLACEHOLDER.findall(_forms(message.id)[-1]))
        for form in _forms(message.string) if message.id else ():
            assert sorted(PLACEHOLDER.findall(form)) == english, form


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_number_has_its_plural(language: str) -> None:
    with_number = [message for message in catalogue(language) if message.pluralizable]

    assert with_number
    assert {len(_forms(message.string)) for message in with_number} == {2}


def test_what_is_marked_elsewhere_is_extracted(extracted: dict[object, Message]) -> None:
    english = {one if isinstance(one, str) else one[0] for one in extracted}  # type: ignore[index]

    assert {*SENTENCES.values(), *LINK_SENTENCES.values(), *SHAPES} <= english


@pytest.mark.parametrize("name", NAMES)
def test_no_template_speaks_english_only(name: str) -> None:
    assert unwrapped(markup(source(name))) == []


def test_a_word_outside_the_catalogues_is_noticed() -> None:
    assert unwrapped('<p>Hello</p><img alt="A pool"><p lang="en">Lane</p>HeatSync &nbsp; 12') == ["Hello", "A pool"]


class Words(HTMLParser):
    """What a template says, seen or read aloud, where it does not say itself in which language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.said: list[str] = []
        self._english: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._english or dict(attrs).get("lang") == "en":
            self._english.append(tag)
        self.said += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        if self._english and tag in self._english:
            while self._english.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._english:
            self.said.append(data)


def unwrapped(text: str) -> list[str]:
    words = Words()
    words.feed(text)
    words.close()
    return [said.strip() for said in words.said if re.search(r"[^\W\d_]", SAYS_NOTHING.sub("", said))]


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))
