"""What the name of a session says besides: when to warm up, when it starts, on which day it is.

"1 Jornada Viernes 5 de Junio Cal 07:00 Comp 08:30", "Friday Morning - warmup from 7.30am".
"""

import datetime
import re
from typing import NamedTuple

from heatsync.heatsheet.moments import TIME, month_of, time_of

_BETWEEN = r"\W*(?:(?:from|at|desde|a las|às|à|ab|um|time)\b)?\W*"
_WARM_UP = re.compile(
    rf"\b(?:warm[\s-]?ups?|w/u|calentamiento|cal|aquecimento|[ée]chauffement|einschwimmen)\b{_BETWEEN}(?P<time>{TIME})",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:start(?:s|ing)?|begins?|competition|competencia|comp|comienzo|inicio|in[íi]cio|d[ée]but|beginn)\b"
    rf"{_BETWEEN}(?P<time>{TIME})",
    re.IGNORECASE,
)
_DAYS = (
    re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|º|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,})"),
    re.compile(r"\b(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)"),
)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_DAY_WORD = r"(?:day|tag|d[ií]a|jour)"
_NUMBERED = re.compile(
    rf"\b{_DAY_WORD}\s*#?(?P<behind>\d{{1,2}})\b(?![:.]\d)"
    rf"|\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th|er|e|ª|º|\.)|(?P<word>{'|'.join(_ORDINALS)}))\s+{_DAY_WORD}\b",
    re.IGNORECASE,
)


class Hours(NamedTuple):
    """Times of day as "HH:MM"."""

    warm_up: str | None
    starts_at: str | None


def hours_in(name: str) -> Hours:
    """When that session's warm-up and the session itself begin, where its name says so."""
    return Hours(*(time_of(found["time"]) if found else None for found in (_WARM_UP.search(name), _START.search(name))))


def number_of_day(name: str) -> int | None:
    """The number in "Day 2", "2nd Day", "Second Day", "Tag 2" or "2. Tag"; None for none, or for more than one."""
    numbers = {
        _ORDINALS.index(found["word"].lower()) + 1 if found["word"] else int(found["behind"] or found["before"])
        for found in _NUMBERED.finditer(name)
    }
    return numbers.pop() if len(numbers) == 1 else None


def day_in(name: str, start: datetime.date, end: datetime.date) -> datetime.date | None:
    """The one day from ``start`` to ``end`` that is written out in that name; None for none, or for more than one."""
    named = {
        (month, int(found["day"]))
        for pattern in _DAYS
        for found in pattern.finditer(name)
        if (month := month_of(found["month"]))
    }
    days = (start + datetime.timedelta(number) for number in range((end - start).days + 1))
    matching = [day for day in days if (day.month, day.day) in named]
    return matching[0] if len(matching) == 1 else None
