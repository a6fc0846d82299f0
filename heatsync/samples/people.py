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
_GIVEN = (
    "Ada", "Bo", "Clover", "Dorrit", "Emlyn", "Fenna", "Gideon", "Hettie", "Ilse", "Jasper", "Keziah", "Linus",
    "Marlo", "Nell", "Otis", "Prudence", "Quentin", "Rosalind", "Silas", "Tamsin", "Ulla", "Viggo", "Winona", "Yorick",
)  # fmt: skip
_HARD_GIVEN = (
    "Zoë", "José", "Anne-Lise", "Mary Kate", "D'Arcy", "Søren", "Chloé", "Jean-Luc", "Ana María", "Bjørn", "Ty'Rell",
)  # fmt: skip
_GERMAN_SURNAMES = (
    "Aschenmoor", "Birkenstolz", "Dünenhäuser", "Eichelsiel", "Föhrenbach", "Größenwaldt", "Hagelbrück", "Jäkelsdorf",
    "Kranichfeldt", "Lüttenborn", "Möwenthal", "Nebelhöfer", "Ohlenschläger", "Pfützner-Moor", "von Quastenberg",
    "Rübenkamm", "Süßmilchen", "Tannenwetter", "Überseer", "Wolkenstieg", "Zaunkönigk", "Ø'Halloransen",
)  # fmt: skip
_GERMAN_GIVEN = (
    "Änne", "Benno", "Clara Marie", "Dörte", "Emil", "Finja", "Götz", "Hanna-Lene", "Ida", "Jörn", "Käthe", "Lea- Marie",
    "Mia Sofie", "Nils", "Oskar", "Pauline", "Rieke", "Sören", "Till", "Ursel", "Veit", "Wiebke", "Zoé",
)  # fmt: skip
_TEAMS = (
    "OTTR-PV", "HERN-VA", "KELP-CA", "MARL-CA", "PIKE", "TARN-SI", "UN-01-SI", "GULL-FL", "RC", "Brook", "REEF-AZ",
    "CA Currents", "Otter Creek",
)  # fmt: skip
_CLUBS = (
    "SV Otterbach von 1904", "TSV Einheit Süd Moorau e.V.", "SC Möwe 1892", "SSV Reiherstieg", "ST Biberland",
    "1. SC Seerosen", "SV 1907 Annenweiher", "WSG \"Hecht\" Tümpelstedt",
)  # fmt: skip


class Person(msgspec.Struct, frozen=True):
    """A swimmer as sheets print them; ``name`` is "Last, First M"."""

    name: str
    age: int
    team: str


def swimmers(random: Random, count: int, longest: int) -> list[Person]:
    """So many swimmers of American teams, no name longer than ``longest`` letters, and a namesake in another team."""
    found: list[Person] = []
    while len(found) < count:
        name = _american(random)
        if len(name) <= longest and all(name != person.name for person in found):
            found.append(Person(name, random.randint(7, 18), random.choice(_TEAMS)))
    if count > 1:
        first = found[0]
        found[-1] = Person(first.name, first.age + 1, next(team for team in _TEAMS if team != first.team))
    return found


def schwimmer(random: Random, count: int) -> list[Person]:
    """So many swimmers of German clubs; the age is the year of birth."""
    names = [f"{last}, {first}" for last in _GERMAN_SURNAMES for first in _GERMAN_GIVEN]
    return [Person(name, random.randint(2004, 2016), random.choice(_CLUBS)) for name in random.sample(names, count)]


def teams(random: Random, count: int) -> list[str]:
    """So many different American teams."""
    return random.sample(_TEAMS, count)


def clubs(random: Random, count: int) -> list[str]:
    """So many different German clubs."""
    return random.sample(_CLUBS, count)


def _american(random: Random) -> str:
    last = random.choice(_HARD_SURNAMES if random.random() < 0.3 else _SURNAMES)
    if random.random() < 0.06:
        last += f"-{random.choice(_SURNAMES)}"
    first = random.choice(_HARD_GIVEN if random.random() < 0.2 else _GIVEN)
    if random.random() < 0.5:
        first += f" {random.choice('ABCDEFGHJKLMNOPRSTW')}"
    if random.random() < 0.08:
        first += random.choice((" Jr", " III"))
    if random.random() < 0.05:
        first += f" ({random.choice(_GIVEN)})"
    return f"{last}, {first}"
