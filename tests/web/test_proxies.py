"""Who is really asking (WS14): nobody can say so for themselves."""

import msgspec
import pytest
from flask import request
from flask.testing import FlaskClient

from heatsync.factory import create_app
from heatsync.settings import Settings

SPOOFED, REAL, PROXY = "6.6.6.6", "93.184.216.34", "10.0.0.9"


def behind(settings: Settings, proxies: int, **changes: object) -> FlaskClient:
    app = create_app(msgspec.structs.replace(settings, trusted_proxies=proxies, **changes))
    app.add_url_rule("/who", view_func=lambda: f"{request.remote_addr} {request.scheme} {request.host}")
    return app.test_client()


def who(client: FlaskClient, peer: str, **headers: str) -> list[str]:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/who", headers=given, environ_overrides={"REMOTE_ADDR": peer}).text.split()


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        (0, REAL, SPOOFED, REAL),
        (0, PROXY, SPOOFED, PROXY),
        (1, PROXY, REAL, REAL),
        (1, PROXY, f"{SPOOFED}, {REAL}", REAL),
        (2, PROXY, f"{SPOOFED}, {REAL}, 10.0.0.8", REAL),
        (1, REAL, SPOOFED, REAL),
        (1, PROXY, ", ".join([SPOOFED] * 49 + [REAL]), REAL),
        (2, PROXY, REAL, PROXY),
    ],
)
def test_the_address_is_the_one_that_a_trusted_proxy_saw(
    settings: Settings, proxies: int, peer: str, forwarded: str, address: str
) -> None:
    assert who(behind(settings, proxies), peer, X_Forwarded_For=forwarded)[0] == address


def test_a_socket_file_is_a_proxy_on_this_machine(settings: Settings) -> None:
    assert who(behind(settings, 1), "", X_Forwarded_For=REAL)[0] == REAL


def test_proxies_elsewhere_can_be_named(settings: Settings) -> None:
    client = behind(settings, 1, proxy_addresses="198.51.100.0/24")

    assert who(client, "198.51.100.7", X_Forwarded_For=REAL)[0] == REAL
    assert who(client, PROXY, X_Forwarded_For=SPOOFED)[0] == PROXY


@pytest.mark.parametrize(("proxies", "scheme"), [(0, "http"), (1, "https")])
def test_only_a_trusted_proxy_says_that_it_is_https(settings: Settings, proxies: int, scheme: str) -> None:
    assert who(behind(settings, proxies), PROXY, X_Forwarded_Proto="https")[1] == scheme


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_no_header_changes_our_name(settings: Settings, proxies: int) -> None:
    client = behind(settings, proxies)

    names = {"X_Forwarded_Host": "evil.test", "X_Forwarded_Server": "evil.test", "Forwarded": "host=evil.test"}
    assert who(client, PROXY, **names)[2] == "localhost"


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_hundred_made_up_addresses_do_not_dodge_the_limit(settings: Settings, proxies: int) -> None:
    client = behind(settings, proxies, posts_per_minute=20)
    made_up = [f"6.6.6.{number}" for number in range(100)]

    statuses = [client.post("/discover", headers={"X-Forwarded-For": f"{one}, {REAL}"}).status_code for one in made_up]

    assert statuses[20:] == [429] * 80


@pytest.mark.parametrize("garbage", ["<script>", "unknown", "1.2.3.4.5", "\x7f", "' OR 1=1", "::ffff:999.1.1.1"])
def test_garbage_is_an_address_like_any_other(settings: Settings, garbage: str) -> None:
    client = behind(settings, 1)

    assert client.get("/", headers={"X-Forwarded-For": garbage}).status_code == 200
    assert client.post("/discover", headers={"X-Forwarded-For": garbage}).status_code == 400
