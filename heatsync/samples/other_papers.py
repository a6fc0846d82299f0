"""Papers that a parent may send and that are no heat sheets: results, a meet's information, a letter."""

from random import Random

from heatsync.samples import people
from heatsync.samples.paper import HELVETICA, TIMES, Paper, Words

_LETTER = (612.0, 792.0)
_INFORMATION = (
    "Meet Information",
    "Sanction: held under the rules of the Otter Creek Swim League, OC-26-112.",
    "Location: Otter Creek Pool, 5 Beaver Lane. Eight lanes, 25 yards.",
    "Sessions: Saturday warm-up 8:00 AM, start 9:00 AM; Sunday warm-up 12:30 PM, start 1:30 PM.",
    "Entries: three events a day; entry times in yards; deck entries as lanes allow.",
    "Entry fee: $8.00 an event, $20.00 a relay. Heats are seeded slow to fast.",
    "Order of events: 1 Girls 200 Medley Relay, 2 Boys 200 Medley Relay, 3 Girls 100 Freestyle.",
    "Meet referee: Peregrine Bellweather. Contact: entries@otter-creek.example",
)
_LETTER_TEXT = (
    "Dear parents,",
    "the bus leaves at 7:15 on Saturday from the pool. Please pack two towels,",
    "goggles and lunch. Heat sheets will be sent out on Friday night.",
    "We need 6 timers: lane 1 to 3 are taken, thank you Otilie!",
    "Yours, Coach Zéphyrin Crumhorn",
)


def results(random: Random) -> bytes:
    """Hy-Tek's results: a place, a finals time and points where a program has a lane."""
    paper = Paper(_LETTER, TIMES, "Crystal Reports", "Results")
    paper.turn()
    paper.row(
        41.9,
        Words(18, "Otter Creek Swim League - F - 1", 8.55),
        Words(558, "HY-TEK's MEET MANAGER 8.0 - 5:26 PM  3/14/2026  Page 1", 8.55, flush="right"),
    )
    for y, line in ((55.4, "12th Otter Creek Invitational - 3/14/2026"), (66.9, "Results - All Events")):
        paper.row(y, Words(306, line, 8.55, bold=True, flush="centre"))
    y = 91.4
    for number in range(1, 5):
        paper.row(y, Words(18, f"Event {number}  Girls 11-12 100 Yard Freestyle", 9.5, bold=True))
        heads = ((27, "Name"), (250, "Age"), (280, "Team"), (380, "Seed Time"), (460, "Finals Time"), (540, "Points"))
        paper.row(y + 12, *(Words(x, text, 9, bold=True) for x, text in heads))
        y += 24
        for place, who in enumerate(people.swimmers(random, 8, 28), start=1):
            cells = (
                (18, str(place)), (30, who.name), (250, str(who.age)), (280, who.team), (380, f"1:1{place}.42"),
                (460, f"1:0{place}.87"), (545, str(10 - place)),
            )  # fmt: skip
            paper.row(y, *(Words(x, text, 8.5) for x, text in cells))
            y += 11.5
        y += 8
    return paper.close()


def meet_information() -> bytes:
    """The pages that invite to a meet: times, fees and events in sentences."""
    return _text(_INFORMATION)


def letter() -> bytes:
    """A coach's letter."""
    return _text(_LETTER_TEXT)


def _text(lines: tuple[str, ...]) -> bytes:
    paper = Paper(_LETTER, HELVETICA, "", lines[0])
    paper.turn()
    for place, line in enumerate(lines):
        paper.row(90 + 18 * place, Words(72, line, 11, bold=place == 0))
    return paper.close()
