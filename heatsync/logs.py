"""Log lines: one JSON object a line on stderr, whatever is logged. Never a swimmer's name: bind ids, not people."""

import logging
import sys

import structlog
from structlog.typing import Processor

_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configure(level: int = logging.INFO) -> None:
    """Send our own lines and those of every library through one JSON formatter."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(json_formatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)


def json_formatter() -> logging.Formatter:
    """One JSON object for one record: line ends and control characters are escaped, odd values become text."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *_SHARED],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(default=repr),
        ],
    )


def working_on(batch_id: object, job_id: object) -> None:
    """Name the batch and the job in every line that follows in this context."""
    structlog.contextvars.bind_contextvars(batch=str(batch_id), job=str(job_id))
