import pytest

from heatsync.batches import states


@pytest.fixture(autouse=True)
def app_context() -> None:
    """None: states need no application."""


@pytest.mark.parametrize(
    ("jobs", "status"),
    [
        ({"completed": 3}, "completed"),
        ({"failed": 3}, "failed"),
        ({"completed": 1, "failed": 2}, "partial"),
        ({"completed": 1, "cancelled": 1}, "cancelled"),
        ({"failed": 1, "cancelled": 1}, "cancelled"),
        ({}, "failed"),
        ({"completed": 2, "pending": 1}, None),
        ({"failed": 2, "downloading": 1}, None),
        ({"completed": 2, "processing": 1}, None),
    ],
)
def test_a_batch_is_what_its_jobs_are(jobs: dict[str, int], status: str | None) -> None:
    assert states.batch_status(jobs) == status


def test_what_is_completed_or_cancelled_stays_so() -> None:
    assert states.JOB_EDGES["completed"] == states.JOB_EDGES["cancelled"] == states.BATCH_EDGES["cancelled"] == ()


def test_a_completed_batch_may_only_be_added_to() -> None:
    assert states.BATCH_EDGES["completed"] == ("pending",)


def test_only_open_jobs_can_be_cancelled_and_only_running_ones_completed() -> None:
    assert states.job_before("cancelled") == list(states.OPEN)
    assert states.job_before("completed") == ["processing"]


def test_every_state_that_can_be_reached_is_known() -> None:
    for edges in (states.JOB_EDGES, states.BATCH_EDGES):
        assert {status for after in edges.values() for status in after} <= set(edges)
