"""Hy-Tek sheets whose events and heats are printed in unusual ways."""

import datetime

from heatsync.heatsheet.program import Meet, Session
from heatsync.samples.sheet import Sheet
from heatsync.samples.variants.press import Press

_WEDNESDAY, _SATURDAY = datetime.date(2026, 7, 15), datetime.date(2026, 7, 18)
_ZONES = Meet("8th Otter Creek Zones", _WEDNESDAY, _SATURDAY)
_ZONES_LINE = "8th Otter Creek Zones - 7/15/2026 to 7/18/2026"
_HEAD = "Lane  Name                    Age  Team              Seed Time"


def combined_events() -> Sheet:
    """Girls and boys seeded together; each heat names the real one; one goes on in the next column."""
    press = Press(_ZONES_LINE, "Meet Program - Wednesday Prelims")
    name = "Girls / Boys 13-14 800 Free"
    press.event(f"Event 21 / 22  {name}", number="21 / 22", name=name, distance=800, stroke="Freestyle")
    press.line("G WZ Record:  8:58.54  8/9/2017  Otilie Crumhorn", 10)
    press.line(_HEAD)
    press.heat(
        "Heat 1 (Heat 1 Girls 800 Free) Swimming with Finals", 1, round="Heat 1 Girls 800 Free", swims_with="Finals"
    )
    press.swimmer(1, "Ellisquay, Keziah", "13", "Otter Creek", "9:43.42", age=13)
    press.swimmer(2, "Garrowby, Nell", "14", "Kelp", "9:34.97", age=14)
    press.heat("Heat 2 (Heat 1 Boys 800 Free)", 2, round="Heat 1 Boys 800 Free")
    press.swimmer(1, "Umberling, Otis", "13", "Otter Creek", "9:13.58", age=13)
    press.column()
    press.line("Heat 2 (Heat 1 Boys 800 Free) (#21 / 22 )")
    press.swimmer(2, "Wrenfallow, Silas", "14", "Kelp", "10:20.70 Y", age=14, seed_time="10:20.70Y")
    press.empty(3)
    return press.sheet(_ZONES, Session("Wednesday Prelims", _WEDNESDAY))


def swimming_with_finals() -> Sheet:
    """The fastest heat swims in the evening; a swim-off; a heat with its start."""
    press = Press(_ZONES_LINE, "Meet Program - Wednesday Prelims")
    name = "Girls 11-12 400 LC Meter IM"
    press.event(f"Event 1 {name}", number="1", name=name, distance=400, stroke="Medley")
    press.line(_HEAD)
    press.heat("Heat 1 of 2 Finals - Swimming with Finals", 1, of=2, round="Finals", swims_with="Finals")
    press.swimmer(4, "Ellisquay, Keziah", "12", "Otter Creek", "5:32.87", age=12)
    press.heat("Heat 2 of 2 Finals  Starts at 12:05 PM", 2, of=2, round="Finals", starts_at="12:05")
    press.swimmer(4, "Garrowby, Nell", "11", "Kelp", "5:53.36 L", "B", age=11, seed_time="5:53.36L")
    name = "Girls 11-12 50 LC Meter Freestyle Swim-off"
    press.event(f"Event 1S {name}", number="1S", name=name, distance=50, stroke="Freestyle")
    press.line(_HEAD)
    press.heat("Heat 1  Swim-off", 1, round="Swim-off")
    press.swimmer(4, "Rookhanger, Ulla", "12", "Kelp", "29.55", age=12)
    return press.sheet(_ZONES, Session("Wednesday Prelims", _WEDNESDAY))


def finals_with_alternates() -> Sheet:
    """Named finals; alternates, whose ranks look like lanes, of swimmers and of teams, one of them in a new column."""
    press = Press(_ZONES_LINE, "Meet Program - Saturday Finals")
    name = "Women 13 & Over 200 LC Meter Backstroke"
    press.event(f"#5 {name}", number="5", name=name, distance=200, stroke="Backstroke")
    press.line("Lane  Name                    Age  Team              Prelims")
    press.heat("Heat 1  C - Final", 1, round="C - Final")
    press.swimmer(1, "Lindwhistle, Fenna", "13", "OTTR-PV", "2:27.01", age=13)
    press.heat("Heat 2  B - Final", 2, round="B - Final")
    press.swimmer(1, "Ellisquay, Keziah A", "14", "OTTR-PV", "2:25.97", age=14)
    press.heat("Heat 3  A - Final", 3, round="A - Final")
    press.swimmer(1, "Garrowby, Nell", "15", "KELP-CA", "2:20.39", age=15)
    press.line("Alternates")
    press.swimmer(1, "Rookhanger, Ulla", "14", "KELP-CA", "2:27.18", age=14, among="alternates")
    press.column()
    press.line(f"Event 5 ...({name})")
    press.line("Name                    Age  Team              Prelims", 27)
    press.swimmer(2, "Saltmarrow, Ilse", "13", "REEF-AZ", "2:28.57", age=13, among="alternates")
    name = "Women 200 LC Meter Freestyle Relay"
    press.event(f"#6 {name}", number="6", name=name, distance=200, stroke="Freestyle", relay=True)
    press.line("Lane  Team                    Relay              Prelims")
    press.heat("Heat 1  A - Final", 1, round="A - Final")
    press.team(1, "OTTR-PV", "A", "1:57.09")
    press.line("Alternates")
    press.team(1, "KELP-CA", "B", "2:02.10", among="alternates")
    return press.sheet(_ZONES, Session("Saturday Finals", _SATURDAY))


