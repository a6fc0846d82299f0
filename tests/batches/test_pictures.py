"""Pictures of printed lines: cut while the file is there, kept with what was found, gone with it."""

import io
import uuid
from collections.abc import Sequence
from typing import BinaryIO

import msgspec
from flask import Flask
from sqlalchemy import func, select

from heatsync.batches import cleanup
from heatsync.batches.pictures import cut
from heatsync.batches.work import read_sheet
from heatsync.heatsheet.cuts import Place
from heatsync.heatsheet.swims import Found, Swim
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.models import BatchJob, LinePicture, ProcessingBatch, transaction
from heatsync.results.groups import result_of_batch
from heatsync.results.pictures import picture_of
from tests.batches.factories import PROGRAM, FakeRoom, batch_of, change_rows, jobs_of


def kept() -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(LinePicture)) or 0


def read(app: Flask, room: FakeRoom, content: bytes = b"one") -> tuple[ProcessingBatch, BatchJob]:
    batch = batch_of(app, content).batch
    read_sheet(batch.jobs[0].id, room)
    return batch, jobs_of(batch.id)[0]


def test_the_line_of_each_race_found_is_kept_as_a_picture(app: Flask) -> None:
    batch, job = read(app, FakeRoom())
    result = result_of_batch(batch.id)

    assert result
    (race,) = result.races
    assert race.picture == (1, 0, 0)
    assert picture_of(result.code, job.id, race.picture) == b"picture of 1"
    assert picture_of(str(job.result_code), job.id, race.picture) == b"picture of 1"


def test_no_other_link_opens_it(app: Flask) -> None:
    batch, job = read(app, FakeRoom())
    other, others_job = read(app, FakeRoom(), b"two")

    assert picture_of(str(other.result_code), job.id, (1, 0, 0)) is None
    assert picture_of(str(batch.result_code), others_job.id, (1, 0, 0)) is None
    assert picture_of("", job.id, (1, 0, 0)) is None
    change_rows("UPDATE processing_batches SET expires_at = '2020-01-01 00:00:00.000000+00'")
    assert picture_of(str(batch.result_code), job.id, (1, 0, 0)) is None


def test_the_same_swimmers_lines_are_cut_once_for_all_who_ask(app: Flask) -> None:
    room = FakeRoom()
    read(app, room)
    read(app, room)

    assert (room.cuts, kept()) == (1, 1)


def test_they_go_with_the_last_batch_that_shows_them(app: Flask) -> None:
    (first, _), (second, _) = read(app, FakeRoom()), read(app, FakeRoom())

    cleanup.remove(first.id)
    assert kept() == 1
    cleanup.remove(second.id)
    assert kept() == 0


def test_a_sheet_whose_lines_cannot_be_cut_shows_its_races(app: Flask) -> None:
    class Blunt(FakeRoom):
        def cut(self, _pdf: object, _places: object) -> list[bytes | None]:
            raise Unreadable("TOO_COMPLEX")

    batch, job = read(app, Blunt())
    result = result_of_batch(batch.id)

    assert job.status == "completed"
    assert result
    assert [race.picture for race in result.races] == [None]


def test_a_line_of_a_page_that_is_a_picture_is_asked_for_as_one(app: Flask) -> None:
    asked = list[Place]()

    class Scanner(FakeRoom):
        def cut(self, pdf: BinaryIO, places: Sequence[Place]) -> list[bytes | None]:
            asked.extend(places)
            return super().cut(pdf, places)

    read(app, Scanner(msgspec.structs.replace(PROGRAM, pictures=(1,))))

    assert [place.is_picture for place in asked] == [True]
    assert kept() == 1


def test_of_many_lines_all_are_cut_in_several_turns(app: Flask) -> None:
    room = FakeRoom()
    swims = [Swim(event_name="50 Free", name="Ada", page=1, line="", box=(0, at, 9, at + 9)) for at in range(130)]

    with app.app_context():
        pictures = cut(room, io.BytesIO(), uuid.uuid4(), "ada", PROGRAM, Found(swims=tuple(swims)))

    assert room.cuts == 3
    assert max(place.box[1] for place in pictures) > 120
