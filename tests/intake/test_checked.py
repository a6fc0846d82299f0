"""What the worker accepts from the reading room."""

import pytest
from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Program, Session, UnreadLine
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.checked import checked

ENTRY = Entry(name="Example, Robin", page=1, line="3  Example, Robin  12", box=(40, 100, 300, 110), lane=3)
EVENT = Event(name="100 Freestyle", number="12", session=0, heats=(Heat(1, starts_at="09:40", entries=(ENTRY,)),))
GOOD = Program(
    kind="heat_sheet", software=None, pages=2, coverage=0.5, sessions=(Session(starts_at="09:00"),), events=(EVENT,)
)


def refusal(program: Program) -> str:
    with pytest.raises(Unreadable) as caught:
        checked(program.to_json(), max_pages=400)
    return caught.value.code


def test_a_good_program_comes_out_as_it_went_in() -> None:
    assert checked(GOOD.to_json(), max_pages=400) == GOOD


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GOOD, pages=401),
        replace(GOOD, pages=0),
        replace(GOOD, coverage=1.5),
        replace(GOOD, events=(replace(EVENT, session=1),)),
        replace(GOOD, events=(replace(EVENT, session=-1),)),
        replace(GOOD, events=(replace(EVENT, starts_at="24:00"),)),
        replace(GOOD, events=(replace(EVENT, heats=(Heat(1, starts_at="9:40"),)),)),
        replace(GOOD, sessions=(Session(warm_up="soon"),)),
        replace(GOOD, events=(replace(EVENT, ranked=(replace(ENTRY, page=3),)),)),
        replace(GOOD, events=(replace(EVENT, withdrawn=(replace(ENTRY, page=0),)),)),
        replace(GOOD, unread=(UnreadLine(3, "a line of no page", (0, 0, 1, 1)),)),
    ],
)
def test_a_number_that_points_nowhere_is_an_invalid_pdf(wrong: Program) -> None:
    assert refusal(wrong) == "INVALID_PDF"


@pytest.mark.parametrize(
    "large",
    [
        replace(GOOD, events=(replace(EVENT, ranked=(ENTRY,) * 20_000),)),
        replace(GOOD, software="x" * 100_001),
        replace(GOOD, software='"' * 100_001),
        replace(GOOD, software='\\"' * 50_001),
    ],
    ids=["entries", "string", "quotes", "backslashes"],
)
def test_a_program_that_is_too_large_is_too_complex(large: Program) -> None:
    assert refusal(large) == "TOO_COMPLEX"
