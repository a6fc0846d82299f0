"""Draws the example anew: ``python -m heatsync.samples``."""

from heatsync.samples import EXAMPLE_PDF
from heatsync.samples.example import example

EXAMPLE_PDF.write_bytes(example().pdf)
