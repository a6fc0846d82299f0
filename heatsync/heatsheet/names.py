"""Names: cleaned to be shown, normalised to be compared.

A match is the whole name, given and surname, once case, accents, hyphens, order, middle initials and suffixes are
levelled: a missed race and another child's race are both the worst bug. Anything less is only suggested (nearby.py).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from heatsync.heatsheet.name_parts import (
    APART_IN_ONE,
    BETWEEN_WORDS,
    PREFERRED,
    SPORT_CLASS,
    Name,
    Words,
    decomposed,
    end_of_capitals,
    folded,
    is_suffix,
    long_words,
    name_of,
    parts_of,
    readings,
    ways_to_read_o,
    without_initials,
)

_APART = re.compile(r"[\d,()\[\]-]+")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# No name has more words; a hostile line would have a key for each place where it can be turned round.
_MOST_WORDS = 10


def visible(text: str) -> str:
    """The text on one line, without controls, marks of direction and letters of no width; composed (NFC)."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = (" " if _kind(letter) in {"Cc", "Zl", "Zp"} else letter for letter in text)
    kept = (letter for letter in spaced if _kind(letter) not in {"Cf", "Cs"})
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def display_name(text: str) -> str:
    """The name as people write it: "Last, First" turned round, spaces single, nothing in it that cannot be seen."""
    seen = visible(text)
    first, *rest = parts_of(seen) or [""]
    given = [part for part in rest if not is_suffix(part)]
    words = " ".join(given).split()
    suffixes = [part for part in rest if is_suffix(part)]
    while len(words) > 1 and is_suffix(words[-1]):
        suffixes.insert(0, words.pop())
    turned = " ".join([*words, first, *suffixes])
    # Turned round, "Sample, ADA" would read as a surname in capitals, and find nobody.
    return seen if given and end_of_capitals(turned.split()) else turned


# All races of a result have much the same name, and its page asks for each several times.
_lately = lru_cache(maxsize=256)


@_lately
def normalised(text: str) -> str:
    """The name to look up by: "first last" in lower case, without accents, middle initials and suffixes.

    Only this decides what is found, so that two texts with one normalised name can share a result.
    """
    seen = visible(text)
    name = name_of(seen)
    name = without_initials(name, keep=name.length_of_first)
    return " ".join([*name.given, *name.surname, *(f"({word})" for word in name.preferred)]) or seen.casefold()


def matches(typed: str, printed: str) -> bool:
    """Whether the printed name is the typed one."""
    return bool(matching(typed, [printed]))


def matches_as_it_stands(typed: str, printed: str) -> bool:
    """Whether the printed name is the typed one without being turned round."""
    return not _typed_keys(typed).isdisjoint(_straight_keys(printed))


def matching(typed: str, printed: Iterable[str]) -> frozenset[str]:
    """Those of the printed names that are the typed one.

    Where no name on the sheet tells by a comma or capitals which words are the surname, it may stand first: names are
    also read turned round, unless one matches as it stands. Then the turned ones are other people.
    """
    wanted, names = _typed_keys(typed), set(printed)
    possible = list(_with_its_letters(typed, names))
    straight = frozenset(name for name in possible if not wanted.isdisjoint(_straight_keys(name)))
    turned = frozenset(name for name in possible if not wanted.isdisjoint(_turned_keys(name)))
    return straight or (turned if turned and not any(map(_tells_its_surname, names)) else frozenset())


def words_of(text: str) -> Words:
    """The words of the normalised name, preferred names among them."""
    return tuple(BETWEEN_WORDS.sub(" ", normalised(text)).split())


@_lately
def middle_initials(text: str) -> str:
    """The single letters that ``normalised`` leaves out: they tell two swimmers of one name apart."""
    name = name_of(visible(text))
    return "".join(word for word in name.given[1:] if not long_words((word,)))


class Search:
    """Counts how often a name is printed in a line, either way round, whatever else is printed there."""

    def __init__(self, typed: str) -> None:
        names = readings(name_of(normalised(typed)))
        ways = {way for name in names for way in ways_to_read_o(name.given[:_MOST_WORDS]) if way}
        self._ways = tuple(tuple(word.replace(APART_IN_ONE, "") for word in way) for way in ways)
        longest = {max(way, key=len) for way in self._ways}
        self._longest = [word if word.isascii() else "" for word in longest]
        turned = {" ".join(way[at:] + way[:at]) for way in self._ways for at in range(len(way))}
        self._either = re.compile(f"(?<= )(?:{'|'.join(map(re.escape, turned))})(?= )")

    def count(self, line: str) -> int:
        """The number of times, all accents and initials left aside."""
        if not self._may_be_in(line):
            return 0
        apart = _APART.sub(" ", SPORT_CLASS.sub(" ", line))
        printed = long_words(tuple(" ".join(map(folded, apart.split())).split()))
        return len(self._either.findall(f" {' '.join(printed)} "))

    def _may_be_in(self, line: str) -> bool:
        # Cheap, and right for most lines of a sheet: they lack the longest word of the name.
        lower = line.lower() if line.isascii() else decomposed(line).encode("ascii", "ignore").decode()
        letters = lower.replace("'", "")
        return any(word in letters for word in self._longest)


