"""Connections to checked addresses alone.

A name is resolved once and the connection goes to the address that was checked, so that a name
which changes its mind between the check and the connection gains nothing; TLS still verifies the
name.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from rushes.egress import policy as judging
from rushes.egress.policy import EgressPolicy, FetchBroken, FetchRefused

CONNECT_TIMEOUT_SECONDS = 10.0
READ_TIMEOUT_SECONDS = 30.0


class CheckedBackend(httpcore.AnyIOBackend):
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
        raise FetchBroken(f"no connection to {host}") from failure

    async def _resolve(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchBroken(f"the name {host} can't be resolved") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not (self._policy.allow_private_addresses or self._policy.is_own(host, port)):
            for text in addresses:
                if not judging.is_public(ipaddress.ip_address(text)):
                    raise FetchRefused(f"the name {host} leads to an address that is not public")
        return addresses


def connections(
    policy: EgressPolicy, context: ssl.SSLContext | None
) -> httpcore.AsyncConnectionPool:
    """A pool that keeps nothing open: a connection found closed half-way would leave a doubt."""
    return httpcore.AsyncConnectionPool(
        ssl_context=context or ssl.create_default_context(),
        network_backend=CheckedBackend(policy),
        max_keepalive_connections=0,
    )


def timeouts() -> dict[str, float]:
    """The limits on each step of an exchange, as the library takes them."""
    steps = dict.fromkeys(("connect", "pool", "write"), CONNECT_TIMEOUT_SECONDS)
    return steps | {"read": READ_TIMEOUT_SECONDS}


def headers_of(response: httpcore.Response) -> dict[str, str]:
    """An answer's headers, their names in lower case."""
    return {
        name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers
    }
