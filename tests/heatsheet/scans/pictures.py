"""Drawn sheets as a scanner or a phone would show them."""

import io
from collections.abc import Iterator
from functools import cache
from random import Random

import numpy as np
import pypdfium2
from PIL import Image

from heatsync.heatsheet.program import Entry, Program
from heatsync.heatsheet.scans.picture import Picture
from heatsync.samples import hytek, invent
from heatsync.samples.sheet import Sheet


def _drawn(seed: int) -> Sheet:
    meet = invent.hytek(Random(seed), invent.Size(sessions=1, events=3, swimmers=30))
    return hytek.draw(meet, hytek.Style(columns=1, records=False))


SHEET, ANOTHER = _drawn(7), _drawn(8)
UPPER_PART, MOST_OF_IT = 640, 1180
"""Rows of a scanned page that hold its head, an event and some swimmers, or two events: to read more takes long."""


@cache
def scanned(pdf: bytes = SHEET.pdf, page: int = 0, turn: float = 1.0, noise: float = 8.0) -> Picture:
    """A page at 200 dots an inch, a little noisy, and turned by some degrees."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[page].render(scale=200 / 72, grayscale=True).to_pil()
    pixels = np.asarray(image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255), dtype=np.float32)
    speckled = pixels + np.random.default_rng(0).normal(0, noise, pixels.shape)
    return np.clip(speckled, 0, 255).astype(np.uint8)


def empty_below(picture: Picture) -> Picture:
    """The whole page, with nothing below its upper part."""
    paper = np.full_like(picture, 255)
    paper[:UPPER_PART] = picture[:UPPER_PART]
    return paper


def coarse(picture: Picture) -> Picture:
    """The picture as a poor camera takes it."""
    image = Image.fromarray(picture)
    small = image.resize((int(image.width * 0.45), int(image.height * 0.45)), Image.Resampling.BILINEAR)
    return np.asarray(small.resize(image.size, Image.Resampling.BILINEAR))


def pdf_of(*pictures: Picture) -> bytes:
    """A PDF as scanners make it: a picture a page."""
    images = [Image.fromarray(picture) for picture in pictures]
    file = io.BytesIO()
    images[0].save(file, "PDF", resolution=200, save_all=True, append_images=images[1:], quality=85)
    return file.getvalue()


def photo_of(picture: Picture, kind: str, orientation: int = 1) -> bytes:
    """The picture as a JPEG or a PNG, with a note on how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    Image.fromarray(picture).save(file, kind, exif=exif)
    return file.getvalue()


def printed_on(program: Program, page: int) -> Iterator[Entry]:
    """The entries of that page."""
    for event in program.events:
        for heat in event.heats:
            yield from (entry for entry in heat.entries if entry.page == page)
