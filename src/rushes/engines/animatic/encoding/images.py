"""Images that came with a request: can they be drawn, and how large are they?"""

from __future__ import annotations

from pathlib import Path

import skia

from rushes.errors import Fault, InvalidInput

_DAMAGED = "This image can't be decoded: it is damaged, or of a kind that is not read."
_CUT_OFF = "This image is cut off: its file ends before the picture does."
_JPEG_START, _JPEG_END, _JPEG_SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA


def image_size(path: Path, property_name: str) -> tuple[int, int]:
    """Width and height in pixels, the right way up, of an image that decodes to its last row.

    Raises:
        InvalidInput: it can't be decoded; the fault lies at `property_name`.
    """
    content = path.read_bytes()
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(content))
    # MakeFromEncoded looks at the header only.
    pixels = image.makeRasterImage() if image is not None else None
    if pixels is None:
        raise _refused(property_name, _DAMAGED)
    # Skia shows what there is of a file that was cut off, and grey for the rest.
    if not _is_whole(content):
        raise _refused(property_name, _CUT_OFF)
    return pixels.width(), pixels.height()


def _refused(property_name: str, message: str) -> InvalidInput:
    fault: Fault = {"loc": ["body", property_name], "msg": message, "type": "image_unreadable"}
    return InvalidInput(message, [fault])


def _is_whole(content: bytes) -> bool:
    """Whether the end of the picture is in the file; what follows it does not matter."""
    if content.startswith(b"\x89PNG"):
        return b"IEND" in content
    if content.startswith(_JPEG_START):
        return content.find(_JPEG_END, _first_scan(content)) >= 0
    if content.startswith(b"RIFF"):
        return len(content) >= 8 + int.from_bytes(content[4:8], "little")
    if content.startswith(b"BM"):
        return len(content) >= int.from_bytes(content[2:6], "little")
    return True


def _first_scan(content: bytes) -> int:
    """Where a JPEG's own picture starts, behind any thumbnail in its header."""
    place = len(_JPEG_START)
    while place + 4 <= len(content) and content[place] == 0xFF:
        if content[place + 1] == _JPEG_SCAN:
            return place
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return place
