"""Papers that are no heat sheets: nothing is read out of them, and results are called by their name."""

from collections.abc import Callable
from random import Random

import pytest

from heatsync.heatsheet import read
from heatsync.samples import other_papers
from heatsync.samples.sheet import entries_of
from tests.heatsheet.lines_of import program_of


def test_results_are_results_and_nobody_swims_there_again() -> None:
    found = read(other_papers.results(Random(1)))
    assert found.kind == "results"
    assert not list(entries_of(found))


def test_all_lines_of_results_are_known_to_be_no_races() -> None:
    found = read(other_papers.results(Random(1)))
    assert (found.coverage, found.unread, found.events) == (1.0, (), ())
    assert sum(len(line.pages) for line in found.elsewhere) > 20


def test_a_protokoll_of_easywk_is_results() -> None:
    found = program_of(
        """
        Protokoll
        Frühjahrsschwimmen
        am 14.03.2026
        Frühjahrsschwimmen  Seite 1
        Wettkampf 1 - 50m Rücken weiblich
        1.  Beispiel, Ada  2014  SV Muster  00:44,94
        """
    )
    assert (found.kind, found.software, list(entries_of(found))) == ("results", "EasyWk", [])


@pytest.mark.parametrize("paper", [other_papers.meet_information, other_papers.letter])
def test_a_text_is_no_heat_sheet_and_most_of_it_is_unread(paper: Callable[[], bytes]) -> None:
    found = read(paper())
    assert (found.kind, found.events) == ("unknown", ())
    assert found.coverage < 0.25


def test_heats_in_which_nobody_swims_are_no_heat_sheet() -> None:
    found = program_of("Puddle Cup\nEvent 1: Girls 50m Freestyle\nHeat 1 of 2\n??\nHeat 2 of 2\n??")
    assert (found.kind, found.coverage, len(found.unread)) == ("unknown", 0.0, 6)
