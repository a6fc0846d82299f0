"""Sheets of meets that never were, for trying things out: every name on them is made up.

``example.pdf`` is kept in the project, so that the start page needs no drawing library; ``python -m heatsync.samples``
draws it anew. The modules beside this one draw any number of others, in each layout that the reader knows, and
hand over the truth that they were drawn from.
"""

from pathlib import Path

EXAMPLE_PDF = Path(__file__).with_name("example.pdf")
"""A Hy-Tek program of two sessions, with start times and named relay swimmers."""

EXAMPLE_SWIMMER = "Tamsin Dunkleferth"
"""Somebody on it with five races, one of them in a relay."""
