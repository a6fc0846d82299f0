"""The C library, for the system calls that Python has no words for."""

import ctypes
import os

LIBC = ctypes.CDLL(None, use_errno=True)


def last_error() -> OSError:
    """What the call that has just failed says."""
    return OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
