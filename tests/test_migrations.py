import datetime
import uuid
from collections.abc import Iterator

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from heatsync.models import db

INDEXES: dict[str, dict[str, tuple[list[str], str | None]]] = {
    "processing_batches": {
        "idx_batches_status": (["status"], None),
        "idx_batches_created": (["created_at"], None),
        "idx_batches_expires": (["expires_at"], None),
        "idx_batches_family": (["family_code"], "family_code IS NOT NULL"),
        "idx_batches_mail": (["completed_at"], "notification_email IS NOT NULL"),
        "idx_batches_processing": (["status", "worker_heartbeat"], "status = 'processing'"),
    },
    "batch_jobs": {
        "idx_jobs_batch": (["batch_id", "sequence"], None),
        "idx_jobs_status": (["batch_id", "status"], None),
        "idx_jobs_pending": (["status"], "status = 'pending'"),
        "idx_jobs_checksum": (["file_checksum"], "file_checksum IS NOT NULL"),
        "idx_jobs_leased": (["lease_expires_at"], "lease_token IS NOT NULL"),
        "idx_jobs_upload": (["temp_file_path"], "temp_file_path IS NOT NULL"),
        "idx_jobs_link": (["source_url"], "source_url IS NOT NULL"),
        "idx_jobs_extraction": (["extraction_id"], None),
        "idx_jobs_result_code": (["result_code"], None),
    },
    "pdf_files": {"idx_files_accessed": (["last_accessed_at"], None)},
    "watched_links": {"idx_watched_checked": (["checked_at"], None)},
    "result_links": {"idx_links_extraction": (["extraction_id"], None)},
}


@pytest.fixture(autouse=True)
def in_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield
        db.engine.dispose()


def insert(table: str, **values: object) -> str:
    """Insert as any other program would: only these values, by plain SQL; the row's key."""
    values = {"id": uuid.uuid4().hex, **values}
    names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    with db.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)  # noqa: S608
    return str(values["id"])


def insert_batch() -> str:
    return insert("processing_batches", swimmer_name_normalized="ada wex", swimmer_name_display="Ada Wex", total_pdfs=1)


def insert_job(batch_id: str, **values: object) -> str:
    return insert("batch_jobs", batch_id=batch_id, sequence=1, source_type="file", **values)


def insert_extraction() -> tuple[str, str]:
    pdf_id = insert("pdf_files", checksum="0" * 32, sha256="0" * 64, file_size_bytes=1)
    names = {"swimmer_name_normalized": "ada wex", "swimmer_name_display": "Ada Wex"}
    return pdf_id, insert("extraction_results", pdf_id=pdf_id, meet_name="", events="[]", **names)


def rows(query: str) -> list[dict[str, object]]:
    with db.engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def delete(table: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def test_models_and_migrations_agree() -> None:
    flask_migrate.check()


def test_down_leaves_nothing_and_up_comes_back() -> None:
    flask_migrate.downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade()
    flask_migrate.check()


@pytest.mark.parametrize("table", INDEXES)
def test_every_index_is_there_the_partial_ones_partial(table: str) -> None:
    on = db.engine.dialect.name
    found = {index["name"]: index for index in inspect(db.engine).get_indexes(table)}
    for name, (columns, condition) in INDEXES[table].items():
        where = found[name].get("dialect_options", {}).get(f"{on}_where")
        assert found[name]["column_names"] == columns
        if condition is None:
            assert where is None
        else:
            assert condition.split()[0] in str(where)
            assert condition.split()[-1].strip("'") in str(where)


def test_a_batch_inserted_by_hand_gets_every_default() -> None:
    insert_batch()
    (row,) = rows("SELECT * FROM processing_batches")
    assert [row[name] for name in ("status", "completed_pdfs", "failed_pdfs", "last_event_id")] == ["pending", 0, 0, 0]
    (times,) = rows("SELECT created_at, expires_at FROM processing_batches")
    created, expires = (moment(times[name]) for name in ("created_at", "expires_at"))
    assert expires - created == pytest.approx(datetime.timedelta(days=30), abs=datetime.timedelta(seconds=1))
    assert abs(datetime.datetime.now(datetime.UTC) - created) < datetime.timedelta(minutes=1)


def test_a_job_inserted_by_hand_gets_every_default() -> None:
    insert_job(insert_batch())
    (row,) = rows("SELECT * FROM batch_jobs")
    assert [row[name] for name in ("status", "retry_count", "attempt", "event_id")] == ["pending", 0, 0, 0]
    assert not row["cached"]
    assert row["created_at"]


def test_files_extractions_and_links_inserted_by_hand_get_every_default() -> None:
    _, extraction_id = insert_extraction()
    insert("result_links", short_code="a" * 12, extraction_id=extraction_id)
    assert rows("SELECT view_count FROM result_links") == [{"view_count": 0}]
    for table in ("pdf_files", "extraction_results", "result_links"):
        assert rows(f"SELECT created_at FROM {table}")[0]["created_at"]  # noqa: S608
    assert rows("SELECT last_accessed_at FROM pdf_files")[0]["last_accessed_at"]


def test_jobs_go_with_their_batch() -> None:
    insert_job(insert_batch())
    delete("processing_batches")
    assert rows("SELECT id FROM batch_jobs") == []


def test_extractions_and_links_go_with_their_file_and_jobs_stay() -> None:
    _, extraction_id = insert_extraction()
    insert("result_links", short_code="a" * 12, extraction_id=extraction_id)
    insert_job(insert_batch(), extraction_id=extraction_id)
    delete("pdf_files")
    assert rows("SELECT id FROM extraction_results") == rows("SELECT id FROM result_links") == []
    assert rows("SELECT extraction_id FROM batch_jobs") == [{"extraction_id": None}]


def test_a_content_has_one_row() -> None:
    insert_extraction()
    with pytest.raises(IntegrityError):
        insert("pdf_files", checksum="0" * 32, sha256="1" * 64, file_size_bytes=1)


def test_a_swimmer_has_one_extraction_of_a_content() -> None:
    pdf_id, _ = insert_extraction()
    names = {"swimmer_name_normalized": "ada wex", "swimmer_name_display": "Ada Wex"}
    with pytest.raises(IntegrityError):
        insert("extraction_results", pdf_id=pdf_id, meet_name="", events="[]", **names)


def moment(value: object) -> datetime.datetime:
    parsed = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(str(value))
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=datetime.UTC)
