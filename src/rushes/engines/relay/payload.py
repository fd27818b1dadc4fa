"""The input as it is sent on: URLs as they are, data URIs made anew of the bytes kept here."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rushes.engines.base import EngineJob
from rushes.errors import TooLarge
from rushes.wire import MAX_JSON_BODY_BYTES


def body_of(job: EngineJob) -> bytes:
    """The JSON of a submit. The same job always gives the same bytes.

    Raises:
        TooLarge: with its media in it, it is larger than servers of this wire take.
    """
    coming = sum(path.stat().st_size for path in job.media.values()) * 4 // 3
    values = copy.deepcopy(dict(job.input))
    if coming < 2 * MAX_JSON_BODY_BYTES:  # else URLs may bring them all the same
        for name, path in job.media.items():
            _put_data(values, name, path)
    elif _has_data(values, job.media):
        raise TooLarge(_too_large(coming))
    body = json.dumps(values, ensure_ascii=False, allow_nan=False).encode()
    if len(body) > MAX_JSON_BODY_BYTES:
        raise TooLarge(_too_large(len(body)))
    return body


def _too_large(size_bytes: int) -> str:
    return (
        f"with its media the request has {size_bytes:,} bytes, and {MAX_JSON_BODY_BYTES:,} are the "
        "most that can be sent on; give the media by URL"
    )


def _has_data(values: Any, media: Mapping[str, Path]) -> bool:
    return any(_is_data(_parent(values, name)[0][_parent(values, name)[1]]) for name in media)


def _put_data(values: dict[str, Any], name: str, path: Path) -> None:
    parent, last = _parent(values, name)
    if _is_data(parent[last]):
        media_type = parent[last][5:].partition(";")[0]
        encoded = base64.b64encode(path.read_bytes()).decode("ascii")
        parent[last] = f"data:{media_type};base64,{encoded}"


def _is_data(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("data:")


def _parent(values: Any, name: str) -> tuple[Any, str | int]:
    """Where a medium (`image_urls/0`) stands: what holds it, and its place there."""
    *parts, last = [int(part) if part.isdigit() else part for part in name.split("/")]
    for part in parts:
        values = values[part]
    return values, last
