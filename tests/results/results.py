"""Small results made by hand."""

import datetime
from typing import Any

from msgspec.structs import replace

from heatsync.heatsheet.swims import Swim
from heatsync.results.arranging import result_of
from heatsync.results.result import Result, Sheet
from tests.heatsheet.sheets import BOX, JANE, SATURDAY

SUNDAY = SATURDAY + datetime.timedelta(days=1)


def swim(**printed: Any) -> Swim:
    usual = Swim(
        event_name="Girls 100 Free",
        name="Example, Jane",
        page=2,
        line="4 Example, Jane 12 ABC 1:05.32",
        box=BOX,
        event="12",
        session="Saturday",
        session_index=0,
        date=SATURDAY,
        heat=3,
        of=5,
        lane=4,
        starts_at="09:12",
        seed_time="1:05.32",
        team="ABC",
        age=12,
    )
    return replace(usual, **printed)


def sheet(*swims: Swim, **about: Any) -> Sheet:
    usual = Sheet(filename="saturday.pdf", swims=swims, meet="Winter Cup", meet_start=SATURDAY, venue="Example Pool")
    return replace(usual, **about)


def result(*swims: Swim, **about: Any) -> Result:
    return result_of(JANE, [sheet(*swims, **about)])
