"""Names: cleaned to be shown, normalised to be compared.

A match is the whole name, given and surname, once case, accents, hyphens, order, middle initials and suffixes are
levelled: a missed race and another child's race are both the worst bug. Anything less is only suggested (nearby.py).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple, TypeAlias

Words: TypeAlias = tuple[str, ...]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd"})
_PREFERRED = re.compile(r"""[(\["“„]([^()\[\]"“”„]+)[)\]"”“]|(?<!\w)['‘]([^'‘’]+)['’](?!\w)""")
# "?" is what a sheet prints for an apostrophe that its character set lacks.
_SILENT = re.compile(r"['‘’`´ʼʻ′?.·]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_APART = re.compile(r"[\d,()\[\]-]+")
_SPORT_CLASS = re.compile(r"[\s_]S[BM]?\d{1,2}(?:SB?\d{0,2})?(?:SM?\d{0,2})?(?=[\s,]|$)", re.IGNORECASE)
"""Of a Para swimmer; some sheets print it within the name: "Example S8SB8SM8, Ada"."""
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_APART_IN_ONE = "."
"""Between the letters of initials that are one word: no folded word holds it."""
_MOST_INITIALS = 3
# No name has more words; a hostile line would have a key for each place where it can be turned round.
_MOST_WORDS = 10


class _Name(NamedTuple):
    """``surname`` is empty where the text does not tell which words it is: then all of them are ``given``.

    ``initials`` are the letters of a given name that is nothing else, "J J" or "JJ".
    """

    given: Words
    surname: Words
    preferred: Words = ()
    initials: Words = ()

    @property
    def length_of_first(self) -> int:
        """Of how many words the first given name is: of several where it is initials that stand apart."""
        return len(self.initials) if self.given[:1] == self.initials[:1] and self.initials else 1


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
    first, *rest = _parts(seen) or [""]
    suffixes = [part for part in rest if _is_suffix(part)]
    given = [part for part in rest if not _is_suffix(part)]
    turned = " ".join([*given, first, *suffixes])
    # Turned round, "Sample, ADA" would read as a surname in capitals, and find nobody.
    return seen if given and _end_of_capitals(turned.split()) else turned


# All races of a result have much the same name, and its page asks for each several times.
_lately = lru_cache(maxsize=256)


@_lately
def normalised(text: str) -> str:
    """The name to look up by: "first last" in lower case, without accents, middle initials and suffixes.

    Only this decides what is found, so that two texts with one normalised name can share a result.
    """
    seen = visible(text)
    name = _name(seen)
    name = _without_initials(name, keep=name.length_of_first)
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
    return tuple(_BETWEEN_WORDS.sub(" ", normalised(text)).split())


@_lately
def middle_initials(text: str) -> str:
    """The single letters that ``normalised`` leaves out: they tell two swimmers of one name apart."""
    name = _name(visible(text))
    return "".join(word for word in name.given[1:] if not _long((word,)))


class Search:
    """Counts how often a name is printed in a line, either way round, whatever else is printed there."""

    def __init__(self, typed: str) -> None:
        names = _readings(_name(normalised(typed)))
        ways = {way for name in names for way in _ways_to_read_o(name.given[:_MOST_WORDS]) if way}
        self._ways = tuple(tuple(word.replace(_APART_IN_ONE, "") for word in way) for way in ways)
        longest = {max(way, key=len) for way in self._ways}
        self._longest = [word if word.isascii() else "" for word in longest]
        turned = {" ".join(way[at:] + way[:at]) for way in self._ways for at in range(len(way))}
        self._either = re.compile(f"(?<= )(?:{'|'.join(map(re.escape, turned))})(?= )")

    def count(self, line: str) -> int:
        """The number of times, all accents and initials left aside."""
        if not self._may_be_in(line):
            return 0
        apart = _APART.sub(" ", _SPORT_CLASS.sub(" ", line))
        printed = _long(tuple(" ".join(map(_folded, apart.split())).split()))
        return len(self._either.findall(f" {' '.join(printed)} "))

    def _may_be_in(self, line: str) -> bool:
        # Cheap, and right for most lines of a sheet: they lack the longest word of the name.
        lower = line.lower() if line.isascii() else _decomposed(line).encode("ascii", "ignore").decode()
        letters = lower.replace("'", "")
        return any(word in letters for word in self._longest)


def _kind(letter: str) -> str:
    return unicodedata.category(letter)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _is_suffix(word: str) -> bool:
    return _folded(word) in _SUFFIXES


def _folded(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()
    plain = "".join(letter for letter in _decomposed(word) if not unicodedata.combining(letter))
    parts = _BETWEEN_WORDS.sub(" ", _SILENT.sub("", plain)).split()
    # A letter tied to something is no initial: "J-P", "J-Paul".
    return ("" if any(len(part) == 1 for part in parts) else " ").join(parts)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))


