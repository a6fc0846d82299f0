"""Who swims is found, however the sheet prints the name."""

import pytest

from heatsync.heatsheet import read
from heatsync.heatsheet.swims import Found, find
from heatsync.samples.variants import VARIANTS


def found(variant: str, swimmer: str) -> Found:
    return find(read(VARIANTS[variant]().pdf), swimmer)


@pytest.mark.parametrize(
    ("variant", "swimmer", "lane"),
    [
        ("names", "Keziah Ellisquay", 0),
        ("names", "Nell Garrowby", 1),
        ("names", "Bo Umberling", 2),
        ("names", "Ulla Rookhanger", 3),
        ("names", "Ilse Saltmarrow", 4),
        ("names", "Silas Wrenfallow", 5),
        ("names", "Mayo", 6),
        ("names", "Ra'el O'Fennigan", 10),
        ("para-classes", "Nell Garrowby", 2),
        ("printed-over", "Ana María de la Luz Inés Núñez Albarca", 2),
        ("letters-of-fonts", "Ada Zuñigalla", 2),
        ("letters-of-fonts", "Ada Grifinsen", 1),
        ("spanish", "María José Núñez Albarca", 3),
        ("years-at-school", "Silas Wrenfallow", 1),
    ],
)
def test_a_swimmer_is_found_by_the_name_that_parents_type(variant: str, swimmer: str, lane: int) -> None:
    swims = found(variant, swimmer).swims
    assert swims[0].lane == lane


def test_an_alternate_of_a_relay_has_no_race_and_is_told_so() -> None:
    alternate = found("relay-legs", "Ada Yim")

    assert not alternate.swims
    assert [
        text for text in alternate.warnings if text.startswith("Ada Yim is listed as an alternate of TARN-SI A in ")
    ]


def test_a_name_that_the_sheet_cuts_off_is_offered() -> None:
    assert found("years-at-school", "Ambrose Thimblewick").near[0].name == "Ambr Thimblewick"


def test_a_swimmer_whose_heat_swims_elsewhere_is_warned_and_gets_no_time() -> None:
    moved = found("swimming-with-finals", "Keziah Ellisquay")

    assert [swim.starts_at for swim in moved.swims] == [None]
    assert [text for text in moved.warnings if "swims with Finals" in text]


def test_a_combined_event_shows_both_its_heats() -> None:
    (swim,) = found("combined-events", "Otis Umberling").swims

    assert (swim.event, swim.heat, swim.round) == ("21 / 22", 2, "Heat 1 Boys 800 Free")
