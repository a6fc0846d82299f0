"""Names offered when nobody matches."""

import pytest

from heatsync.heatsheet.nearby import suggest

SHEET = ["Liu, Elsa", "Example, Maria Ana", "Sample, Elizabeth", "Taylor, Jordan", "Muster, Maximilian", "Far, Quite"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Elly Liu", "Liu, Elsa"),
        ("Maria Example", "Example, Maria Ana"),
        ("Beth Sample", "Sample, Elizabeth"),
        ("Taylor Jordan", "Taylor, Jordan"),
        ("Max Muster", "Muster, Maximilian"),
        ("Jordan Tayler", "Taylor, Jordan"),
    ],
)
def test_a_name_almost_right_is_offered_first(typed: str, offered: str) -> None:
    assert suggest(typed, SHEET)[0] == offered


def test_nobody_is_offered_to_a_name_like_none() -> None:
    assert suggest("Sam Nowhere", SHEET) == ()


def test_the_name_itself_is_no_suggestion() -> None:
    assert suggest("Elsa Liu", SHEET) == ()


def test_a_nickname_comes_before_a_misspelling() -> None:
    assert suggest("Bill Example", ["Example, Bil Q", "Example, Gill", "Example, William"])[0] == "Example, William"


def test_five_names_are_offered_at_most() -> None:
    assert len(suggest("Ada Example", [f"Exampl{letter}, Ada" for letter in "abcdfgh"])) == 5
