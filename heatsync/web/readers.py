"""Who asks for a page: somebody who reads it, or a program that wants a preview of a link."""

import re

from flask import request

_PROGRAM = re.compile(
    r"bot\b|crawl|spider|preview|facebookexternalhit|whatsapp|telegram|slack|skype|curl|wget|python|^$", re.IGNORECASE
)
"""Messengers fetch every link that is sent through them, to show what is behind it."""


def is_read_by_somebody() -> bool:
    """Whether a person looks at the page of this request, as far as it can be told."""
    # Scripts may not set the first: our own, which saves a page on its reader's phone, sets the second.
    fetched_ahead = any(request.headers.get(name, "").startswith("prefetch") for name in ("Sec-Purpose", "Purpose"))
    return request.method == "GET" and not fetched_ahead and not _PROGRAM.search(request.user_agent.string)
