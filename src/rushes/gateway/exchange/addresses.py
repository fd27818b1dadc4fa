"""Where the server is, as its clients see it; and where a client is, as far as can be known.

Forwarded headers count only from the proxies named in the settings, and of a list in them only
the last entry, which is the one the trusted proxy wrote.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

from starlette.types import Scope

from rushes.errors import MalformedBody
from rushes.settings import Server

_HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?"
)
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_FORWARDED = (b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"forwarded")


class Addresses:
    """Reads addresses out of requests by the server's settings."""

    def __init__(self, settings: Server) -> None:
        self._public_url = settings.public_url.rstrip("/")
        self._fallback_host = f"{settings.host}:{settings.port}"
        self._proxies = tuple(
            ipaddress.ip_network(name, strict=False) for name in settings.trusted_proxies
        )
        self._is_proxy = lru_cache(1024)(self._lies_in_proxies)

    def base_url(self, scope: Scope) -> str:
        """`http://host:port`, without a slash at its end.

        Raises:
            MalformedBody: the Host header is no host name.
        """
        if self._public_url:
            return self._public_url
        if self._proxies and self._is_proxy(_peer(scope)):
            return self._forwarded_base(scope)
        host = _last(scope, b"host") or self._fallback_host
        return f"{scope['scheme']}://{_checked(host)}"

    def is_from_loopback(self, scope: Scope) -> bool:
        """Whether the client itself, and not a proxy for others, is on this machine."""
        client = _peer(scope)
        if any(_last(scope, name) is not None for name in _FORWARDED):
            if not (self._proxies and self._is_proxy(client)):
                return False
            client = (_last(scope, b"x-forwarded-for") or "").strip("[]")
        try:
            return ipaddress.ip_address(client).is_loopback
        except ValueError:
            return False

    def _forwarded_base(self, scope: Scope) -> str:
        scheme = (_last(scope, b"x-forwarded-proto") or scope["scheme"]).lower()
        if scheme not in ("http", "https"):
            scheme = scope["scheme"]
        host = _last(scope, b"x-forwarded-host") or _last(scope, b"host") or self._fallback_host
        prefix = (_last(scope, b"x-forwarded-prefix") or "").rstrip("/")
        return f"{scheme}://{_checked(host)}{prefix if _PREFIX.fullmatch(prefix) else ''}"

    def _lies_in_proxies(self, client: str) -> bool:
        try:
            address = ipaddress.ip_address(client)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._proxies)


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _last(scope: Scope, name: bytes) -> str | None:
    """The last entry of the last header of a name."""
    found: str | None = None
    for key, value in scope["headers"]:
        if key == name:
            found = value.decode("latin-1").rpartition(",")[2].strip()
    return found


@lru_cache(1024)
def _checked(host: str) -> str:
    if not _HOST.fullmatch(host):
        raise MalformedBody(f"the Host header {host[:60]!r} is no host name")
    return host
