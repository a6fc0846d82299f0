"""The arm card: what swimmers write down."""

import pytest

from heatsync.heatsheet.swims import Swim
from heatsync.results.card import Line, cards_of
from tests.results.results import SUNDAY, result, swim


def line(printed: Swim) -> Line:
    ((only,),) = (card.lines for card in cards_of(result(printed)))
    return only


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Girls 9-10 100 Yard Freestyle", "100 FR"),
        ("Boys 50 Back", "50 BK"),
        ("200 m Brust weiblich", "200 BR"),
        ("Mixed 8 & Under 25 Butterfly", "25 FL"),
        ("Women 400 IM", "400 IM"),
        ("100m Lagen männlich", "100 IM"),
        ("Girls 200 Medley Relay", "200 MR"),
        ("Girls 4x50 Free Relay", "200 FR"),
        ("Open water", "Open water"),
        ("A very long name of something else", "A very long na"),
    ],
)
def test_a_race_is_its_distance_and_the_code_of_its_stroke(name: str, written: str) -> None:
    assert line(swim(event_name=name)).swim == written


@pytest.mark.parametrize(
    ("name", "place", "leg"),
    [("200 Medley Relay", 2, "leg 2 BR"), ("200 Medley Relay", 1, "leg 1 BK"), ("200 Free Relay", 4, "leg 4"),
     ("8x50 Medley Relay", 7, "leg 7")],
)  # fmt: skip
def test_a_relay_says_which_leg_and_in_a_medley_its_stroke(name: str, place: int, leg: str) -> None:
    assert line(swim(event_name=name, relay="A", leg=place)).leg == leg


def test_event_heat_and_lane_are_as_printed() -> None:
    assert line(swim(event="104B", heat=12, lane=10))[:3] == ("104B", "12", "10")


def test_what_is_not_known_is_a_dash() -> None:
    assert line(swim(heat=None, lane=None))[:3] == ("12", "–", "–")


def test_each_session_has_a_card_of_its_own() -> None:
    cards = cards_of(result(swim(), swim(event="30", session="Sunday", session_index=1, date=SUNDAY)))

    assert [(card.session, len(card.lines)) for card in cards] == [("Saturday", 1), ("Sunday", 1)]


def test_a_card_that_lies_about_shows_no_surname() -> None:
    (card,) = cards_of(result(swim()))

    assert card.first_name == "Jane"
    assert "Example" not in repr(card)
