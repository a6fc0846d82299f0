"""The parts of a name: which of its words are given, which the surname, which are initials or classes."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple, TypeAlias

Words: TypeAlias = tuple[str, ...]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd"})
PREFERRED = re.compile(r"""[(\["“„]([^()\[\]"“”„]+)[)\]"”“]|(?<!\w)['‘]([^'‘’]+)['’](?!\w)""")
# "?" is what a sheet prints for an apostrophe that its character set lacks.
_SILENT = re.compile(r"['‘’`´ʼʻ′?.·]")
BETWEEN_WORDS = re.compile(r"[\W_]+")
SPORT_CLASS = re.compile(r"[\s_]S[BM]?\d{1,2}(?:SB?\d{0,2})?(?:SM?\d{0,2})?(?=[\s,]|$)", re.IGNORECASE)
"""Of a Para swimmer; some sheets print it within the name: "Example S8SB8SM8, Ada"."""
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
APART_IN_ONE = "."
"""Between the letters of initials that are one word: no folded word holds it."""
_MOST_INITIALS = 3


class Name(NamedTuple):
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


def parts_of(text: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def is_suffix(word: str) -> bool:
    """Whether it is "Jr", "III" and the like."""
    return folded(word) in _SUFFIXES


def folded(word: str) -> str:
    """The word in small letters without accents; two where something but letters parts it."""
    if word.isascii() and word.isalpha():
        return word.lower()
    plain = "".join(letter for letter in decomposed(word) if not unicodedata.combining(letter))
    parts = BETWEEN_WORDS.sub(" ", _SILENT.sub("", plain)).split()
    # A letter tied to something is no initial: "J-P", "J-Paul".
    return ("" if any(len(part) == 1 for part in parts) else " ").join(parts)


def decomposed(text: str) -> str:
    """The text in small letters, accents apart from what they stand on."""
    return unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))


def name_of(seen: str) -> Name:
    """The name that this visible text is."""
    plain = " ".join(SPORT_CLASS.sub(" ", PREFERRED.sub(" ", seen)).split())
    if not folded(plain):
        return Name(_words(seen), ())
    preferred = ("".join(found) for found in PREFERRED.findall(seen))
    given, surname = _given_and_surname(plain)
    return Name(
        given=_words(given, keep=1 if surname else 2),
        surname=_with_prefix(_words(surname)),
        preferred=tuple(word for text in preferred if len(word := folded(text)) > 1),
        initials=_initials(given.split() if surname else given.split()[:-1]),
    )


def _given_and_surname(plain: str) -> tuple[str, str]:
    first, *rest = parts_of(plain)
    rest = [part for part in rest if not is_suffix(part)]
    if rest:
        return " ".join(rest), first
    words = first.split()
    split = end_of_capitals(words)
    return (" ".join(words[split:]), " ".join(words[:split])) if split else (first, "")


def _initials(given: list[str]) -> Words:
    """The letters of a first name that is nothing else: "J J", "JJ", "J.J."; none where it is another name."""
    apart = tuple(takewhile(lambda letter: len(letter) == 1, map(folded, given)))
    if len(apart) > 1 or not given:
        return apart
    letters = folded(given[0])
    return tuple(letters) if given[0].isupper() and 1 < len(letters) <= _MOST_INITIALS else ()


def _words(text: str, keep: int = 1) -> Words:
    words = [word for word in text.split() if folded(word)]
    kept = [word for at, word in enumerate(words) if at == 0 or not is_suffix(word)]
    return tuple(folded(word) for word in (kept if len(kept) >= keep else words))


def end_of_capitals(words: list[str]) -> int:
    """How many of the words are a surname in capitals that stands first ("VAN DER SAMPLE Ada"); 0 where none is.

    Two capitals may as well be initials: "JJ Example", "JJ O Example".
    """
    end = next((at for at, word in enumerate(words) if not word.isupper()), len(words))
    letters = sum(letter.isalpha() for word in words[:end] for letter in word if len(word) > 1)
    return end if end < len(words) and len(words[0]) > 1 and letters > 2 else 0


def _with_prefix(surname: Words) -> Words:
    """The surname with a single letter in front of it tied to it: "D Souza", "O Brien"."""
    return (surname[0] + surname[1], *surname[2:]) if len(surname) > 1 and len(surname[0]) == 1 else surname


def ways_to_read_o(words: Words) -> Iterator[Words]:
    """An O between two words is an initial, or the surname's: "Ada O Example", "Ada O Brien". Both ways are tried."""
    at = next((at for at in range(1, len(words) - 1) if words[at] == "o"), None)
    if at is None:
        yield words
    else:
        yield words[:at] + words[at + 1 :]
        yield (*words[:at], words[at] + words[at + 1], *words[at + 2 :])


def without_initials(name: Name, keep: int = 1) -> Name:
    """All the words but the single letters between the first ones and the last; an O may be a surname's, and stays."""
    first, rest = name.given[:keep], name.given[keep:]
    if name.surname:
        return name._replace(given=first + long_words(rest), surname=long_words(name.surname) or name.surname[:1])
    middle = (word for word in rest[:-1] if word == "o" or long_words((word,)))
    return name._replace(given=(*first, *middle, *rest[-1:]))


def readings(name: Name) -> Iterator[Name]:
    """The name and, where initials are its first name, the one of which they are one word: "JJ" is "J J", not "Jj"."""
    yield name
    rest = name.given[name.length_of_first :]
    for end in range(2, len(name.initials) + 1):  # the last ones may be those of middle names
        first = APART_IN_ONE.join(name.initials[:end])
        yield name._replace(given=(first, *name.initials[end:], *rest), initials=())


def long_words(words: Words) -> Words:
    """Those that are no single letters; a sign of a script without letters is a word."""
    return tuple(word for word in words if len(word) > 1 or not word.isascii())
