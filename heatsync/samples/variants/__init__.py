"""What Hy-Tek prints now and then: short sheets, each with one thing that a careless reader trips over."""

from collections.abc import Callable
from functools import partial

from heatsync.samples.sheet import Sheet
from heatsync.samples.variants import heads, languages, races, swimmers, teams

VARIANTS: dict[str, Callable[[], Sheet]] = {
    "combined-events": races.combined_events,
    "swimming-with-finals": races.swimming_with_finals,
    "finals-with-alternates": races.finals_with_alternates,
    "finals-alone": races.finals_alone,
    "names-of-events": races.names_of_events,
    "begins-in-mid-event": races.begins_in_mid_event,
    "names": swimmers.names,
    "years-at-school": swimmers.years_at_school,
    "college-years": swimmers.college_years,
    "para-classes": swimmers.para_classes,
    "marks": swimmers.marks,
    "printed-over": swimmers.printed_over,
    "wrapped": swimmers.wrapped,
    "letters-of-fonts": swimmers.letters_of_fonts,
    "relay-legs": teams.relay_legs,
    "spanish": partial(languages.draw, languages.SPANISH),
    "portuguese": partial(languages.draw, languages.PORTUGUESE),
    "french": partial(languages.draw, languages.FRENCH),
    "german": partial(languages.draw, languages.GERMAN),
    "days-in-letters": heads.days_in_letters,
    "days-in-iso": heads.days_in_iso,
    "licence-on-its-own-line": heads.licence_on_its_own_line,
    "session-report": heads.session_report,
}
"""Each by its name; call it and it is drawn."""
