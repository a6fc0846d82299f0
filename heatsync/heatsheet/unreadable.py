"""What the reader raises when there is nothing to read."""


class Unreadable(Exception):
    """The bytes are no PDF that can be read; ``code`` is INVALID_PDF, ENCRYPTED_PDF, TOO_MANY_PAGES or TOO_COMPLEX."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
