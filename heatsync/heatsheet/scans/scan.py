"""A picture of a page becomes a page of words: where cells are, what they say, and where their words part."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heatsync.heatsheet.page import Page
from heatsync.heatsheet.scans.cells import cells_of, letter_height, letters_of, letters_only, run_up_or_down
from heatsync.heatsheet.scans.characters import Character, Characters
from heatsync.heatsheet.scans.ink import Ink, Patches, ink_of
from heatsync.heatsheet.scans.picture import Picture, half_turned, levelled, quarter_turned

_PAPER = np.uint8(255)
_MARGIN = 0.25
"""Of a letter's height: the paper around a cell that is read with it."""
_LEADING = 0.25
"""Of a cell's height: what a line of text takes above and below its ink."""
_BLANK, _WORD_GAP = 0.25, 0.55
"""Of a letter's height: how wide a blank that is read is seen, at least; and what parts words, blank or not."""
_BLURRED = 0.4
"""Of a letter's height: how far from its place a blank may be read."""
_NEVER_FIRST = frozenset(".,:;)")
"""What no word begins with."""
_SAMPLE = 12
"""Cells that are read to see whether a page stands on its head."""
_READS_WELL = 0.8
_HARDLY_READ = 0.3
"""How sure the characters of a cell are on average: what is less is no text but a stain or a drawing."""


class _Word(NamedTuple):
    text: str
    left: float
    right: float
    sure: float


class _Level(NamedTuple):
    """A level picture with the ink of its letters, and its cells."""

    picture: Picture
    ink: Ink
    cells: Patches
    letter: float


def page_of(picture: Picture, number: int, points_a_pixel: float, characters: Characters) -> Page:
    """The words of that picture, with their places in points."""
    level = _on_its_feet(_level(picture), characters)
    words, cells = _words(level, characters)
    left, right = (np.array([getattr(word, side) for word in words]) for side in ("left", "right"))
    leading = _LEADING * (cells[:, 3] - cells[:, 1])
    return Page(
        number,
        level.picture.shape[1] * points_a_pixel,
        level.picture.shape[0] * points_a_pixel,
        [word.text for word in words],
        left * points_a_pixel,
        (cells[:, 1] - leading) * points_a_pixel,
        right * points_a_pixel,
        (cells[:, 3] + leading) * points_a_pixel,
        sure=np.array([word.sure for word in words]),
    )


def straight(picture: Picture, characters: Characters) -> Picture:
    """That picture as its words' places count: level, and on its feet."""
    return _on_its_feet(_level(picture), characters).picture


def _level(picture: Picture) -> _Level:
    ink = ink_of(picture)
    letters, _ = letters_of(ink)
    if run_up_or_down(letters, picture.shape):
        picture, ink = quarter_turned(picture), quarter_turned(ink)
        letters, _ = letters_of(ink)
    picture = levelled(picture, letters_only(ink, letters))
    ink = ink_of(picture)
    letters, rules = letters_of(ink)
    return _Level(
        np.where(rules, _PAPER, picture),
        letters_only(ink, letters),
        cells_of(letters, picture.shape),
        letter_height(letters),
    )


def _on_its_feet(level: _Level, characters: Characters) -> _Level:
    widest = np.argsort(level.cells[:, 0] - level.cells[:, 2], kind="stable")[:_SAMPLE]
    sample = level._replace(cells=level.cells[widest])
    sure = _how_sure(sample, characters)
    if sure < _READS_WELL and _how_sure(_upside_down(sample), characters) > sure:
        return _upside_down(level)
    return level


def _upside_down(level: _Level) -> _Level:
    height, width = level.picture.shape
    cells = np.array([width, height, width, height]) - level.cells[:, [2, 3, 0, 1]]
    return level._replace(picture=half_turned(level.picture), ink=half_turned(level.ink), cells=cells[::-1])


def _how_sure(level: _Level, characters: Characters) -> float:
    read = [character.sure for cell in _read(level, characters) for character in cell]
    return float(np.mean(read)) if read else 0.0


def _read(level: _Level, characters: Characters) -> list[list[Character]]:
    return characters.read([_cut(level, cell) for cell in level.cells.tolist()])


def _cut(level: _Level, cell: Sequence[int]) -> Picture:
    margin = _margin(level)
    left, top, right, bottom = cell
    return level.picture[max(top - margin, 0) : bottom + margin, max(left - margin, 0) : right + margin]


def _margin(level: _Level) -> int:
    return round(_MARGIN * level.letter)


def _words(level: _Level, characters: Characters) -> tuple[list[_Word], Patches]:
    """The words, and for each of them the cell that it stands in."""
    words: list[_Word] = []
    cells: list[int] = []
    for place, read in enumerate(_read(level, characters)):
        if read and np.mean([character.sure for character in read]) >= _HARDLY_READ:
            found = list(_words_in(read, level, level.cells[place].tolist()))
            words += found
            cells += [place] * len(found)
    return words, level.cells[cells]


def _words_in(read: Sequence[Character], level: _Level, cell: Sequence[int]) -> Iterator[_Word]:
    """The words of a cell: they part where a blank was read and a gap is seen, or where the gap is wide."""
    left, top, right, bottom = cell
    margin = _margin(level)
    gaps = _gaps(level.ink[top:bottom, left:right])
    begin, word, blank = left, list[Character](), False
    for character in read:
        if character.text == " ":
            blank = True
            continue
        if word and character.text not in _NEVER_FIRST:
            places = [one.place * (right - left + 2 * margin) - margin for one in (word[-1], character)]
            gap = _widest(
                gaps, sum(places) / 2, (places[1] - places[0]) / 2 + (_BLURRED * level.letter if blank else 0)
            )
            if gap[1] - gap[0] >= (_BLANK if blank else _WORD_GAP) * level.letter:
                yield _word(word, begin, left + gap[0])
                begin, word = left + gap[1], []
        word.append(character)
        blank = False
    if word:
        yield _word(word, begin, right)


def _gaps(ink: Ink) -> NDArray[np.int64]:
    """Where no ink is from top to bottom: begin and end of each gap."""
    empty = ~ink.any(axis=0)
    return np.flatnonzero(np.diff(np.pad(empty, 1).astype(np.int8))).reshape(-1, 2)


def _widest(gaps: NDArray[np.int64], middle: float, reach: float) -> tuple[int, int]:
    """The widest gap whose middle is so near to that place."""
    near = gaps[np.abs(gaps.mean(axis=1) - middle) <= reach]
    if not len(near):
        return 0, 0
    begin, end = near[(near[:, 1] - near[:, 0]).argmax()]
    return int(begin), int(end)


def _word(characters: Sequence[Character], left: float, right: float) -> _Word:
    text = "".join(character.text for character in characters)
    return _Word(text, left, right, min(character.sure for character in characters))
