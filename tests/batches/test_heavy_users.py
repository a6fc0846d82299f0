import pytest
from flask import Flask

from heatsync.batches.creating import Visitor, create_batch
from heatsync.batches.heavy_users import heavy_users, shorten_addresses
from heatsync.batches.work import read_sheet
from tests.batches.factories import SWIMMER, FakeRoom, change_rows, run_out, stored, upload

ATTACKER, POOL = "93.184.216.34", "93.184.216.35"


def ask(app: Flask, address: str, *contents: bytes, browser: str = "curl/8") -> None:
    """A batch from there, read to its end."""
    visitor = Visitor(address, browser, "https://evil.test/page?secret=1")
    for job in create_batch(SWIMMER, [upload(app, content) for content in contents], visitor).batch.jobs:
        read_sheet(job.id, FakeRoom())


def test_who_makes_work_stands_before_who_asks_often(app: Flask) -> None:
    for number in range(4):
        ask(app, POOL, b"friday", browser=f"Phone {number}")
    ask(app, ATTACKER, b"one", b"two")

    first, second = heavy_users()

    assert (first.address, first.batches, first.sheets, first.unread) == (ATTACKER, 1, 2, 2)
    assert (second.address, second.batches, second.sheets, second.unread) == (POOL, 4, 4, 1)
    assert (first.browsers, second.browsers) == (1, 4)
    assert (first.browser, first.came_from) == ("curl/8", "https://evil.test")


def test_what_is_long_ago_is_no_matter(app: Flask) -> None:
    ask(app, ATTACKER, b"one")
    change_rows("UPDATE processing_batches SET created_at = '2020-01-01 00:00:00.000000+00'")

    assert heavy_users() == []


def test_nobody_is_listed_whose_address_is_unknown(app: Flask) -> None:
    create_batch(SWIMMER, [upload(app)], Visitor())

    assert heavy_users() == []


@pytest.mark.parametrize(
    ("address", "network"),
    [(ATTACKER, "93.184.216.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("nonsense", "?/0"), (None, None)],
)
def test_after_a_day_only_the_network_of_an_address_is_kept(
    app: Flask, address: str | None, network: str | None
) -> None:
    batch_id = create_batch(SWIMMER, [upload(app)], Visitor(address)).batch.id
    shorten_addresses()
    assert stored(batch_id).client_ip == address

    run_out("created_at", "processing_batches")
    for _ in range(2):
        shorten_addresses()
        assert stored(batch_id).client_ip == network
