"""The one way out: HTTP to others, with every address checked and every answer bounded.

A name is resolved once and the connection goes to the address that was checked, so that a name
which changes its mind between the check and the connection gains nothing; TLS still verifies the
name. Redirects are followed by hand, each judged like the first URL. An answer is never
decompressed.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import httpcore

from rushes.errors import RushesError

MAX_REDIRECTS = 5
MAX_URL_CHARACTERS = 8_192
CONNECT_TIMEOUT_SECONDS = 10.0
_REDIRECTS = (301, 302, 303, 307, 308)
_EMBEDDED_IPV4 = (
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056
    (ipaddress.IPv6Network("::/96"), 0),  # IPv4-compatible, RFC 4291
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchRefused(RushesError):
    """What was asked for may not be fetched, or could not be; the message is for its sender."""


@dataclass(frozen=True, slots=True)
class EgressPolicy:
    """What may be fetched."""

    allow_http: bool = False
    allow_private_addresses: bool = False
    timeout_seconds: float = 60.0
    """For the whole fetch, redirects included."""


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
    schemes = ("https", "http") if policy.allow_http else ("https",)
    if parts.scheme not in schemes:
        raise FetchRefused(f"the URL must begin with {' or '.join(s + '://' for s in schemes)}")
    if not host:
        raise FetchRefused("the URL names no host")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused("the URL carries a user name or password; send one that needs none")
    address = literal_address(host)
    if address and not policy.allow_private_addresses and not is_public(address):
        raise FetchRefused(f"the URL leads to {host}, which is not a public address")
    return parts


class _CheckedBackend(httpcore.AnyIOBackend):
    """Resolves a name once, checks every address it has, and connects to a checked one."""

    def __init__(self, policy: EgressPolicy) -> None:
        self._policy = policy

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._resolve(host, port)
        failure: Exception | None = None
        for address in addresses:
            try:
                return await super().connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise FetchRefused(f"no connection to {host}") from failure

    async def _resolve(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchRefused(f"the name {host} can't be resolved") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._policy.allow_private_addresses:
            for text in addresses:
                if not is_public(ipaddress.ip_address(text)):
                    raise FetchRefused(f"the name {host} leads to an address that is not public")
        return addresses


async def fetch_to_file(
    url: str,
    target: Path,
    policy: EgressPolicy,
    max_bytes: int,
    ssl_context: ssl.SSLContext | None = None,
) -> int:
    """Fetch a URL into a file and give its size in bytes. On any fault no file is left.

    Raises:
        FetchRefused: refused, unreachable, too large, too slow, cut short or not answered with
            200.
    """
    try:
        async with asyncio.timeout(policy.timeout_seconds):
            return await _follow(url, target, policy, max_bytes, ssl_context)
    except TimeoutError as error:
        raise FetchRefused(f"it took longer than {policy.timeout_seconds:g} seconds") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise FetchRefused(f"the transfer broke off ({type(error).__name__})") from error
    except ssl.SSLError as error:
        raise FetchRefused("the server's certificate is not valid for its name") from error


async def _follow(
    url: str, target: Path, policy: EgressPolicy, max_bytes: int, context: ssl.SSLContext | None
) -> int:
    pool = httpcore.AsyncConnectionPool(
        ssl_context=context or ssl.create_default_context(),
        network_backend=_CheckedBackend(policy),
        max_keepalive_connections=0,
    )
    async with pool:
        for _ in range(MAX_REDIRECTS + 1):
            judge_url(url, policy)
            async with _get(pool, url) as response:
                if response.status in _REDIRECTS:
                    url = urljoin(url, _header(response, b"location"))
                    continue
                if response.status != 200:
                    raise FetchRefused(f"the server answered {response.status}")
                return await _save(response, target, max_bytes)
    raise FetchRefused(f"more than {MAX_REDIRECTS} redirects")


@contextlib.asynccontextmanager
async def _get(pool: httpcore.AsyncConnectionPool, url: str) -> AsyncIterator[httpcore.Response]:
    headers = [("User-Agent", "Rushes"), ("Accept", "*/*"), ("Accept-Encoding", "identity")]
    timeouts = dict.fromkeys(("connect", "pool", "write"), CONNECT_TIMEOUT_SECONDS)
    request_url: str = urlsplit(url)._replace(fragment="").geturl()
    extensions = {"timeout": timeouts | {"read": 30.0}}
    async with pool.stream("GET", request_url, headers=headers, extensions=extensions) as response:
        yield response


def _header(response: httpcore.Response, name: bytes) -> str:
    for key, value in response.headers:
        if key.lower() == name:
            return str(value.decode("latin-1"))
    return ""


async def _save(response: httpcore.Response, target: Path, max_bytes: int) -> int:
    if _header(response, b"content-encoding") not in ("", "identity"):
        raise FetchRefused("the server sent it compressed, though asked not to")
    declared = _header(response, b"content-length")
    if declared.isdigit() and int(declared) > max_bytes:
        raise FetchRefused(f"it has {int(declared):,} bytes; the most taken is {max_bytes:,}")
    size = 0
    try:
        with target.open("wb") as file:
            async for chunk in response.aiter_stream():
                size += len(chunk)
                if size > max_bytes:
                    raise FetchRefused(f"it has more than {max_bytes:,} bytes, the most taken")
                file.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return size
