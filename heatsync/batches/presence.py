"""Who is there: each process says so in Redis every few seconds, by a key that outlives it for half a minute."""

from collections.abc import Mapping

import redis

from heatsync.batches.surroundings import redis_client

_SECONDS = 30


def tell(client: redis.Redis, what: str, name: str, number: int = 1) -> None:
    """Say that so many of that are at the process of that name. Redis may be away: then nobody hears it."""
    try:
        client.set(f"heatsync:there:{what}:{name}", number, ex=_SECONDS)
    except redis.RedisError:
        return


def told(what: str) -> Mapping[str, int]:
    """Which processes have some of that, and how many. Raises redis.RedisError."""
    keys = list(redis_client().scan_iter(f"heatsync:there:{what}:*", count=1000))
    numbers = redis_client().mget(keys) if keys else []
    return {key.decode().rpartition(":")[2]: int(number) for key, number in zip(keys, numbers, strict=True) if number}
