"""A small HTTP load: keep-alive connections that each send the next request after an answer."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Callable
from typing import cast

import uvloop

MakeRequest = Callable[[], bytes]


class _Connection(asyncio.Protocol):
    def __init__(
        self, make_request: MakeRequest, until: float, ended: asyncio.Future[None]
    ) -> None:
        self.answers = 0
        self.faults = 0
        self._make_request = make_request
        self._until = until
        self._ended = ended
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass of it
        self._transport.write(self._make_request())

    def data_received(self, data: bytes) -> None:
        self._data += data
        head_end = self._data.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = self._data[:head_end].lower()
        mark = head.find(b"content-length:")
        length = int(head[mark + 15 :].split(b"\r\n", 1)[0]) if mark >= 0 else 0
        if len(self._data) < head_end + 4 + length:
            return
        self._data = b""
        self.answers += 1
        self.faults += head[9:10] != b"2"
        if time.perf_counter() < self._until:
            self._transport.write(self._make_request())
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._ended.done():
            self._ended.set_result(None)


async def _load(
    host: str, port: int, make_request: MakeRequest, connections: int, seconds: float
) -> float:
    loop = asyncio.get_running_loop()
    start = time.perf_counter()
    open_connections = []
    endings = []
    for _ in range(connections):
        ended: asyncio.Future[None] = loop.create_future()
        _, protocol = await loop.create_connection(
            functools.partial(_Connection, make_request, start + seconds, ended), host, port
        )
        open_connections.append(protocol)
        endings.append(ended)
    async with asyncio.timeout(seconds + 30):
        await asyncio.gather(*endings)
    elapsed = time.perf_counter() - start
    answers = sum(connection.answers for connection in open_connections)
    faults = sum(connection.faults for connection in open_connections)
    if faults:
        raise RuntimeError(f"{faults} of {answers} answers were no success")
    return answers / elapsed


def answers_per_second(
    host: str, port: int, make_request: MakeRequest, connections: int = 32, seconds: float = 2.0
) -> float:
    """Answers per second that a server gives to a bounded load.

    Raises:
        RuntimeError: an answer was no success.
    """
    return uvloop.run(_load(host, port, make_request, connections, seconds))


def http_request(method: str, path: str, token: str = "", body: bytes = b"") -> bytes:
    """A whole HTTP/1.1 request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if body:
        lines.append("Content-Type: application/json")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
