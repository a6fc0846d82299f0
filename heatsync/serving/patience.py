"""How long a browser may take to send its form: a body that has no end would hold a place for nothing."""

import errno
import time
from collections.abc import Callable, Iterable
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from gevent import Timeout, sleep
from gunicorn.http.errors import ParseException
from werkzeug.wsgi import ClosingIterator

_PIECE = 1 << 16


class Patience:
    """Lets the body of a request take so many seconds in all. Reading it later raises TimeoutError. Needs gevent.

    What is left of it when the answer has gone out is thrown away, for a browser hears no answer before it has sent
    all; of one that is late by then the connection is cut off.
    """

    def __init__(self, app: WSGIApplication, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"] = _Body(environ["wsgi.input"], self._seconds)
        answer = self._app(environ, start_response)
        return ClosingIterator(answer, body.throw_away) if _has_body(environ) else answer


class _Body:
    def __init__(self, body: InputStream, seconds: float) -> None:
        self._body = body
        self._until = time.monotonic() + seconds

    def read(self, size: int = -1) -> bytes:
        return self._in_time(self._body.read, size)

    def readline(self, size: int = -1) -> bytes:
        return self._in_time(self._body.readline, size)

    def throw_away(self) -> None:
        """Read to the end. Raises ConnectionResetError where there is none in time, or what comes is no body."""
        try:
            while self.read(_PIECE):
                pass
        except (OSError, ParseException) as error:
            raise ConnectionResetError(errno.ECONNRESET, "the rest of the body is not waited for") from error

    def _in_time(self, read: Callable[[int], bytes], size: int) -> bytes:
        late = TimeoutError("the body did not come in time")
        left = self._until - time.monotonic()
        if left <= 0:  # where there is always more to read at once, the timeout below would never have its turn
            raise late
        with Timeout(left, late):
            piece = read(size)
        sleep(0)  # a body that comes faster than it is looked through would let nobody else have their turn
        return piece


def _has_body(environ: WSGIEnvironment) -> bool:
    return "HTTP_TRANSFER_ENCODING" in environ or environ.get("CONTENT_LENGTH", "0") not in ("", "0")
