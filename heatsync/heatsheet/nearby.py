"""Names that may be the one somebody meant: offered when nobody matches, never taken for a match."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from heatsync.heatsheet.name_parts import Words
from heatsync.heatsheet.names import matches_as_it_stands, words_of

ALIKE = 70
"""Out of 100: names less alike than that are other names."""
ALMOST_EQUAL = 97
"""One given name more or less, the order turned round, or one letter of a long name."""
_NICKNAME, _CUT_SHORT = 96, 95
_IN_SIGHT = 50
_MOST = 5

_SAME_GIVEN_NAME = tuple(
    frozenset(line.split())
    for line in (
        "abigail abby abbie gail",
        "alexander alexandra alex alec sandy xander lexi sasha",
        "andrew andy drew",
        "anna anne ann annie ana",
        "anthony tony",
        "benjamin ben benny",
        "catherine katherine kathryn cate kate katie kathy cathy kat kit",
        "charles charlie chuck charlotte lottie",
        "christopher chris christina christine chrissy tina kit",
        "daniel dan danny danielle dani",
        "david dave davey",
        "edward ed eddie ted teddy ned",
        "eleanor ellie elly nell nora",
        "elizabeth elisabeth liz lizzie beth betsy eliza lisa ellie elly libby",
        "emily emma em emmy",
        "frederick fred freddie",
        "gabriel gabriela gabrielle gabe gabby",
        "isabella isabel isabelle bella izzy belle",
        "jacob jake james jim jimmy jamie",
        "jennifer jen jenny",
        "jessica jess jessie",
        "john jack johnny jonathan jon johnathan",
        "joseph joe joey josephine josie jo",
        "joshua josh",
        "lawrence laurence larry lars",
        "madeline madeleine madison maddie maddy",
        "margaret maggie meg peggy greta daisy",
        "matthew matt matty",
        "michael mike mick mickey michaela",
        "nathaniel nathan nate nat",
        "nicholas nicolas nick nico nicole nicky",
        "patrick patricia pat paddy tricia trish",
        "peter pete",
        "philip phillip phil pip",
        "rebecca becca becky",
        "richard rick ricky rich dick",
        "robert rob robbie bob bobby bert",
        "samuel samantha sam sammy",
        "stephen steven steve stevie",
        "susan susanna sue susie suzy",
        "theodore theo ted teddy",
        "thomas tom tommy",
        "timothy tim timmy",
        "victoria vicky tori",
        "vincent vince vinny",
        "william will willy bill billy liam",
        "zachary zach zack zac",
    )
)


def suggest(typed: str, printed: Iterable[str], least: float = ALIKE) -> tuple[str, ...]:
    """The five printed names most like the typed one, the likeliest first; none that matches it."""
    wanted = words_of(typed)
    alike = {name: _likeness(wanted, words_of(name)) for name in _in_sight(wanted, printed)}
    near = sorted((name for name in alike if alike[name] >= least), key=lambda name: (-alike[name], name))
    return tuple(name for name in near if not matches_as_it_stands(typed, name))[:_MOST]


def _in_sight(wanted: Words, printed: Iterable[str]) -> Iterator[str]:
    """Those worth a closer look: most names of a sheet have nothing in common with the typed one."""
    typed = " ".join(wanted)
    found = process.extract(typed, set(printed), scorer=fuzz.token_set_ratio, processor=default_process, limit=None)
    return (name for name, alike, _ in found if alike >= _IN_SIGHT)


def _likeness(wanted: Words, words: Words) -> float:
    shared, ours, theirs = set(wanted) & set(words), set(wanted) - set(words), set(words) - set(wanted)
    if len(shared) > 1 and not (ours and theirs):
        return ALMOST_EQUAL
    if shared and len(ours) == len(theirs) == 1:
        (one,), (other,) = ours, theirs
        if any({one, other} <= group for group in _SAME_GIVEN_NAME):
            return _NICKNAME
        if min(len(one), len(other)) > 1 and (one.startswith(other) or other.startswith(one)):
            return _CUT_SHORT
    return fuzz.token_sort_ratio(" ".join(wanted), " ".join(words), score_cutoff=ALIKE)
