import datetime
import string
from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from heatsync.models import ProcessingBatch, new_batch, new_code, transaction
from heatsync.problems import Problem


@pytest.fixture(autouse=True)
def in_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.mark.parametrize(
    ("typed", "display", "normalized"),
    [
        ("Wex, Ada", "Ada Wex", "ada wex"),
        ("  Ada   WEX ", "Ada WEX", "ada wex"),
        ("Mu\u0308llersiel, Zoe\u0308", "Zoë Müllersiel", "zoe mullersiel"),
        ("Ada\u202e\u200b Wex\0", "Ada Wex", "ada wex"),
        ("Wex Jr, Ada", "Ada Wex Jr", "ada wex"),
    ],
)
def test_a_new_batch_has_the_name_to_show_and_the_name_to_look_up(typed: str, display: str, normalized: str) -> None:
    with transaction() as session:
        batch = new_batch(typed, 3, "192.0.2.1", "a browser", "https://example.org")
        session.add(batch)
    with transaction() as session:
        stored = session.scalars(select(ProcessingBatch)).one()
    assert (stored.swimmer_name_display, stored.swimmer_name_normalized) == (display, normalized)
    assert (stored.total_pdfs, stored.client_ip, stored.user_agent) == (3, "192.0.2.1", "a browser")


@pytest.mark.parametrize("typed", ["", "   ", ",", "\u200b\u202e", "\0"])
def test_a_batch_needs_a_name(typed: str) -> None:
    with pytest.raises(Problem) as refused:
        new_batch(typed, 1)
    assert (refused.value.code, refused.value.field) == ("MISSING_SWIMMER", "swimmer")


def test_a_name_is_cut_to_what_its_columns_hold() -> None:
    with transaction() as session:
        batch = new_batch("ﬃ" * 5000, 1)
        session.add(batch)
    assert len(batch.swimmer_name_display) <= 255
    assert len(batch.swimmer_name_normalized) <= 255


def test_a_new_batch_expires_after_the_days_it_is_kept() -> None:
    with transaction() as session:
        batch = new_batch("Ada Wex", 1, keep_days=7)
        session.add(batch)
    assert abs(batch.expires_at - batch.created_at - datetime.timedelta(days=7)) < datetime.timedelta(seconds=1)


def test_codes_are_twelve_characters_of_62_and_never_the_same() -> None:
    codes = [new_code() for _ in range(20_000)]
    letters = Counter("".join(codes))
    assert len(set(codes)) == len(codes)
    assert {len(code) for code in codes} == {12}
    assert set(letters) == set(string.ascii_letters + string.digits)
    # Each of 62 characters is expected 3,871 times; ten standard deviations away is no chance.
    assert all(abs(count - 240_000 / 62) < 10 * 62 for count in letters.values())
