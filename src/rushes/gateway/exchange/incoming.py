"""What came in over HTTP: headers, query, the JSON body within bounds, who sent it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NoReturn, TypeVar
from urllib.parse import parse_qsl

import msgspec
from starlette.types import Receive, Scope

from rushes.errors import (
    BodyTooSlow,
    InvalidInput,
    MalformedBody,
    TooLarge,
    UnsupportedMediaType,
)
from rushes.gateway.exchange.addresses import Addresses
from rushes.gateway.exchange.patience import Patience
from rushes.services.access import Caller
from rushes.wire import MAX_JSON_BODY_BYTES

T = TypeVar("T")
FLAG_WORDS = {"true": True, "True": True, "1": True, "false": False, "False": False, "0": False}
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_decode_json = msgspec.json.Decoder().decode


class ClientGone(Exception):
    """The client hung up before its body was read; nobody waits for an answer."""


class Incoming:
    """One HTTP request. `caller` is set where the route needs a key."""

    __slots__ = ("_addresses", "_patience", "_receive", "caller", "scope")

    caller: Caller

    def __init__(
        self, scope: Scope, receive: Receive, addresses: Addresses, patience: Patience
    ) -> None:
        self.scope = scope
        self._receive = receive
        self._addresses = addresses
        self._patience = patience

    def header(self, name: bytes) -> str | None:
        """The first header of this lower-case name."""
        for key, value in self.scope["headers"]:
            if key == name:
                text: str = value.decode("latin-1")
                return text
        return None

    def path(self, name: str) -> str:
        """A part of the path."""
        value: str = self.scope["path_params"][name]
        return value

    @property
    def base_url(self) -> str:
        """What the URLs in the answer begin with. Raises MalformedBody for a senseless Host."""
        return self._addresses.base_url(self.scope)

    @property
    def is_from_loopback(self) -> bool:
        """Whether the caller sits on this machine, as far as trusted proxies tell."""
        return self._addresses.is_from_loopback(self.scope)

    def query(self) -> Query:
        """The query string's parameters."""
        return Query(self.scope["query_string"])

    async def json(self, limit_bytes: int = MAX_JSON_BODY_BYTES) -> Any:
        """The body, which must be sent as JSON.

        Raises:
            UnsupportedMediaType: it is sent as something else.
            TooLarge: it is longer than `limit_bytes`; the rest of it is not read.
            BodyTooSlow: it takes longer to come in than the settings allow.
            MalformedBody: it is not JSON.
        """
        _check_type(
            self.header(b"content-type") or "", self.header(b"content-encoding") or "identity"
        )
        body = await self._body(limit_bytes)
        if not body.strip():
            raise MalformedBody("the body is empty; it must be a JSON object")
        try:
            return _decode_json(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
            raise MalformedBody(f"the body is not JSON: {error}") from error
        except RecursionError as error:
            raise MalformedBody("the body is nested too deeply") from error

    async def _body(self, limit_bytes: int) -> bytes:
        said = self.header(b"content-length")
        if said is not None and said.isdecimal() and int(said[:20]) > limit_bytes:
            _refuse_size(limit_bytes)
        try:
            return await self._patience.wait_for(self._read(limit_bytes))
        except TimeoutError as error:
            raise BodyTooSlow(
                f"the body was not here after {self._patience.seconds:g} seconds, the longest that "
                "is waited for it"
            ) from error

    async def _read(self, limit_bytes: int) -> bytes:
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            chunk: bytes = message.get("body", b"")
            size += len(chunk)
            if size > limit_bytes:
                _refuse_size(limit_bytes)
            chunks.append(chunk)
            if not message.get("more_body"):
                return chunks[0] if len(chunks) == 1 else b"".join(chunks)


@lru_cache(64)
def _check_type(content_type: str, encoding: str) -> None:
    """Raises UnsupportedMediaType; what was let through before is let through at once."""
    media_type, _, parameters = content_type.partition(";")
    media_type = media_type.strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        shown = f"{media_type[:60]!r}" if media_type else "nothing"
        raise UnsupportedMediaType(
            f"the body must be sent as Content-Type application/json; the header says {shown}"
        )
    charset = parameters.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"the body must be UTF-8, not {charset[:30]!r}")
    encoding = encoding.strip().lower()
    if encoding != "identity":
        raise UnsupportedMediaType(f"a body encoded as {encoding[:30]!r} is not taken")


def _refuse_size(limit_bytes: int) -> NoReturn:
    raise TooLarge(f"the body is larger than {limit_bytes:,} bytes, the most that is taken")


class Query:
    """The parameters of a query string; every fault of theirs is told at once, by `check`."""

    def __init__(self, query_string: bytes) -> None:
        pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True, encoding="utf-8")
        self._values: Mapping[str, str] = dict(pairs)
        self._faults: list[Any] = []

    def text(self, name: str) -> str | None:
        """A text; None where it is not given or empty."""
        return self._values.get(name) or None

    def flag(self, name: str) -> bool:
        """One of `FLAG_WORDS`; not given means false."""
        word = self._values.get(name, "false")
        if word not in FLAG_WORDS:
            self._fault(name, f"{name} is {word[:40]!r}; it must be true or false")
        return FLAG_WORDS.get(word, False)

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number within bounds."""
        text = self._values.get(name)
        if text is None:
            return default
        if not _WHOLE.fullmatch(text):
            self._fault(name, f"{name} is {text[:40]!r}; it must be a whole number")
        elif not low <= int(text) <= high:
            self._fault(name, f"{name} is {int(text)}; it must be from {low} to {high:,}")
        else:
            return int(text)
        return default

    def parsed(self, name: str, parse: Callable[[str], T], wanted: str) -> T | None:
        """What `parse` makes of a text. ValueError means that it is not `wanted`."""
        text = self._values.get(name)
        if text is None:
            return None
        try:
            return parse(text)
        except (ValueError, OverflowError):
            self._fault(name, f"{name} is {text[:40]!r}; it must be {wanted}")
            return None

    def check(self) -> None:
        """Raises InvalidInput naming every fault met."""
        if self._faults:
            raise InvalidInput("the query does not fit", self._faults)

    def _fault(self, name: str, message: str) -> None:
        self._faults.append({"loc": ["query", name], "msg": message, "type": "invalid"})
