"""Swimmers and teams of no place: every name here is made up.

Surnames are coined, so that no child of that name can be looked for; what is hard about real names is kept: accents,
hyphens, apostrophes, prefixes, two words, suffixes, initials, preferred names.
"""

from random import Random

import msgspec

_SURNAMES = (
    "Abbernock", "Bramblewyn", "Cazzarello", "Dunkleferth", "Ellisquay", "Fennimoor", "Garrowby", "Hallindrake",
    "Ivorstone", "Jessamund", "Kettleburr", "Lindwhistle", "Marchpane", "Nettlecombe", "Ockenfell", "Pimmerly",
    "Quillfeather", "Rookhanger", "Saltmarrow", "Thimblewick", "Umberling", "Vossentrop", "Wrenfallow", "Yarrowdale",
    "Zimmertal", "Wex", "Ild-Orr", "Aschenmoor",
)  # fmt: skip
_HARD_SURNAMES = (
    "McTarnish", "O'Fennigan", "D'Orvallo", "Núñez Albarca", "Müllersiel", "Øksendrup", "Garçonnet", "de la Fontaña",
    "Van der Lindwurm", "St. Quillan", "Peña-Tordal", "Weißenhög", "Åkerbrant", "Fitz-Umber", "MacRowen", "Yim Wistle",
)  # fmt: skip
_GIRLS = (
    "Ada", "Clover", "Dorrit", "Fenna", "Hettie", "Ilse", "Keziah", "Marlo", "Nell", "Prudence", "Rosalind", "Tamsin",
    "Ulla", "Winona",
)  # fmt: skip
_BOYS = (
    "Bo", "Emlyn", "Gideon", "Jasper", "Linus", "Otis", "Quentin", "Silas", "Viggo", "Yorick", "Ambrose", "Caspian",
)  # fmt: skip
_HARD_GIRLS = ("Zoë", "Anne-Lise", "Mary Kate", "D'Arcy", "Chloé", "Ana María")
_HARD_BOYS = ("José", "Søren", "Jean-Luc", "Bjørn", "Ty'Rell")
_GERMAN_SURNAMES = (
    "Aschenmoor", "Birkenstolz", "Dünenhäuser", "Eichelsiel", "Föhrenbach", "Größenwaldt", "Hagelbrück", "Jäkelsdorf",
    "Kranichfeldt", "Lüttenborn", "Möwenthal", "Nebelhöfer", "Ohlenschläger", "Pfützner-Moor", "von Quastenberg",
    "Rübenkamm", "Süßmilchen", "Tannenwetter", "Überseer", "Wolkenstieg", "Zaunkönigk", "Ø'Halloransen",
)  # fmt: skip
_GERMAN_GIRLS = (
    "Änne", "Clara Marie", "Dörte", "Finja", "Hanna-Lene", "Ida", "Käthe", "Lea- Marie", "Mia Sofie", "Pauline", "Zoé",
)  # fmt: skip
_GERMAN_BOYS = ("Benno", "Emil", "Götz", "Jörn", "Nils", "Oskar", "Sören", "Till", "Veit", "Karl-Uwe", "Ömer Can")
_TEAMS = (
    "OTTR-PV", "HERN-VA", "KELP-CA", "MARL-CA", "PIKE", "TARN-SI", "UN-01-SI", "GULL-FL", "RC", "Brook", "REEF-AZ",
    "CA Currents", "Otter Creek",
)  # fmt: skip
_CLUBS = (
    "SV Otterbach von 1904", "TSV Einheit Süd Moorau e.V.", "SC Möwe 1892", "SSV Reiherstieg", "ST Biberland",
    "1. SC Seerosen", "SV 1907 Annenweiher", "WSG \"Hecht\" Tümpelstedt",
)  # fmt: skip

CLUBS_ABROAD = (
    "15 Temmuz Yüzme Club", "1. SC Seerosen", "Otter Creek SC", "SV Otterbach 1904", "US Loutre-sur-Orge",
    "Club Náutico Nutria", "De Otters '98",
)  # fmt: skip
"""Some of them begin with a number."""


class Person(msgspec.Struct, frozen=True):
    """A swimmer as sheets print them; ``name`` is "Last, First M"; in Germany ``age`` is the year of birth."""

    name: str
    girl: bool
    age: int
    team: str


def swimmers(random: Random, count: int, longest: int) -> list[Person]:
    """So many swimmers of a few American teams, no name longer than ``longest``; one has a namesake in another team."""
    here = random.sample(_TEAMS, min(len(_TEAMS), 2 + count // 10))
    found: list[Person] = []
    while len(found) < count:
        girl = random.random() < 0.5
        name = _american(random, girl)
        if len(name) <= longest and all(name != person.name for person in found):
            found.append(Person(name, girl, random.randint(7, 18), random.choice(here)))
    if count > 1:
        first = found[0]
        found[-1] = Person(first.name, first.girl, first.age + 1, next(team for team in here if team != first.team))
    return found


def schwimmer(random: Random, count: int) -> list[Person]:
    """So many swimmers of German clubs."""
    girls = {f"{last}, {first}" for last in _GERMAN_SURNAMES for first in _GERMAN_GIRLS}
    boys = {f"{last}, {first}" for last in _GERMAN_SURNAMES for first in _GERMAN_BOYS}
    names = random.sample(sorted(girls | boys), count)
    return [Person(name, name in girls, random.randint(2004, 2016), random.choice(_CLUBS)) for name in names]


def clubs(random: Random, count: int) -> list[str]:
    """So many different German clubs."""
    return random.sample(_CLUBS, count)


def _american(random: Random, girl: bool) -> str:
    last = random.choice(_HARD_SURNAMES if random.random() < 0.3 else _SURNAMES)
    if random.random() < 0.06:
        last += f"-{random.choice(_SURNAMES)}"
    usual, hard = (_GIRLS, _HARD_GIRLS) if girl else (_BOYS, _HARD_BOYS)
    first = random.choice(hard if random.random() < 0.2 else usual)
    if random.random() < 0.5:
        first += f" {random.choice('ABCDEFGHJKLMNOPRSTW')}"
    if not girl and random.random() < 0.15:
        first += random.choice((" Jr", " III"))
    if random.random() < 0.05:
        first += f" ({random.choice(usual)})"
    return f"{last}, {first}"
