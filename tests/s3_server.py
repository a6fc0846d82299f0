"""A real S3 server for tests: SeaweedFS from a wheel, with one bucket behind one pair of keys."""

import json
import sysconfig
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from obstore.exceptions import BaseError
from obstore.store import S3Store

from heatsync.serving.leash import Leash
from tests.servers import ServerProcess, free_ports, wait_until

ACCESS_KEY, SECRET_KEY = "test-access-key", "test-secret-key"
_BUCKET = "heatsync"
_RIGHTS = {
    "name": "test",
    "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
    "actions": ["Admin", "Read", "Write", "List"],
}
_PORTS = [f"{part}.port{kind}" for part in ("master", "volume", "filer", "admin") for kind in ("", ".grpc")]
_WITHOUT = ("-s3.port.iceberg=0", "-s3.port.lance=0", "-webdav=false", "-admin.ui=false", "-master.telemetry=false")
_QUIETLY = ("/bin/sh", "-c", 'exec "$0" "$@" >server.log 2>&1')


class S3Server(ServerProcess):
    """The server, its files in that folder."""

    def __init__(self, folder: Path) -> None:
        (folder / "rights.json").write_text(json.dumps({"identities": [_RIGHTS]}))
        self._folder = folder
        names = ("s3.port", "s3.port.grpc", *_PORTS)
        numbers = free_ports(len(names))
        self.endpoint = f"http://127.0.0.1:{numbers[0]}"
        ports = [f"-{name}={number}" for name, number in zip(names, numbers, strict=True)]
        weed = str(Path(sysconfig.get_path("scripts"), "weed"))
        self._command = [*_QUIETLY, weed, "mini", "-dir=.", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", *ports, *_WITHOUT]
        self._command += ["-s3.config=rights.json", f"-bucket={_BUCKET}"]
        self.start()

    def url(self, prefix: str) -> str:
        """A STORAGE_URL in the bucket."""
        return f"s3://{_BUCKET}/{prefix}?endpoint={self.endpoint}"

    def bucket(self, prefix: str | None = None) -> S3Store:
        """The bucket as others see it who have the keys, or that part of it."""
        return S3Store(
            _BUCKET,
            prefix=prefix,
            endpoint=self.endpoint,
            region="us-east-1",
            access_key_id=ACCESS_KEY,
            secret_access_key=SECRET_KEY,
            client_options={"allow_http": True},
            retry_config={"max_retries": 0},
        )

    def start(self) -> None:
        """Start it; return once the bucket takes and gives."""
        self._leash = Leash(self._command, folder=self._folder, stop_signal="KILL")
        wait_until(self._answers, self._leash)

    def _answers(self) -> bool:
        # A bucket that can be listed may not know yet where its files are.
        bucket = self.bucket("is-it-up")
        try:
            bucket.put("file", b"yes")
            given = bucket.get("file").bytes()
            bucket.delete("file")
        except BaseError:
            return False
        return bool(given == b"yes")


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """An S3 server with an empty bucket."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(S3Server(Path(folder))) as server:
        yield server
