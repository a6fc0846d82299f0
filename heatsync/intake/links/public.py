"""Which numeric addresses are of the public internet. All else is somebody's inside, and perhaps ours."""

import ipaddress

from heatsync.intake.links.addresses import Ip

_NOT_PUBLIC = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "168.63.129.16/32",  # public by its number, but a cloud's inside
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    )
]
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


def unwrapped(ip: Ip) -> Ip:
    """An IPv4 address that is dressed as IPv6, undressed: it is the one that is connected to."""
    return (ip.ipv4_mapped or ip) if isinstance(ip, ipaddress.IPv6Address) else ip


def is_public(ip: Ip) -> bool:
    """Whether that address may be connected to.

    The standard library's ``is_global`` alone will not do: it calls multicast, NAT64, 6to4 and more public.
    """
    ip = unwrapped(ip)
    if any(ip in network for network in _NOT_PUBLIC):
        return False
    return ip.is_global if ip.version == 4 else ip in _GLOBAL_UNICAST and ip.scope_id is None
