"""Hy-Tek sheets with unusual names, ages, years, classes and marks."""

import datetime

from heatsync.heatsheet.program import Meet, Session
from heatsync.samples.paper import VERA
from heatsync.samples.sheet import Sheet
from heatsync.samples.variants.press import TEAM, Press, legs

_DAY = datetime.date(2026, 3, 14)
_MEET, _MEET_LINE = Meet("Otter Creek Open", _DAY, _DAY), "Otter Creek Open - 3/14/2026"
_SESSION = Session("Saturday", _DAY)
_HEAD = "Lane  Name                    Age  Team              Seed Time"


def _program(head: str = _HEAD, name: str = "Mixed 100 SC Meter Freestyle") -> Press:
    press = Press(_MEET_LINE, "Meet Program - Saturday")
    press.event(f"Event 1 {name}", number="1", name=name, distance=100, stroke="Freestyle")
    press.line(head)
    press.heat("Heat 1 of 1 Finals", 1, of=1, round="Finals")
    return press


def names() -> Sheet:
    """Without a comma, preferred names, a star, a dash, suffixes, and the names of a meet for fun."""
    press = _program()
    press.swimmer(0, "Keziah Ellisquay", "11", "OTTR-PV", "1:05.32", age=11)
    press.swimmer(1, 'Garrowby, Eleanor "Nell"', "M12", "OTTR-PV", "1:05.32", age=12)
    press.swimmer(2, "Umberling, Bartholomew (Bo)", "W9", "OTTR-PV", "1:05.32", age=9)
    press.swimmer(3, "Rookhanger, Ulla", "13", "KELP-CA", "1:06.00", around="*{}", age=13)
    press.swimmer(4, "Saltmarrow, Ilse -", "W13", "KELP-CA", "NT", age=13)
    press.swimmer(5, "Wrenfallow, Silas III", "14", "KELP-CA", "1:07.00", age=14)
    press.swimmer(6, "Mayo,", "17", "DSA-MA", "26.99", age=17)
    press.swimmer(7, "I'll Catch Up,", "16", "DSA-MA", "27.10", age=16)
    press.swimmer(8, "2 Fast 4 U,", "15", "DSA-MA", "27.95", age=15)
    press.swimmer(
        9, "Lindwhistle, J Robert", "15", "Unattached", "X1:11.44", age=15, seed_time="1:11.44", exhibition=True
    )
    press.swimmer(10, "O?Fennigan, Ra?el", "15", "UN-01-SI", "1:12.00", age=15)
    return press.sheet(_MEET, _SESSION)


def years_at_school() -> Sheet:
    """A high school's sheet: classes, and years that look like ages, in relays too; legs cut off and glued."""
    press = Press(_MEET_LINE, "Meet Program - Saturday")
    press.event(
        "Event  1   Boys 200 Yard Medley Relay",
        number="1", name="Boys 200 Yard Medley Relay", distance=200, stroke="Medley", relay=True,
    )  # fmt: skip
    press.line("Lane  Team                    Relay              Seed Time")
    press.heat("Heat  1 of 1  Timed Finals", 1, of=1, round="Timed Finals")
    press.team(1, "Otter Creek School", "B", "X2:01.45", seed_time="2:01.45", exhibition=True)
    press.legs("1) Umberling, Otis SO  2) Wrenfallow, Silas 11", *legs("Umberling, Otis", "Wrenfallow, Silas"))
    press.legs("3) Lindwhistle, J 084) Yarrowdale, Viggo", *legs("Lindwhistle, J", "Yarrowdale, Viggo", first=3))
    press.team(2, "Saint Tarn the Grea", "B", "X1:59.63", seed_time="1:59.63", exhibition=True)
    names = ("Thimblewick, Ambr", "Quillfeather, Cas", "Vossentrop, Lin", "Abbernock, Jasper")
    press.legs("1) {}2) {}3) {}4) {}".format(*names), *legs(*names))
    press.event(
        "Event  3   Boys 200 Yard Freestyle",
        number="3",
        name="Boys 200 Yard Freestyle",
        distance=200,
        stroke="Freestyle",
    )
    press.line("Lane  Name                    Year  School            Seed Time")
    press.heat("Heat  1 of 1  Timed Finals", 1, of=1, round="Timed Finals")
    press.swimmer(3, "Umberling, Otis", "SO", "Otter Creek School", "3:04.08", class_year="SO")
    press.swimmer(4, "Wrenfallow, Silas", "11", "Otter Creek School", "2:32.30", class_year="11")
    press.swimmer(5, "Lindwhistle, J", "08", "Saint Tarn the Grea", "NT", class_year="08")
    for lane, year in enumerate(("FR", "JR", "SR"), start=6):
        press.swimmer(lane, "Yarrowdale, Viggo", year, "Saint Tarn the Grea", "2:40.00", class_year=year)
    return press.sheet(_MEET, _SESSION)


