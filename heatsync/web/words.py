"""How numbers, days, times and other people's text are written for a parent."""

import datetime

from flask import Flask, request
from flask_babel import format_date, format_decimal, format_timedelta, get_locale

from heatsync.heatsheet.moments import month_of
from heatsync.heatsheet.names import visible
from heatsync.intake.links.kinds import Kind
from heatsync.results.result import Group, Race
from heatsync.web.language import gettext
from heatsync.web.once import once_a_request

_TWELVE_HOURS = frozenset({"US", "CA", "AU", "NZ", "PH", "IN", "CO", "DO", "PA", "PR", "SV", "VE"})
_LEAP_YEAR = 2000


def register(app: Flask) -> None:
    """Give templates these filters, and let nothing on a page that cannot be seen."""
    app.jinja_env.finalize = _shown
    for word in (size, day, heading, begun, clock, span, ago, kind, where):
        app.add_template_filter(word)


def size(number: int) -> str:
    """A file's size: "812 kB", "1.4 MB"."""
    if number < 1_000_000:
        return f"{max(1, round(number / 1000))} kB"
    return f"{format_decimal(number / 1_000_000, format='0.0')} MB"


def day(date: datetime.date) -> str:
    """A day that reads the same wherever the language is read: "Saturday, 14 June 2025"."""
    # Translators: a pattern for dates, with quotes around what is no part of one.
    return str(format_date(date, gettext("EEEE, d MMMM y")))


def heading(group: Group) -> str:
    """A session and its day: "Saturday Morning · Saturday, 14 June 2025". One that only names the day adds nothing."""
    when = day(group.date) if group.date else ""
    known = f"{when} {group.date:%A}".casefold() if group.date else ""
    session = group.session or (gettext("Session %(number)s", number=group.number) if group.number else "")
    parts = ["" if session.casefold() in known else session, when]
    return begun(" · ".join(part for part in parts if part)) or group.session or group.meet or group.filename


def begun(text: str) -> str:
    """That text with a capital, as a line begins: in Spanish days have none."""
    return text[:1].upper() + text[1:]


def day_of_the_year(text: str) -> str:
    """A day that the reader of sheets put in words, "March 14", as the language has it; as it is if there is none."""
    month, _, number = text.partition(" ")
    try:
        date = datetime.date(_LEAP_YEAR, month_of(month), int(number))
    except ValueError:
        return text
    # Translators: a pattern for dates, with quotes around what is no part of one.
    return str(format_date(date, gettext("MMMM d")))


def clock(time: str) -> str:
    """A time of day, "HH:MM", as the reader's country writes it: "1:30 PM" or "13:30"."""
    hour, minute = time.split(":")
    if not _reads_twelve_hours():
        return f"{int(hour)}:{minute}"
    return f"{int(hour) % 12 or 12}:{minute} {'AM' if int(hour) < 12 else 'PM'}"


def span(earliest: str, latest: str) -> str:
    """From one time of day to another: "9:32 – 9:55 AM"."""
    first, last = clock(earliest), clock(latest)
    return f"{first.partition(' ')[0] if first[-2:] == last[-2:] else first} – {last}"


def ago(moment: datetime.datetime) -> str:
    """How long ago: "12 minutes ago"."""
    return str(format_timedelta(moment - datetime.datetime.now(datetime.UTC), add_direction=True))


def where(race: Race, with_day: bool = False) -> str:
    """Where and when it is swum, in a few words: "heat 3, lane 4, about 9:40"."""
    time = clock(race.starts_at) if race.starts_at else None
    parts = [
        gettext("heat %(heat)s", heat=race.heat) if race.heat else None,
        gettext("lane %(lane)s", lane=race.lane) if race.lane is not None else None,
        gettext("leg %(leg)s", leg=race.leg) if race.leg else None,
        gettext("about %(time)s", time=time) if time and race.estimated else time,
        day(race.day) if with_day and race.day else None,
    ]
    return ", ".join(part for part in parts if part) or gettext("without heat, lane and time")


def kind(kind: Kind) -> str:
    """What a PDF seems to be; nothing where it may be anything."""
    names = {
        Kind.HEAT_SHEET: gettext("heat sheet"),
        Kind.PSYCH_SHEET: gettext("psych sheet"),
        Kind.TIMELINE: gettext("timeline"),
        Kind.RESULTS: gettext("results"),
    }
    return names.get(kind, "")


@once_a_request
def _reads_twelve_hours() -> bool:
    first = next(iter(request.accept_languages.values()), "")
    return get_locale().language in {"en", "es"} and first.partition("-")[2].upper() in _TWELVE_HOURS


def _shown(value: object) -> object:
    # A sheet or a file name may hold marks that turn the text around them, or controls. Markup of ours stays as it is.
    return value if type(value) is not str or value.isprintable() else visible(value)
