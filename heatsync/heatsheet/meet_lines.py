"""What a line says of the meet: page heads, titles, days, sessions."""

import re
from enum import Enum, auto
from itertools import chain

from heatsync.heatsheet.dialects.dialect import Dialect
from heatsync.heatsheet.drafts import MeetDraft, SessionDraft
from heatsync.heatsheet.lines import Line
from heatsync.heatsheet.moments import days_in_words, first_day, later, time_of
from heatsync.heatsheet.places import Place
from heatsync.heatsheet.program import Kind

Found = re.Match[str]

_LONGEST_HEAD = 6
"""Lines in a page's head, at most."""
_BELOW_HEAD = ("heat", "entry", "team", "ranked", "ranked_team")
_NUMBER = re.compile(r"\d")


class Use(Enum):
    """What became of a line."""

    USED = auto()
    FURNITURE = auto()
    NOT_IT = auto()


USED, FURNITURE, NOT_IT = Use
"""By names of their own: to look one up in its class costs as much as to try a pattern."""


class MeetLines:
    """Takes the lines that tell of the meet and its sessions, one method for each kind of line.

    ``_line`` is the one being taken, ``_place`` where on the sheet it stands; ``_heads`` told of the meet, and will
    again on each page.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._line = Line("", 0, (0.0, 0.0, 0.0, 0.0))
        self._place = self._place_before_head = Place.START
        self._head_lines = 0
        self._heads: set[str] = set()
        self._kind: Kind = "unknown"
        self._meet = MeetDraft()
        self._other_meet: Found | None = None
        self._session: int | None = None

    def _take_cover(self, found: Found) -> Use:
        self._place = Place.COVER
        return self._take_title(found)

    def _take_first_line(self, found: Found) -> Use:
        self._place = Place.FRONT
        self._heads.add(self._line.text)
        said = found.groupdict().get
        if self._meet.name is None:
            self._begin_meet(found["name"], None if self._meet.start else said("start"), said("end"))
        elif said("start") and not self._meet.start:
            self._meet.start, self._meet.end = found["start"], found["end"]
        return USED

    def _begin_meet(self, name: str, start: str | None, end: str | None) -> None:
        """The meet of that name; where its days are not apart from it they may stand within it, in words."""
        days = days_in_words(name) if not (start or self._meet.start) else None
        if days:
            name, start, end = days.rest or name, days.start.isoformat(), days.end.isoformat()
        self._meet.name = words_of(name)
        if start:
            self._meet.start, self._meet.end = start, end

    def _take_venue(self, _found: Found) -> Use:
        self._place = Place.VENUE
        return FURNITURE

    def _take_venue_line(self, _found: Found) -> Use:
        self._meet.venue.append(self._line.text.split("  ")[0])
        return USED

    def _take_meet_dates(self, found: Found) -> Use:
        self._meet.start, self._meet.end = found["start"], found["end"]
        return USED

    def _take_meet_details(self, found: Found) -> Use:
        said = found.groupdict().get
        self._meet.name = self._meet.name or said("name")
        if said("venue") and not self._meet.venue:
            self._meet.venue.append(found["venue"])
        if said("end") and not self._meet.start:
            self._meet.start, self._meet.end = first_day(said("start"), found["end"]), found["end"]
        return USED

    def _take_page_line(self, found: Found) -> Use:
        self._meet.name = self._meet.name or found["meet"]
        if self._place in (Place.COVER, Place.VENUE):
            self._place = Place.FRONT
        return FURNITURE

    def _take_page_head(self, _found: Found) -> Use:
        if self._place is not Place.HEAD:
            self._place_before_head = self._place
        self._place, self._head_lines = Place.HEAD, 0
        return FURNITURE

    def _take_meet(self, found: Found) -> Use:
        if self._head_lines:
            return NOT_IT
        self._head_lines = 1
        if self._meet.name is None:
            self._begin_meet(found["name"], found["start"], found["end"])
        self._other_meet = found if found["start"] and found["start"] != self._meet.start else None
        return USED

    def _take_meet_in_words(self, _found: Found) -> Use:
        days = days_in_words(self._line.text)
        if days is None or self._meet.start:
            return NOT_IT
        self._heads.add(self._line.text)
        self._meet.start, self._meet.end = days.start.isoformat(), days.end.isoformat()
        return USED

    def _take_head_line(self, _found: Found) -> Use:
        if not self._head_lines:  # the meet's own line is missing
            return NOT_IT
        if self._is_below_head(self._line.text):
            self._place = self._place_before_head
            return NOT_IT
        self._head_lines += 1
        if self._head_lines < _LONGEST_HEAD:
            return FURNITURE
        self._place = self._place_before_head
        return NOT_IT

    def _is_below_head(self, text: str) -> bool:
        """Whether it is what stands below a page's head: a row or a heat of races, by its number."""
        prints = (self._dialect.patterns.get(name, ()) for name in _BELOW_HEAD)
        return _NUMBER.search(text) is not None and any(print_.match(text) for print_ in chain(*prints))

    def _take_title(self, found: Found) -> Use:
        titles = self._dialect.titles.items()
        self._kind = next((kind for kind, title in titles if title.match(found["title"])), self._kind)
        if self._kind == "results":
            self._place = Place.NOWHERE
            return USED
        if self._place is Place.HEAD:
            self._place = self._place_before_head
        if self._kind != "session_report" and "session" in found.groupdict():
            self._session = self._meet.enter(self._titled(found["session"]))
        return USED

    def _titled(self, session: str | None) -> SessionDraft:
        """The session of a title; in a file that holds a second meet its sessions go by that meet's name and day."""
        if self._other_meet is None:
            return SessionDraft(session)
        meet = words_of(self._other_meet["name"])
        return SessionDraft(f"{meet}, {session}" if session else meet, date=self._other_meet["start"])

    def _take_session(self, found: Found) -> Use:
        said = found.groupdict()
        session = SessionDraft(words_of(found["name"]) or None, said.get("number"), said.get("date"))
        session.starts_at, session.warm_up = time_of(said.get("starts_at")), time_of(said.get("warm_up"))
        self._session = self._meet.enter(session)
        self._place = Place.SESSION
        return USED

    def _take_warm_up(self, found: Found) -> Use:
        self._this_session().warm_up = time_of(found["warm_up"])
        return USED

    def _take_session_start(self, found: Found) -> Use:
        said, session = found.groupdict().get, self._this_session()
        session.day = int(said("day") or 0) or None
        session.starts_at = time_of(said("starts_at")) or self._after(said("after"), said("pause"))
        return USED

    def _this_session(self) -> SessionDraft:
        return self._meet.sessions[self._session if self._session is not None else -1]

    def _after(self, number: str | None, pause: str | None) -> str | None:
        """So long after the end of the session of that number, if both are told."""
        ends = [session.ends_at for session in self._meet.sessions if (session.name or "").endswith(f" {number}")]
        return later(ends[-1], pause) if ends and ends[-1] and pause else None


def words_of(text: str) -> str:
    """The text of some cells without the wide gaps between them."""
    return text.replace("  ", " ")
