"""The tables: on the shelf are batches, jobs, PDF files, extractions and links."""

from heatsync.models.base import Base, db, transaction
from heatsync.models.batches import KEEP_DAYS, BatchJob, CalendarEvent, ProcessingBatch, TimeShift, new_batch
from heatsync.models.sheets import (
    ExtractionResult,
    HeldSheet,
    LinePicture,
    PdfFile,
    ResultLink,
    WatchedLink,
    new_code,
)

__all__ = [
    "KEEP_DAYS",
    "Base",
    "BatchJob",
    "CalendarEvent",
    "ExtractionResult",
    "HeldSheet",
    "LinePicture",
    "PdfFile",
    "ProcessingBatch",
    "ResultLink",
    "TimeShift",
    "WatchedLink",
    "db",
    "new_batch",
    "new_code",
    "transaction",
]
