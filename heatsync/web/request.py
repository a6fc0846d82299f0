"""A request whose files are looked at while they come: what is too large, or is no sheet, is stored nowhere."""

from typing import IO

from flask import Flask, Request, current_app

from heatsync.intake.arriving import Arriving


class _Request(Request):
    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 (the framework's signature)
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return Arriving(current_app.config["SETTINGS"].max_pdf_megabytes * 1_000_000)


def register(app: Flask) -> None:
    """Take requests in so. How many files make a batch is said in words, with all that was sent: here only a bound."""
    app.request_class = _Request
    # The framework reads 64 KiB at a time, and counts them all against the second bound until it has looked at them.
    app.config.update(MAX_FORM_PARTS=300, MAX_FORM_MEMORY_SIZE=250_000)
