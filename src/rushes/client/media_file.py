"""A local media file as the data URI that goes into an input."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rushes.errors import TooLarge
from rushes.wire import MAX_JSON_BODY_BYTES


def data_uri(path: Path) -> str:
    """The file's bytes as a data URI, typed by the file's name (the server judges the content).

    Raises:
        TooLarge: its base64 would not fit into one call.
        OSError: it cannot be read.
    """
    if path.stat().st_size * 4 // 3 > MAX_JSON_BODY_BYTES:
        raise TooLarge(
            f"{path} has {path.stat().st_size} bytes: as base64 that is more than the "
            f"{MAX_JSON_BODY_BYTES} bytes one call may have; give a URL instead"
        )
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def with_media_files(values: Mapping[str, Any]) -> dict[str, Any]:
    """An input in which each `Path` has become a data URI, also inside lists."""

    def sent(value: Any) -> Any:
        if isinstance(value, Path):
            return data_uri(value)
        if isinstance(value, list | tuple):
            return [sent(entry) for entry in value]
        return value

    return {name: sent(value) for name, value in values.items()}
