"""What a meet's page offers is known for a minute: all families of a meet who come at once cause one look at it."""

import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress

import msgspec
import redis

from heatsync.intake.links.addresses import Address
from heatsync.intake.links.meet_page import Found

_SECONDS = 60


def known(client: redis.Redis, secret: str, page: Address, look: Callable[[Address], list[Found]]) -> list[Found]:
    """What that page offers, by a look at it if nobody has looked within the minute. Raises what ``look`` raises."""
    # A part of the address may be a secret: it stands in no key.
    key = "heatsync:page:" + hmac.digest(secret.encode(), str(page).encode(), hashlib.sha256).hex()
    with suppress(redis.RedisError):
        if (kept := client.get(key)) is not None:
            return msgspec.json.decode(kept, type=list[Found])
    found = look(page)
    with suppress(redis.RedisError):
        client.set(key, msgspec.json.encode(found), ex=_SECONDS)
    return found
