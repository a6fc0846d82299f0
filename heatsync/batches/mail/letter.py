"""What the mail says: that the sheets are read, and where. No word in it comes from a sheet or from a parent."""

import datetime
import uuid
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask import render_template
from flask_babel import force_locale, gettext

from heatsync.batches.surroundings import settings


def letter(batch_id: uuid.UUID, address: str, language: str) -> EmailMessage:
    """The mail to that address, in that language. Tried twice, it is the same mail: its Message-ID says so."""
    base = settings().public_base_url.rstrip("/")
    says = {"link": f"{base}/batches/{batch_id}", "base": base, "keep_days": settings().keep_days}
    message = EmailMessage(policy=SMTP)
    message["From"] = settings().mail_from
    message["To"] = Address(addr_spec=address)
    message["Date"] = format_datetime(datetime.datetime.now(datetime.UTC))
    message["Message-ID"] = f"<{batch_id}@{settings().mail_domain}>"
    message["Auto-Submitted"] = "auto-generated"
    with force_locale(language):
        message["Subject"] = gettext("Your heat sheets are read")
        message.set_content(render_template("mail/done.txt", **says), cte="quoted-printable")
        message.add_alternative(render_template("mail/done.html", **says), subtype="html", cte="quoted-printable")
    return message
