"""A mail that was asked for is sent once, by a real server, whatever happens."""

import uuid

import pytest
from flask import Flask
from limits import RateLimitItemPerDay

from heatsync.batches import managing
from heatsync.batches.creating import Created
from heatsync.batches.mail import asking
from heatsync.batches.mail.asking import ask
from heatsync.batches.mail.waiting import forget_addresses, send_due
from heatsync.batches.work import read_sheet
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.problems import Problem
from tests.batches.factories import SWIMMER, FakeRoom, at_once, batch_of, change_rows, run_out, stored
from tests.mail_server import MailServer

PARENT = "parent@mail.example"


def asked(app: Flask, address: str = PARENT, sheets: int = 1) -> Created:
    """A batch that waits to be read, and a parent who waits for a mail."""
    created = batch_of(app, *(bytes([number]) for number in range(sheets)))
    assert ask(created.batch.id, created.manage_token, address, "192.0.2.1", "en")
    return created


def read(created: Created, room: FakeRoom | None = None) -> uuid.UUID:
    """Read all its sheets; the batch's id."""
    for job in created.batch.jobs:
        read_sheet(job.id, room or FakeRoom())
    return created.batch.id


def row(batch_id: uuid.UUID) -> tuple[str | None, bool, int]:
    """The address that is kept, whether a mail was sent, and how often it was tried."""
    batch = stored(batch_id)
    return batch.notification_email, batch.notification_sent_at is not None, batch.notification_tries


def test_the_mail_comes_when_the_last_sheet_is_read_and_the_address_is_forgotten(app: Flask, mail: MailServer) -> None:
    created = asked(app, sheets=2)
    read_sheet(created.batch.jobs[0].id, FakeRoom())
    send_due()
    assert mail.mails() == []
    read_sheet(created.batch.jobs[1].id, FakeRoom())
    send_due()

    (message,) = mail.mails()
    assert message["X-RcptTo"] == PARENT
    assert row(created.batch.id) == (None, True, 1)


def test_nobody_is_named_in_it(app: Flask, mail: MailServer) -> None:
    read(asked(app))
    send_due()

    (message,) = mail.mails()
    text = message.as_string() + "".join(part.get_content() for part in message.iter_parts())
    assert not [word for word in (*SWIMMER.split(), "sheet.pdf", "Winter") if word in text]


def test_of_two_workers_at_once_one_sends(app: Flask, mail: MailServer) -> None:
    for _ in range(10):
        read(asked(app, f"parent-{uuid.uuid4().hex}@mail.example"))
        assert at_once(app, send_due, send_due) == []
    assert len({message["Message-ID"] for message in mail.mails()}) == len(mail.mails()) == 10


def test_a_second_mail_is_never_sent_not_even_after_another_try(app: Flask, mail: MailServer) -> None:
    created = asked(app)
    read(created, FakeRoom(Unreadable("EXTRACTION_FAILED")))
    send_due()
    managing.retry(created.batch.id, created.manage_token)
    ask(created.batch.id, created.manage_token, PARENT, "192.0.2.1", "en")
    read(created)
    send_due()
    assert len(mail.mails()) == 1
    assert row(created.batch.id) == (None, True, 1)


def test_a_batch_that_failed_is_told_too(app: Flask, mail: MailServer) -> None:
    read(asked(app), FakeRoom(Unreadable("INVALID_PDF")))
    send_due()
    assert len(mail.mails()) == 1


def test_a_batch_that_was_stopped_or_deleted_is_not(app: Flask, mail: MailServer) -> None:
    stopped, deleted = asked(app), asked(app)
    managing.cancel(stopped.batch.id, stopped.manage_token)
    managing.delete(deleted.batch.id, deleted.manage_token)
    send_due()
    forget_addresses()
    assert mail.mails() == []
    assert row(stopped.batch.id) == (None, False, 0)


def test_a_server_that_is_away_fails_no_batch_and_gets_the_mail_when_it_is_back(
    app: Flask, own_server: MailServer
) -> None:
    own_server.kill()
    batch_id = read(asked(app))
    send_due()
    assert stored(batch_id).status == "completed"
    assert row(batch_id) == (PARENT, False, 1)
    send_due()
    assert row(batch_id) == (PARENT, False, 1), "it is tried again after a pause only"

    own_server.start()
    run_out("notification_not_before", "processing_batches")
    send_due()
    assert len(own_server.mails()) == 1
    assert row(batch_id) == (None, True, 2)


def test_it_is_given_up_after_six_tries(app: Flask, mail: MailServer) -> None:
    batch_id = read(asked(app, "later@mail.example"))
    for _ in range(8):
        send_due()
        run_out("notification_not_before", "processing_batches")
    assert row(batch_id) == (None, False, 6)


def test_an_address_that_does_not_exist_is_given_up_at_once_and_holds_up_nobody(app: Flask, mail: MailServer) -> None:
    batch_ids = [read(asked(app, address)) for address in ("nobody@mail.example", PARENT)]
    send_due()
    assert [row(batch_id) for batch_id in batch_ids] == [(None, False, 1), (None, True, 1)]
    assert len(mail.mails()) == 1


def test_a_server_that_falls_silent_over_a_mail_may_have_it_and_does_not_get_it_again(
    app: Flask, mail: MailServer
) -> None:
    batch_id = read(asked(app, "silent@mail.example"))
    send_due()
    run_out("notification_not_before", "processing_batches")
    send_due()
    assert row(batch_id) == (None, True, 1)
    assert len(mail.mails()) == 1


def test_the_address_of_a_worker_that_died_while_sending_is_forgotten(app: Flask, mail: MailServer) -> None:
    batch_id = read(asked(app))
    change_rows("UPDATE processing_batches SET notification_sent_at = '2020-01-01 00:00:00.000000+00'")
    send_due()
    forget_addresses()
    assert mail.mails() == []
    assert row(batch_id)[0] is None


def test_only_its_maker_may_ask(app: Flask) -> None:
    created = batch_of(app, b"one")
    assert not ask(created.batch.id, "another", PARENT, None, "en")
    assert row(created.batch.id)[0] is None


def test_nothing_is_kept_for_a_batch_that_is_over(app: Flask) -> None:
    created = batch_of(app, b"one")
    read(created)
    assert ask(created.batch.id, created.manage_token, PARENT, None, "en")
    assert row(created.batch.id)[0] is None


def test_one_address_gets_three_mails_a_day(app: Flask) -> None:
    for _ in range(3):
        asked(app)
    with pytest.raises(Problem) as refused:
        asked(app, PARENT.upper())
    assert (refused.value.code, refused.value.field) == ("TOO_MANY_MAILS", "email")


def test_one_home_may_ask_for_ten_mails_a_day(app: Flask) -> None:
    for number in range(10):
        asked(app, f"parent-{number}@mail.example")
    with pytest.raises(Problem, match="TOO_MANY_MAILS"):
        asked(app, "parent-10@mail.example")


def test_all_together_get_five_hundred_mails_a_day(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asking._IN_ALL.amount == 500
    monkeypatch.setattr(asking, "_IN_ALL", RateLimitItemPerDay(2))
    for number in range(2):
        asked(app, f"parent-{number}@mail.example")
    with pytest.raises(Problem, match="TOO_MANY_MAILS"):
        asked(app, "parent-2@mail.example")
