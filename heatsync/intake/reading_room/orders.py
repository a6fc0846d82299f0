"""What the worker tells the warm process."""

import msgspec


class Orders(msgspec.Struct, frozen=True):
    """Who reads, and within which limits. ``reader`` is "module:function", called as ``heatsync.heatsheet.read`` is."""

    reader: str
    max_pages: int
    cpu_seconds: int
    memory_megabytes: int
    max_pictures: int = 0

    @property
    def may_start_threads(self) -> bool:
        """The decoder of HEIC photos needs one; nothing else does."""
        return self.max_pictures > 0


READ = b"r"
"""Comes with a channel: fork a child that reads the PDF on it."""
CUT = b"c"
"""The same, but the child cuts lines out of the PDF: ``heatsync.heatsheet.cutting``."""
FINISH = b"f"
"""Kill that child if it still runs; the answer is its wait status, four bytes."""
STATUS_BYTES = 4
