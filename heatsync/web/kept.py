"""What was sent with a form that came back: files that are in storage, and the PDFs that a meet's page offers.

The form carries them, signed: nobody can name a stored file that we did not hand to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from heatsync.intake.links.meet_page import Found
from heatsync.intake.storage import Storage
from heatsync.intake.uploads import Upload

T = TypeVar("T")

_ONE_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class KeptFile:
    """A row of the form: the upload, and the text that brings it back."""

    upload: Upload
    token: str


def keep(uploads: Iterable[Upload]) -> list[KeptFile]:
    """Rows for the form that goes back to the parent."""
    return [KeptFile(upload, _sealed("kept-file", upload)) for upload in uploads]


def brought_back(tokens: Sequence[str]) -> list[Upload]:
    """The uploads of those rows, each once; what is too old, or not ours, is left out.

    One whose file has gone, because the form was sent before, says so.
    """
    uploads = (_opened("kept-file", token, Upload) for token in dict.fromkeys(tokens))
    return [_if_it_is_there(upload) for upload in uploads if upload]


def offer(found: Sequence[Found]) -> str:
    """The text that brings these back."""
    return _sealed("offered", found) if found else ""


def offered_before(token: str) -> tuple[Found, ...]:
    """What that form offered."""
    return _opened("offered", token, tuple[Found, ...]) or ()


def _if_it_is_there(upload: Upload) -> Upload:
    storage: Storage = current_app.extensions["storage"]
    if upload.key is None:
        return upload
    try:
        storage.open(upload.key).close()
    except FileNotFoundError:
        return Upload(upload.filename, error_code="FILE_GONE")
    except OSError:
        pass  # it may be there: whoever reads it will see
    return upload


def _sealed(what: str, value: object) -> str:
    return _signer(what).dumps(msgspec.to_builtins(value))


def _opened(what: str, token: str, kind: type[T]) -> T | None:
    try:
        return msgspec.convert(_signer(what).loads(token, max_age=_ONE_DAY), kind)
    except (BadData, msgspec.ValidationError):
        return None


def _signer(what: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=what)
