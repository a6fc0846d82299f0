"""Log lines: one JSON object a line on stderr, whatever is logged. Never a swimmer's name: bind ids, not people."""

import json
import logging
import logging.config
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import Processor

_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]

_CHATTY = ("alembic", "gunicorn.access", "rq.worker")
"""Libraries that tell of every step: only their warnings are of interest."""


def configure() -> None:
    """Send our own lines and those of every library through one JSON formatter. Called once, by each program."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    logging.config.dictConfig(settings())


def settings() -> dict[str, Any]:
    """The same as a dictConfig, for servers that set up logging by themselves."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": _json_formatter}},
        "filters": {"given_up": {"()": lambda: _say_who_was_given_up}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": "INFO", "handlers": ["stderr"]},
        "loggers": {
            **{name: {"level": "WARNING", "handlers": [], "propagate": True} for name in _CHATTY},
            "gunicorn.error": {"level": "WARNING", "handlers": [], "filters": ["given_up"], "propagate": True},
        },
    }


def working_on(batch_id: object, job_id: object) -> None:
    """Name the batch and the job in every line that follows in this context."""
    structlog.contextvars.bind_contextvars(batch=str(batch_id), job=str(job_id))


def without_words(error: BaseException) -> dict[str, str]:
    """What may be logged of an error: its kind and its place. Its message may quote what is printed on a sheet."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"
    return {"error": type(error).__name__, "place": place}


def _say_who_was_given_up(record: logging.LogRecord) -> bool:
    # Phones lose their signal every day: gunicorn writes a traceback for each.
    if record.exc_info and isinstance(record.exc_info[1], TimeoutError):
        record.msg, record.args, record.exc_info = "browser_given_up", (), None
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True


def _json_formatter() -> logging.Formatter:
    # JSON escapes line ends and control characters, so that no input can forge a second line.
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_SHARED, structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(serializer=_one_line),
        ],
    )


def _one_line(event: dict[str, Any], **_: object) -> str:
    try:
        return json.dumps(event, default=repr, allow_nan=False)
    except (TypeError, ValueError, RecursionError):  # odd keys, NaN, a value that holds itself
        return json.dumps({str(key): repr(value) for key, value in event.items()})
