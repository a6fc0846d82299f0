"""Landlock: the Linux kernel's way to give up rights to files, addresses and other processes (since 5.13).

Python has no module for it. The rights that a kernel knows come with its version of the interface, so we ask for that
first; handling a right and granting it for no path at all takes it away everywhere.
"""

import ctypes
import errno
import os

from heatsync.intake.reading_room.libc import LIBC, last_error

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1

_FILE_RIGHTS = (13, 14, 15, 15, 16)
"""How many file rights versions 1, 2, 3, 4 and 5 know, the lowest bits first. Later versions added none."""
_TCP_BIND_AND_CONNECT = 0b11
_NETWORK_SINCE = 4
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11
_SCOPES_SINCE = 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


def restrict() -> bool:
    """Take every right away from this process that this kernel can take. False where it has no Landlock."""
    version = _version()
    if not version:
        return False
    ruleset = _Ruleset(
        files=(1 << _FILE_RIGHTS[min(version, len(_FILE_RIGHTS)) - 1]) - 1,
        network=_TCP_BIND_AND_CONNECT if version >= _NETWORK_SINCE else 0,
        scopes=_ABSTRACT_SOCKETS_AND_SIGNALS if version >= _SCOPES_SINCE else 0,
    )
    known = 8 * (1 + (version >= _NETWORK_SINCE) + (version >= _SCOPES_SINCE))
    descriptor = _call(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(known), ctypes.c_uint32(0))
    _call(_RESTRICT_SELF, ctypes.c_int(descriptor), ctypes.c_uint32(0))
    os.close(descriptor)
    return True


def _version() -> int:
    try:
        return _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM):  # EPERM: a container's own filter
            return 0
        raise


def _call(number: int, *arguments: object) -> int:
    result = int(LIBC.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        raise last_error()
    return result