def college_years() -> Sheet:
    """A college's psych sheet: years one to five, names without a comma, blank rules."""
    press = Press(_MEET_LINE, "Psych Sheet")
    name = "Women 50 SC Meter Butterfly"
    press.event(f"Event 2 {name}", number="2", name=name, distance=50, stroke="Butterfly")
    press.line("29.57  *  Usport 2025-2026", 60)
    press.line("Name                    Yr  School            Seed Time", 27)
    press.swimmer(1, "Ellisquay, Keziah", "5", "UT", "26.15", "_____", class_year="5", among="ranked")
    press.swimmer(2, "Nell Garrowby", "2", "Mustangs", "27.20", "* _____", class_year="2", among="ranked")
    return press.sheet(_MEET, Session(None, _DAY), kind="psych_sheet")


def para_classes() -> Sheet:
    """Para swimming: a class behind the name, what a swimmer may do in a column of its own."""
    press = _program(
        "Lane  ID#  Name                    Age  Team              Seed Time",
        "Women 100 LC Meter Freestyle Multi-Class S6-S14",
    )
    for lane, (codes, name, sport_class, age, team) in enumerate(
        (
            ("A, 12+", "Ellisquay, Keziah", "S10", 27, "S10-Sun City Masters"),
            ("9, 12 +", "Garrowby, Nell D", "SB8", 20, "S9-FSS-AZ"),
            ("", "Rookhanger, Ulla", "SM9", 20, "S14-PSRT-NI"),
            ("9", "Saltmarrow, Ilse", "S9", 22, "S9-ABSC-GA"),
        ),
        start=1,
    ):
        around = f"{{}} {sport_class}"
        press.swimmer(
            lane, name, str(age), team, "1:09.17", around=around, codes=codes, age=age, sport_class=sport_class
        )
    return press.sheet(_MEET, _SESSION)


def marks() -> Sheet:
    """Qualifying marks and course letters, glued and apart; rules to write on before the name and behind the mark."""
    press = _program()
    for lane, (seed, mark, told) in enumerate(
        (
            ("1:18.34 L", "B", "1:18.34L"), ("1:18.34 Y", "", "1:18.34Y"), ("1:03.09", "&JAG", "1:03.09"),
            ("1:03.09", "B&JAG", "1:03.09"), ("1:11.25", "ALL*", "1:11.25"), ("1:02.00", "WZAG", "1:02.00"),
            ("57.09S", "B____", "57.09S"), ("NP", "_____", "NP"),
        ),
        start=1,
    ):  # fmt: skip
        press.swimmer(lane, "Ellisquay, Keziah", "12", "OTTR-PV", seed, mark, age=12, seed_time=told)
    press.swimmer(9, "Garrowby, Nell", "12", "OTTR-PV", "1:05.00", around="_____ {}", age=12)
    press.empty(10, "_____")
    return press.sheet(_MEET, _SESSION)


def printed_over() -> Sheet:
    """Names and teams so long that they run over the next cells."""
    press = _program()
    press.swimmer(1, "Maria Angelica Dos Santos Ellisquay da Fontaña Umberling", "W71", "PEMAS", "2:51,37", age=71)
    press.swimmer(2, "Núñez Albarca, Ana María de la Luz Inés", "W12", "PEMAS", "1:51,37", age=12)
    press.swimmer(3, "Garrowby, Nell", "12", "Otter Creek and Kelp Bay Swimming", "1:05.00", age=12)
    return press.sheet(_MEET, _SESSION)


def wrapped() -> Sheet:
    """Names and teams that are too long for a narrow column go on on a line of their own; lanes called empty."""
    press = _program()
    press.swimmer(1, "Ellisquay-Wolfenwetter-", "12", "OTTR-PV", "1:05.10", age=12)
    press.more("Umberling, Keziah", name="Ellisquay-Wolfenwetter-Umberling, Keziah")
    press.swimmer(2, "Marchpanenbergerdorffsen,", "W12", "KELP-CA", "1:05.20", age=12)
    press.more("Ada Marie P", name="Marchpanenbergerdorffsen, Ada Marie P")
    press.swimmer(3, "Garrowby, Nell", "12", "Otter Creek and", "1:05.30", age=12)
    press.more("Kelp Bay", TEAM, team="Otter Creek and Kelp Bay")
    press.swimmer(4, "Rookhanger, Ulla", "13", "Pacific Northwes", "1:06.00", age=13)
    press.empty(5, "Empty Lane")
    press.empty(6, "EMPTY")
    return press.sheet(_MEET, _SESSION)


def letters_of_fonts() -> Sheet:
    """Letters that come as others: a ligature's own, and an Ñ drawn over its N."""
    press = Press(_MEET_LINE, "Meet Program - Saturday", face=VERA)
    name = "Mixed 100 SC Meter Butterfly"
    press.event("Event 1 Mixed 100 SC Meter Butter\ufb02y", number="1", name=name, distance=100, stroke="Butterfly")
    press.line(_HEAD)
    press.heat("Heat 1 of 1 Finals", 1, of=1, round="Finals")
    press.swimmer(1, "Grifinsen, Ada", "12", "OTTR-PV", "1:05.00", around="Gri\ufb01nsen, Ada", age=12)
    press.swimmer(2, "Zuñigalla, Ada", "12", "OTTR-PV", "1:06.00", twice="Zun", age=12)
    return press.sheet(_MEET, _SESSION)
