"""What a file is, from its first bytes: its type, and an image's size. Nothing is decoded.

Layouts: PNG (RFC 2083 §11.2), JPEG (ITU-T T.81 Annex B), BMP (BITMAPINFOHEADER), WebP (RFC 9649),
ISO base media (ISO/IEC 14496-12 §4.3), Matroska (RFC 9559).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

HEADER_BYTES = 1_000_000
"""How much of a file must be given: a JPEG may carry large profiles before its size."""

_JPEG_SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"GIF8", "image/gif"),
)
_RIFF_FORMS = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes say."""

    media_type: str
    width_px: int = 0
    """0 where the type has no size or it could not be read."""
    height_px: int = 0

    @property
    def kind(self) -> str:
        """image, video or audio."""
        return self.media_type.partition("/")[0]


def read_header(data: bytes) -> Header | None:
    """What a file is, from its first `HEADER_BYTES`; None when it is nothing known."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR" and len(data) >= 24:
        return Header("image/png", *struct.unpack(">II", data[16:24]))
    if data[:3] == b"\xff\xd8\xff":
        return Header("image/jpeg", *_jpeg_size(data))
    if data[:2] == b"BM" and len(data) >= 26:
        return Header("image/bmp", *_bmp_size(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Header("image/webp", *_webp_size(data))
    if data[:4] == b"RIFF" and data[8:12] in _RIFF_FORMS:
        return Header(_RIFF_FORMS[data[8:12]])
    for offset, signature, media_type in _SIGNATURES:
        if data.startswith(signature, offset):
            return Header(media_type)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 <= len(data):
        if data[position] != 0xFF:
            return 0, 0
        marker = data[position + 1]
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD8:
            position += 1 if marker == 0xFF else 2
            continue
        if marker in _JPEG_SIZE_MARKERS:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        if length < 2:
            return 0, 0
        position += 2 + length
    return 0, 0


def _bmp_size(data: bytes) -> tuple[int, int]:
    if int.from_bytes(data[14:18], "little") == 12:
        width, height = struct.unpack("<HH", data[18:22])
        return width, height
    width, height = struct.unpack("<ii", data[18:26])
    return max(0, width), abs(height)


def _webp_size(data: bytes) -> tuple[int, int]:
    form = data[12:16]
    if form == b"VP8X" and len(data) >= 30:
        width = int.from_bytes(data[24:27], "little") + 1
        return width, int.from_bytes(data[27:30], "little") + 1
    if form == b"VP8L" and len(data) >= 25 and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 " and len(data) >= 30 and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