def finals_alone() -> Sheet:
    """Finals whose heats have a name and no number; one of them goes on in the next column."""
    press = Press(_ZONES_LINE, "Meet Program - Saturday Finals")
    name = "Women 13 & Over 200 LC Meter Backstroke"
    press.event(f"#5 {name}", number="5", name=name, distance=200, stroke="Backstroke")
    press.line("Lane  Name                    Age  Team              Prelims")
    press.heat("C - Final  Starts at 06:05 PM", 1, round="C - Final", starts_at="18:05")
    press.swimmer(4, "Lindwhistle, Fenna", "13", "OTTR-PV", "2:27.01", age=13)
    press.heat("B - Final", 2, round="B - Final")
    press.swimmer(4, "Ellisquay, Keziah A", "14", "OTTR-PV", "2:25.97", age=14)
    press.heat("A - Final", 3, round="A - Final")
    press.swimmer(4, "Garrowby, Nell", "15", "KELP-CA", "2:20.39", age=15)
    press.column()
    press.line("A - Final  (#5 Women 13 & Over 200 LC Meter Back")
    press.swimmer(5, "Rookhanger, Ulla", "14", "KELP-CA", "2:21.18", age=14)
    name = "Women 200 LC Meter Freestyle Relay"
    press.event(f"#6 {name}", number="6", name=name, distance=200, stroke="Freestyle", relay=True)
    press.line("Lane  Team                    Relay              Prelims")
    press.heat("Consolation Final", 1, round="Consolation Final")
    press.team(1, "KELP-CA", "B", "2:02.10")
    press.heat("Championship Final", 2, round="Championship Final")
    press.team(4, "OTTR-PV", "A", "1:57.09")
    return press.sheet(_ZONES, Session("Saturday Finals", _SATURDAY))


def names_of_events() -> Sheet:
    """Two blanks behind the number, no ages, a name on two lines, and the same again in the next column."""
    press = Press(_ZONES_LINE, "Meet Program - Wednesday Prelims")
    press.event(
        "Event 12  Girls 100 Yard Freestyle",
        number="12",
        name="Girls 100 Yard Freestyle",
        distance=100,
        stroke="Freestyle",
    )
    press.line(_HEAD)
    press.heat("Heat 1 of 1 Finals", 1, of=1, round="Finals")
    press.swimmer(3, "Ellisquay, Keziah", "12", "OTTR-PV", "1:04.10", age=12)
    name = "Women 13 & Over 400 LC Meter Freestyle Multi-Class S6-S14"
    press.event("Event 13A Women 13 & Over 400 LC Meter", number="13A", name=name, distance=400, stroke="Freestyle")
    press.line("Freestyle Multi-Class S6-S14")
    press.line(_HEAD)
    press.heat("Heat 1 of 1 Finals", 1, of=1, round="Finals")
    press.swimmer(3, "Garrowby, Nell", "14", "OTTR-PV", "5:04.10", age=14)
    press.column()
    press.line("(Event 13A Women 13 & Over 400 LC Meter")
    press.line(_HEAD)
    press.swimmer(4, "Rookhanger, Ulla", "15", "KELP-CA", "5:01.10", age=15)
    press.event(
        "Event 14 Men Open 100 Butter ly", number="14", name="Men Open 100 Butterfly", distance=100, stroke="Butterfly"
    )
    press.line(_HEAD)
    press.heat("Heat 1 of 1 Finals", 1, of=1, round="Finals")
    press.swimmer(3, "Umberling, Otis", "18", "KELP-CA", "58.10", age=18)
    return press.sheet(_ZONES, Session("Wednesday Prelims", _WEDNESDAY))


def begins_in_mid_event() -> Sheet:
    """Some pages of a program only: the first column begins with an event's second heat, its name cut off."""
    press = Press(_ZONES_LINE, "Meet Program - Wednesday Prelims")
    press.event(number="2", name="Boys 13 & Over 200 LC Meter Freesty", distance=200, stroke="Freestyle")
    press.heat("Heat 2  Prelims  (#2 Boys 13 & Over 200 LC Meter Freesty", 2, of=3, round="Prelims")
    press.swimmer(3, "Umberling, Otis", "18", "KELP-CA", "2:03.10", age=18)
    press.heat("Heat 3 of 3 Prelims", 3, of=3, round="Prelims")
    press.swimmer(4, "Wrenfallow, Silas", "17", "OTTR-PV", "2:01.10", age=17)
    return press.sheet(_ZONES, Session("Wednesday Prelims", _WEDNESDAY))
