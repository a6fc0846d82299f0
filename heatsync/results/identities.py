"""Two swimmers of one name, told apart by team and age; one swimmer printed in several ways, kept together."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from heatsync.heatsheet.names import display_name, middle_initials, normalised
from heatsync.results.result import Identity, Race

_LSC = re.compile(r"-[a-z]{2}$")
_SHORTEST_CUT = 10
"""Letters of a team's name that a narrow column leaves; a shorter beginning is another team's code."""


class Person(NamedTuple):
    """All that a printed line tells of who swims."""

    team: str
    age: int | None
    birth_year: int | None
    initials: str
    name: str
    is_leg: bool


def identities(races: Sequence[Race]) -> dict[Identity, tuple[Race, ...]]:
    """The swimmers among those races, each with hers. A race that may be of several of them is each one's."""
    persons = {race: _person(race) for race in races}
    found = {}
    for person in _distinct(persons.values()):
        hers = tuple(race for race in races if _may_be_one(persons[race], person))
        found[_identity(person, hers, [persons[race] for race in hers])] = hers
    return found


def may_be_one_swimmer(one: Race, other: Race) -> bool:
    """Whether nothing that is printed with those races tells their swimmers apart."""
    return _may_be_one(_person(one), _person(other))


def _person(race: Race) -> Person:
    team = _LSC.sub("", (race.team or "").casefold().strip())
    return Person(
        team="".join(letter for letter in team if letter.isalnum()),
        age=race.age,
        birth_year=race.birth_year,
        initials=middle_initials(race.name),
        name=normalised(race.name),
        is_leg=race.leg is not None,
    )


def _distinct(persons: Iterable[Person]) -> list[Person]:
    """One person for each swimmer: those of whom most is known, and who cannot be one of the others."""
    found: list[Person] = []
    for person in sorted(set(persons), key=_vagueness):
        if not any(_may_be_one(person, other) for other in found):
            found.append(person)
    return found


def _vagueness(person: Person) -> tuple[object, ...]:
    missing = (not person.team) + (person.age is None) + (person.birth_year is None) + (not person.initials)
    return person.is_leg, missing, person.team, person.age or 0, person.birth_year or 0, person.initials, person.name


def _may_be_one(one: Person, other: Person) -> bool:
    return (
        _same_team(one, other)
        and _same_if_known(one.age, other.age)
        and _same_if_known(one.birth_year, other.birth_year)
        and _same_if_known(one.initials, other.initials)
    )


def _same_if_known(one: object, other: object) -> bool:
    return not one or not other or one == other


def _same_team(one: Person, other: Person) -> bool:
    short, long = sorted((one.team, other.team), key=len)
    # A relay prints the club's name where its swimmers have the code.
    least = 2 if one.is_leg or other.is_leg else _SHORTEST_CUT
    return not short or short == long or (len(short) >= least and long.startswith(short))


def _identity(person: Person, races: Sequence[Race], persons: Sequence[Person]) -> Identity:
    return Identity(
        key=_key(person),
        name=display_name(races[0].name),
        team=next((race.team for race, one in zip(races, persons, strict=True) if one.team == person.team), None),
        age=next((one.age for one in (person, *persons) if one.age), None),
        races=len(races),
    )


def _key(person: Person) -> str:
    """Short and mute: it stands in addresses, and those are sent on and logged."""
    facts = (person.name, person.initials, person.team, person.age, person.birth_year)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]
