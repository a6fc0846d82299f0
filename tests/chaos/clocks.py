"""A host whose clock is wrong: Python's clocks in this process, and those that were imported from there."""

import datetime
import sys
import time
from typing import TypeAlias

_Moment: TypeAlias = datetime.datetime
_true_time = time.time


def set_wrong(seconds: float) -> None:
    """Let all of our code, and RQ, believe that it is so much later."""

    class Type(type):
        """Moments that the database driver made are moments, too."""

        def __instancecheck__(cls, thing: object) -> bool:
            return isinstance(thing, _Moment)

    class Wrong(_Moment, metaclass=Type):
        """Moments of the wrong clock."""

        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> _Moment:  # type: ignore[override]
            return _Moment.now(tz) + datetime.timedelta(seconds=seconds)

    setattr(datetime, "datetime", Wrong)  # noqa: B010 (mypy knows it as a class)
    setattr(time, "time", lambda: _true_time() + seconds)  # noqa: B010
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in {"heatsync", "rq"} and getattr(module, "datetime", None) is _Moment:
            setattr(module, "datetime", Wrong)  # noqa: B010
