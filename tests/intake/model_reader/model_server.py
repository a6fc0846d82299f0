"""A server that speaks as a language model's endpoint does, over real HTTP, and says what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

KEY = "sk-the-key-that-nobody-may-see"
FORGOTTEN = 404


class Reply(NamedTuple):
    """What the server answers; ``body`` may be cut into pieces, which are sent as they come."""

    status: int
    body: bytes = b"{}"
    headers: tuple[tuple[str, str], ...] = ()
    pieces: Callable[[], Iterator[bytes]] | None = None


class Request(NamedTuple):
    """What the server was sent."""

    path: str
    key: str
    body: bytes


class ModelServer:
    """Its replies are used in turn, the last one over and over. Files are known until ``forget_files``."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.port = 0
        self.clear()

    def clear(self) -> None:
        """Forget what it was asked and what it was told to say."""
        self.requests: list[Request] = []
        self.files: set[str] = set()
        self.replies: list[Reply] = [completion(answer())]
        self.uploads: list[Reply] = []
        self.when_asked: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def paths(self) -> list[str]:
        """Where it was asked, in order, "files" or "chat/completions"."""
        return [request.path.removeprefix("/v1/") for request in self.requests]

    def says(self, *replies: Reply) -> None:
        self.replies = list(replies)

    def reply_to(self, request: Request) -> Reply:
        self.requests.append(request)
        if request.path == "/v1/files":
            return self.uploads.pop(0) if self.uploads else self._kept()
        self.when_asked()
        file_id = json.loads(request.body)["messages"][1]["content"][0]["file"]["file_id"]
        if file_id not in self.files:
            return Reply(FORGOTTEN, b'{"error": {"message": "No such File object"}}')
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def _kept(self) -> Reply:
        file_id = f"file-{len(self.requests)}"
        self.files.add(file_id)
        return Reply(200, json.dumps({"id": file_id, "object": "file"}).encode())


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A running one."""
    model = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = model.reply_to(Request(self.path, self.headers["Authorization"], body))
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            try:
                for piece in reply.pieces() if reply.pieces else (reply.body,):
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:  # the client hung up, as it may
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Nothing: a test's output is about the test."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        model.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def completion(content: object) -> Reply:
    """A chat completion whose message is that, as JSON unless it is text."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": None}
    return Reply(200, json.dumps({"id": "chatcmpl-1", "choices": [{"index": 0, "message": message}]}).encode())


def answer(*events: dict[str, Any]) -> dict[str, Any]:
    """An answer of these events."""
    return {"events": list(events)}


def event(number: str | None, name: str, **heats: list[dict[str, Any]]) -> dict[str, Any]:
    """An event with its heats: ``h1=[…], h2=[…]``."""
    numbered = [{"number": int(heat[1:]), "entries": entries} for heat, entries in heats.items()]
    return {"number": number, "name": name, "heats": numbered}


def entry(lane: int, name: str, **more: Any) -> dict[str, Any]:
    """An entry on the first page."""
    return {"page": 1, "lane": lane, "name": name, "age": None, "team": None, "seed_time": None, **more}
