"""The vocabulary: what is printed on a heat sheet, as frozen values.

Everything the reader knows about a sheet is one ``Program``. Its JSON is what the command line prints, what the reading
process hands back and what the database keeps, so the names here are a contract. Absent values are None; times of day
are "HH:MM" on a 24-hour clock (text: a sheet prints no seconds, no zone); seed times and names are kept as printed.
They hold no circles, so the garbage collector need not visit them.
"""

import datetime
from typing import Literal, TypeAlias

import msgspec

Box: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, from the top left corner of the page."""

Kind: TypeAlias = Literal["heat_sheet", "psych_sheet", "session_report", "results", "unknown"]


class Leg(msgspec.Struct, frozen=True, gc=False):
    """One swimmer of a relay team; ``leg`` is the place in the order of swimming, from 1."""

    leg: int
    name: str
    age: int | None = None


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One printed row: a swimmer, or a relay team (then ``name`` is the team's), in a lane or at a rank.

    ``page`` (from 1) and ``box`` are the proof: there the ``line`` is printed. ``class_year`` is a year at school
    ("SO", "08"), ``sport_class`` a class of Para swimming ("S9").
    """

    name: str
    page: int
    line: str
    box: Box
    lane: int | None = None
    rank: int | None = None
    age: int | None = None
    birth_year: int | None = None
    class_year: str | None = None
    sport_class: str | None = None
    team: str | None = None
    seed_time: str | None = None
    exhibition: bool = False
    relay: str | None = None
    legs: tuple[Leg, ...] = ()


class Heat(msgspec.Struct, frozen=True, gc=False):
    """The entries that start together. ``round`` is as printed: "Prelims", "Finals", "A - Final".

    ``number`` is counted where a sheet prints the round alone.
    ``swims_with`` names the session that the heat is moved to: "Heat 1 of 4 Finals - Swimming with Finals".
    """

    number: int
    of: int | None = None
    round: str | None = None
    starts_at: str | None = None
    swims_with: str | None = None
    entries: tuple[Entry, ...] = ()


class Event(msgspec.Struct, frozen=True, gc=False):
    """One race of the meet. ``number`` is text ("12", "12A"); ``session`` is an index into ``Program.sessions``.

    ``ranked`` holds entries printed without heat and lane, ``alternates`` those who swim only if somebody else does
    not, ``withdrawn`` those printed as not swimming. ``planned``: the start is a session report's, not the sheet's.
    """

    name: str
    number: str | None = None
    session: int | None = None
    relay: bool = False
    distance: int | None = None
    stroke: str | None = None
    starts_at: str | None = None
    planned: bool = False
    heats: tuple[Heat, ...] = ()
    ranked: tuple[Entry, ...] = ()
    alternates: tuple[Entry, ...] = ()
    withdrawn: tuple[Entry, ...] = ()


class Session(msgspec.Struct, frozen=True, gc=False):
    """A part of the meet, swum in one go on one day."""

    name: str | None = None
    date: datetime.date | None = None
    starts_at: str | None = None
    warm_up: str | None = None


class Meet(msgspec.Struct, frozen=True, gc=False):
    """The meet as the page heads name it. ``start`` and ``end`` are its first and last day."""

    name: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    venue: str | None = None


class UnreadLine(msgspec.Struct, frozen=True, gc=False):
    """A printed line that was neither used nor recognised as furniture, and where it is."""

    page: int
    text: str
    box: Box


class OtherLine(msgspec.Struct, frozen=True, gc=False):
    """A printed line that tells of no entry but may name somebody: a record, a list of clubs, a page's head."""

    text: str
    pages: tuple[int, ...]


class Program(msgspec.Struct, frozen=True, gc=False):
    """All that is printed on a sheet. ``coverage`` = used / (used + unread) lines, furniture left aside.

    ``elsewhere`` are the lines that were understood and are no rows of races: a name may be printed there, too.
    ``warnings`` are sentences for a parent. ``pictures`` are the pages that are pictures, read or not; words that were
    hard to make out on them lower the coverage.
    """

    kind: Kind
    software: str | None
    pages: int
    coverage: float
    meet: Meet = Meet()
    sessions: tuple[Session, ...] = ()
    events: tuple[Event, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    elsewhere: tuple[OtherLine, ...] = ()
    warnings: tuple[str, ...] = ()
    pictures: tuple[int, ...] = ()

    @property
    def is_heat_sheet(self) -> bool:
        """Whether races to come can be looked for on it: results name swimmers too, but after the race."""
        return self.kind != "results" and (self.kind != "unknown" or any(e.heats or e.ranked for e in self.events))

    def to_json(self) -> bytes:
        """This program as UTF-8 JSON."""
        return msgspec.json.encode(self)

    @staticmethod
    def from_json(document: bytes) -> "Program":
        """The program of that JSON, checked field by field; raises msgspec.ValidationError."""
        return msgspec.json.decode(document, type=Program)
