"""How often results are looked at. A count that cannot be kept just now is no reason to show nothing."""

import structlog
from sqlalchemy import literal, select, union_all, update
from sqlalchemy.exc import OperationalError

from heatsync.models import BatchJob, ProcessingBatch, ResultLink, transaction

log = structlog.get_logger(__name__)


def count_view(code: str) -> None:
    """Count one view of the sheet that has the code, or of each sheet of the batch that has it."""
    of_batch = select(BatchJob.result_code).join(ProcessingBatch).where(ProcessingBatch.result_code == code)
    which = ResultLink.short_code.in_(union_all(select(literal(code)), of_batch))
    try:
        with transaction() as session:
            session.execute(update(ResultLink).where(which).values(view_count=ResultLink.view_count + 1))
    except OperationalError as error:
        log.warning("view_not_counted", error=type(error).__name__)
