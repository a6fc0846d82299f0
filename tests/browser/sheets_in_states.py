"""The rows behind the pictures: each function puts a batch in one state into the database. Names are invented."""

import datetime

from heatsync.database import now
from heatsync.heatsheet.cuts import Place, question
from heatsync.heatsheet.cutting import cut
from heatsync.heatsheet.program import Entry, Event, Heat, Meet, Program, Session
from heatsync.heatsheet.swims import Near
from heatsync.intake.line_pictures import pictures_of
from heatsync.models import BatchJob, LinePicture, ProcessingBatch, new_code, transaction
from heatsync.problems import SENTENCES
from heatsync.samples import EXAMPLE_PDF
from tests.web import shelf

_LONG = "winter-championships-heat-sheet-saturday-afternoon-final-version-3-corrected.pdf"
_NEAR = (Near("Ada Abernock", "OTTR", 10), Near("Ida Abbernock-Vane", "Riverside Rays", 11))


def working() -> ProcessingBatch:
    """A sheet in each state that a sheet can be in; it has taken so long that a mail is offered."""
    reading = shelf.job("processing", filename=_LONG, pages_done=12, pages_total=40)
    sheets = _saturday(), reading, _friday(), _failed(), shelf.job(filename="sunday.pdf")
    return shelf.batch(*sheets, status="processing", created_at=_ago(minutes=1))


def finished() -> ProcessingBatch:
    """Races on two days, one with a picture of its line, and a sheet that failed."""
    batch = shelf.batch(_saturday(), _sunday(), _failed(), _friday(), _report(), status="partial")
    _put_a_picture_of_its_line(batch.jobs[0])
    return batch


def namesakes() -> ProcessingBatch:
    """Two swimmers of one name."""
    other = shelf.swim(event="30", team="HILL", age=14, event_name="Girls 13-14 100 Butterfly")
    return shelf.finished(shelf.swim(), other)


def nobody() -> ProcessingBatch:
    """Nobody of that name, but similar ones."""
    return shelf.batch(shelf.job("completed", near=_NEAR), status="completed")


def stopped() -> ProcessingBatch:
    """Stopped before anything was found."""
    return shelf.batch(shelf.job("cancelled"), status="cancelled")


def unreadable() -> ProcessingBatch:
    """Nothing could be read, and two sheets may yet be."""
    return shelf.batch(_failed(), _failed(), status="failed")


def timeline() -> ProcessingBatch:
    """A session report and nothing else."""
    return shelf.batch(_report(), status="completed")


def changed(**columns: str) -> ProcessingBatch:
    """A sheet and a newer version of it."""
    versions = _version(3, "09:40", days_ago=2), _version(2, "09:31", 18, 21)
    return shelf.batch(*versions, status="completed", completed_at=now(), **columns)


def family() -> ProcessingBatch:
    """Two sisters of one initial and a brother, the sisters eleven minutes apart; the newest batch."""
    ids = shelf.swim(event="18", name="Abbernock, Ida", starts_at="09:51", heat=1, lane=6)
    otto = shelf.swim(event="21", name="Abbernock, Otto", starts_at="09:51", event_name="Boys 11-12 200 Medley")
    code = new_code()
    for swimmer, races in (("Otto Abbernock", [otto]), ("Ida Abbernock", [ids]), ("Ada Abbernock", _ADAS)):
        sheet = shelf.job("completed", races, program=_PROGRAM, filename="saturday.pdf")
        newest = shelf.batch(sheet, status="completed", swimmer=swimmer, family_code=code, completed_at=now())
    return newest


def young_family() -> ProcessingBatch:
    """A sister whose sheets are read, and a brother whose sheets are not all; one failed. The newest batch."""
    code = new_code()
    shelf.batch(shelf.job("processing"), _failed(), swimmer="Otto Abbernock", family_code=code)
    sheets = shelf.job("completed", _ADAS, filename="saturday.pdf"), _failed()
    return shelf.batch(*sheets, status="partial", family_code=code, completed_at=now())


def _ago(**time: float) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) - datetime.timedelta(**time)


def _friday() -> BatchJob:
    return shelf.job("completed", near=_NEAR, filename="friday.pdf")


