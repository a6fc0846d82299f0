"""A page that is cut off from its stream again and again, and comes back."""

import random
import re

import pytest
from flask import Flask

from heatsync.batches.work import read_sheet
from tests.batches.factories import FakeRoom, batch_of
from tests.chaos import extent
from tests.web.eventsource import Message, messages

SHEETS = 12
CUTS_BETWEEN = extent.of(25, 3)
ORDER = ["waiting", "done"]


class Page:
    """What stands on a page: each fragment takes the place of the element of its id."""

    def __init__(self) -> None:
        self.elements: dict[str, str] = {}
        self.last_id = ""
        self.went_back = list[str]()

    def take(self, message: Message) -> None:
        if message.event == "done":
            return
        found = re.match(r'\s*<\w+ id="([^"]+)"', message.data)
        assert found
        before = self.elements.get(found[1], message.data)
        if found[1].startswith("job-row") and ORDER.index(_look(message.data)) < ORDER.index(_look(before)):
            self.went_back.append(found[1])
        self.elements[found[1]] = message.data
        self.last_id = message.last_id


@pytest.mark.parametrize("with_number", [True, False])
def test_a_page_that_is_cut_off_after_any_event_ends_like_one_that_never_was(app: Flask, with_number: bool) -> None:
    cut, chance = Page(), random.Random(7)
    with app.app_context():
        batch = batch_of(app, *(bytes([number]) for number in range(SHEETS))).batch
        for job in batch.jobs:
            for _ in range(CUTS_BETWEEN):
                watch(app, cut, str(batch.id), chance.randrange(1, SHEETS + 2), with_number=with_number)
            read_sheet(job.id, FakeRoom())
        whole = Page()
        for page in (cut, whole):
            watch(app, page, str(batch.id), SHEETS + 2, with_number=with_number)

    assert cut.went_back == []
    assert len([name for name in cut.elements if name.startswith("job-row")]) == SHEETS
    assert cut.elements["batch"] == whole.elements["batch"]


def watch(app: Flask, page: Page, batch_id: str, events: int, *, with_number: bool) -> None:
    """Open the stream, and be cut off after so many events."""
    headers = {"Last-Event-ID": page.last_id} if with_number else {}
    text = ""
    with app.test_client().get(f"/batches/{batch_id}/stream", buffered=False, headers=headers) as stream:
        for piece in stream.response:
            text += piece.decode() if isinstance(piece, bytes) else piece
            if len(messages(text)) == events or "event: batch_started" in text:
                break
    for message in messages(text):
        page.take(message)


def _look(row: str) -> str:
    found = re.search(r'class="job job-(\w+)"', row)
    assert found
    return found[1]
