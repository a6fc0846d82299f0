import os
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from heatsync.batches import cleanup
from heatsync.batches.cleanup import clean_up, discard, remove
from heatsync.batches.work import read_sheet
from heatsync.intake.s3_storage import S3Storage
from heatsync.models import BatchJob, ExtractionResult, PdfFile, ProcessingBatch, ResultLink, db, transaction
from tests.batches.factories import FakeRoom, batch_of, change_rows, jobs_of, program, run_out, upload, uploads_kept

TABLES = (ProcessingBatch, BatchJob, PdfFile, ExtractionResult, ResultLink)


def counts() -> list[int]:
    with transaction() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_an_expired_batch_goes_with_all_that_came_of_it(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    run_out("expires_at", "processing_batches")
    clean_up()
    assert counts() == [0, 0, 0, 0, 0]
    assert uploads_kept(app) == 0


def test_a_batch_that_has_not_expired_stays(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    clean_up()
    assert counts() == [1, 2, 1, 1, 1]
    assert uploads_kept(app) == 1


def test_an_extraction_that_another_batch_shows_stays(app: Flask) -> None:
    batches = [batch_of(app, b"one").batch for _ in range(2)]
    for batch in batches:
        read_sheet(batch.jobs[0].id, FakeRoom())
    change_rows(
        "UPDATE processing_batches SET expires_at = '2020-01-01 00:00:00.000000+00' WHERE result_code = :code",
        code=batches[0].result_code,
    )
    clean_up()
    assert counts() == [1, 1, 1, 1, 1]


def test_old_links_and_results_that_no_sheet_shows_go(app: Flask) -> None:
    kept, lost = (batch_of(app, b"one", swimmer=name).batch for name in ("Ada Abbernock", "Nell Garrowby"))
    for batch in (kept, lost):
        read_sheet(batch.jobs[0].id, FakeRoom())
    change_rows("DELETE FROM batch_jobs WHERE result_code = :code", code=jobs_of(lost.id)[0].result_code)
    change_rows("UPDATE batch_jobs SET result_code = 'another_code'")
    clean_up()
    assert counts() == [2, 1, 1, 2, 2]
    change_rows("UPDATE extraction_results SET created_at = '2020-01-01'")
    change_rows("UPDATE result_links SET expires_at = '2020-01-01'")
    clean_up()
    assert counts() == [2, 1, 1, 1, 0]


def test_a_program_goes_with_the_last_batch_that_shows_it(app: Flask) -> None:
    first, second = (batch_of(app, b"one", swimmer=name).batch for name in ("Ada Abbernock", "Nell Garrowby"))
    for batch in (first, second):
        read_sheet(batch.jobs[0].id, FakeRoom())
    remove(first.id)
    assert counts()[2] == 1
    remove(second.id)
    assert counts()[2] == 0


def test_a_program_that_somebody_is_just_working_with_stays(app: Flask) -> None:
    first, second = (batch_of(app, b"one").batch for _ in range(2))
    read_sheet(first.jobs[0].id, FakeRoom())
    remove(first.id)
    assert counts() == [1, 1, 1, 0, 0]
    read_sheet(second.jobs[0].id, FakeRoom())
    assert counts() == [1, 1, 1, 1, 1]


def test_a_sheet_that_was_none_goes_with_its_batch(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom(program(kind="other")))
    assert counts()[2] == 1
    remove(batch.id)
    assert counts() == [0, 0, 0, 0, 0]


def test_a_program_that_nobody_asked_for_in_all_that_time_goes(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    run_out("last_accessed_at", "pdf_files")
    clean_up()
    assert counts()[2] == 1
    change_rows("DELETE FROM batch_jobs")
    change_rows("DELETE FROM extraction_results")
    clean_up()
    assert counts()[2] == 0


def test_more_batches_than_one_slice_are_all_removed(app: Flask) -> None:
    for _ in range(105):
        batch_of(app, b"one")
    run_out("expires_at", "processing_batches")
    clean_up()
    assert counts()[0] == 0
    assert uploads_kept(app) == 0


def test_a_file_that_belongs_to_no_job_goes_after_two_days(app: Flask) -> None:
    fresh, old = upload(app), upload(app)
    age(app, old.key, days=3)
    clean_up()
    assert uploads_kept(app) == 1
    app.extensions["storage"].open(fresh.key).close()


def test_more_orphans_than_one_slice_are_all_removed(app: Flask) -> None:
    for _ in range(105):
        age(app, upload(app).key, days=3)
    clean_up()
    assert uploads_kept(app) == 0


def test_an_orphan_in_a_bucket_goes_and_what_a_job_waits_for_stays(
    app: Flask, s3_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleanup, "FORM_LASTS_SECONDS", 0)
    storage = app.extensions["storage"] = S3Storage(s3_url)
    orphan, batch = upload(app), batch_of(app, b"one").batch
    clean_up()
    assert list(storage.older_than(0)) == [batch.jobs[0].temp_file_path] != [orphan.key]


def test_a_batch_can_be_removed_while_the_storage_is_away(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    app.extensions["storage"] = S3Storage("s3://heatsync/x?endpoint=http://127.0.0.1:9")
    cleanup.remove(batch.id)
    assert counts()[:2] == [0, 0]


def test_a_file_that_a_job_waits_for_stays_however_old(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    age(app, batch.jobs[0].temp_file_path, days=20)
    clean_up()
    assert uploads_kept(app) == 1


def test_discarding_leaves_what_another_job_still_needs(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    discard([str(batch.jobs[0].temp_file_path)])
    assert uploads_kept(app) == 1


def age(app: Flask, key: str | None, days: int) -> None:
    long_ago = time.time() - days * 86400
    os.utime(Path(app.config["DATA_FOLDER"]) / "uploads" / str(key), (long_ago, long_ago))


def test_what_was_deleted_is_not_left_in_the_databases_file(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        return
    batch = batch_of(app, b"one", swimmer="Zephyrine Quandrell").batch
    read_sheet(batch.jobs[0].id, FakeRoom(program("Quandrell, Zephyrine")))
    file = Path(str(db.engine.url.database))
    change_rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Quandrell" in file.read_bytes()

    remove(batch.id)

    change_rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"uandrell" not in file.read_bytes()
