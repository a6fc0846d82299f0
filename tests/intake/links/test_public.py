"""Which addresses are public, against the special ranges as IANA lists them."""

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heatsync.intake.links.addresses import Ip
from heatsync.intake.links.public import is_public

GOOD = (
    *("1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0"),
    *("2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001:80b::200e", "::ffff:8.8.8.8", "2400:cb00::1"),
)
BAD = (
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.0.0.53"),  # noqa: S104
    *("127.255.255.254", "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255"),
    *("192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.10", "192.0.0.170", "192.0.0.192", "192.0.2.1", "192.31.196.1"),
    *("192.52.193.1", "192.88.99.1", "192.168.0.1", "192.168.1.1", "192.175.48.1", "198.18.0.1", "198.19.255.255"),
    *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("168.63.129.16", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1"),
    *("5f00::1", "fc00::1", "fe80::1", "fec0::1", "ff02::1"),
)
SPECIAL = [
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("::/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "4000::/2", "8000::/1"),
        *("64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
]


def edges() -> list[Ip]:
    """The first and the last address of every special range, and those just outside."""
    return [
        neighbour
        for network in SPECIAL
        for edge, step in ((network[0], -1), (network[-1], 1))
        for number in (int(edge), int(edge) + step)
        if 0 <= number < 2**network.max_prefixlen
        for neighbour in [type(edge)(number)]
    ]


def test_the_lists_are_whole() -> None:
    assert (len(GOOD), len(BAD)) == (12, 54)


@pytest.mark.parametrize("address", GOOD)
def test_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", BAD)
def test_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("ip", edges(), ids=str)
def test_at_the_edges_of_every_special_range(ip: Ip) -> None:
    mapped = isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped
    special = any(ip in network for network in SPECIAL if network.version == ip.version)

    assert is_public(ip) == (is_public(mapped) if mapped else not special)


@settings(max_examples=2500)  # eight forms of each: 20,000 addresses
@given(st.ip_addresses(v=4))
def test_an_inner_address_never_passes_in_another_dress(inside: ipaddress.IPv4Address) -> None:
    number = int(inside)
    high = number << 80
    dresses = {
        "mapped": 0xFFFF << 32 | number,
        "compatible": number,
        "translated": 0xFFFF << 48 | number,
        "nat64": 0x64FF9B << 96 | number,
        "local nat64": 0x64FF9B0001 << 80 | number,
        "6to4": 0x2002 << 112 | high,
        "teredo server": 0x20010000 << 96 | number << 64,
        "teredo client": 0x20010000 << 96 | number ^ 0xFFFFFFFF,
    }
    for dress, dressed in dresses.items():
        passes = is_public(ipaddress.IPv6Address(dressed))
        assert passes == (dress == "mapped" and is_public(inside))
