"""Ink, patches, rules: the first steps from a picture to its letters."""

import numpy as np
import pytest

from heatsync.heatsheet.scans.cells import cells_of, letters_of, run_up_or_down
from heatsync.heatsheet.scans.ink import ink_of, patches_of, rules_of
from heatsync.heatsheet.scans.picture import levelled
from tests.heatsheet.scans.pictures import UPPER_PART, scanned


def drawn(*rows: str) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.array([[letter == "#" for letter in row] for row in rows])


def boxes(*rows: str) -> list[tuple[int, ...]]:
    return sorted(tuple(box) for box in patches_of(drawn(*rows)).tolist())


def test_pixels_side_by_side_and_one_below_the_other_are_one_patch() -> None:
    assert boxes("##..#", ".##.#", "....#") == [(0, 0, 3, 2), (4, 0, 5, 3)]


def test_what_joins_further_down_is_one_patch() -> None:
    assert boxes("#.#.#", "#.#.#", "#####") == [(0, 0, 5, 3)]


def test_what_touches_at_a_corner_is_two_patches() -> None:
    assert boxes("#.", ".#") == [(0, 0, 1, 1), (1, 1, 2, 2)]


def test_no_ink_is_no_patch() -> None:
    assert boxes("...", "...") == []


def test_a_shadow_is_no_ink() -> None:
    page = np.tile(np.linspace(255, 90, 400), (200, 1))
    page[100:104, 100:110] = page[100:104, 300:310] = 20
    assert len(patches_of(ink_of(page.astype(np.uint8)))) == 2


def test_a_line_under_a_word_is_taken_from_its_letters() -> None:
    ink = drawn("#...#...", "#...#...", "########")
    assert not (ink & ~rules_of(ink, longest=5))[2].any()


@pytest.mark.parametrize("degrees", [-4.0, -0.5, 3.0])
def test_a_page_askew_is_made_level(degrees: float) -> None:
    askew = scanned(turn=degrees, noise=0)[:UPPER_PART]
    level = scanned(turn=0, noise=0)[:UPPER_PART]

    def rows(picture: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> float:
        return float(np.square(ink_of(picture).sum(axis=1)).sum())

    assert rows(levelled(askew, ink_of(askew))) > 0.8 * rows(level)


def test_text_that_runs_up_is_seen_to() -> None:
    page = scanned(noise=0)
    letters, _ = letters_of(ink_of(page))
    assert not run_up_or_down(letters, page.shape)
    assert run_up_or_down(letters[:, [1, 0, 3, 2]], page.shape[::-1])
    assert len(cells_of(letters, page.shape)) > 40
