"""What may be reached: URLs judged by their text, addresses by where they lead."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from rushes.errors import RushesError

MAX_URL_CHARACTERS = 8_192
_EMBEDDED_IPV4 = (
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056
    (ipaddress.IPv6Network("::/96"), 0),  # IPv4-compatible, RFC 4291
)
_DEFAULT_PORTS = {"http": 80, "https": 443}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchRefused(RushesError):
    """What was asked for may not be fetched, or could not be; the message is for its sender."""


class FetchBroken(FetchRefused):
    """No connection, a transfer that broke off, a busy server: another try may do better."""


@dataclass(frozen=True, slots=True)
class EgressPolicy:
    """What may be reached."""

    allow_http: bool = False
    allow_private_addresses: bool = False
    timeout_seconds: float = 60.0
    """For the whole fetch, redirects included."""
    own_origin: str = ""
    """`http://host:port` that may be reached whatever its scheme and its addresses are."""

    def is_own(self, host: str, port: int) -> bool:
        """Whether a connection there leads to the own origin."""
        if not self.own_origin:
            return False
        parts = urlsplit(self.own_origin)
        return (host, port) == (parts.hostname, parts.port or _DEFAULT_PORTS[parts.scheme])


def origin_of(url: str) -> str:
    """A URL's scheme, host and port, the port always named."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}:{parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)}"


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, looked at through every disguise.

    IPv4 carried inside IPv6 (mapped, compatible, NAT64, 6to4, Teredo) is judged as the IPv4
    address it leads to.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.teredo:
            return False
        for network, shift in _EMBEDDED_IPV4:
            if address in network and int(address) > 1:
                return is_public(ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF))
        if address.scope_id or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast


def literal_address(host: str) -> Address | None:
    """The address that a host is written as, in any form a resolver takes, or None for a name.

    `127.1`, `0x7f000001` and `2130706433` are addresses too.
    """
    bare = host.strip("[]").removesuffix(".")
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(bare)
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare))
    except OSError:
        return None


def judge_url(url: str, policy: EgressPolicy) -> SplitResult:
    """A URL that may be fetched as far as its text tells: form, scheme, literal address.

    Raises:
        FetchRefused: it may not; the message says why.
    """
    if len(url) > MAX_URL_CHARACTERS:
        raise FetchRefused(f"the URL has more than {MAX_URL_CHARACTERS:,} characters")
    if any(character <= " " or character == "\x7f" for character in url):
        raise FetchRefused("the URL holds spaces or control characters")
    if not url.isascii():
        raise FetchRefused(
            "the URL holds characters beyond ASCII: percent-encode them, and write the host's name "
            "as its xn-- form"
        )
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchRefused(f"this is not a URL: {error}") from error
    is_own = policy.own_origin != "" and origin_of(url) == policy.own_origin
    schemes = ("https", "http") if policy.allow_http or is_own else ("https",)
    if parts.scheme not in schemes:
        raise FetchRefused(f"the URL must begin with {' or '.join(s + '://' for s in schemes)}")
    if not host:
        raise FetchRefused("the URL names no host")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused("the URL carries a user name or password; send one that needs none")
    address = literal_address(host)
    if address and not (policy.allow_private_addresses or is_own or is_public(address)):
        raise FetchRefused(f"the URL leads to {host}, which is not a public address")
    return parts
