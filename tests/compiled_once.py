"""What every application of a test run would compile anew, although it is the same for all."""

from collections.abc import Callable

import werkzeug.routing
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_builders: dict[tuple[str, str, bool], Callable[..., tuple[str, str]]] = {}


class Rule(werkzeug.routing.Rule):
    """A rule that takes the function which builds its address from the first rule that was like it."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        likeness = self.rule, repr(self.defaults), append_unknown
        if likeness not in _builders:
            _builders[likeness] = super()._compile_builder(append_unknown)
        return _builders[likeness]


class Templates(BytecodeCache):
    """Templates in the form in which Python runs them, kept in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept of this template; Jinja sees whether its text is still the same."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
