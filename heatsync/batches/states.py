"""The states of jobs and batches: which may follow which, and what a batch is once its jobs are what they are."""

from collections.abc import Mapping

JOB_EDGES: Mapping[str, tuple[str, ...]] = {
    "pending": ("downloading", "processing", "failed", "cancelled"),
    "downloading": ("processing", "pending", "failed", "cancelled"),
    "processing": ("completed", "failed", "cancelled", "pending"),
    "failed": ("pending",),
    "completed": (),
    "cancelled": (),
}
"""Back to pending goes a job whose worker was lost, or whose trouble may pass, or that a parent tries again."""

BATCH_EDGES: Mapping[str, tuple[str, ...]] = {
    "pending": ("processing", "completed", "partial", "failed", "cancelled"),
    "processing": ("completed", "partial", "failed", "cancelled"),
    "partial": ("pending",),
    "failed": ("pending",),
    "completed": ("pending",),
    "cancelled": (),
}
"""A batch goes back to pending only when its maker tries failed sheets again, or adds more."""

ALL = tuple(BATCH_EDGES)
"""The states of a batch."""

RUNNING = ("downloading", "processing")
OPEN = ("pending", *RUNNING)
"""A job in one of these has work left; so has a batch."""


def job_before(status: str) -> list[str]:
    """The states from which a job may become ``status``: an UPDATE of a status asks for these, or for fewer."""
    return [before for before, after in JOB_EDGES.items() if status in after]


def batch_before(status: str) -> list[str]:
    """The states from which a batch may become ``status``."""
    return [before for before, after in BATCH_EDGES.items() if status in after]


def batch_status(jobs: Mapping[str, int]) -> str | None:
    """The final state of a batch with so many jobs in each state; None while a job is open."""
    if any(jobs.get(status) for status in OPEN):
        return None
    if jobs.get("cancelled"):
        return "cancelled"
    if not jobs.get("completed"):
        return "failed"
    return "partial" if jobs.get("failed") else "completed"
