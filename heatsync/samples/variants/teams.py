"""Hy-Tek sheets with relay teams whose swimmers are printed in unusual ways."""

import datetime

from heatsync.heatsheet.program import Leg, Meet, Session
from heatsync.samples.sheet import Sheet
from heatsync.samples.variants.press import Press

_DAY = datetime.date(2026, 3, 14)
_ADA, _BO, _CLOVER, _DORRIT = "Ellisquay, Ada", "Umberling, Bo", "Garrowby, Clover", "Rookhanger, Dorrit"


def relay_legs() -> Sheet:
    """Sums of ages; swimmers one, two or four a line, without numbers, glued together; eight of them."""
    press = Press("Otter Creek Masters - 3/14/2026", "Meet Program - Saturday")
    name = "Mixed 160-199 200 SC Meter Freestyle Relay"
    press.event(f"Event 1 {name}", number="1", name=name, distance=200, stroke="Freestyle", relay=True)
    press.line("Lane  Team                    Relay              Seed Time")
    press.heat("Heat 1 of 1 Finals", 1, of=1, round="Finals")
    press.team(1, "OTTR-PV", "A", "1:57.09", ages="X160")
    press.legs(f"1) {_ADA} W44      2) {_BO} M43", Leg(1, _ADA, 44), Leg(2, _BO, 43))
    press.legs(f"3) {_CLOVER} W38      4) {_DORRIT} W35", Leg(3, _CLOVER, 38), Leg(4, _DORRIT, 35))
    press.team(2, "Kelp Bay", "B", "NT", ages="W109")
    press.legs(f"{_ADA} W55      {_BO} M64", Leg(1, _ADA, 55), Leg(2, _BO, 64))
    press.legs(f"{_CLOVER} 44{_DORRIT} 43", Leg(3, _CLOVER, 44), Leg(4, _DORRIT, 43))
    press.team(3, "REEF-AZ", "A", "X2:01.00", seed_time="2:01.00", exhibition=True)
    for place, who in enumerate((_ADA, _BO, _CLOVER, _DORRIT), start=1):
        press.legs(f"{place}) {who} 2{place}", Leg(place, who, 20 + place))
    press.team(4, "TARN-SI", "A", "2:03.00")
    press.legs(
        "1) Wex, Ada 20  2) Wex, Bo 21  3) Wex, Cy 22  4) Wex, Di 23",
        *_four("Wex, Ada", "Wex, Bo", "Wex, Cy", "Wex, Di"),
    )
    press.legs(
        "5) Yim, Ada 20  6) Yim, Bo 21  7) Yim, Cy 22  8) Yim, Di 23",
        *_four("Yim, Ada", "Yim, Bo", "Yim, Cy", "Yim, Di", 5),
    )
    press.team(5, "MARL-CA", "C", "2:04.00")
    press.legs(
        "1) Ada Ellisquay 20      2) Umberling, Bo (Bobby) 21",
        Leg(1, "Ada Ellisquay", 20),
        Leg(2, "Umberling, Bo (Bobby)", 21),
    )
    press.empty(6)
    return press.sheet(Meet("Otter Creek Masters", _DAY, _DAY), Session("Saturday", _DAY))


def _four(*names_and_first: str | int) -> list[Leg]:
    names = [name for name in names_and_first if isinstance(name, str)]
    first = next((number for number in names_and_first if isinstance(number, int)), 1)
    return [Leg(first + place, name, 20 + place) for place, name in enumerate(names)]
