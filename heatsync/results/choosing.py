"""The races of a result that somebody chose to take along."""

from collections.abc import Collection

from msgspec.structs import replace

from heatsync.results.result import Result


def only(result: Result, keys: Collection[str]) -> Result:
    """The result with the races of those keys and no others; all of it where no key is given."""
    if not keys:
        return result
    groups = [replace(group, swims=tuple(race for race in group.swims if race.key in keys)) for group in result.groups]
    return replace(result, groups=tuple(group for group in groups if group.swims))
