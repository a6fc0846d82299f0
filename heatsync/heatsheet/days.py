"""On which day each session is swum."""

import datetime
from collections.abc import Iterable, Iterator

from heatsync.heatsheet.drafts import MeetDraft, SessionDraft
from heatsync.heatsheet.moments import Order, date_of, in_words, order_of, weekday_of
from heatsync.heatsheet.program import Meet, Session
from heatsync.heatsheet.session_names import day_in, hours_in, number_of_day

_LONGEST_MEET = 14
"""Days; a longer range is a slip of the pen, and no weekday is looked for in it."""


NO_DATE = "The sheet prints no date that we can read: its races are shown without a day."
"""What is said where no session has a day."""


def dated(draft: MeetDraft, printed: Iterable[str]) -> tuple[Meet, tuple[Session, ...], tuple[str, ...]]:
    """The meet, its sessions with their days, and a warning for each day that is only a guess.

    ``printed``, all lines of the sheet, is looked through where the meet's own dates may be read in two ways.
    """
    order = (order_of(printed) or _order_that_fits(draft)) if _are_of_two_ways(draft) else None
    meet = _meet(draft, order)
    sessions = tuple(_session(session, meet, order) for session in draft.sessions)
    doubts = (NO_DATE,) if sessions and not any(one.date for one in sessions) else tuple(_doubts(draft, meet, order))
    return meet, sessions, doubts


def _are_of_two_ways(draft: MeetDraft) -> bool:
    dates = (draft.start, draft.end, *(session.date for session in draft.sessions))
    return any(date_of(date, "day first") != date_of(date, "month first") for date in dates if date)


def _meet(draft: MeetDraft, order: Order | None) -> Meet:
    start = date_of(draft.start, order) if draft.start else None
    end = date_of(draft.end, order) if draft.end else start
    return Meet(draft.name, start, end, ", ".join(draft.venue) or None)


def _order_that_fits(draft: MeetDraft) -> Order | None:
    """The one order in which the meet is no longer than meets are, and has the weekdays that its sessions name."""
    orders: tuple[Order, Order] = ("month first", "day first")
    fitting = [order for order in orders if _fits(draft, _meet(draft, order))]
    return fitting[0] if len(fitting) == 1 else None


def _fits(draft: MeetDraft, meet: Meet) -> bool:
    if meet.start is None or meet.end is None or not 0 <= (meet.end - meet.start).days < _LONGEST_MEET:
        return False
    named = [session for session in draft.sessions if weekday_of(session.name or "") is not None]
    return all(_named_day(session, meet) for session in named)


def _session(draft: SessionDraft, meet: Meet, order: Order | None) -> Session:
    hours = hours_in(draft.name or "")
    day, starts_at = _day(draft, meet, order), draft.starts_at or hours.starts_at
    return Session(draft.name, day, starts_at, draft.warm_up or hours.warm_up)


def _day(session: SessionDraft, meet: Meet, order: Order | None) -> datetime.date | None:
    if session.date:
        return date_of(session.date, order)
    if session.day and meet.start:
        return meet.start + datetime.timedelta(session.day - 1)
    return _named_day(session, meet) or meet.start


def _named_day(session: SessionDraft, meet: Meet) -> datetime.date | None:
    """The day of the meet that the session's name tells: as a date in words, as a weekday, or by its number."""
    if session.name is None or meet.start is None or meet.end is None:
        return None
    end = min(meet.end, meet.start + datetime.timedelta(_LONGEST_MEET - 1))
    told = day_in(session.name, meet.start, end) or _on_weekday(session.name, meet.start, end)
    return told or _numbered(session.name, meet.start, end)


def _numbered(name: str, start: datetime.date, end: datetime.date) -> datetime.date | None:
    number = number_of_day(name)
    day = start + datetime.timedelta(number - 1) if number else None
    return day if day and start <= day <= end else None


def _on_weekday(name: str, start: datetime.date, end: datetime.date) -> datetime.date | None:
    weekday = weekday_of(name)
    days = (start + datetime.timedelta(number) for number in range((end - start).days + 1))
    matching = [day for day in days if day.weekday() == weekday]
    return matching[0] if len(matching) == 1 else None


def _doubts(draft: MeetDraft, meet: Meet, order: Order | None) -> Iterator[str]:
    if not (draft.start and meet.start):
        return
    if order is None and date_of(draft.start, "day first") != date_of(draft.start, "month first"):
        yield f"The sheet writes its date as {draft.start}. We read it as {in_words(meet.start)}: please check."
    if meet.start == meet.end:
        return
    for session in draft.sessions:
        if not session.date and not session.day and not _named_day(session, meet):
            yield unknown_day(session.name)


def unknown_day(session: str | None) -> str:
    """What is said where a session of that name could be on any day of the meet."""
    named = f"session “{session}”" if session else "each race"
    return f"The sheet does not say on which day {named} is swum, so we show the meet's first day: please check."
