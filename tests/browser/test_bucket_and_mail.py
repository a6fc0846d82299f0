"""A whole installation whose uploads lie in a bucket, and that sends a mail when a batch is done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from tests import mail_server
from tests.browser.conftest import running_site
from tests.browser.test_the_whole_way import PATIENCE, send_form
from tests.mail_server import MailServer
from tests.s3_server import S3Server
from tests.serving.test_reconciler import until

pytestmark = pytest.mark.tour

SITE = "http://127.0.0.1"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server.mail_server() as server:
        yield server


def test_a_sheet_goes_through_the_bucket_and_leaves_nothing_there(
    page: Page, s3_server: S3Server, s3_url: str, tmp_path: Path
) -> None:
    with running_site(tmp_path / "data", STORAGE_URL=s3_url) as site:
        send_form(page, site, EXAMPLE_SWIMMER, [EXAMPLE_PDF])
        expect(page.locator(".swim").first).to_be_visible(timeout=PATIENCE)

    assert not list((tmp_path / "data").glob("uploads"))
    place = s3_url.partition("?")[0].rpartition("/")[2]
    assert [item for some in s3_server.bucket(place).list() for item in some] == []


def test_a_mail_is_offered_after_a_while_and_comes_even_when_everything_was_restarted(
    phone: BrowserContext, mail: MailServer, tmp_path: Path
) -> None:
    sends = {"SMTP_URL": mail.url, "MAIL_FROM": "us@sheets.example", "PUBLIC_BASE_URL": SITE}
    page = phone.new_page()
    with running_site(tmp_path / "data", JOBS_AT_ONCE="0", **sends) as site:
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

    with running_site(tmp_path / "data", **sends):
        until(mail.mails)
    (message,) = mail.mails()
    plain = message.get_body(("plain",))
    assert plain
    assert f"{SITE}/batches/{address.rpartition('/')[2]}" in plain.get_content()
