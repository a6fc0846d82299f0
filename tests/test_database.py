import datetime
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError, StatementError

from heatsync.database import now
from heatsync.models import ProcessingBatch, db, new_batch, transaction
from heatsync.settings import Settings

BERLIN = datetime.timezone(datetime.timedelta(hours=2))


@pytest.fixture(autouse=True)
def in_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def add_batch() -> ProcessingBatch:
    with transaction() as session:
        batch = new_batch("Ada Wex", 1)
        session.add(batch)
    return batch


def clock(plus_seconds: float = 0) -> datetime.datetime:
    with db.engine.connect() as connection:
        moment: datetime.datetime = connection.execute(select(now(plus_seconds).label("clock"))).scalar_one()
    return moment


def test_the_clock_is_in_utc_and_knows_parts_of_a_second() -> None:
    moments = [clock() for _ in range(20)]
    assert {moment.tzinfo for moment in moments} == {datetime.UTC}
    assert any(moment.microsecond for moment in moments)
    assert moments == sorted(moments)


@pytest.mark.parametrize("seconds", [0.25, 45, -3600, 30 * 86400])
def test_the_clock_can_be_asked_for_a_later_or_an_earlier_moment(seconds: float) -> None:
    difference = (clock(seconds) - clock()).total_seconds()
    assert seconds - 5 < difference <= seconds


def test_moments_are_compared_by_the_database_to_parts_of_a_second() -> None:
    batch = add_batch()
    later = ProcessingBatch.expires_at > ProcessingBatch.created_at
    with transaction() as session:
        session.execute(
            update(ProcessingBatch).values(expires_at=batch.created_at + datetime.timedelta(milliseconds=1))
        )
        assert session.scalar(select(ProcessingBatch.id).where(later)) == batch.id
        session.execute(update(ProcessingBatch).values(expires_at=batch.created_at))
        assert session.scalar(select(ProcessingBatch.id).where(later)) is None


def test_a_moment_of_another_zone_comes_back_in_utc() -> None:
    batch = add_batch()
    with transaction() as session:
        session.execute(update(ProcessingBatch).values(started_at=datetime.datetime(2026, 6, 1, 9, 0, 0, 5, BERLIN)))
    with transaction() as session:
        started = session.get_one(ProcessingBatch, batch.id).started_at
    assert started == datetime.datetime(2026, 6, 1, 7, 0, 0, 5, datetime.UTC)
    assert started.tzinfo == datetime.UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    add_batch()
    with pytest.raises(StatementError, match="zone"), transaction() as session:
        session.execute(update(ProcessingBatch).values(started_at=datetime.datetime(2026, 6, 1)))  # noqa: DTZ001


def test_a_transaction_that_fails_leaves_nothing() -> None:
    def add_and_fail() -> None:
        with transaction() as session:
            session.add(new_batch("Ada Wex", 1))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    with transaction() as session:
        assert session.scalars(select(ProcessingBatch)).all() == []


class TestSqlite:
    @pytest.fixture
    def database(self, new_sqlite: str) -> str:
        return new_sqlite

    def test_it_keeps_a_log_ahead_and_checks_foreign_keys_and_waits(self, settings: Settings) -> None:
        with db.engine.connect() as connection:
            found = {
                name: connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
            }
        assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000, "synchronous": 1}

    def test_readers_do_not_wait_for_a_writer(self) -> None:
        batch = add_batch()
        with transaction() as writer:
            writer.execute(update(ProcessingBatch).values(status="failed"))
            with transaction() as reader:
                assert reader.get_one(ProcessingBatch, batch.id).status == "pending"

    def test_a_transaction_that_has_read_can_still_write_after_somebody_else_wrote(self) -> None:
        batch = add_batch()
        with transaction() as first:
            first.execute(select(ProcessingBatch.id)).all()
            with transaction() as second:
                second.execute(update(ProcessingBatch).values(total_pdfs=2))
            first.execute(update(ProcessingBatch).values(total_pdfs=ProcessingBatch.total_pdfs + 1))
        with transaction() as session:
            assert session.get_one(ProcessingBatch, batch.id).total_pdfs == 3

    def test_eight_who_read_and_write_at_once_never_find_it_locked(self, app: Flask) -> None:
        batch, raised = add_batch(), list[Exception]()
        start = threading.Barrier(8)

        def count_up() -> None:
            with app.app_context():
                start.wait()
                for _ in range(25):
                    try:
                        with transaction() as session:
                            session.execute(select(ProcessingBatch.id)).all()
                            session.execute(update(ProcessingBatch).values(total_pdfs=ProcessingBatch.total_pdfs + 1))
                    except Exception as error:
                        raised.append(error)

        threads = [threading.Thread(target=count_up) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert raised == []
        with transaction() as session:
            assert session.get_one(ProcessingBatch, batch.id).total_pdfs == 201

    def test_who_writes_gets_its_turn_among_writers_who_never_rest(self, app: Flask) -> None:
        batch, over = add_batch(), threading.Event()

        def write_on_and_on() -> None:
            with app.app_context():
                while not over.is_set():
                    with transaction() as session:
                        session.execute(update(ProcessingBatch).values(total_pdfs=2))

        threads = [threading.Thread(target=write_on_and_on) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(20):
                with transaction() as session:
                    session.execute(update(ProcessingBatch).values(failed_pdfs=1))
        finally:
            over.set()
            for thread in threads:
                thread.join()
        with transaction() as session:
            assert session.get_one(ProcessingBatch, batch.id).failed_pdfs == 1

    def test_who_never_gets_its_turn_is_told_so_and_waits_as_before_next_time(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add_batch()
        monkeypatch.setattr("heatsync.database._PATIENCE_SECONDS", 0)
        with db.engine.connect() as writer, db.engine.connect() as other:
            writer.execute(update(ProcessingBatch).values(total_pdfs=2))
            with pytest.raises(OperationalError, match="locked"):
                other.execute(update(ProcessingBatch).values(total_pdfs=3))
            writer.rollback()
            other.rollback()
            other.execute(update(ProcessingBatch).values(total_pdfs=3))
            assert other.execute(text("PRAGMA busy_timeout")).scalar_one() == 5000
