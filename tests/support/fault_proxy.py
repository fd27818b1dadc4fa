"""A proxy before a real server of this wire that spoils chosen exchanges.

    with fault_proxy(upstream.url) as proxy:
        proxy.spoil("POST", "/v1/models/", drop_after)    # the next submit acts, its answer is lost

A fault is a function that is given the exchange and does what it likes with it: answer in the
server's place, before or after the server has acted; hold it until the test lets go; cut, corrupt
or lengthen what comes. Whatever has no fault passes through untouched. Every call is noted.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LONGEST_HOLD_SECONDS = 60.0


@dataclass
class Exchange:
    """One call on its way, and the means to spoil it."""

    method: str
    path: str
    headers: dict[str, str]
    request: bytes
    proxy: FaultProxy
    writer: asyncio.StreamWriter

    async def act(self) -> bytes:
        """Let the server act; its whole answer."""
        return await self.proxy.forward(self.request)

    async def answer(self, data: bytes) -> None:
        """Send this in answer."""
        self.writer.write(data)
        await self.writer.drain()


FaultKind = Callable[[Exchange], Awaitable[None]]


@dataclass
class Fault:
    """What happens to some of the calls that fit."""

    method: str
    path: re.Pattern[str]
    kind: FaultKind
    times: int
    happened: int = 0


@dataclass
class Call:
    """A call that came."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Hold:
    """A fault that keeps a call waiting: `is_reached` tells the test, `let_go` goes on."""

    acts_first: bool = False
    drops: bool = False
    """Whether the call goes no further, as one does whose sender is gone."""
    is_reached: threading.Event = field(default_factory=threading.Event)
    _go: threading.Event = field(default_factory=threading.Event)

    def let_go(self) -> None:
        self._go.set()

    async def __call__(self, exchange: Exchange) -> None:
        data = await exchange.act() if self.acts_first else b""
        self.is_reached.set()
        await asyncio.to_thread(self._go.wait, LONGEST_HOLD_SECONDS)
        if not self.drops:
            with contextlib.suppress(ConnectionError):
                await exchange.answer(data or await exchange.act())


@dataclass
class HoldHalfWay(Hold):
    """Sends half of the body, and keeps the rest back."""

    async def __call__(self, exchange: Exchange) -> None:
        data = await exchange.act()
        half = data.index(b"\r\n\r\n") + (len(data) - data.index(b"\r\n\r\n")) // 2
        await exchange.answer(data[:half])
        self.is_reached.set()
        await asyncio.to_thread(self._go.wait, LONGEST_HOLD_SECONDS)
        with contextlib.suppress(ConnectionError):
            await exchange.answer(data[half:])


async def drop_before(exchange: Exchange) -> None:
    """The call never reaches the server."""


async def drop_after(exchange: Exchange) -> None:
    """The server acts, and its answer is lost."""
    await exchange.act()


async def cut(exchange: Exchange) -> None:
    """The answer breaks off in the middle of its body."""
    data = await exchange.act()
    start = data.index(b"\r\n\r\n")
    await exchange.answer(data[: start + 4 + (len(data) - start - 4) // 2])


async def corrupt(exchange: Exchange) -> None:
    """Some bytes in the middle of the body are others."""
    data = bytearray(await exchange.act())
    middle = (data.index(b"\r\n\r\n") + len(data)) // 2
    for place in range(middle, min(middle + 8, len(data))):
        data[place] ^= 0x55
    await exchange.answer(bytes(data))


def wrong_length(extra: int) -> FaultKind:
    """The answer says that it has more bytes than it has, or fewer."""

    async def spoil(exchange: Exchange) -> None:
        data = await exchange.act()
        head, _, body = data.partition(b"\r\n\r\n")
        length = f"content-length: {len(body) + extra}".encode()
        await exchange.answer(
            re.sub(rb"(?i)content-length: \d+", length, head) + b"\r\n\r\n" + body
        )

    return spoil


def instead(data: bytes, acts_first: bool = False) -> FaultKind:
    """Another answer takes the place of the server's, which has acted or not."""

    async def spoil(exchange: Exchange) -> None:
        if acts_first:
            await exchange.act()
        await exchange.answer(data)

    return spoil


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer."""
    fields = {"Content-Length": str(len(body)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def http_json(status: str, document: object, **headers: str) -> bytes:
    """A whole answer of JSON."""
    body = json.dumps(document).encode()
    return http(status, body, Content_Type="application/json", **headers)


HTML = http("200 OK", b"<html><b>Welcome!</b></html>", Content_Type="text/html")
BUSY = http_json("429 Too Many Requests", {"error_code": 429001, "error_message": "busy"},
                 Retry_After="1")  # fmt: skip
BROKEN = http_json("500 Internal Server Error", {"error_code": 500001, "error_message": "oh"})


class FaultProxy:
    """Passes calls on, except those that are to be spoilt."""

    def __init__(self, upstream: str) -> None:
        parts = urlsplit(upstream)
        self._upstream = (parts.hostname or "", parts.port or 80)
        self._faults: list[Fault] = []
        self.calls: list[Call] = []
        self.hides_capabilities = False
        """Whether the server's word on idempotency keys is left out of its answers."""
        self.url = ""

    def spoil(self, method: str, path: str, kind: FaultKind, times: int = 1) -> Fault:
        """Have the next calls spoilt whose path this is found in."""
        fault = Fault(method, re.compile(path), kind, times)
        self._faults.append(fault)
        return fault

    def reset(self) -> None:
        """Spoil nothing more, and forget what came."""
        for fault in self._faults:
            if isinstance(fault.kind, Hold):
                fault.kind.let_go()
        self._faults.clear()
        self.calls.clear()
        self.hides_capabilities = False

    def submits(self) -> list[Call]:
        """The calls that would have made something."""
        return [call for call in self.calls if re.fullmatch(r"POST /v1/models/.*", _line(call))]

    async def forward(self, request: bytes) -> bytes:
        """The server's whole answer."""
        reader, writer = await asyncio.open_connection(*self._upstream)
        try:
            writer.write(request)
            await writer.drain()
            data = await reader.read()
        finally:
            writer.close()
        if self.hides_capabilities:
            data = re.sub(rb"(?i)rushes-capabilities: [^\r]*\r\n", b"", data, count=1)
        return data

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, OSError):
            head = await reader.readuntil(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            method, path, _ = lines[0].split(" ", 2)
            pairs = (line.partition(": ") for line in lines[1:] if line)
            headers = {name.lower(): value for name, _, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.calls.append(Call(method, path, headers))
            closing = re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", head)
            closing = closing.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
            exchange = Exchange(method, path, headers, closing + body, self, writer)
            fault = self._next_fault(method, path)
            if fault is None:
                await exchange.answer(await exchange.act())
            else:
                await fault.kind(exchange)
        writer.close()

    def _next_fault(self, method: str, path: str) -> Fault | None:
        for fault in self._faults:
            if fault.method == method and fault.path.search(path) and fault.happened < fault.times:
                fault.happened += 1
                return fault
        return None


def _line(call: Call) -> str:
    return f"{call.method} {call.path}"


@contextmanager
def fault_proxy(upstream: str) -> Iterator[FaultProxy]:
    """A proxy on a free loopback port, in a thread of its own."""
    proxy = FaultProxy(upstream)
    is_up = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        is_up.set()
        await stop.wait()
        server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_default_executor()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    is_up.wait()
    try:
        yield proxy
    finally:
        proxy.reset()
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