def _name(seen: str) -> _Name:
    plain = " ".join(_SPORT_CLASS.sub(" ", _PREFERRED.sub(" ", seen)).split())
    if not _folded(plain):
        return _Name(_words(seen), ())
    preferred = ("".join(found) for found in _PREFERRED.findall(seen))
    given, surname = _given_and_surname(plain)
    return _Name(
        given=_words(given, keep=1 if surname else 2),
        surname=_with_prefix(_words(surname)),
        preferred=tuple(word for text in preferred if len(word := _folded(text)) > 1),
        initials=_initials(given.split() if surname else given.split()[:-1]),
    )


def _given_and_surname(plain: str) -> tuple[str, str]:
    first, *rest = _parts(plain)
    rest = [part for part in rest if not _is_suffix(part)]
    if rest:
        return " ".join(rest), first
    words = first.split()
    split = _end_of_capitals(words)
    return (" ".join(words[split:]), " ".join(words[:split])) if split else (first, "")


def _initials(given: list[str]) -> Words:
    """The letters of a first name that is nothing else: "J J", "JJ", "J.J."; none where it is another name."""
    apart = tuple(takewhile(lambda letter: len(letter) == 1, map(_folded, given)))
    if len(apart) > 1 or not given:
        return apart
    letters = _folded(given[0])
    return tuple(letters) if given[0].isupper() and 1 < len(letters) <= _MOST_INITIALS else ()


def _tells_its_surname(printed: str) -> bool:
    return bool(_name(visible(printed)).surname)


def _words(text: str, keep: int = 1) -> Words:
    words = [word for word in text.split() if _folded(word)]
    kept = [word for at, word in enumerate(words) if at == 0 or not _is_suffix(word)]
    return tuple(_folded(word) for word in (kept if len(kept) >= keep else words))


def _end_of_capitals(words: list[str]) -> int:
    """How many of the words are a surname in capitals that stands first ("VAN DER SAMPLE Ada"); 0 where none is.

    Two capitals may as well be initials: "JJ Example", "JJ O Example".
    """
    end = next((at for at, word in enumerate(words) if not word.isupper()), len(words))
    letters = sum(letter.isalpha() for word in words[:end] for letter in word if len(word) > 1)
    return end if end < len(words) and len(words[0]) > 1 and letters > 2 else 0


def _with_prefix(surname: Words) -> Words:
    """The surname with a single letter in front of it tied to it: "D Souza", "O Brien"."""
    return (surname[0] + surname[1], *surname[2:]) if len(surname) > 1 and len(surname[0]) == 1 else surname


def _ways_to_read_o(words: Words) -> Iterator[Words]:
    """An O between two words is an initial, or the surname's: "Ada O Example", "Ada O Brien". Both ways are tried."""
    at = next((at for at in range(1, len(words) - 1) if words[at] == "o"), None)
    if at is None:
        yield words
    else:
        yield words[:at] + words[at + 1 :]
        yield (*words[:at], words[at] + words[at + 1], *words[at + 2 :])


