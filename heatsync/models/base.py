"""What all tables are made of, and one short transaction."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, registry

from heatsync.database import Json, UtcDateTime, now

LONGEST_NAME = 255


class Base(DeclarativeBase):
    """What all tables share: moments are in UTC."""

    registry = registry(
        type_annotation_map={datetime.datetime: UtcDateTime(), dict[str, Any]: Json, list[dict[str, Any]]: Json}
    )


db = SQLAlchemy(model_class=Base)


@contextmanager
def transaction() -> Iterator[Session]:
    """One short transaction of its own: committed at the end, undone by an exception; its rows stay readable after.

    For everything but simple reads in a request, so that no connection is held while a page streams or a PDF is read.
    """
    with (
        Session(db.engine, expire_on_commit=False, execution_options={"synchronize_session": False}) as session,
        session.begin(),
    ):
        yield session


def where(condition: str) -> dict[str, Any]:
    """Of an index: only over the rows of which this is true."""
    return {"postgresql_where": text(condition), "sqlite_where": text(condition)}


def key() -> Mapped[uuid.UUID]:
    """A primary key that nobody can guess."""
    return mapped_column(primary_key=True, default=uuid.uuid4)


def created() -> Mapped[datetime.datetime]:
    """The moment at which the row is made."""
    return mapped_column(server_default=now())
