"""Points at which a worker is to die. They lie in the tests only: the worker's functions are wrapped."""

import functools
import os
import signal
import uuid
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from heatsync.batches import bells, cleanup, finishing, leases, programs, work
from tests.chaos import rooms


class Point(NamedTuple):
    """Before or after a function; at the ``time``-th call for one job."""

    owner: ModuleType | type
    function: str
    before: bool = True
    time: int = 1


POINTS = {
    "inside the claim, before its commit": Point(leases, "_take", before=False),
    "after the claim": Point(leases, "claim", before=False),
    "after the upload is opened": Point(programs, "content_of"),
    "after the content has its place": Point(programs, "place_of", before=False),
    "after the read is ours": Point(programs, "_take_read_lease", before=False),
    "while the sheet is read": Point(rooms, "sheet"),
    "after the read, before it is kept": Point(programs, "_end_read_lease"),
    "after the Program is kept": Point(programs, "_end_read_lease", before=False),
    "before the end is written": Point(finishing, "complete"),
    "inside the end, after the extraction": Point(finishing, "_extraction", before=False),
    "inside the end, before its commit": Point(finishing, "settle", before=False),
    "after the end's commit, before the bell": Point(bells, "ring", time=2),
    "before the upload is deleted": Point(cleanup, "discard"),
    "before the next is woken": Point(work, "enqueue_forgotten"),
}


class Deaths:
    """Each point kills once, at the job that its file in the folder names; the file goes with the worker."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._job: uuid.UUID | None = None
        self._calls: dict[str, int] = {}

    def install(self) -> None:
        """Wrap the worker's functions."""
        begin = work.read_sheet

        def read_sheet(job_id: uuid.UUID, *rest: Any) -> bool:
            self._job, self._calls = job_id, {}
            return begin(job_id, *rest)

        setattr(work, "read_sheet", read_sheet)  # noqa: B010 (mypy knows it as a function that is never replaced)
        for name, point in POINTS.items():
            setattr(point.owner, point.function, self._deadly(name, point))

    def _deadly(self, name: str, point: Point) -> Callable[..., Any]:
        function = getattr(point.owner, point.function)

        @functools.wraps(function)
        def wrapped(*given: Any, **named: Any) -> Any:
            if point.before:
                self._die(name, point)
            answer = function(*given, **named)
            if not point.before:
                self._die(name, point)
            return answer

        return wrapped

    def _die(self, name: str, point: Point) -> None:
        self._calls[name] = self._calls.get(name, 0) + 1
        armed = self._folder / name
        if self._calls[name] != point.time:
            return
        try:
            job = armed.read_text()
        except FileNotFoundError:
            return
        if job == str(self._job):
            armed.unlink()
            os.killpg(os.getpgid(0), signal.SIGKILL)
