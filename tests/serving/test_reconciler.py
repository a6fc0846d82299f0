import time
from collections.abc import Callable

from flask import Flask

from heatsync.models import ProcessingBatch, transaction
from heatsync.serving.reconciler import Reconciler
from tests.batches.factories import batch_of, run_out, waiting_ids


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_it_puts_forgotten_work_back_and_removes_what_expired(app: Flask) -> None:
    with app.app_context():
        expired = batch_of(app, b"one").batch
        run_out("expires_at", "processing_batches")
        batch = batch_of(app, b"one").batch
        app.extensions["redis"].flushall()
        reconciler = Reconciler(app)
        reconciler.start()
        until(lambda: str(batch.jobs[0].id) in waiting_ids(app))
        until(lambda: not _exists(expired))
        reconciler.stop()
        assert _exists(batch)


def test_while_somebody_else_has_the_turn_it_does_nothing(app: Flask) -> None:
    with app.app_context():
        batch_of(app, b"one")
        app.extensions["redis"].flushall()
        for duty in ("reconcile", "clean_up"):
            app.extensions["redis"].set(f"heatsync:turn:{duty}", 1)
        reconciler = Reconciler(app)
        reconciler.start()
        reconciler.stop()
        assert waiting_ids(app) == []


def _exists(batch: ProcessingBatch) -> bool:
    with transaction() as session:
        return session.get(ProcessingBatch, batch.id) is not None
