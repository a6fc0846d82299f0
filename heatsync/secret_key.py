"""The key that signs cookies and forms, where none is set: random, made once, kept in the data folder."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def secret_key(folder: Path) -> str:
    """The folder's key. Processes that start at once agree on one; only the owner may read the file."""
    path = folder / "secret-key"
    if not path.exists():
        _keep(secrets.token_urlsafe(48), path)
    return path.read_text(encoding="ascii")


def _keep(key: str, path: Path) -> None:
    # Linked into place when whole: nobody reads half a key, and the first of two writers wins.
    with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as new, suppress(FileExistsError):
        new.write(key)
        new.flush()
        os.link(new.name, path)
