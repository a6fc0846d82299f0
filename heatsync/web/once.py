"""What is the same for all of a request is found once: a page asks for some of it hundreds of times."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import g

Found = TypeVar("Found")
_NOT_YET = object()


def once_a_request(find: Callable[[], Found]) -> Callable[[], Found]:
    """That function; what it finds is kept until the request is over."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def kept() -> Found:
        found: Found = g.get(name, _NOT_YET)
        if found is _NOT_YET:
            found = find()
            setattr(g, name, found)
        return found

    return kept
