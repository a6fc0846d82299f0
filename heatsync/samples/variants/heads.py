"""Hy-Tek sheets whose pages begin in unusual ways: dates, licences, lines more, several sessions; and a timeline."""

import datetime

from heatsync.heatsheet.program import Meet, Session
from heatsync.samples.sheet import Sheet
from heatsync.samples.variants.press import A4, Press

_FRIDAY, _SUNDAY = datetime.date(2017, 12, 15), datetime.date(2017, 12, 17)
_HEAD = "Lane  Name                    Age  Team              Seed Time"


def _race(press: Press, number: int, session: int, name: str = "Ellisquay, Keziah") -> None:
    event = "Girls 11-12 100 SC Meter Freestyle"
    press.event(
        f"Event {number} {event}", number=str(number), name=event, distance=100, stroke="Freestyle", session=session
    )
    press.line(_HEAD)
    press.heat("Heat 1 of 1 Finals", 1, of=1, round="Finals")
    press.swimmer(3, name, "12", "OTTR-PV", "1:04.10", age=12)


def _one_race(*head: str, session: Session, **about: object) -> Sheet:
    press = Press(*head, **about)  # type: ignore[arg-type]
    _race(press, 1, 0)
    return press.sheet(Meet("Otter Cup", _FRIDAY, _SUNDAY), session)


def days_in_letters() -> Sheet:
    """02-Dec-17, and a warm-up in the session's name."""
    name = "Friday Morning - warmup from 7.30am"
    return _one_race(
        "Otter Cup - 15-Dec-17 to 17-Dec-17", f"Meet Program - {name}", session=Session(name, _FRIDAY, warm_up="07:30")
    )


def days_in_iso() -> Sheet:
    """The year first, a fourth line in the head, A4."""
    return _one_race(
        "Otter Cup - 2017-12-15 to 2017-12-17", "Sanction #: OC-26-112, Meet Referee Otilie Crumhorn",
        "Meet Program - Saturday AM", session=Session("Saturday AM", _FRIDAY + datetime.timedelta(1)), size=A4,
    )  # fmt: skip


def licence_on_its_own_line() -> Sheet:
    """Whose licence it is stands above the line of the software; several sessions are one file."""
    press = Press(
        "Otter Cup - 12/15/2017 to 12/17/2017", "Meet Program - Friday PM", licence=("Otter Creek Aquatics, Inc.", "")
    )
    _race(press, 1, 0)
    relay = "Girls 200 SC Meter Freestyle Relay"
    press.event(f"Event 2 {relay}", number="2", name=relay, distance=200, stroke="Freestyle", relay=True)
    press.line("Lane  Team                    Relay              Seed Time")
    press.heat("Heat 1 of 1 Finals", 1, of=1, round="Finals")
    press.team(3, "OTTR-PV", "A", "1:57.09")
    press.page("Otter Cup - 12/15/2017 to 12/17/2017", "Meet Program - Sunday AM")
    _race(press, 1, 1, "Garrowby, Nell")
    return press.sheet(
        Meet("Otter Cup", _FRIDAY, _SUNDAY), Session("Friday PM", _FRIDAY), Session("Sunday AM", _SUNDAY)
    )


def session_report() -> Sheet:
    """The timeline of two sessions."""
    press = Press("Otter Cup, Sanction #: OC-26-112 - 12/15/2017 to 12/17/2017", "Session Report")
    names = ("Girls 11-12 100 Freestyle", "Boys 11-12 100 Freestyle")
    for number, (session, begins, starts) in enumerate(
        (
            ("Friday PM", "05:00 PM", {"05:00 PM": "17:00", "05:21 PM": "17:21"}),
            ("Sunday AM", "08:30 AM", {"08:30 AM": "08:30", "08:44 AM": "08:44"}),
        )
    ):
        press.line(f"Session: {number + 1}  {session}", 60)
        press.line(
            f"Day of Meet: {2 * number + 1}  Starts at {begins}  Heat Interval: 20 Seconds / Back +10 Seconds", 20
        )
        press.line("Round  Event                    Entries  Heats  Starts at")
        for place, (name, (printed, start)) in enumerate(zip(names, starts.items(), strict=True), start=1):
            row = f"{('Prelims', 'Finals')[number]}  {place} {name}  25  4 u  {printed}  _______"
            about = {"distance": 100, "stroke": "Freestyle", "session": number, "starts_at": start}
            press.event(row, number=str(place), name=name, **about)
        press.line("Break: 10 Minutes:", 40)
    press.line("Finish Time  12:49 PM  _______", 40)
    meet = Meet("Otter Cup, Sanction #: OC-26-112", _FRIDAY, _SUNDAY)
    sessions = Session("Friday PM", _FRIDAY, starts_at="17:00"), Session("Sunday AM", _SUNDAY, starts_at="08:30")
    return press.sheet(meet, *sessions, kind="session_report")
