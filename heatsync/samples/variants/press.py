"""Prints a Hy-Tek sheet line by line, and keeps the truth beside each line.

For what an inventor of whole meets does not come across: each variant is a short sheet, written out by hand.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from heatsync.heatsheet.program import Entry, Event, Heat, Leg, Meet, Program, Session
from heatsync.samples.paper import TIMES, Paper, Printed, Type, Words
from heatsync.samples.sheet import Sheet, with_proof

LETTER, A4 = (612.0, 792.0), (595.0, 842.0)
_MARGIN, _COLUMN, _PITCH, _BODY, _HEAD = 18.0, 288.0, 11.5, 7.7, 8.55
_NAME_OF_PARA = 54.0
_LANE, _NAME, _AGE, TEAM, _RELAY, _SEED, _MARK = 14.0, 24.65, 138.0, 144.0, 143.0, 242.0, 246.0
SOFTWARE = "HY-TEK's MEET MANAGER 8.0 - 5:26 PM  3/2/2026  Page {page}"


class Press:
    """Prints in columns on pages with Hy-Tek's head: ``head`` are its centred lines, ``licence`` stands above them.

    Text that tells something is printed by ``event``, ``heat``, ``swimmer``, ``team`` and ``legs``, which keep what it
    tells; all other text by ``line``.
    """

    def __init__(
        self,
        *head: str,
        size: tuple[float, float] = LETTER,
        face: Type = TIMES,
        licence: Sequence[str] = ("Otter Creek Swim League - F - 1",),
    ) -> None:
        self.head, self._licence = head, licence
        self._paper = Paper(size, face, "Crystal Reports", "Meet Program")
        self._size = size
        self._events: list[Event] = []
        self._heats: list[list[Heat]] = []
        self._x = self._y = self._top = 0.0
        self.page()

    def page(self, *head: str) -> None:
        """Go on on a new page, under another head where one is given."""
        self.head = head or self.head
        self._paper.turn()
        self._x, self._y = _MARGIN, 41.9
        software = Words(self._size[0] - 54, SOFTWARE.format(page=self._paper.page), _HEAD, flush="right")
        for above in self._licence[:-1]:
            self._paper.row(self._y - _PITCH, Words(_MARGIN, above, _HEAD))
        beside = [Words(_MARGIN, text, _HEAD) for text in self._licence[-1:] if text]
        self._paper.row(self._y, *beside, software)
        self._y += 2
        for text in self.head:
            self._y += _PITCH
            self._paper.row(self._y, Words(self._size[0] / 2, text, _HEAD, bold=True, flush="centre"))
        self._y = self._top = self._y + 2 * _PITCH

    def column(self) -> None:
        """Go on at the top of the next column."""
        self._x, self._y = self._x + _COLUMN, self._top

    def line(self, text: str, indent: float = 0.0) -> None:
        """A line in bold; cells are apart by two blanks or more."""
        self._row(*self._cells(text, indent))

    def _cells(self, text: str, indent: float) -> list[Words]:
        cells, at = [], indent
        for cell in text.split("  "):
            if cell.strip():
                cells.append(Words(at, cell.strip(), _HEAD, bold=True))
            at += self._paper.width_of(cell, _HEAD, bold=True) + 9
        return cells

    def event(self, *printed: str, **truth: object) -> None:
        """The lines of an event's head, and what they tell."""
        for text in printed:
            self.line(text)
        if truth:
            self._events.append(Event(**truth))  # type: ignore[arg-type]
            self._heats.append([])

    def heat(self, printed: str, number: int, **truth: object) -> None:
        """The line of a heat, and what it tells."""
        self.line(printed)
        self._heats[-1].append(Heat(number=number, **truth))  # type: ignore[arg-type]

    def swimmer(
        self, place: int, name: str, age: str, team: str, seed: str, mark: str = "", /, *,
        around: str = "{}", codes: str = "", twice: str = "", **truth: object,
    ) -> None:  # fmt: skip
        """A swimmer's row, in the order in which Hy-Tek draws it, and what it tells besides the printed cells.

        ``around`` is what stands around the name in its cell, ``codes`` a Para swimmer's in a cell before it, ``twice``
        the beginning of the name up to a letter that is drawn once more, with its accent.
        """
        row = self._row(
            Words(TEAM, team, _BODY),
            Words(_SEED, seed, 6.8, flush="right", rise=0.9),
            Words(_AGE, age, _BODY, flush="right"),
            *([Words(_NAME, codes, _BODY), Words(_NAME_OF_PARA, around.format(name), _BODY)] if codes else []),
            *(self._drawn_twice(name, twice) if twice else []),
            *([] if codes or twice else [Words(_NAME, around.format(name), _BODY)]),
            Words(_MARK, mark, _BODY),
            Words(_LANE, str(place), _BODY, flush="right"),
        )
        row = row._replace(line=row.line.replace(f"{twice} {name[len(twice) - 1 :]}", name) if twice else row.line)
        self._enter(row, place, {"name": name, "team": team, "seed_time": seed or None, **truth})

    def _drawn_twice(self, name: str, twice: str) -> list[Words]:
        before = self._paper.width_of(twice[:-1], _BODY)
        return [Words(_NAME, twice, _BODY), Words(_NAME + before, name[len(twice) - 1 :], _BODY)]

    def team(self, place: int, name: str, relay: str, seed: str, /, *, ages: str = "", **truth: object) -> None:
        """A relay team's row; ``ages`` is the sum that masters print."""
        row = self._row(
            Words(_RELAY, f"{ages}   {relay}" if ages else relay, _BODY),
            Words(_SEED, seed, 6.8, flush="right", rise=0.9),
            Words(_NAME, name, _BODY),
            Words(_LANE, str(place), _BODY, flush="right"),
        )
        self._enter(row, place, {"name": name, "team": name, "relay": relay, "seed_time": seed, **truth})

    def legs(self, printed: str, *names: Leg) -> None:
        """A line of relay swimmers; cells are apart by two blanks or more."""
        row = self._row(*(cell._replace(bold=False, size=_BODY) for cell in self._cells(printed, 24.0)))
        self._tell(row, legs=self._heats[-1][-1].entries[-1].legs + names)

    def more(self, printed: str, x: float = _NAME, **truth: object) -> None:
        """The rest of a name or a team that its cell was too narrow for, and what the row tells with it."""
        self._tell(self._row(Words(x, printed, _BODY)), **truth)

    def _tell(self, row: Printed, **truth: object) -> None:
        """That row belongs to the last entry."""
        heat = self._heats[-1][-1]
        told = replace(heat.entries[-1], **truth)
        self._heats[-1][-1] = replace(heat, entries=(*heat.entries[:-1], with_proof(told, [_printed(told), row])))

    def empty(self, lane: int, rule: str = "") -> None:
        """A lane that nobody swims in."""
        self._row(Words(_LANE, str(lane), _BODY, flush="right"), Words(_NAME, rule, _BODY))

    def _enter(self, row: Printed, place: int, truth: dict[str, object]) -> None:
        ranked = truth.pop("among", None)
        entry = with_proof(Entry(page=0, line="", box=(0, 0, 0, 0), **truth), [row])  # type: ignore[arg-type]
        if ranked is None:
            heat = self._heats[-1][-1]
            self._heats[-1][-1] = replace(heat, entries=(*heat.entries, replace(entry, lane=place)))
        else:
            among = getattr(self._events[-1], str(ranked))
            self._events[-1] = replace(self._events[-1], **{str(ranked): (*among, replace(entry, rank=place))})

    def _row(self, *words: Words) -> Printed:
        row = self._paper.row(self._y, *(piece._replace(x=self._x + piece.x) for piece in words))
        self._y += _PITCH
        return row._replace(line=row.line.replace("\ufb01", "fi").replace("\ufb02", "fl"))

    def sheet(self, meet: Meet, *sessions: Session, **truth: object) -> Sheet:
        """The finished sheet and its truth."""
        events = tuple(
            replace(event, heats=tuple(heats), session=event.session or 0)
            for event, heats in zip(self._events, self._heats, strict=True)
        )
        usual = Program("heat_sheet", "Hy-Tek Meet Manager", self._paper.page, 1.0, meet, sessions, events)
        return Sheet(self._paper.close(), replace(usual, **truth))


def legs(*names: str, first: int = 1) -> list[Leg]:
    """Relay swimmers of whom nothing but the name is printed, or whose year at school is."""
    return [Leg(place, name) for place, name in enumerate(names, start=first)]


def _printed(entry: Entry) -> Printed:
    return Printed(entry.page, entry.line, entry.box)
