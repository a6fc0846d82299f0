"""Workers at their last moments: processes that do nothing but take jobs and end them, as fast as they can."""

import hashlib
import random
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from multiprocessing.synchronize import Barrier

from heatsync.batches import finishing, leases
from heatsync.batches.changes import NotOurs
from heatsync.batches.finishing import Finding
from heatsync.batches.programs import Content, place_of
from heatsync.factory import create_app
from heatsync.heatsheet import swims
from heatsync.settings import Settings
from tests.chaos.nursery import nursery
from tests.chaos.rooms import SWIMMER, sheet

_JITTER = 0.004


def finish(settings: Settings, shares: Sequence[Sequence[uuid.UUID]], *, together: bool) -> list[float]:
    """Let a worker for each share end its jobs, every one twice; how long the ends took.

    ``together``: the first of all shares at the same moment, then the second of all, and so on.
    """
    gate = nursery.Barrier(len(shares)) if together else None
    workers = []
    for share in shares:
        ours, theirs = Pipe(duplex=False)
        worker = nursery.Process(target=_work, args=(settings, share, gate, theirs), daemon=True)
        worker.start()
        theirs.close()  # so that its death is the end of the line
        workers.append((worker, ours))
    seconds = [taken for _, line in workers for taken in line.recv()]
    for worker, _ in workers:
        worker.join()
    return seconds


def _work(settings: Settings, job_ids: Sequence[uuid.UUID], gate: Barrier | None, line: Connection) -> None:
    with create_app(settings).app_context():
        seconds = []
        for job_id in job_ids:
            lease, finding = leases.claim(job_id), _finding(job_id)
            assert lease
            if gate:
                gate.wait()
                time.sleep(random.uniform(0, _JITTER))
            for _ in range(2):
                began = time.perf_counter()
                with suppress(NotOurs):
                    finishing.complete(lease, finding)
                    seconds.append(time.perf_counter() - began)
        line.send(seconds)


def _finding(job_id: uuid.UUID) -> Finding:
    program, sha256 = sheet(), hashlib.sha256(job_id.bytes).hexdigest()
    pdf_id = place_of(Content(sha256[:32], sha256, 1))
    return Finding(pdf_id, sha256[:32], program, swims.find(program, SWIMMER), cached=False)
