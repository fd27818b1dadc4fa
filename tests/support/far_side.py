"""A small HTTP server in the place of somebody else's, which can misbehave as asked."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable

Answer = Callable[[str, asyncio.StreamWriter], "asyncio.Future[None] | None"]


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP answer."""
    fields = {"Content-Length": str(len(body)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


@contextlib.asynccontextmanager
async def far_side(
    answers: dict[str, bytes], context: ssl.SSLContext | None = None, hangs: bool = False
) -> AsyncIterator[tuple[int, list[str]]]:
    """Serve raw answers by path on a free loopback port; gives the port and the paths asked for."""
    asked: list[str] = []
    release = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            path = head.split(" ", 2)[1]
            asked.append(path)
            writer.write(answers.get(path, answer(b"", "404 Not Found")))
            await writer.drain()
            if hangs:
                await release.wait()
        writer.close()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1], asked
    finally:
        release.set()
        server.close()
        await server.wait_closed()
