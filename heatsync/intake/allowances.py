"""How much each visitor may take. Counted in Redis for all processes; each counts for itself while that is away."""

import hashlib
import hmac
import ipaddress
import time
from collections.abc import Callable

import redis
from limits import RateLimitItem
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

_PREFIX = "heatsync:allowance"
_ONE_HOME = 64
"""Bits of an IPv6 address that a provider gives to one home, which may choose the others."""
_PAUSE = 10.0
"""Seconds without a try, after Redis did not answer: each would cost somebody a second."""


class Allowances:
    """Counts and refuses. Never open and never closed to all: without Redis each process gives half as much."""

    def __init__(self, client: redis.Redis, secret: str) -> None:
        self._shared = FixedWindowRateLimiter(
            RedisStorage("redis://", connection_pool=client.connection_pool, key_prefix=_PREFIX)
        )
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._secret = secret.encode()
        self._asks_again_at = 0.0

    def take(self, item: RateLimitItem, duty: str, *who: str) -> bool:
        """Count one more of that; whether it is within the limit."""
        return self._ask(FixedWindowRateLimiter.hit, item, duty, *who)

    def has_left(self, item: RateLimitItem, duty: str, *who: str) -> bool:
        """Whether one more would be within the limit."""
        return self._ask(FixedWindowRateLimiter.test, item, duty, *who)

    def _ask(self, question: Callable[..., bool], item: RateLimitItem, duty: str, *who: str) -> bool:
        # Addresses and contents stand in no key: whoever sees the keys would learn who was here with what.
        key = hmac.digest(self._secret, "\0".join(who).encode(), hashlib.sha256).hex()[:32]
        if time.monotonic() >= self._asks_again_at:
            try:
                return question(self._shared, item, duty, key)
            except redis.RedisError:
                self._asks_again_at = time.monotonic() + _PAUSE
        half = type(item)(max(1, item.amount // 2), item.multiples, item.namespace)
        return question(self._own, half, duty, key)


def household(address: str | None) -> str:
    """Whom an address stands for: of IPv6, all addresses that one home has."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    return str(ipaddress.ip_network((ip, _ONE_HOME), strict=False)) if ip.version == 6 else str(ip)
