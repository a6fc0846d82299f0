"""Dates and times of day, as sheets print them."""

import datetime
import re
from collections.abc import Iterable
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

Order: TypeAlias = Literal["day first", "month first"]

DATE = r"\d{1,4}[./-](?:\d{1,2}|[A-Za-z]{3,9})[./-]\d{2,4}"
"""A date in any of the prints: 7/19/2025, 19.07.2025, 2025-07-19, 19-Jul-25."""
TIME = r"\d{1,2}[:.h]\d{2}\s*(?:[AaPp]\.?[Mm]\.?)?"
"""A time of day: 9:12, 09:12 AM, 10.30am, 9h12."""

_NUMBERS = re.compile(r"([./-])(?:(?<=(?<![\d./-])(\d\d).)|(?<=(?<![\d./-])(\d).))(\d\d?)\1(?:\d{4}|\d\d)(?![\d/-])")
"""A date in numbers, looked for from its first mark on: a sheet has far more numbers than marks."""
_PARTS = re.compile(r"(\d{1,4})[./-](\d{1,2}|[A-Za-z]{3,9})[./-](\d{2,4})")
_CLOCK = re.compile(r"(\d{1,2})[:.h]?(\d{2})\s*([AaPp])?")
_MONTHS = (
    "jan january januar janvier janeiro enero ene", "feb february februar février fevrier fevereiro febrero",
    "mar march märz maerz mars março marco marzo mär", "apr april avril abril avr abr", "may mai maio mayo",
    "jun june juni juin junho junio", "jul july juli juillet julho julio", "aug august août aout agosto ago",
    "sep sept september septembre setembro septiembre set", "oct october oktober octobre outubro octubre okt out",
    "nov november novembre novembro noviembre", "dec december dezember décembre decembre dezembro diciembre dez dic",
)  # fmt: skip
_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH_NAMED = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
_MONTH = r"(?:de\s+)?(?P<{}>[^\W\d_]{{3,}})\.?"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?"
_UNTIL = r"\s*(?:[-–&/]|\b(?:to|and|bis|und|al?|y|au|et|à|até|e)\b)\s*"
_YEAR = r",?\s+(?:de\s+)?(?P<year>20\d\d)\b"
_IN_WORDS = (
    re.compile(
        rf"\b{_MONTH.format('since')}\s+{_DAY.format('first')}"
        rf"(?:{_UNTIL}(?:{_MONTH.format('until')}\s+)?{_DAY.format('last')})?{_YEAR}"
    ),
    re.compile(
        rf"(?<!\d)(?:{_DAY.format('first')}(?:\s+{_MONTH.format('since')})?{_UNTIL})?"
        rf"{_DAY.format('last')}\s+{_MONTH.format('until')}{_YEAR}"
    ),
)
"""In any of five languages; whether a word is a month is asked afterwards."""
_WEEKDAYS = (
    ("monday", "mon", "montag", "lunes", "lundi", "segunda"),
    ("tuesday", "tue", "tues", "dienstag", "martes", "mardi", "terça"),
    ("wednesday", "wed", "mittwoch", "miércoles", "miercoles", "mercredi", "quarta"),
    ("thursday", "thu", "thur", "thurs", "donnerstag", "jueves", "jeudi", "quinta"),
    ("friday", "fri", "freitag", "viernes", "vendredi", "sexta"),
    ("saturday", "sat", "samstag", "sonnabend", "sábado", "sabado", "samedi"),
    ("sunday", "sun", "sonntag", "domingo", "dimanche"),
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}


def order_of(texts: Iterable[str]) -> Order | None:
    """Whether those lines write the day or the month first; None where no date of them tells."""
    days, months = 0, 0
    for mark, two_digits, one_digit, second in _NUMBERS.findall("\n".join(texts)):
        first = two_digits or one_digit
        days += mark == "." or int(first) > 12 >= int(second)
        months += mark != "." and int(second) > 12 >= int(first)
    if days == months:
        return None
    return "day first" if days > months else "month first"


def date_of(text: str, order: Order | None) -> datetime.date | None:
    """The date of that text; month first unless ``order`` or the date itself says otherwise. None for no date."""
    found = _PARTS.search(text)
    if not found:
        return None
    first, second, third = found.groups()
    if len(first) == 4:
        return _date(int(first), int(second) if second.isdigit() else month_of(second), int(third))
    year = int(third) + (2000 if len(third) == 2 else 0)
    if not second.isdigit():
        return _date(year, month_of(second), int(first))
    day_first = "." in text or int(first) > 12 or (order == "day first" and int(second) <= 12)
    day, month = (int(first), int(second)) if day_first else (int(second), int(first))
    return _date(year, month, day)


class InWords(NamedTuple):
    """First and last day as a text tells them in words, and what else stands there."""

    start: datetime.date
    end: datetime.date
    rest: str


def days_in_words(text: str) -> InWords | None:
    """The days of "August 5-8, 2026", "July 31 - August 3, 2026" or "3 al 5 de marzo de 2027" in that text."""
    for found in chain.from_iterable(pattern.finditer(text) for pattern in _IN_WORDS):
        start, end = _first_and_last(found)
        if start and end and start <= end:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return InWords(start, end, " ".join(rest.split()).strip(" -–,|()"))
    return None


def _first_and_last(found: re.Match[str]) -> tuple[datetime.date | None, datetime.date | None]:
    """What is told of one of the two is true of the other as well, unless it has its own."""
    year = int(found["year"])
    first, last = found["first"] or found["last"], found["last"] or found["first"]
    since, until = found["since"] or found["until"], found["until"] or found["since"]
    return _date(year, month_of(since), int(first)), _date(year, month_of(until), int(last))


def first_day(start: str | None, end: str) -> str:
    """The first day of "20. - 22.6.2018", whole: what it leaves out is as in ``end``."""
    told = [part for part in (start or "").split(".") if part]
    return ".".join([*told, *end.split(".")[len(told) :]])


def month_of(word: str) -> int:
    """The number of the month of that name, in any of five languages; 0 for none."""
    return _MONTH_NAMED.get(word.lower().rstrip("."), 0)


def in_words(day: datetime.date) -> str:
    """The day as a parent reads it, in English whatever the locale: "March 14"."""
    return f"{_ENGLISH[day.month - 1]} {day.day}"


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def weekday_of(text: str) -> int | None:
    """The one weekday that text names, in any of five languages: 0 for Monday. None for none, or for more than one."""
    days = {_WEEKDAY[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in _WEEKDAY}
    return days.pop() if len(days) == 1 else None


def time_of(text: str | None) -> str | None:
    """The time of day of that text as "HH:MM" on a 24-hour clock; None where there is none."""
    found = _CLOCK.search(text or "")
    if not found:
        return None
    hours, minutes, half = found.groups()
    hour, minute = int(hours), int(minutes)
    if half:
        hour = hour % 12 + (12 if half in "Pp" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def later(time: str, by: str) -> str:
    """The time of day ``by`` hours and minutes after "HH:MM"."""
    minutes = sum(60 * int(hour) + int(minute) for hour, minute in (time.split(":"), by.split(":")))
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
