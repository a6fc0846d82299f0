"""A body has so many seconds in all, however it comes: in drops, all at once, or without an end."""

import io
from collections.abc import Iterable
from wsgiref.types import InputStream, StartResponse, WSGIEnvironment

import gevent
import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from heatsync.serving.patience import Patience

SECONDS = 0.2


class AlwaysMore:
    """There is always more to read, and at once."""

    def __init__(self) -> None:
        self.pieces = 0

    def read(self, size: int) -> bytes:
        self.pieces += 1
        return bytes(size)


class Drops:
    """Now and then there is a byte."""

    def read(self, _size: int) -> bytes:
        gevent.sleep(SECONDS / 4)
        return b"x"


def _reads_nothing(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("413 Too Large", [])
    return [b"too large"]


def _reads_all(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    while environ["wsgi.input"].read(1000):
        pass
    return _reads_nothing(environ, start_response)


def _environ(body: InputStream | AlwaysMore | Drops) -> WSGIEnvironment:
    environ = EnvironBuilder(method="POST").get_environ()
    return {**environ, "wsgi.input": body, "HTTP_TRANSFER_ENCODING": "chunked"}


@pytest.mark.parametrize("body", [AlwaysMore(), Drops()], ids=["always more", "in drops"])
def test_a_body_without_an_end_is_read_no_longer_than_its_time(body: AlwaysMore | Drops) -> None:
    with gevent.Timeout(20), pytest.raises(TimeoutError):
        run_wsgi_app(Patience(_reads_all, SECONDS), _environ(body))


@pytest.mark.parametrize("body", [AlwaysMore(), Drops()], ids=["always more", "in drops"])
def test_what_comes_after_the_answer_is_thrown_away_no_longer_than_that_and_then_cut_off(
    body: AlwaysMore | Drops,
) -> None:
    answer = Patience(_reads_nothing, SECONDS)(_environ(body), lambda *_: lambda _: None)

    assert b"".join(answer) == b"too large"
    with gevent.Timeout(20), pytest.raises(ConnectionResetError):
        answer.close()  # type: ignore[attr-defined]


def test_others_have_their_turn_while_a_body_without_an_end_is_thrown_away() -> None:
    body, turns = AlwaysMore(), []
    answer = Patience(_reads_nothing, SECONDS)(_environ(body), lambda *_: lambda _: None)
    other = gevent.spawn(lambda: turns.append(body.pieces))

    with pytest.raises(ConnectionResetError):
        answer.close()  # type: ignore[attr-defined]

    other.join()
    assert turns[0] < body.pieces


def test_a_body_that_ends_is_read_to_its_end() -> None:
    body = io.BytesIO(bytes(1_000_000))

    answer, _, _ = run_wsgi_app(Patience(_reads_nothing, SECONDS), _environ(body))
    assert b"".join(answer) == b"too large"
    answer.close()  # type: ignore[attr-defined]

    assert body.tell() == 1_000_000


def test_an_answer_to_a_request_without_a_body_is_handed_on_as_it_is() -> None:
    answer = [b"a page"]
    environ = EnvironBuilder().get_environ()

    assert Patience(lambda *_: answer, SECONDS)(environ, lambda *_: lambda _: None) is answer
