"""What a parent takes home, in words: races in groups, and who they belong to."""

import datetime
import uuid
from collections.abc import Mapping

import msgspec

from heatsync.heatsheet.swims import Near, Swim


class Cover(msgspec.Struct, frozen=True, array_like=True):
    """What a sheet prints of one round of an event: heats from ``first`` to ``last``, on which day."""

    first: int
    last: int
    day: datetime.date | None = None


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet of a question, as far as it has come; ``problem`` says why there is nothing to show of it.

    ``printed`` and ``missed`` are the pages where the name stands in lines that were understood, and that were not.
    ``covers`` tells which heats it prints, and ``added_at`` when it came: it may be a newer version of another.
    ``pictures`` are of the lines that are printed there: page, and where their boxes begin in whole points.
    """

    filename: str
    swims: tuple[Swim, ...] = ()
    near: tuple[Near, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: str | None = None
    meet: str | None = None
    meet_start: datetime.date | None = None
    venue: str | None = None
    job_id: uuid.UUID | None = None
    printed: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    covers: Mapping[str, Cover] = {}
    added_at: datetime.datetime | None = None
    pictures: frozenset[tuple[int, int, int]] = frozenset()


class Race(Swim, frozen=True, kw_only=True):
    """A swim with the sheet it is printed on (``place``: where in its order), and the other sheets that print it too.

    ``day`` is its date, or the meet's first where its own is not printed. ``key`` names it in addresses. ``shift``: the
    times are so many minutes later than the sheet's. ``picture`` is where a picture of its line is to be had: page, and
    the point where the line begins.
    """

    filename: str
    sheet: int
    place: int
    meet: str | None = None
    day: datetime.date | None = None
    also_on: tuple[str, ...] = ()
    key: str = ""
    shift: int = 0
    job_id: uuid.UUID | None = None
    picture: tuple[int, int, int] | None = None


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """What the maker of a page says of a session: from that time on it runs so many ``minutes`` late, or early."""

    day: datetime.date
    session: str | None
    since: str
    minutes: int
    said_at: datetime.datetime


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The races of one session of a meet, whichever sheets print them; ``anchor`` is its element's id.

    ``filename`` and ``job_id`` are of the sheet that prints the first of them. ``number`` tells sessions of one day
    apart that have no name.
    """

    anchor: str
    meet: str | None
    filename: str
    session: str | None
    date: datetime.date | None
    venue: str | None
    job_id: uuid.UUID | None
    swims: tuple[Race, ...]
    number: int | None = None

    @property
    def title(self) -> str:
        """The meet, and how many races are shown: "Winter Cup (2 races)"."""
        count = "1 race" if len(self.swims) == 1 else f"{len(self.swims)} races"
        return f"{self.meet or self.filename} ({count})"


class Identity(msgspec.Struct, frozen=True):
    """One of several swimmers who share the name. ``key`` chooses her: ?who=<key>."""

    key: str
    name: str
    team: str | None
    age: int | None
    races: int


class Proof(msgspec.Struct, frozen=True):
    """That nothing was missed on a sheet: how often it prints the name, and on which pages; all of it is understood."""

    filename: str
    times: int
    pages: tuple[int, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A race as an older sheet had it and as the newer one has it; None where one of them does not."""

    before: Race | None
    after: Race | None

    @property
    def is_moved(self) -> bool:
        """Whether it is swum in another heat, lane or leg."""
        old, new = self.before, self.after
        return old is not None and new is not None and (old.heat, old.lane, old.leg) != (new.heat, new.lane, new.leg)


class OldSheet(msgspec.Struct, frozen=True):
    """An older version of a sheet, and what it said of the swimmer."""

    filename: str
    races: tuple[Race, ...]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """Every race of one swimmer on all sheets of a question. ``chosen`` is the key of the one identity shown."""

    swimmer: str
    groups: tuple[Group, ...]
    identities: tuple[Identity, ...] = ()
    chosen: str | None = None
    near: tuple[Near, ...] = ()
    warnings: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    changes: tuple[Change, ...] = ()
    old: tuple[OldSheet, ...] = ()
    meets: tuple[str, ...] = ()
    code: str = ""
    expires_at: datetime.datetime | None = None
    shifts: tuple[Shift, ...] = ()

    @property
    def total_races(self) -> int:
        """The races shown, each once."""
        return sum(len(group.swims) for group in self.groups)

    @property
    def changed(self) -> dict[str, Change]:
        """What a newer sheet changed of the races shown, by their keys."""
        return {change.after.key: change for change in self.changes if change.after}

    @property
    def choice_is_lost(self) -> bool:
        """Whether the races of somebody were asked for who is not, or no longer, one of these swimmers."""
        return bool(self.identities) and not self.groups

    @property
    def races(self) -> tuple[Race, ...]:
        """All of them, in the order of the groups."""
        return tuple(race for group in self.groups for race in group.swims)