def _without_initials(name: _Name, keep: int = 1) -> _Name:
    """All the words but the single letters between the first ones and the last; an O may be a surname's, and stays."""
    first, rest = name.given[:keep], name.given[keep:]
    if name.surname:
        return name._replace(given=first + _long(rest), surname=_long(name.surname) or name.surname[:1])
    middle = (word for word in rest[:-1] if word == "o" or _long((word,)))
    return name._replace(given=(*first, *middle, *rest[-1:]))


def _readings(name: _Name) -> Iterator[_Name]:
    """The name and, where initials are its first name, the one of which they are one word: "JJ" is "J J", not "Jj"."""
    yield name
    rest = name.given[name.length_of_first :]
    for end in range(2, len(name.initials) + 1):  # the last ones may be those of middle names
        first = _APART_IN_ONE.join(name.initials[:end])
        yield name._replace(given=(first, *name.initials[end:], *rest), initials=())


def _long(words: Words) -> Words:
    return tuple(word for word in words if len(word) > 1 or not word.isascii())


def _with_its_letters(typed: str, printed: Iterable[str]) -> Iterator[str]:
    """Those that hold the typed name's last letters and, where it has but one given name, its first: a cheap sieve."""
    whole = _name(normalised(typed))
    words = whole.given
    start, end = ("" if whole.preferred else words[0][:2], words[-1][-2:]) if words else ("", "")
    for name in printed:
        if _PREFERRED.search(name) or any(end in letters and start in letters for letters in _letters(name)):
            yield name


def _letters(printed: str) -> Iterator[str]:
    """The letters of the name in small ones without accents, in each way to write them."""
    lower = printed.lower()
    if printed.isascii() and lower.replace(" ", "").replace(",", "").isalnum():
        yield lower
    else:
        seen = visible(printed).casefold()
        yield from (_folded(spelt).replace(" ", "") for spelt in {seen, seen.translate(_SPELT_OUT)})


def _typed_keys(typed: str) -> set[str]:
    keys: set[str] = set()
    for name in map(_without_initials, _readings(_name(normalised(typed)))):
        keys.update(key for given in _ways_to_read_o(name.given) for key in _keys(given))
        keys.update(_with_preferred(name.preferred, name.given))
    return keys - {""}


def _straight_keys(printed: str) -> Iterator[str]:
    for name in _spellings(printed):
        short = _without_initials(name)
        yield from _keys(short.given, short.surname)
        yield from _keys(name.given, name.surname)
        if _long(name.given[:1]) != name.given[:1]:
            yield from _without_first_initial(name)
        if name.surname:
            yield from (key for preferred in name.preferred for key in _keys((preferred,), name.surname))
        else:
            yield from _with_preferred(name.preferred, name.given)


def _without_first_initial(name: _Name) -> Iterator[str]:
    """The key of "J Robert Example" for those who call him Robert."""
    given = _long(name.given if name.surname else name.given[:-1])
    if given:
        yield from _keys(given, name.surname) if name.surname else _keys(given + name.given[-1:])


def _turned_keys(printed: str) -> Iterator[str]:
    for name in _spellings(printed):
        if not name.surname and len(name.given) <= _MOST_WORDS:
            for words in {_without_initials(name).given, name.given, _long(name.given)}:
                for at in range(1, len(words)):
                    yield from _keys(words[at:], words[:at])
                    yield from (key for word in name.preferred for key in _keys((word,), words[:at]))


def _with_preferred(preferred: Words, words: Words) -> Iterator[str]:
    """The keys of the preferred name before any possible surname."""
    for name in preferred if len(words) <= _MOST_WORDS else ():
        for at in range(1, len(words)):
            yield from _keys((name,), words[at:])


def _spellings(printed: str) -> Iterator[_Name]:
    seen = visible(printed)
    for spelt in (seen,) if seen.isascii() else (seen, seen.translate(_SPELT_OUT)):
        for name in _readings(_name(spelt)):
            for given in (name.given,) if name.surname else _ways_to_read_o(name.given):
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
