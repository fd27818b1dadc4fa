"""Files over HTTP: outputs, streamed to whoever has the address; what is made of a film, by key."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.types import Send

from rushes.blobs.base import Blobs
from rushes.domain.request import Artifact
from rushes.errors import InternalError, NotFound, RangeNotSatisfiable
from rushes.gateway.exchange.answers import (
    CAPABILITIES,
    Answer,
    BodyAnswer,
    EmptyAnswer,
    Header,
)
from rushes.gateway.exchange.incoming import Incoming
from rushes.gateway.model_api import file_url, request_id_of
from rushes.services.requests import Requests
from rushes.services.takeaways import Takeaways

CACHE_SECONDS_WITHOUT_EXPIRY = 86_400
log = logging.getLogger(__name__)

_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes [start, end) of a file."""

    start: int
    end: int


def read_range_header(header: str | None, size_bytes: int) -> ByteRange | None:
    """The one range a header asks for; None to send the whole file.

    A header of another unit, of several ranges or without sense is passed over, as RFC 9110
    allows.

    Raises:
        RangeNotSatisfiable: the range lies past the end.
    """
    match = _RANGE.fullmatch(header) if header else None
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        start, end = max(0, size_bytes - int(match[2])), size_bytes
    else:
        start = int(match[1])
        end = min(int(match[2]) + 1, size_bytes) if match[2] else size_bytes
        if match[2] and int(match[2]) < start:
            return None
    if start >= size_bytes or start >= end:
        raise RangeNotSatisfiable(f"the file has {size_bytes:,} bytes", size_bytes)
    return ByteRange(start, end)


class StreamAnswer:
    """An answer whose body is read as it is sent."""

    __slots__ = ("_chunks", "headers", "status")

    def __init__(
        self, status: int, headers: Iterable[Header], chunks: AsyncIterator[bytes]
    ) -> None:
        self.status = status
        self.headers = [*headers, CAPABILITIES]
        self._chunks = chunks

    async def send(self, send: Send, is_head: bool) -> None:
        """Write it out; a blob that breaks off half-way breaks the connection."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        if not is_head:
            async for chunk in self._chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


class Files:
    """Serves what attempts made, and what is made of it."""

    def __init__(self, requests: Requests, blobs: Blobs) -> None:
        self._requests = requests
        self._blobs = blobs
        self._takeaways = Takeaways(requests, blobs)

    async def take_away(self, incoming: Incoming) -> Answer:
        """`GET /v1/requests/{request_id}/storyboard.pdf`, and whatever else is in `FORMATS`."""
        base = incoming.base_url
        request_id = request_id_of(incoming)
        made = await self._takeaways.make(
            incoming.caller,
            request_id,
            incoming.scope["path"].rsplit("/", 1)[-1],
            lambda artifact: file_url(base, artifact),
        )
        etag = f'"{hashlib.sha256(made.content).hexdigest()}"'
        validators = [(b"etag", etag.encode()), (b"cache-control", b"private, no-cache")]
        if _matches(incoming.header(b"if-none-match"), etag):
            return EmptyAnswer(304, validators)
        headers = [
            *validators,
            (b"content-type", made.media_type.encode("latin-1")),
            (b"content-disposition", _disposition(made.name)),
            (b"x-content-type-options", b"nosniff"),
            CAPABILITIES,
        ]
        return BodyAnswer(200, headers, made.content)

    async def serve(self, incoming: Incoming) -> Answer:
        """`GET /files/{token}/{name}`."""
        stored = await self._requests.output(incoming.path("token"), incoming.path("name"))
        artifact = stored.artifact
        etag = f'"{artifact.sha256}"'
        validators = _validators(artifact, etag, stored.expires_at)
        if _matches(incoming.header(b"if-none-match"), etag):
            return EmptyAnswer(304, validators)
        try:
            size = await self._blobs.size(artifact.blob_path)
        except NotFound as error:
            raise NotFound("there is no such file, or it was deleted") from error
        if size != artifact.size_bytes:
            fields = {"blob_path": artifact.blob_path, "size_bytes": size}
            log.error("a blob has not the size that was stored", extra=fields)
            raise InternalError("the file is damaged; `rushes doctor` on the server tells more")
        part = None
        if incoming.scope["method"] == "GET" and incoming.header(b"if-range") in (None, etag):
            part = read_range_header(incoming.header(b"range"), size)
        chosen = part or ByteRange(0, size)
        headers = [
            *validators,
            (b"content-type", artifact.media_type.encode("latin-1")),
            (b"content-length", b"%d" % (chosen.end - chosen.start)),
            (b"accept-ranges", b"bytes"),
            (b"repr-digest", _digest(artifact.sha256)),
            (b"content-disposition", _disposition(artifact.name)),
            (b"x-content-type-options", b"nosniff"),
        ]
        if part is not None:
            span = f"bytes {part.start}-{part.end - 1}/{size}"
            headers.append((b"content-range", span.encode()))
        chunks = self._blobs.read_range(artifact.blob_path, chosen.start, chosen.end)
        return StreamAnswer(206 if part else 200, headers, chunks)


def _validators(artifact: Artifact, etag: str, expires_at: datetime | None) -> list[Header]:
    seconds = CACHE_SECONDS_WITHOUT_EXPIRY
    if expires_at is not None:
        seconds = max(0, int((expires_at - datetime.now(UTC)).total_seconds()))
    return [(b"etag", etag.encode()), (b"cache-control", b"private, max-age=%d" % seconds)]


def _digest(sha256: str) -> bytes:
    """The whole file's digest, whatever part of it is sent (RFC 9530)."""
    return b"sha-256=:" + base64.b64encode(bytes.fromhex(sha256)) + b":"


def _matches(header: str | None, etag: str) -> bool:
    if header is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag in tags


def _disposition(name: str) -> bytes:
    return f"inline; filename*=UTF-8''{quote(name, safe='')}".encode()
