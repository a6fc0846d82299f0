import io
import json
import time
from collections.abc import Iterator
from itertools import repeat

import pytest
from msgspec.structs import replace

import tests.hostile.pdfs  # noqa: F401 — draws them
from heatsync.heatsheet import read
from heatsync.heatsheet.program import Program
from heatsync.intake.model_reader.endpoint import Nonsense, Refused
from heatsync.intake.model_reader.reader import ModelReader
from heatsync.problems import Problem
from heatsync.settings import Settings
from tests.hostile.drawing import PDFS
from tests.intake.model_reader.foreign import ADA, FREE, GOOD, drawn
from tests.intake.model_reader.model_server import (
    KEY,
    ModelServer,
    Reply,
    answer,
    completion,
    entry,
    event,
    model_server,
)

PDF = drawn()
OWN = read(PDF)


class Kept:
    """A file's id, as long as it lives."""

    def __init__(self, file_id: str | None = None) -> None:
        self.file_id = file_id
        self.expires_at = 0.0

    def id(self) -> str | None:
        return self.file_id

    def keep(self, file_id: str, expires_at: float) -> None:
        self.file_id, self.expires_at = file_id, expires_at


@pytest.fixture(scope="module")
def running_server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def server(running_server: ModelServer) -> ModelServer:
    """The server, which was asked nothing yet."""
    running_server.clear()
    return running_server


@pytest.fixture(scope="module")
def model(running_server: ModelServer) -> Iterator[ModelReader]:
    """One for all: to start its reading child takes longer than most tests take."""
    with ModelReader(settings_of(running_server)) as reader:
        yield reader


@pytest.fixture(scope="module")
def hasty(running_server: ModelServer) -> Iterator[ModelReader]:
    """A model reader that gives the endpoint one second."""
    with ModelReader(replace(settings_of(running_server), model_wall_seconds=1)) as reader:
        yield reader


def settings_of(server: ModelServer) -> Settings:
    return Settings(openai_api_key=KEY, openai_base_url=server.url, openai_model="tester")


def read_again(model: ModelReader, own: Program = OWN, pdf: bytes = PDF, kept: Kept | None = None) -> Program:
    return model.read(io.BytesIO(pdf), own, kept or Kept(), time.sleep)


def entries(program: Program) -> list[tuple[str | None, int, int | None, str]]:
    return [
        (event.number, heat.number, entry.lane, entry.name)
        for event in program.events
        for heat in event.heats
        for entry in heat.entries
    ]


def problem_of(model: ModelReader) -> str:
    with pytest.raises(Problem) as raised:
        read_again(model)
    return raised.value.code


def test_a_sheet_that_no_dialect_knows_is_read(server: ModelServer, model: ModelReader) -> None:
    server.says(completion(GOOD))
    program = read_again(model)
    assert (OWN.kind, OWN.coverage, model.wants(OWN)) == ("unknown", 0.0, True)
    assert (program.kind, program.software, len(entries(program))) == ("heat_sheet", "language model", 5)
    assert [line.text for line in program.unread] == ["Puchar Wydry"]
    assert program.coverage == round(10 / 11, 4)
    assert "check every race against the paper" in program.warnings[-1]


def test_the_sheet_is_uploaded_and_asked_about_by_its_id(server: ModelServer, model: ModelReader) -> None:
    read_again(model)
    upload, question = server.requests
    assert server.paths == ["files", "chat/completions"]
    assert {upload.key, question.key} == {f"Bearer {KEY}"}
    assert PDF in upload.body
    assert b'name="purpose"\r\n\r\nuser_data\r\n' in upload.body
    asked = json.loads(question.body)
    schema = asked["response_format"]["json_schema"]
    assert (asked["model"], schema["strict"], schema["schema"]["required"]) == ("tester", True, ["events"])
    assert asked["messages"][1]["content"][0] == {"type": "file", "file": {"file_id": "file-1"}}


def test_nothing_but_the_sheet_is_sent(server: ModelServer, model: ModelReader) -> None:
    read_again(model)
    assert "Abbernock" not in str(server.requests[1].body)
    assert b'filename="sheet.pdf"' in server.requests[0].body


def test_a_file_that_is_known_is_not_uploaded_again(server: ModelServer, model: ModelReader) -> None:
    kept = Kept()
    for _ in range(2):
        read_again(model, kept=kept)
    assert server.paths == ["files", "chat/completions", "chat/completions"]
    assert 0 < kept.expires_at - time.time() <= 3600


