"""How much each visitor may take, with Redis and without."""

import pytest
import redis
from limits import RateLimitItemPerHour
from redis.backoff import NoBackoff
from redis.retry import Retry

from heatsync.intake.allowances import Allowances, household
from tests.servers import RedisServer

FOUR = RateLimitItemPerHour(4)
HOME, OTHER = "93.184.216.34", "93.184.216.35"


def client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_timeout=1, retry=Retry(NoBackoff(), retries=0))


def taken(allowances: Allowances, who: str, times: int) -> int:
    return sum(allowances.take(FOUR, "sheets", who) for _ in range(times))


def test_each_has_their_own(redis_url: str) -> None:
    allowances = Allowances(client(redis_url), "secret")

    assert [taken(allowances, who, 6) for who in (HOME, OTHER)] == [4, 4]


def test_all_processes_count_together(redis_url: str) -> None:
    processes = [Allowances(client(redis_url), "secret") for _ in range(2)]

    assert sum(taken(process, HOME, 3) for process in processes) == 4


def test_asking_what_is_left_takes_nothing(redis_url: str) -> None:
    allowances = Allowances(client(redis_url), "secret")

    assert all(allowances.has_left(FOUR, "sheets", HOME) for _ in range(9))
    assert taken(allowances, HOME, 9) == 4
    assert not allowances.has_left(FOUR, "sheets", HOME)


def test_no_key_says_who_it_is_of(redis_url: str) -> None:
    taken(Allowances(client(redis_url), "secret"), HOME, 1)

    keys = client(redis_url).keys()
    assert keys
    assert not any(HOME.encode() in key for key in keys)


def test_without_redis_each_process_gives_half_and_goes_on(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    allowances = Allowances(client(server.url), "secret")
    try:
        assert taken(allowances, HOME, 1) == 1
        server.kill()
        assert taken(allowances, HOME, 9) == 2
        assert taken(allowances, OTHER, 9) == 2
    finally:
        server.close()


@pytest.mark.parametrize(
    ("address", "whom"),
    [
        (HOME, HOME),
        ("::ffff:93.184.216.34", HOME),
        ("2606:4700:1:2:3:4:5:6", "2606:4700:1:2::/64"),
        (None, ""),
        ("no address", ""),
    ],
)
def test_an_address_stands_for_a_home(address: str | None, whom: str) -> None:
    assert household(address) == whom
