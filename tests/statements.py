"""What is asked of the database: how much, and whether it has to look through whole tables for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import event

from heatsync.models import db


class Statement(NamedTuple):
    """One statement, and the values in it."""

    text: str
    values: Any


@contextmanager
def noted() -> Iterator[list[Statement]]:
    """The statements of this block, in their order."""
    statements = list[Statement]()

    def note(*given: Any) -> None:
        statements.append(Statement(given[2], given[3]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
