"""A PNG image made by hand, and as a data URI."""

from __future__ import annotations

import base64
import struct
import zlib


def png(width_px: int = 320, height_px: int = 320) -> bytes:
    """A black PNG image."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width_px + 1) * height_px)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def data_uri(body: bytes) -> str:
    """Bytes as a data URI that says they are a PNG."""
    return f"data:image/png;base64,{base64.b64encode(body).decode()}"
