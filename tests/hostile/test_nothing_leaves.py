"""PD06, PD07: what a PDF points to is neither opened nor fetched, in this house or in any other."""

import gzip
import os
import pickle
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from heatsync.intake.reading import ReadingRoom
from heatsync.settings import Settings
from tests.hostile import pdfs
from tests.hostile.drawing import PDFS
from tests.hostile.outcomes import outcome

assert PDFS, pdfs.__doc__
NAMED = b"/#2Ftmp#2Fheatsync-canary"
"""How the PDF names a file, as the encoding of a font."""


class Mark:
    """Leaves a mark where it is unpickled: some readers of fonts unpickle what a PDF names."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._mark),)


def test_pd06_no_file_that_a_font_names_is_opened(tmp_path: Path) -> None:
    named, mark = tmp_path / "canary", tmp_path / "mark"
    canary = named.with_suffix(".pickle.gz")
    canary.write_bytes(gzip.compress(pickle.dumps(Mark(mark))))
    os.utime(canary, (0, 0))
    assert NAMED in PDFS["g54_cmap_path_traversal"].content
    content = PDFS["g54_cmap_path_traversal"].content.replace(NAMED, b"/" + str(named).replace("/", "#2F").encode())
    with ReadingRoom(Settings()) as room:
        outcome(room, content)
    assert not mark.exists()
    assert canary.stat().st_atime == 0, "it was read"


@pytest.fixture
def heard() -> Iterator[tuple[bytes, list[str]]]:
    """A server's address, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield b"127.0.0.1:%d" % server.server_port, asked
        server.shutdown()


@pytest.mark.parametrize(
    "name", ["g55_javascript_openaction", "g57_uri_and_remote_goto", "g58_external_stream", "g60_xfa_xxe"]
)
def test_pd07_nothing_that_a_pdf_points_to_is_fetched(heard: tuple[bytes, list[str]], name: str) -> None:
    address, asked = heard
    content = PDFS[name].content.replace(b"file:///etc/passwd", b"http://%b/" % address)
    content = content.replace(b"169.254.169.254", address).replace(b"127.0.0.1:9/", address + b"/")
    with ReadingRoom(Settings()) as room:
        assert outcome(room, content) == PDFS[name].expect
    assert asked == []
