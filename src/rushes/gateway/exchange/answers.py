"""What goes back over HTTP: a whole body, or nothing but a status. Streams are `files`' own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec
from starlette.types import Send

from rushes.wire import CAPABILITIES_HEADER, CAPABILITY_IDEMPOTENCY

Header = tuple[bytes, bytes]

CAPABILITIES: Header = (CAPABILITIES_HEADER.lower().encode(), CAPABILITY_IDEMPOTENCY.encode())
JSON_TYPE: Header = (b"content-type", b"application/json")
NO_STORE: Header = (b"cache-control", b"no-store")
_JSON_HEADERS = (JSON_TYPE, NO_STORE, CAPABILITIES)

encode_json = msgspec.json.Encoder(decimal_format="number").encode


class Answer(Protocol):
    """Anything a handler may give back."""

    status: int

    async def send(self, send: Send, is_head: bool) -> None:
        """Write it out; for HEAD, the headers alone."""


class BodyAnswer:
    """An answer whose body is at hand."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: Iterable[Header], body: bytes) -> None:
        self.status = status
        self.headers = [*headers, (b"content-length", b"%d" % len(body))]
        self.body = body

    async def send(self, send: Send, is_head: bool) -> None:
        """Write it out; for HEAD, the headers alone."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"" if is_head else self.body})


class EmptyAnswer:
    """A status with headers and no body: 204 and 304."""

    __slots__ = ("headers", "status")

    def __init__(self, status: int, headers: Iterable[Header] = ()) -> None:
        self.status = status
        self.headers = [*headers, CAPABILITIES]

    async def send(self, send: Send, is_head: bool) -> None:
        """Write it out."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b""})


def json_answer(value: Any, status: int = 200, headers: Iterable[Header] = ()) -> BodyAnswer:
    """A value as JSON; Decimals become JSON numbers."""
    return BodyAnswer(status, (*_JSON_HEADERS, *headers), encode_json(value))


def text_answer(text: bytes, media_type: bytes, status: int = 200) -> BodyAnswer:
    """Text of another type than JSON."""
    headers = ((b"content-type", media_type), NO_STORE, CAPABILITIES)
    return BodyAnswer(status, headers, text)
