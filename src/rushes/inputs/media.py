"""Media that come with a request: judged when it is submitted, fetched and judged again after.

At submit only what costs nothing is judged: a URL's form, scheme and literal address, a data URI's
encoding, size and header. The bytes behind a URL are fetched once the request is accepted.
"""

from __future__ import annotations

import binascii
import re
import secrets
import ssl
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rushes.domain.media_header import HEADER_BYTES, Header, read_header
from rushes.egress.fetching import fetch_to_file
from rushes.egress.policy import EgressPolicy, FetchRefused, judge_url
from rushes.errors import Fault, InvalidInput
from rushes.settings import Media

IMAGE_TYPES = ("image/jpeg", "image/png", "image/bmp", "image/webp")
MIN_IMAGE_SIDE_PX = 300
MAX_IMAGE_RATIO = 2.5
_DATA_URI = re.compile(r"data:([a-z0-9.+-]+/[a-z0-9.+-]+)?((?:;[^;,]*)*?);base64,", re.IGNORECASE)

Location = tuple[str | int, ...]


class MediaPropertyLike(Protocol):
    """A property of an input schema that takes media."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_list(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class MediaInput:
    """One medium that came with a request."""

    name: str
    """`start_image_url`, or `image_urls/0` in a list."""
    kind: str
    """image, video or audio: what the property takes."""
    source: str
    """A URL or a data URI."""

    @property
    def location(self) -> Location:
        """Where it stands in the input."""
        parts = self.name.split("/")
        return tuple(int(part) if part.isdigit() else part for part in parts)

    @property
    def is_data(self) -> bool:
        """Whether the bytes came with the request."""
        return self.source[:5].lower() == "data:"


@dataclass(frozen=True, slots=True)
class FetchedMedia:
    """A medium on disk, its type and size judged by its content."""

    name: str
    path: Path
    media_type: str
    size_bytes: int
    width_px: int
    height_px: int


def collect_media(
    properties: Iterable[MediaPropertyLike], values: Mapping[str, Any]
) -> list[MediaInput]:
    """Every medium in an input, in the order of its schema."""
    found: list[MediaInput] = []
    for item in properties:
        value = values.get(item.name)
        if item.is_list and isinstance(value, list):
            found += [
                MediaInput(f"{item.name}/{index}", item.kind, source)
                for index, source in enumerate(value)
                if isinstance(source, str)
            ]
        elif isinstance(value, str):
            found.append(MediaInput(item.name, item.kind, value))
    return found


def judge_media(inputs: Sequence[MediaInput], settings: Media) -> list[Fault]:
    """Every fault that shows before anything is fetched."""
    faults: list[Fault] = []
    for item in inputs:
        try:
            if item.is_data:
                _judge_data_uri(item, settings)
            else:
                judge_url(item.source, _policy(settings))
        except FetchRefused as error:
            faults.append(_fault(item, error.message))
    return faults


def decode_data_uri(source: str) -> bytes:
    """The bytes of a base64 data URI.

    Raises:
        FetchRefused: it is not one.
    """
    match = _DATA_URI.match(source)
    if not match:
        raise FetchRefused("a data URI must have the form data:image/png;base64,…")
    try:
        return binascii.a2b_base64(source[match.end() :], strict_mode=True)
    except (binascii.Error, ValueError) as error:
        raise FetchRefused(f"the data URI is not valid base64: {error}") from error


async def fetch_media(
    item: MediaInput, folder: Path, settings: Media, ssl_context: ssl.SSLContext | None = None
) -> FetchedMedia:
    """Bring a medium into a folder, under a name of its own. Nothing is left there of a fault.

    Raises:
        InvalidInput: it can't be fetched or is not what the property takes; the fault names the
            property.
    """
    target = folder / f"media-{secrets.token_hex(8)}"
    try:
        if item.is_data:
            data = decode_data_uri(item.source)
            header = _judge_content(item, data[:HEADER_BYTES], len(data), settings)
            target.write_bytes(data)
            size = len(data)
        else:
            limit = _max_bytes(item.kind, settings)
            size = await fetch_to_file(item.source, target, _policy(settings), limit, ssl_context)
            with target.open("rb") as file:
                header = _judge_content(item, file.read(HEADER_BYTES), size, settings)
    except FetchRefused as error:
        target.unlink(missing_ok=True)
        fault = _fault(item, error.message)
        raise InvalidInput(f"{item.name}: {error.message}", [fault]) from error
    return FetchedMedia(
        item.name, target, header.media_type, size, header.width_px, header.height_px
    )


def _policy(settings: Media) -> EgressPolicy:
    return EgressPolicy(
        settings.allow_http, settings.allow_private_addresses, settings.timeout_seconds
    )


def _fault(item: MediaInput, message: str) -> Fault:
    return {"loc": ["body", *item.location], "msg": message, "type": f"{item.kind}_refused"}


def _max_bytes(kind: str, settings: Media) -> int:
    return settings.max_image_bytes if kind == "image" else settings.max_video_bytes


def _judge_data_uri(item: MediaInput, settings: Media) -> None:
    limit = _max_bytes(item.kind, settings)
    if len(item.source) // 4 * 3 > limit + 1_000:
        raise FetchRefused(f"it has more than {limit:,} bytes, the most taken")
    data = decode_data_uri(item.source)
    _judge_content(item, data[:HEADER_BYTES], len(data), settings)


def _judge_content(item: MediaInput, head: bytes, size_bytes: int, settings: Media) -> Header:
    limit = _max_bytes(item.kind, settings)
    if size_bytes > limit:
        raise FetchRefused(f"it has {size_bytes:,} bytes; the most taken is {limit:,}")
    header = read_header(head)
    found = header.media_type if header else "nothing known"
    if header is None or header.kind != item.kind:
        raise FetchRefused(f"the content is {found}, where {item.kind} is wanted")
    if item.kind == "image":
        _judge_image(header, settings)
    return header


def _judge_image(header: Header, settings: Media) -> None:
    width, height = header.width_px, header.height_px
    if header.media_type not in IMAGE_TYPES:
        raise FetchRefused(f"{header.media_type} is not taken; send jpg, png, bmp or webp")
    if not width or not height:
        raise FetchRefused("the image is broken: its size can't be read")
    if width * height > settings.max_image_pixels:
        raise FetchRefused(
            f"the image is {width} × {height}; the most taken is "
            f"{settings.max_image_pixels:,} pixels"
        )
    if min(width, height) < MIN_IMAGE_SIDE_PX:
        raise FetchRefused(
            f"the image is {width} × {height}; each side must have at least {MIN_IMAGE_SIDE_PX} px"
        )
    if max(width, height) > MAX_IMAGE_RATIO * min(width, height):
        raise FetchRefused(
            f"the image is {width} × {height}; its sides may differ 2.5 times at most"
        )
