"""A file of a form on its way in: looked at while it comes, so that nothing is put down that will not be wanted."""

from tempfile import SpooledTemporaryFile

from heatsync.intake.archives import is_archive
from heatsync.intake.storage import Checksums
from heatsync.intake.uploads import WHERE_SIGNATURES_ARE, is_sheet
from heatsync.problems import Problem

_IN_MEMORY = 1 << 16


class Arriving(SpooledTemporaryFile[bytes]):
    """Takes what a browser sends for one file. Of a file that is too large, or is no sheet, the rest is thrown away.

    One that is no sheet keeps its first bytes, which say so. Reading one that was too large raises PDF_TOO_LARGE.
    ``checksums`` are those of what was put down: to take them of many whole files at once would hold up all pages.
    """

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(_IN_MEMORY)
        self._limit_bytes = limit_bytes
        self._come = 0
        self._start = b""
        self._wanted: bool | None = None
        self.checksums = Checksums()

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        """Take the next bytes."""
        self._come += len(piece)
        if self._come > self._limit_bytes:
            self.seek(0)
            self.truncate()
        elif self._wanted is None:
            self._look_at(piece)
        elif self._wanted:
            self._put_down(piece)
        return len(piece)

    def _look_at(self, piece: bytes) -> None:
        self._start += piece
        if len(self._start) < WHERE_SIGNATURES_ARE:
            return
        self._wanted = is_sheet(self._start) or is_archive(self._start)
        self._put_down(self._start if self._wanted else self._start[:WHERE_SIGNATURES_ARE])

    def _put_down(self, piece: bytes) -> None:
        self.checksums.add(piece)
        super().write(piece)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there; what was held back to be looked at is put down first."""
        if self._wanted is None:
            self._wanted = True
            self._put_down(self._start)
        return super().seek(offset, whence)

    def read(self, *size: int) -> bytes:
        """The next bytes."""
        if self._come > self._limit_bytes:
            raise Problem("PDF_TOO_LARGE", max_megabytes=self._limit_bytes // 1_000_000)
        return super().read(*size)
