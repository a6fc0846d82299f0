import time
from collections.abc import Callable

import msgspec
from flask import Flask

from heatsync.batches import overview
from heatsync.batches.mail import asking
from heatsync.batches.work import read_sheet
from heatsync.factory import create_app
from heatsync.models import ProcessingBatch, db, transaction
from heatsync.serving.reconciler import Reconciler
from heatsync.settings import Settings
from tests.batches.factories import FakeRoom, batch_of, run_out, waiting_ids
from tests.mail_server import mail_server


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


def test_it_says_that_its_worker_lives_even_after_redis_was_emptied(settings: Settings) -> None:
    app = create_app(msgspec.structs.replace(settings, reconcile_seconds=0.05))
    app.extensions["worker_name"] = "a" * 16
    with app.app_context():
        reconciler = Reconciler(app)
        reconciler.start()
        until(lambda: overview.workers_alive() == ["a" * 16])
        app.extensions["redis"].flushall()
        until(lambda: overview.workers_alive() == ["a" * 16])
        reconciler.stop()
        db.engine.dispose()


def test_it_sends_the_mail_of_a_batch_that_is_over(settings: Settings) -> None:
    with mail_server() as mail:
        sends = {"smtp_url": mail.url, "mail_from": "us@sheets.example", "public_base_url": "http://sheets.example"}
        app = create_app(msgspec.structs.replace(settings, **sends))
        with app.app_context():
            created = batch_of(app, b"one")
            asking.ask(created.batch.id, created.manage_token, "parent@mail.example", None, "en")
            read_sheet(created.batch.jobs[0].id, FakeRoom())
            reconciler = Reconciler(app)
            reconciler.start()
            until(mail.mails)
            reconciler.stop()
            db.engine.dispose()


def _exists(batch: ProcessingBatch) -> bool:
    with transaction() as session:
        return session.get(ProcessingBatch, batch.id) is not None
