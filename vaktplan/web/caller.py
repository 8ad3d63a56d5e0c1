"""Who asks: the address that counts, behind a proxy or not."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from .asgi import Scope, header


def peer(scope: Scope) -> str:
    """The address at the other end of the connection; empty when there is none."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def address(scope: Scope, trusted: frozenset[str]) -> str:
    """The last address that no trusted proxy vouches for: what a stranger writes into the header counts for nothing."""
    nearest = peer(scope)
    if nearest not in trusted:
        return nearest
    said = header(scope, b"x-forwarded-for").decode("latin-1")
    for hop in reversed([part.strip() for part in said.split(",") if part.strip()]):
        nearest = hop
        if hop not in trusted:
            break
    return nearest if _plain(nearest) else peer(scope)


def household(at: str) -> str:
    """What a limit counts by: an IPv4 address, the /64 of an IPv6 one (one line has them all)."""
    known = _plain(at)
    if isinstance(known, IPv6Address):
        mapped = known.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Address(int(known) >> 64 << 64))
    return at


def local(scope: Scope) -> bool:
    """Whether the question comes from this machine itself, and through no proxy."""
    known = _plain(peer(scope))
    passed_on = header(scope, b"x-forwarded-for") or header(scope, b"forwarded") or header(scope, b"via")
    return known is not None and known.is_loopback and not passed_on


def _plain(at: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(at)
    except ValueError:
        return None