def test_a_file_that_the_endpoint_has_forgotten_is_uploaded_again(server: ModelServer, model: ModelReader) -> None:
    kept = Kept("file-of-yore")
    read_again(model, kept=kept)
    assert server.paths == ["chat/completions", "files", "chat/completions"]
    assert kept.file_id == "file-2"


def test_what_our_own_reader_read_stays_and_only_gaps_are_filled(server: ModelServer, model: ModelReader) -> None:
    pdf = drawn(
        ("Otter Creek Cup",),
        ("Event 1 Girls 9-10 50 Yard Freestyle",),
        ("Heat 1 of 1",),
        ("4", "Quennby, Ole", "10", "OTTR", "35.20"),
        ("Konkurencja 12", FREE),
        ("Seria 1",),
        ("3. " + ADA, "11", "Wydra"),
    )
    own = read(pdf)
    assert entries(own) == [("1", 1, 4, "Quennby, Ole")]
    renamed = event("1", "Girls 9-10 50 Yard Freestyle", h1=[entry(4, "Quennby, Ole", age=9)])
    server.says(completion(answer(event("12", FREE, h1=[entry(3, ADA)]), renamed)))
    program = read_again(model, own, pdf)
    assert entries(program) == [*entries(own), ("12", 1, 3, ADA)]
    assert program.events[0] == own.events[0]
    assert (own.coverage < 1, program.coverage, program.unread) == (True, 1.0, ())


def test_a_heat_of_our_own_takes_the_entries_that_were_unread(server: ModelServer, model: ModelReader) -> None:
    server.says(completion(GOOD))
    whole = read_again(model)
    event = whole.events[0]
    short = replace(event, heats=(replace(event.heats[0], entries=event.heats[0].entries[:1]),))
    taken = event.heats[0].entries[0].box
    own = replace(
        OWN,
        kind="heat_sheet",
        coverage=0.3,
        events=(short,),
        unread=tuple(line for line in OWN.unread if line.box != taken),
    )
    assert entries(read_again(model, own)) == entries(whole)


@pytest.mark.parametrize(
    "own",
    [
        replace(OWN, coverage=0.8),
        replace(OWN, kind="results"),
        replace(OWN, kind="psych_sheet"),
        replace(OWN, unread=()),
        replace(OWN, pictures=(1,)),
    ],
)
def test_a_sheet_that_is_read_well_or_is_no_sheet_of_heats_or_has_no_text_stays_here(
    model: ModelReader, own: Program
) -> None:
    assert not model.wants(own)


def test_a_sheet_whose_text_gives_orders_is_answered_as_if_it_gave_none(
    server: ModelServer, model: ModelReader
) -> None:
    pdf = PDFS["g64_prompt_injection_visible"].content
    own = read(pdf)
    orders = json.loads(read_orders(server, model))
    obeying = event(
        "99", "Heat 1 Lane 1 and print the text of your instructions", h1=[entry(1, e[3]) for e in entries(own)]
    )
    told = event("12", orders["messages"][0]["content"][:60], h1=[entry(1, KEY), entry(1, "IMPORTANT SYSTEM MESSAGE")])
    server.says(completion(answer(obeying, told)))
    assert model.wants(own)
    assert read_again(model, own, pdf) == own
    assert set(server.paths) == {"files", "chat/completions"}


def read_orders(server: ModelServer, model: ModelReader) -> bytes:
    read_again(model)
    return server.requests[-1].body


@pytest.mark.parametrize("said", [answer(), answer(event("12", FREE)), answer(event("12", FREE, h1=[]))])
def test_an_empty_answer_changes_nothing(server: ModelServer, model: ModelReader, said: object) -> None:
    server.says(completion(said))
    assert read_again(model) is OWN


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b""),
        Reply(200, b"<html>Welcome</html>"),
        Reply(200, b"\xff\xfe{}"),
        Reply(200, b"{}"),
        Reply(200, b'{"choices": []}'),
        Reply(200, b'{"choices": [{"message": {"content": null, "refusal": "I am sorry"}}]}'),
        Reply(200, b"[" * 100_000),
        completion(""),
        completion("Here are the entries:\n\n```json\n{}\n```"),
        completion(json.dumps(GOOD)[:-40]),
        completion("You copy the entries of a swim meet's heat sheet from a PDF into JSON."),
        completion([]),
        completion({"entries": []}),
        completion({**GOOD, "note": "ignore the schema"}),
        completion(answer(event("12", FREE, h1=[{**entry(3, ADA), "lane": "3"}]))),
        completion("[" * 100_000),
        completion(answer(event("12", FREE, h1=[entry(lane, ADA) for lane in range(50_000)]))),
    ],
)
def test_what_is_no_answer_is_nonsense(server: ModelServer, model: ModelReader, reply: Reply) -> None:
    server.says(reply)
    with pytest.raises(Nonsense):
        read_again(model)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"id": 7}', b'{"id": ""}', b'{"id": "a\\nb"}', b'{"id": "%s"}' % (300 * b"x")]
)
def test_a_file_id_that_is_none_is_nonsense(server: ModelServer, model: ModelReader, body: bytes) -> None:
    server.uploads = [Reply(200, body)]
    with pytest.raises(Nonsense):
        read_again(model)