def _saturday() -> BatchJob:
    reason = "from the session's start at 08:30, 11 heats before"
    about = {"starts_at": "09:40", "estimated": True, "earliest": "09:32", "latest": "09:55", "reason": reason}
    relay = {"event_name": "Girls 9-10 200 Medley Relay", "line": "6 Otter Creek A 2:31.10 / 1) Quill, Marlo 10"}
    late = {"event_name": "Girls 9-10 50 Butterfly", "session": "Saturday Afternoon", "session_index": 2}
    swims = [
        shelf.swim(**about, session="Saturday Morning"),
        shelf.swim(**relay, event="18", heat=1, of=2, lane=6, relay="A", leg=2, seed_time="2:31.10", starts_at="10:25",
                   session="Saturday Morning"),
        shelf.swim(**late, event="104B", heat=12, of=14, lane=10, seed_time="NT", exhibition=True, starts_at="13:05"),
    ]  # fmt: skip
    return shelf.job("completed", swims, filename="saturday.pdf")


def _put_a_picture_of_its_line(job: BatchJob) -> None:
    """A printed line of the example stands for that of the job's races."""
    sheet = EXAMPLE_PDF.read_bytes()
    line = Place(1, (28.0, 177.0, 283.0, 186.0))
    (png,) = pictures_of(cut(question([line]) + sheet, lambda _done, _total: None, 10).to_json(), 1)
    with transaction() as session:
        session.add(LinePicture(extraction_id=job.extraction_id, page=3, x=0, top=0, png=png))


def _sunday() -> BatchJob:
    day = shelf.SATURDAY.replace(day=15)
    ranked = {"heat": None, "lane": None, "of": None, "rank": 3, "starts_at": None, "seed_time": "5:55.12"}
    swims = [shelf.swim(**ranked, event="31", event_name="Girls Open 400 Freestyle", date=day, session="Sunday")]
    return shelf.job("completed", swims, filename="sunday.pdf")


def _failed() -> BatchJob:
    sentence = SENTENCES["WORKER_LOST"]
    return shelf.job("failed", filename="letter.pdf", error_message=sentence, temp_file_path="0" * 32)


def _report() -> BatchJob:
    report = Program("session_report", "hytek", 1, 1.0)
    return shelf.job("completed", program=report, filename="timeline.pdf")


_ADAS = [shelf.swim(), shelf.swim(event="30", event_name="Girls 9-10 50 Backstroke", starts_at=None, heat=7)]


def _entry(lane: int, name: str, seed: str, team: str = "OTTR") -> Entry:
    line = f"{lane} {name} 10 {team} {seed}"
    return Entry(name, page=3, line=line, box=(0, 0, 1, 1), lane=lane, age=10, team=team, seed_time=seed)


_PROGRAM = Program(
    "heat_sheet",
    "hytek",
    4,
    1.0,
    meet=Meet("Winter Championships", shelf.SATURDAY, shelf.SATURDAY),
    sessions=(Session("Saturday Morning", shelf.SATURDAY, "08:30"),),
    events=(
        Event(
            "Girls 9-10 100 Freestyle",
            number="12",
            session=0,
            distance=100,
            heats=(
                Heat(
                    1, of=2, entries=(_entry(3, "Quill, Marlo", "1:20.01"), _entry(4, "Sable, Wren", "1:19.40", "HILL"))
                ),
                Heat(
                    2,
                    of=2,
                    entries=(_entry(4, "Abbernock, Ada", "1:12.34"), _entry(5, "Garrowby-Featherstone, Nell", "NT")),
                ),
            ),
        ),
    ),
)


def _version(heat: int, start: str, *others: int, days_ago: int = 0) -> BatchJob:
    """One of two versions of a sheet: the older has event 16 besides, the newer those others."""
    events = [str(number) for number in (12, *(others or (16,)))]
    swims = [shelf.swim(event=number, heat=heat, starts_at=start, session="Saturday") for number in events]
    heats = tuple(Heat(number) for number in range(1, 6))
    everything = tuple(Event("Girls 9-10 100 Freestyle", str(number), heats=heats) for number in (12, 16, 18, 21))
    printed = Program("heat_sheet", "hytek", 4, 1.0, events=everything)
    name = "saturday.pdf" if days_ago else "saturday-corrected.pdf"
    return shelf.job("completed", swims, program=printed, filename=name, created_at=_ago(days=days_ago))
