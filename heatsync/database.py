"""What SQLite and PostgreSQL do differently, levelled: the clock, moments, transactions."""

import datetime
import random
import sqlite3
import time
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Engine, Float, event, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import TypeDecorator

Json = JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

_READS = ("SELECT", "PRAGMA", "EXPLAIN")
_PATIENCE_SECONDS = 5
_PAUSE_SECONDS = (0.001, 0.003)
"""From one attempt to write to the next, at least and at most: who come together must not come together again."""
_WAIT = f"PRAGMA busy_timeout = {1000 * _PATIENCE_SECONDS}"
_PRAGMAS = (
    _WAIT,
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what a parent deletes is not left in the file's free pages
)


class UtcDateTime(TypeDecorator[datetime.datetime]):
    """A moment, always with its zone and always in UTC, on SQLite too, which knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, _dialect: Dialect) -> datetime.datetime | None:
        """Refuse a moment without a zone: nobody knows when it is."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return value and value.astimezone(datetime.UTC)

    def process_result_value(self, value: datetime.datetime | None, _dialect: Dialect) -> datetime.datetime | None:
        """The moment in UTC."""
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=datetime.UTC)
        return value and value.astimezone(datetime.UTC)


class _Now(FunctionElement[datetime.datetime]):
    """The database's clock plus its one argument, in seconds."""

    type = UtcDateTime()
    inherit_cache = True


def now(plus_seconds: float = 0) -> _Now:
    """The time by the database's clock, the only one that all hosts share, and so many seconds later or earlier."""
    return _Now(literal(float(plus_seconds), Float()))


@compiles(_Now, "sqlite")
def _now_on_sqlite(element: _Now, compiler: SQLCompiler, **options: Any) -> str:
    # Six digits of a second, as SQLAlchemy writes them: SQLite compares moments as text.
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', {compiler.process(element.clauses, **options)} || ' seconds')"


@compiles(_Now, "postgresql")
def _now_on_postgresql(element: _Now, compiler: SQLCompiler, **options: Any) -> str:
    # Not now(): a transaction may have waited for a lock since it began. Not clock_timestamp(): no index serves for it.
    return f"(statement_timestamp() + make_interval(secs => {compiler.process(element.clauses, **options)}))"


def insert_into(session: Session, table: type[DeclarativeBase]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that may say ``on_conflict_do_nothing`` or ``on_conflict_do_update``."""
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # the driver would begin a transaction that cannot become a write in time
        for pragma in _PRAGMAS:
            connection.execute(pragma)


@event.listens_for(Engine, "before_cursor_execute")
def _begin_on_sqlite(
    connection: Connection, _cursor: DBAPICursor, statement: str, _parameters: Any, _context: Any, _many: bool
) -> None:
    """Begin IMMEDIATE before the first write; reads before it see what is committed, as on PostgreSQL.

    A plain BEGIN takes the write lock only at the first write, and then fails at once where somebody wrote since.
    """
    if connection.dialect.name != "sqlite" or statement.lstrip().upper().startswith(_READS):
        return
    raw = connection.connection.driver_connection
    if isinstance(raw, sqlite3.Connection) and not raw.in_transaction:
        _take_the_write_lock(raw)


def _take_the_write_lock(connection: sqlite3.Connection) -> None:
    """Ask every few milliseconds: SQLite's own pauses grow to 100 ms, so that who waits longest asks least often."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        patience = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                    raise
                time.sleep(random.uniform(*_PAUSE_SECONDS))  # noqa: S311
            else:
                return
    finally:
        connection.execute(_WAIT)
