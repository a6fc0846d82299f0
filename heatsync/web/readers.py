"""Who asks for a page: somebody who reads it, or a program that wants a preview of a link."""

import re

from flask import request

_PROGRAM = re.compile(
    r"bot\b|crawl|spider|preview|facebookexternalhit|whatsapp|telegram|slack|skype|curl|wget|python|^$", re.IGNORECASE
)
"""Messengers fetch every link that is sent through them, to show what is behind it."""


def is_read_by_somebody() -> bool:
    """Whether a person looks at the page of this request, as far as it can be told."""
    fetched_ahead = request.headers.get("Sec-Purpose", "").startswith("prefetch")
    return request.method == "GET" and not fetched_ahead and not _PROGRAM.search(request.user_agent.string)
