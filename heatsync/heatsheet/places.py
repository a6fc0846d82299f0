"""Where on a sheet a line stands, and so what it can be."""

from enum import Enum

_ALWAYS = ("page_head", "page_line", "title", "session", "order", "event", "event_goes_on", "heat_goes_on", "furniture")
_HEATS = ("heat", "heat_and_entry", "heat_and_team")
_UNDER_AN_EVENT = ("lanes", "ranks", *_HEATS, "withdrawn_team", "withdrawn", "record", "standard", *_ALWAYS)


class Place(Enum):
    """A place on the sheet. Its value names what a line can be there, in the order of trial."""

    START = ("cover", *_ALWAYS, "meet_dates", "first_line")
    FRONT = (*_ALWAYS, "meet_dates")
    COVER = ("page_line", "meet_dates", "venue", "cover_line")
    VENUE = ("page_line", "furniture", "venue_line")
    HEAD = ("title", "page_head", "event", "event_goes_on", "heat_goes_on", "meet", "meet_in_words", "head_line")
    SESSION = ("timed_event", "warm_up", "session_start", *_ALWAYS)
    ORDER = ("order_end", "page_line", "session", "listed_event", "event", "furniture")
    EVENT = _UNDER_AN_EVENT
    RECORDS = (*_UNDER_AN_EVENT, "record_holders")
    LANES = ("entry", "heat", "heat_and_entry", "lanes", "empty_lane", *_ALWAYS)
    TEAMS = ("team", "legs", "heat", "heat_and_team", "lanes", "empty_lane", *_ALWAYS)
    RANKS = ("ranked", "ranks", *_ALWAYS)
    RANKED_TEAMS = ("ranked_team", "legs", "ranks", *_ALWAYS)
    NOWHERE = ()
