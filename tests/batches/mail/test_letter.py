import uuid

import pytest
from flask import Flask

from heatsync.batches.mail.letter import letter
from tests.batches.mail.conftest import SENDER, SITE

BATCH = uuid.UUID(int=7)


@pytest.fixture
def database(new_sqlite: str) -> str:
    """A letter is written without looking anything up."""
    return new_sqlite


def test_it_goes_from_us_to_one_address_and_says_that_a_machine_wrote_it(app: Flask) -> None:
    mail = letter(BATCH, "ada@example.com", "en")

    assert (mail["From"], mail["To"], mail["Auto-Submitted"]) == (SENDER, "ada@example.com", "auto-generated")
    assert mail["Cc"] is mail["Bcc"] is None


def test_plain_text_and_html_hold_the_link_and_no_other_address(app: Flask) -> None:
    mail = letter(BATCH, "ada@example.com", "en")
    plain, html = (part.get_content() for part in mail.iter_parts())

    for text in (plain, html):
        assert f"{SITE}/batches/{BATCH}" in text
        assert text.count("://") == text.count(SITE)


def test_tried_again_it_is_the_same_mail(app: Flask) -> None:
    first, second = (letter(BATCH, "ada@example.com", "en") for _ in range(2))

    assert first["Message-ID"] == second["Message-ID"] == f"<{BATCH}@sheets.example>"


def test_no_line_is_longer_than_mail_may_have(app: Flask) -> None:
    assert max(map(len, letter(BATCH, "ada@example.com", "en").as_bytes().splitlines())) <= 998
