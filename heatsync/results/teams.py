"""A whole team on the sheets of one batch, for coaches: everybody's races, by time or by name."""

import hashlib
import uuid
from collections import defaultdict

import msgspec

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import everybody
from heatsync.models import BatchJob, transaction
from heatsync.results.arranging import result_of
from heatsync.results.programs import with_programs
from heatsync.results.result import Race, Result, Sheet


class Team(msgspec.Struct, frozen=True):
    """A team as the sheets print it. ``key`` stands in addresses."""

    key: str
    name: str
    result: Result

    @property
    def swimmers(self) -> dict[str, list[Race]]:
        """Its swimmers as printed, from A to Z, each with all races in order of time."""
        races: dict[str, list[Race]] = defaultdict(list)
        for race in self.result.races:
            races[race.name].append(race)
        return dict(sorted(races.items(), key=lambda pair: pair[0].casefold()))


def teams_of(batch_id: uuid.UUID) -> dict[str, str]:
    """The names of all teams on the sheets of that batch by their keys, from A to Z."""
    names = {swim.team for _, program in _programs(batch_id) for swim in everybody(program) if swim.team}
    return {_key(name): name for name in sorted(names, key=str.casefold)}


def team_of(batch_id: uuid.UUID, key: str) -> Team | None:
    """All that the team of that key swims on the sheets of that batch; None where nobody is of it."""
    sheets = []
    for job, program in _programs(batch_id):
        swims = tuple(swim for swim in everybody(program) if swim.team and _key(swim.team) == key)
        sheets.append(
            Sheet(
                filename=job.filename or "",
                job_id=job.id,
                swims=swims,
                meet=program.meet.name,
                meet_start=program.meet.start,
                venue=program.meet.venue,
            )
        )
    name = next((swim.team for sheet in sheets for swim in sheet.swims), None)
    return Team(key, name, result_of(name, sheets)) if name else None


def _programs(batch_id: uuid.UUID) -> list[tuple[BatchJob, Program]]:
    with transaction() as session:
        rows = with_programs(session, batch_id)
    return [(job, program) for job, file in rows if file and (program := file.unpacked())]


def _key(team: str) -> str:
    """Short, and safe in an address."""
    return hashlib.sha256(team.casefold().encode()).hexdigest()[:12]
