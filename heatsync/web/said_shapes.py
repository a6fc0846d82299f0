"""The shapes of what is kept in English: whatever the reader, a result and a calendar can say.

The reader is pure and knows of no language but this one; a test holds that whatever it says is known here.
"""


def _(sentence: str) -> str:
    """Marks what is to be translated: it is, when it is said."""
    return sentence


PARTS = {
    "time": r"\d\d?:\d\d",
    "earliest": r"\d\d?:\d\d",
    "latest": r"\d\d?:\d\d",
    "page": r"\d+",
    "pages": r"\d+(?:, \d+)*",
    "count": r"\d+",
    "megabytes": r"\d+\.\d",
    "day": r"[A-Z][a-z]+ \d\d?",
    "other_day": r"[A-Z][a-z]+ \d\d?",
    "place": r"(?:event|heat|lane|leg) [^,()]+(?:, (?:event|heat|lane|leg) [^,()]+)*",
    "number": r"[^\s,()]+",
    "stroke": r"[A-Z]{2}",
}
"""What may stand for such a name; for any other anything."""

PHRASES = {
    "since": (
        _("the session's start at {time}"),
        _("the session report's start of {race} at {time}"),
        _("the start of {race} at {time}"),
        _("heat {number} of {race} at {time}"),
    ),
    "race": (_("event {number}"),),
    "heats": (_("the first heat"), _("1 heat before"), _("{count} heats before")),
    "place": (
        _("event {number}, {place}"),
        _("heat {number}, {place}"),
        _("lane {number}, {place}"),
        _("event {number}"),
        _("heat {number}"),
        _("lane {number}"),
        _("leg {number}"),
    ),
    "summary": (_("{summary} ({place})"),),
    "reason": (
        _("from {since}, {heats}"),
        _("from the printed {time}"),
        _("the event starts at {time}; the heat is not printed"),
    ),
}
"""What may stand for such a name and is itself to be translated."""

REASONS = (
    _("{reason}, then 1 minute later as the page's owner says"),
    _("{reason}, then 1 minute earlier as the page's owner says"),
    _("{reason}, then {count} minutes later as the page's owner says"),
    _("{reason}, then {count} minutes earlier as the page's owner says"),
    *PHRASES["reason"],
)

SHAPES = (
    *REASONS,
    # What could not be read
    _("This sheet was read from a picture: check each race against the paper."),
    _("Page {pages} was read from a picture: check each race against the paper."),
    _("Pages {pages} were read from a picture: check each race against the paper."),
    _("Some words on page {pages} were hard to make out."),
    _("Some words on pages {pages} were hard to make out."),
    _("Page {pages} was not read, being a picture: races shown there are not in this list."),
    _("Pages {pages} were not read, being a picture: races shown there are not in this list."),
    _("There is no text in this file."),
    _("There is no text on page {pages}: if races are shown there, they are not in this list."),
    _("There is no text on pages {pages}: if races are shown there, they are not in this list."),
    _("Parts of this sheet were read by a language model: check every race against the paper."),
    # Names
    _("{swimmer} is listed as withdrawn from {event} (page {page}): no race is shown for it."),
    _("{swimmer} is listed as an alternate of {team} in {event} (page {page}): no race is shown for it."),
    _("{swimmer} is listed as alternate {number} in {event} (page {page}): no race is shown for it."),
    _("{swimmer} is listed as alternate in {event} (page {page}): no race is shown for it."),
    _(
        "{swimmer}'s heat {number} of {event} swims with {other}: in another session, "
        "at a time that this sheet does not tell."
    ),
    _("“{swimmer}” is the name printed the other way round: please check that it is this swimmer."),
    _("{swimmer} is on this sheet too (page {page}). If that is the same swimmer, look for that name as well."),
    _("The name is also printed on page {pages}, in a line that is no race: “{line}”."),
    _("The name is also printed on pages {pages}, in a line that is no race: “{line}”."),
    _("The name is also printed on page {pages}, in lines that are no races: records, lists and the like."),
    _("The name is also printed on pages {pages}, in lines that are no races: records, lists and the like."),
    _("The name is also printed on page {pages}, in a line we could not read. Look there too."),
    _("The name is also printed on pages {pages}, in a line we could not read. Look there too."),
    # Days
    _("The sheet writes its date as {date}. We read it as {day}: please check."),
    _("The sheet prints no date that we can read: its races are shown without a day."),
    _("The sheet does not say on which day each race is swum, so we show the meet's first day: please check."),
    _(
        "The sheet does not say on which day session “{session}” is swum, so we show the meet's first day: "
        "please check."
    ),
    _("The session report has session “{session}” on {day}, the sheet on {other_day}: please check."),
    # Sheets
    _("this sheet could not be read, so its races are not among these."),
    _("this sheet was not read, so its races are not among these."),
    _("this sheet is not read yet; its races will be added."),
    _("nobody of that name. Did you mean {names}?"),
    # Work
    _("Fetched {megabytes} MB"),
    # The arm card
    _("relay"),
    _("leg {number} {stroke}"),
    _("leg {number}"),
    # Calendars
    _("{swimmer}: races"),
    _("Cancelled: {summary}"),
    _("The sheet prints no date for this race: look at the meet's schedule."),
    _("The sheet prints no time for this race."),
    _("About {time} ({earliest} to {latest}), {reason}."),
    _("About {time}, {reason}."),
    _("Starts at {time}."),
    _("Seed: {seed}"),
    _("Team: {team}"),
    _("Printed on page {page} of {file}: {line}"),
    _("about {time}: {summary}"),
    _("no time yet: {summary}"),
    _("{meet} (1 race)"),
    _("{meet} ({count} races)"),
    *PHRASES["summary"],
    # The head of a table for a spreadsheet, and what stands where a time is about right
    *(_("swimmer"), _("meet"), _("date"), _("time"), _("about"), _("session"), _("event"), _("race"), _("round")),
    *(_("heat"), _("of"), _("lane"), _("leg"), _("seed"), _("team"), _("age"), _("sheet"), _("page"), _("yes")),
)
