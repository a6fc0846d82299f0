"""Files that were sent with a form that had to come back: they are in storage, and their rows on the form say so.

A row carries the Upload itself, signed: nobody can name a stored file that we did not hand to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from heatsync.intake.uploads import Upload

_ONE_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class KeptFile:
    """A row of the form: the upload, and the text that brings it back."""

    upload: Upload
    token: str


def keep(uploads: Iterable[Upload]) -> list[KeptFile]:
    """Rows for the form that goes back to the parent."""
    return [KeptFile(upload, _signer().dumps(msgspec.to_builtins(upload))) for upload in uploads]


def brought_back(tokens: Sequence[str]) -> list[Upload]:
    """The uploads of those rows; what is too old, or not ours, is left out."""
    return [upload for token in tokens if (upload := _upload_of(token))]


def _upload_of(token: str) -> Upload | None:
    try:
        return msgspec.convert(_signer().loads(token, max_age=_ONE_DAY), Upload)
    except (BadData, msgspec.ValidationError):
        return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kept-file")
