"""What a run tells: figures for docs/reliability.md, and the history of the faults."""

import json
import os
import platform
import sys

from tests.chaos.house import House


def say(line: str) -> None:
    """Write a line where pytest -s shows it."""
    sys.stdout.write(f"\n{line}\n")


def tell(house: House, seed: int) -> None:
    """Say what was done to the house and what it did; keep the history beside its log."""
    faults = [fault for _, fault in house.history]
    jobs = house.jobs()
    begin, end = min(job.created_at for job in jobs), max(job.completed_at for job in jobs if job.completed_at)
    figures = {
        "seed": seed,
        "jobs": len(jobs),
        "executions": house.executions(),
        "reads": len(house.reads()),
        "seconds": round((end - begin).total_seconds()),
        "faults": {fault: faults.count(fault) for fault in sorted(set(faults))},
        "machine": f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
        "load": [round(load, 1) for load in os.getloadavg()],
    }
    history = house.folder / "history"
    history.write_text("".join(f"{moment:7.1f} s  {fault}\n" for moment, fault in house.history))
    say(f"{json.dumps(figures, indent=2)}\nThe history of the faults: {history}")
