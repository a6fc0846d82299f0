"""Storage in a bucket of S3, or of any server that speaks as it does.

Credentials that are not given are found as every program for S3 finds them: in the environment, or by the role of the
machine.
"""

import datetime
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO, ParamSpec, TypeVar, cast
from urllib.parse import parse_qs, urlsplit

from gevent import get_hub
from gevent.monkey import is_module_patched
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from heatsync.intake.storage import Checksums, Stored, checked_key, copy, is_key, new_key

_P = ParamSpec("_P")
_R = TypeVar("_R")
_ANYWHERE = "us-east-1"
"""The region that servers without regions expect in a signature."""
_PIECE = 5 << 20
"""The smallest piece of an upload in several pieces; a file below is sent in one."""
_PIECES_AT_ONCE = 2


class S3Storage:
    """Storage at ``s3://bucket/prefix?endpoint=https://…&region=…``; without an endpoint it is Amazon's.

    A process may fork before it uses one, not after: the library's threads would be missing in the child.
    """

    def __init__(self, url: str, access_key_id: str = "", secret_access_key: str = "") -> None:
        parts, options = urlsplit(url), parse_qs(urlsplit(url).query)
        endpoint, region = options.get("endpoint", [None])[0], options.get("region", [_ANYWHERE])[0]
        self._store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            endpoint=endpoint,
            region=region,
            config={"access_key_id": access_key_id, "secret_access_key": secret_access_key} if access_key_id else {},
            client_options={"allow_http": True, "connect_timeout": "3s", "timeout": "20s"},
            retry_config={"max_retries": 3, "retry_timeout": datetime.timedelta(seconds=20)},
        )

    def save(self, stream: BinaryIO, limit_bytes: int, known: Checksums | None = None) -> Stored:
        """Keep the rest of that stream, whole or not at all. Raises Problem PDF_TOO_LARGE beyond the limit."""
        with TemporaryFile() as file:
            stored = copy(stream, cast(BinaryIO, file), new_key(), limit_bytes, known)
            file.seek(0)
            _ask(self._store.put, stored.key, file, chunk_size=_PIECE, max_concurrency=_PIECES_AT_ONCE)
        return stored

    def open(self, key: str) -> BinaryIO:
        """The file's bytes from the start; one can seek in them."""
        file = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 (the caller closes it)
        try:
            _ask(self._fetch, checked_key(key), file)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return file

    def delete(self, key: str) -> None:
        """Keep it no longer. It may be gone already."""
        _ask(self._store.delete, checked_key(key))

    def older_than(self, seconds: float) -> Iterator[str]:
        """The keys of all that was saved at least so long ago."""
        limit = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=seconds)
        pages = iter(self._store.list())
        while page := _ask(next, pages, ()):
            yield from (item["path"] for item in page if is_key(item["path"]) and item["last_modified"] <= limit)

    def check(self) -> None:
        """Raise OSError unless the bucket answers."""
        _ask(next, iter(self._store.list(chunk_size=1)), ())

    def _fetch(self, key: str, file: BinaryIO) -> None:
        file.writelines(self._store.get(key).stream())


def _ask(call: Callable[_P, _R], *args: _P.args, **options: _P.kwargs) -> _R:
    """What that call answers; an OSError of ours where it fails, to those who only know a storage."""
    try:
        if is_module_patched("threading"):
            # The library waits for the network in its own way: in this thread all pages of the process would wait.
            return cast(_R, get_hub().threadpool.apply(call, args, options))
        return call(*args, **options)
    except (NotFoundError, FileNotFoundError):
        raise FileNotFoundError("S3 has no such file") from None
    except BaseError as error:
        # Its words hold the address and the key.
        raise OSError(f"S3: {type(error).__name__}") from None
