"""Addresses as squares that another phone's camera reads."""

from functools import lru_cache

import segno
from flask import Flask


def register(app: Flask) -> None:
    """Give templates ``qr_code(address)``."""
    app.add_template_global(qr_code)


@lru_cache(maxsize=256)  # a tenth of the time of the page that it stands on
def qr_code(address: str) -> str:
    """The address of a picture that is drawn within the page: nothing is fetched for it."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(light="white", border=2))
