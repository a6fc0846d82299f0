"""What the reader raises when there is nothing to read."""


class Unreadable(Exception):
    """The bytes are no sheet that can be read.

    ``code`` is INVALID_PDF, ENCRYPTED_PDF, TOO_MANY_PAGES, TOO_COMPLEX, UNREADABLE_PICTURE or SCANS_NOT_INSTALLED.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
