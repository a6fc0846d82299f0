"""A letter is handed to the mail server. Only what the server has refused may be tried again."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

import structlog

_PATIENCE = 10
"""Seconds that the server may be silent."""
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})

log = structlog.get_logger(__name__)


class NotTaken(Exception):
    """The server has not taken the letter. ``for_good``: it never will, there is nobody of that address."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


def hand_over(message: EmailMessage, url: str) -> None:
    """Give that letter to the server at ``url``. Raises NotTaken.

    A server that falls silent while it takes the letter may have taken it. Then it counts as sent: one mail was
    promised, and its page is there without it.
    """
    smtp = _connected(url)
    try:
        smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NotTaken("RecipientsRefused", for_good=min(codes) >= 500) from None
    except (smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError) as error:
        raise NotTaken(type(error).__name__) from None
    except OSError as error:
        log.warning("mail_perhaps_sent", error=type(error).__name__)
    finally:
        with suppress(OSError):
            smtp.quit()
        smtp.close()


def _connected(url: str) -> smtplib.SMTP:
    address = urlsplit(url)
    try:
        smtp = _open(address)
    except OSError as error:
        raise NotTaken(type(error).__name__) from None
    try:
        _introduce(smtp, address)
    except OSError as error:
        smtp.close()
        raise NotTaken(type(error).__name__) from None
    return smtp


def _open(address: SplitResult) -> smtplib.SMTP:
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(address.hostname or "", address.port or 465, timeout=_PATIENCE, context=_context())
    return smtplib.SMTP(address.hostname or "", address.port or 587, timeout=_PATIENCE)


def _introduce(smtp: smtplib.SMTP, address: SplitResult) -> None:
    smtp.ehlo_or_helo_if_needed()
    is_private = isinstance(smtp, smtplib.SMTP_SSL) or address.hostname in _HERE
    if not isinstance(smtp, smtplib.SMTP_SSL) and smtp.has_extn("starttls"):
        smtp.starttls(context=_context())
        is_private = True
    if address.username and not is_private:
        raise smtplib.SMTPNotSupportedError("a password is sent over TLS only")
    if address.username:
        smtp.login(unquote(address.username), unquote(address.password or ""))


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