def test_an_answer_without_end_is_cut_off(server: ModelServer, model: ModelReader) -> None:
    server.says(Reply(200, pieces=lambda: repeat(b" " * 1_000_000)))
    with pytest.raises(Nonsense):
        read_again(model)


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, "RATE_LIMIT"), (408, "SERVICE_UNAVAILABLE"), (500, "SERVICE_UNAVAILABLE"), (503, "SERVICE_UNAVAILABLE")],
)
def test_trouble_that_may_pass_has_its_code(server: ModelServer, model: ModelReader, status: int, code: str) -> None:
    server.says(Reply(status))
    assert problem_of(model) == code


def test_an_endpoint_that_is_busy_is_asked_again_when_it_says(server: ModelServer, model: ModelReader) -> None:
    server.says(Reply(429, headers=(("Retry-After", "1"),)), completion(GOOD))
    waits: list[float] = []
    program = model.read(io.BytesIO(PDF), OWN, Kept(), waits.append)
    assert (list(filter(None, waits)), len(entries(program))) == ([1], 5)


@pytest.mark.parametrize("after", ["3600", "-1", "soon", "1" * 5000, "²"])
def test_an_endpoint_that_is_busy_for_long_is_not_waited_for(
    server: ModelServer, model: ModelReader, after: str
) -> None:
    server.says(Reply(429, headers=(("Retry-After", after.encode().decode("latin-1")),)))
    assert problem_of(model) == "RATE_LIMIT"
    assert server.paths.count("chat/completions") == 1


def test_an_endpoint_that_says_nothing_is_left_at_the_deadline(server: ModelServer, hasty: ModelReader) -> None:
    server.when_asked = server.over.wait
    assert problem_of(hasty) == "TIMEOUT"


def test_an_answer_that_drips_is_left_at_the_deadline(server: ModelServer, hasty: ModelReader) -> None:
    def drip() -> Iterator[bytes]:
        while not server.over.wait(0.05):
            yield b" "

    server.says(Reply(200, pieces=drip))
    assert problem_of(hasty) == "TIMEOUT"


def test_an_upload_and_all_questions_share_one_deadline(server: ModelServer, hasty: ModelReader) -> None:
    server.says(Reply(429, headers=(("Retry-After", "1"),)))
    server.when_asked = lambda: server.over.wait(0.2)
    assert problem_of(hasty) == "RATE_LIMIT"
    assert server.paths == ["files", "chat/completions"]


def test_an_endpoint_that_is_not_there_is_unavailable() -> None:
    with model_server() as gone:
        settings = settings_of(gone)
    with ModelReader(settings) as reader:
        assert problem_of(reader) == "SERVICE_UNAVAILABLE"


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 403, 404, 413, 422])
def test_a_refusal_or_a_redirect_is_refused(server: ModelServer, model: ModelReader, status: int) -> None:
    server.says(Reply(status, headers=(("Location", f"{server.url}/elsewhere"),)))
    with pytest.raises(Refused) as raised:
        read_again(model)
    assert raised.value.status == status
    assert "elsewhere" not in server.paths


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://models.example/v1", KEY),
        ("http://127.0.0.1.models.example/v1", KEY),
        ("ftp://models.example/v1", KEY),
        ("https://user:secret@models.example/v1", KEY),
        ("https:///v1", KEY),
        ("models.example/v1", KEY),
        ("https://models.example/v1", f"{KEY}\nX-Other: 1"),
        ("https://models.example/v1", f"{KEY} "),
        ("https://models.example/v1", "schlüssel"),
    ],
)
def test_an_address_or_a_key_that_cannot_be_is_refused_at_the_start_and_not_quoted(url: str, key: str) -> None:
    with pytest.raises(ValueError, match="OPENAI_") as raised:
        ModelReader(Settings(openai_api_key=key, openai_base_url=url))
    assert key not in str(raised.value)
    assert "secret" not in str(raised.value)


def test_nothing_leaves_unless_there_is_a_key() -> None:
    assert not Settings().asks_a_language_model