def _kind(letter: str) -> str:
    return unicodedata.category(letter)


def _tells_its_surname(printed: str) -> bool:
    return bool(name_of(visible(printed)).surname)


def _with_its_letters(typed: str, printed: Iterable[str]) -> Iterator[str]:
    """Those that hold the typed name's last letters and, where it has but one given name, its first: a cheap sieve."""
    whole = name_of(normalised(typed))
    words = whole.given
    start, end = ("" if whole.preferred else words[0][:2], words[-1][-2:]) if words else ("", "")
    for name in printed:
        if PREFERRED.search(name) or any(end in letters and start in letters for letters in _letters(name)):
            yield name


def _letters(printed: str) -> Iterator[str]:
    """The letters of the name in small ones without accents, in each way to write them."""
    lower = printed.lower()
    if printed.isascii() and lower.replace(" ", "").replace(",", "").isalnum():
        yield lower
    else:
        seen = visible(printed).casefold()
        yield from (folded(spelt).replace(" ", "") for spelt in {seen, seen.translate(_SPELT_OUT)})


def _typed_keys(typed: str) -> set[str]:
    keys: set[str] = set()
    for name in map(without_initials, readings(name_of(normalised(typed)))):
        keys.update(key for given in ways_to_read_o(name.given) for key in _keys(given))
        keys.update(_with_preferred(name.preferred, name.given))
    return keys - {""}


def _straight_keys(printed: str) -> Iterator[str]:
    for name in _spellings(printed):
        short = without_initials(name)
        yield from _keys(short.given, short.surname)
        yield from _keys(name.given, name.surname)
        if long_words(name.given[:1]) != name.given[:1]:
            yield from _without_first_initial(name)
        if name.surname:
            yield from (key for preferred in name.preferred for key in _keys((preferred,), name.surname))
        else:
            yield from _with_preferred(name.preferred, name.given)


def _without_first_initial(name: Name) -> Iterator[str]:
    """The key of "J Robert Example" for those who call him Robert."""
    given = long_words(name.given if name.surname else name.given[:-1])
    if given:
        yield from _keys(given, name.surname) if name.surname else _keys(given + name.given[-1:])


def _turned_keys(printed: str) -> Iterator[str]:
    for name in _spellings(printed):
        if not name.surname and len(name.given) <= _MOST_WORDS:
            for words in {without_initials(name).given, name.given, long_words(name.given)}:
                for at in range(1, len(words)):
                    yield from _keys(words[at:], words[:at])
                    yield from (key for word in name.preferred for key in _keys((word,), words[:at]))


def _with_preferred(preferred: Words, words: Words) -> Iterator[str]:
    """The keys of the preferred name before any possible surname."""
    for name in preferred if len(words) <= _MOST_WORDS else ():
        for at in range(1, len(words)):
            yield from _keys((name,), words[at:])


def _spellings(printed: str) -> Iterator[Name]:
    seen = visible(printed)
    for spelt in (seen,) if seen.isascii() else (seen, seen.translate(_SPELT_OUT)):
        for name in readings(name_of(spelt)):
            for given in (name.given,) if name.surname else ways_to_read_o(name.given):
                yield name._replace(given=given)


def _keys(given: Words, surname: Words = ()) -> Iterator[str]:
    """The letters of the name with a bar where the surname begins; where that is unknown, at each word that it may be.

    Words are joined, so that Annemarie is Anne Marie, but not across the bar: Jo Anderson is not Joan Derson.
    """
    words = given + surname
    if given and surname:
        yield f"{_key(given)}|{_key(surname)}"
    elif 1 < len(words) <= _MOST_WORDS:
        yield from (f"{_key(words[:at])}|{_key(words[at:])}" for at in range(1, len(words)))
    else:
        yield _key(words)


def _key(words: Iterable[str]) -> str:
    return "".join(words).replace(" ", "")
