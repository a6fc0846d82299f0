from typing import Any

import pytest

from heatsync.heatsheet.program import Entry
from heatsync.heatsheet.reading import unread
from heatsync.intake.model_reader.answer import claims_of
from heatsync.intake.model_reader.checking import Confirmed, confirmed
from heatsync.intake.model_reader.endpoint import Nonsense
from tests.intake.model_reader.foreign import (
    ADA,
    BACK,
    FREE,
    GOOD,
    IN_FREE_1,
    IN_FREE_2,
    NELL,
    OLE,
    PIP,
    ROWS,
    WREN,
    drawn,
)
from tests.intake.model_reader.model_server import answer, completion, entry, event

LINES = unread(drawn(), lambda *_: None, 400).unread


def kept(*events: dict[str, Any]) -> list[Confirmed]:
    return confirmed(claims_of(completion(answer(*events)).body), LINES)


def names_kept(*events: dict[str, Any]) -> list[str]:
    return [one.entry.name for one in kept(*events)]


def test_what_is_printed_is_kept_with_its_place() -> None:
    found = kept(*GOOD["events"])
    assert [(one.event.number, one.heat, one.entry.lane, one.entry.name) for one in found] == [
        ("12", 1, 3, ADA),
        ("12", 1, 4, NELL),
        ("12", 2, 4, WREN),
        ("13", 1, 2, PIP),
        ("13", 1, 3, OLE),
    ]
    line = next(line for line in LINES if ADA in line.text)
    assert found[0].entry == Entry(
        ADA, 1, "3 Abbernock, Ada 11 Wydra 1:15.32", line.box, lane=3, age=11, team="Wydra", seed_time="1:15.32"
    )


@pytest.mark.parametrize(
    "invented",
    [
        event("12", FREE, h1=[entry(3, "Nobody, Nora")]),
        event("12", FREE, h1=[entry(5, ADA)]),
        event("12", FREE, h1=[entry(11, ADA)]),
        event("12", FREE, h1=[entry(10**30, ADA)]),
        event("12", FREE, h1=[entry(3, ADA, page=2)]),
        event("12", FREE, h2=[entry(3, ADA)]),
        event("12", FREE, h3=[entry(3, ADA)]),
        event("12", FREE, h1=[entry(4, WREN)]),
        event("13", BACK, h1=[entry(3, ADA)]),
        event("12", FREE, h1=[entry(3, OLE)]),
        event("14", FREE, h1=[entry(3, ADA)]),
        event("11", FREE, h1=[entry(3, ADA)]),
        event("100", FREE, h1=[entry(3, ADA)]),
        event("12", "100 m motylkowym", h1=[entry(3, ADA)]),
        event("12", "", h1=[entry(3, ADA)]),
        event("12", FREE, h1=[entry(3, "")]),
        event("12", FREE, h1=[entry(3, "Abbernock")]),
        event("12", FREE, h1=[entry(3, "Ada")]),
        event("12", FREE, h1=[entry(3, "Abbernock, A")]),
        event("12", FREE, h1=[entry(3, "Abbernock, Ada 11")]),
        event("12", FREE, h1=[entry(3, ".*")]),
        event("12", FREE, h1=[entry(3, "Ada Abbernock")]),
        event(None, ADA, h1=[entry(4, NELL)]),
    ],
)
def test_what_is_not_printed_or_not_there_is_thrown_away(invented: dict[str, Any]) -> None:
    assert names_kept(invented) == []


def test_an_event_that_the_model_hides_lends_nobody_to_the_one_before() -> None:
    assert names_kept(event("12", FREE, h1=[*IN_FREE_1, entry(3, OLE)])) == [ADA, NELL]


def test_what_is_wrong_beside_a_printed_name_is_left_out() -> None:
    (one,) = kept(event("12", FREE, h1=[entry(3, ADA, age=12, team="Bobry Rzeka", seed_time="1:15.3")]))
    assert (one.entry.name, one.entry.age, one.entry.team, one.entry.seed_time) == (ADA, None, None, None)


def test_an_entry_that_is_claimed_over_and_over_is_there_once() -> None:
    assert names_kept(event("12", FREE, h2=[IN_FREE_2[0], {**IN_FREE_2[0], "age": None}])) == [WREN]


def test_more_claims_than_lines_are_nonsense() -> None:
    with pytest.raises(Nonsense):
        kept(event("12", FREE, h1=[entry(lane, ADA) for lane in range(len(LINES) + 1)]))


def test_the_space_between_words_does_not_matter() -> None:
    assert names_kept(event("12", f"  {FREE.replace(' ', '  ')} ", h1=[entry(3, " Abbernock,   Ada")])) == [ADA]


def test_a_heat_may_be_printed_in_the_row() -> None:
    pdf = drawn(("Konkurencja 12", FREE), ("2", "4   " + ADA, "11"), ("2", "5   " + NELL, "12"))
    claims = claims_of(completion(answer(event("12", FREE, h2=[entry(4, ADA)], h3=[entry(5, NELL)]))).body)
    assert [one.entry.name for one in confirmed(claims, unread(pdf, lambda *_: None, 400).unread)] == [ADA]


@pytest.mark.parametrize("name", ["Smith", "Smith, Ann", "Ann Lee"])
def test_part_of_a_name_is_nobody(name: str) -> None:
    pdf = drawn(*ROWS[1:3], ("4", "Smith, Ann Lee", "12"))
    claims = claims_of(completion(answer(event("12", FREE, h1=[entry(4, name)]))).body)
    assert confirmed(claims, unread(pdf, lambda *_: None, 400).unread) == []
