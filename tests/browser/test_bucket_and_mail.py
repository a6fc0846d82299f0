"""A whole installation whose uploads lie in a bucket, and that sends a mail when a batch is done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from tests import mail_server
from tests.browser.conftest import running_site
from tests.browser.test_the_whole_way import send_form
from tests.mail_server import MailServer
from tests.s3_server import S3Server
from tests.serving.test_reconciler import until

SITE = "http://127.0.0.1"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server.mail_server() as server:
        yield server


def test_a_sheet_waits_in_the_bucket_while_all_is_restarted_and_a_mail_says_that_it_is_read(
    phone: BrowserContext, mail: MailServer, s3_server: S3Server, s3_url: str, tmp_path: Path
) -> None:
    settings = {"STORAGE_URL": s3_url, "SMTP_URL": mail.url, "MAIL_FROM": "us@sheets.example", "PUBLIC_BASE_URL": SITE}
    page = phone.new_page()
    with running_site(tmp_path / "data", JOBS_AT_ONCE="0", **settings) as site:
        send_form(page, site, EXAMPLE_SWIMMER, [EXAMPLE_PDF])
        offer = page.get_by_role("link", name="Get a mail")
        expect(page.locator(".later")).to_be_hidden()
        page.locator(".later").evaluate("link => link.getAnimations().forEach((wait) => wait.finish())")
        address = page.url
        offer.click()
        page.get_by_label("Mail address").fill("parent@mail.example")
        page.get_by_role("button", name="Send me a mail").click()
        expect(page.get_by_text("You get a mail when it is done.")).to_be_visible()
    assert mail.mails() == []
    assert len(_in_the_bucket(s3_server, s3_url)) == 1

    with running_site(tmp_path / "data", **settings):
        until(mail.mails)
    (message,) = mail.mails()
    plain = message.get_body(("plain",))
    assert plain
    assert f"{SITE}/batches/{address.rpartition('/')[2]}" in plain.get_content()
    assert _in_the_bucket(s3_server, s3_url) == []
    assert not list((tmp_path / "data").glob("uploads"))


def _in_the_bucket(server: S3Server, url: str) -> list[object]:
    place = url.partition("?")[0].rpartition("/")[2]
    return [item for some in server.bucket(place).list() for item in some]
