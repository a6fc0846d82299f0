"""How long a browser may take to send its form: a body that trickles for ever would hold a place for nothing."""

import time
from collections.abc import Callable, Iterable
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from gevent import Timeout, sleep


class Patience:
    """Lets the body of a request take so many seconds in all. Reading it later raises TimeoutError. Needs gevent."""

    def __init__(self, app: WSGIApplication, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.input"] = _Body(environ["wsgi.input"], self._seconds)
        return self._app(environ, start_response)


class _Body:
    def __init__(self, body: InputStream, seconds: float) -> None:
        self._body = body
        self._until = time.monotonic() + seconds

    def read(self, size: int = -1) -> bytes:
        return self._in_time(self._body.read, size)

    def readline(self, size: int = -1) -> bytes:
        return self._in_time(self._body.readline, size)

    def _in_time(self, read: Callable[[int], bytes], size: int) -> bytes:
        left = self._until - time.monotonic()
        with Timeout(max(0, left), TimeoutError("the body did not come in time")):
            piece = read(size)
        sleep(0)  # a body that comes faster than it is looked through would let nobody else have their turn
        return piece
