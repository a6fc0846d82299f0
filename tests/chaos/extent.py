"""How much is done: with CHAOS=full all of it, for some minutes; else as little as shows that it works."""

import os

FULL = os.environ.get("CHAOS") == "full"


def of(full: int, short: int) -> int:
    """That many in full, so few in short."""
    return full if FULL else short
