"""Everything that can go wrong for a parent: a code, and a sentence that says what happened and what to do."""


def _(sentence: str) -> str:
    """Marks what is to be translated: it is, when it is shown."""
    return sentence


SENTENCES: dict[str, str] = {
    "MISSING_SWIMMER": _("Enter the swimmer's name, as it is printed on the heat sheet."),
    "TOO_MANY_SWIMMERS": _("Up to {most} swimmers fit on one page. Leave some names out, and look them up after."),
    "NO_PDFS": _("Add at least one heat sheet: a PDF file, or a link to one."),
    "BATCH_TOO_LARGE": _(
        "You added too many sheets. Up to {max_pdfs} sheets fit on one page: leave some out and try again."
    ),
    "PDF_TOO_LARGE": _(
        "This file is larger than {max_megabytes} MB. Ask the meet for a smaller one, or print it to PDF again."
    ),
    "INVALID_URL": _("This is not a web address. Copy the whole link, from https:// on."),
    "BLOCKED_URL": _("This address can't be fetched. Download the PDF and add it as a file."),
    "FETCH_FAILED": _("The link could not be fetched. Download the PDF and add it as a file."),
    "NO_PDFS_FOUND": _("There are no PDFs on that page. Open the heat sheet itself and copy its link."),
    "NO_PAGE": _("Paste the address of the meet's page into the field for links first."),
    "TOO_MANY_LOOKS": _("Very many pages were looked through just now. Wait a minute, then try again."),
    "PAGE_TOO_LARGE": _("That page is too large to look through. Copy the link of the heat sheet itself."),
    "PAGE_NEEDS_SCRIPT": _(
        "That page shows its files only in a browser. Open it, hold your finger on the heat sheet, copy its link and paste that here."
    ),
    "PAGE_NEEDS_LOGIN": _(
        "That page asks for a login, which we do not have. Log in yourself, download the heat sheet and add it as a file."
    ),
    "FILE_GONE": _("This file is no longer here: it was sent before, or too long ago. Add it again."),
    "INVALID_PDF": _("This file is no PDF, or it is damaged. Download it again from the meet's page and add it again."),
    "ARCHIVE_REFUSED": _(
        "This archive holds too much, is locked, or holds other archives. Unpack it and add the heat sheets in it."
    ),
    "UNREADABLE_PICTURE": _(
        "This is a scan or a photo, and no races could be read on it. Take it again from straight in front and in good light, or ask the meet for the PDF."
    ),
    "SCANS_NOT_INSTALLED": _(
        "This is a scan or a photo, and reading those is not installed here. Ask the meet for the PDF that it printed."
    ),
    "TOO_COMPLEX": _("This PDF is too complex to read. Print it to PDF again, or ask the meet for another copy."),
    "ENCRYPTED_PDF": _("This PDF asks for a password. Save a copy without one and add that."),
    "TOO_MANY_PAGES": _("This PDF has more than {max_pages} pages. Split it, and add the part with your sessions."),
    "NOT_A_HEAT_SHEET": _(
        "This does not look like a heat sheet. Look for “heat sheet”, “meet program” or “psych sheet” on the meet's page."
    ),
    "EXTRACTION_FAILED": _(
        "We could not read this sheet. Try again; if it fails again, tell us which meet it is from."
    ),
    "TOO_MANY_SHEETS": _(
        "Very many different sheets came from your network in the last hour. Wait {minutes} minutes, then send the form again."
    ),
    "INVALID_EMAIL": _("This is not a mail address. It looks like name@example.com."),
    "TOO_MANY_MAILS": _("Too many mails were asked for today. Keep this page's link instead: it stays the same."),
    "BUSY": _("Very many sheets are waiting to be read just now. Send the form again in a few minutes."),
    "NOT_THIS_SHEET": _("These races are not on this PDF. Choose the one that you added before, unchanged."),
    "NOT_SWIMMING_NOW": _(
        "The sheet has no such heat in this session, or has it hours from now. Check the event, the heat and the time."
    ),
    "NOT_KEPT": _(
        "What was read of this sheet is not kept any more. Add the sheet again, with the other swimmer's name."
    ),
    "RATE_LIMIT": _("Too many sheets at once just now. We will try again by ourselves."),
    "TIMEOUT": _("This took too long. Try again."),
    "NETWORK_ERROR": _("The network failed on the way to this sheet. Try again."),
    "SERVICE_UNAVAILABLE": _("Something we need is not answering. Try again in a minute."),
    "WORKER_LOST": _("The work on this sheet was interrupted. Try again."),
}

LINK_SENTENCES: dict[str, str] = {
    "INVALID_PDF": _(
        "This link leads to no PDF that can be read: it may show a page, or ask for a login. Open it, download the PDF and add it as a file."
    ),
}
"""Where a sheet that is given by a link has a sentence of its own."""

TRANSIENT = frozenset({"RATE_LIMIT", "TIMEOUT", "NETWORK_ERROR", "SERVICE_UNAVAILABLE", "WORKER_LOST"})
"""Codes worth another try; all others are permanent."""

WORTH_KEEPING = TRANSIENT | {"EXTRACTION_FAILED"}
"""After these a parent may try the same sheet again; after all others it is of no use."""


class Problem(Exception):
    """Something a parent must hear of. ``field`` names the form field it belongs to, where there is one."""

    def __init__(self, code: str, field: str | None = None, **numbers: int) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.numbers = numbers
        self.sentence = SENTENCES[code].format(**numbers)
