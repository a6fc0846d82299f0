"""Where on a sheet a line stands, and so what it can be."""

from enum import Enum

_ALWAYS = (
    "page_head", "page_line", "meet_details", "title", "session", "order", "order_end", "repeats", "event",
    "event_goes_on", "heat_goes_on", "furniture",
)  # fmt: skip
_UNDER_AN_EVENT = (
    "event_start", "lanes", "ranks", "heat", "more_of_event", "row", "heat_and_entry", "heat_and_team",
    "withdrawn_team", "withdrawn", "record", "standard", *_ALWAYS,
)  # fmt: skip


class Place(Enum):
    """A place on the sheet. Its value names what a line can be there, in the order of trial."""

    START = ("cover", *_ALWAYS, "lanes", "meet_dates", "first_line")
    FRONT = (*_ALWAYS, "lanes", "meet_dates", "meet_in_words")
    COVER = ("page_line", "meet_dates", "venue", "cover_line")
    VENUE = ("page_line", "furniture", "venue_line")
    HEAD = (
        "page_number", "title", "page_head", "event", "event_goes_on", "heat_goes_on", "meet", "meet_in_words",
        "head_line",
    )  # fmt: skip
    SESSION = ("timed_event", "warm_up", "session_start", *_ALWAYS)
    ORDER = ("order_end", "page_line", "session", "listed_event", "event", "furniture")
    EVENT = _UNDER_AN_EVENT
    RECORDS = (*_UNDER_AN_EVENT, "record_holders")
    LANES = ("row", "entry", "heat", "heat_and_entry", "alternates", "lanes", "empty_lane", *_ALWAYS, "more_of_row")
    TEAMS = ("row", "team", "legs", "heat", "heat_and_team", "alternates", "lanes", "empty_lane", *_ALWAYS)
    ALTERNATES = ("ranked", "heat", "ranks", "lanes", *_ALWAYS)
    ALTERNATE_TEAMS = ("ranked_team", "legs", "heat", "ranks", "lanes", *_ALWAYS)
    RANKS = ("ranked", "ranks", *_ALWAYS, "more_of_row")
    RANKED_TEAMS = ("ranked_team", "legs", "ranks", *_ALWAYS)
    REPEATS = ("repeated", *_ALWAYS)
    NOWHERE = ("nothing",)  # no tuple without a word: Python 3.11.2 makes another object of its value

    __hash__ = object.__hash__
    """That of Enum is Python, and each line is looked up by its place."""
