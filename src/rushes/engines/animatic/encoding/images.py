"""Images that came with a request: can they be drawn, and how large are they?"""

from __future__ import annotations

from pathlib import Path

import skia

from rushes.errors import Fault, InvalidInput


def image_size(path: Path, property_name: str) -> tuple[int, int]:
    """Width and height in pixels, the right way up, of an image that decodes to its last row.

    Raises:
        InvalidInput: it can't be decoded; the fault lies at `property_name`.
    """
    data = skia.Data.MakeFromFileName(str(path))
    image = skia.Image.MakeFromEncoded(data) if data is not None else None
    # MakeFromEncoded looks at the header only.
    pixels = image.makeRasterImage() if image is not None else None
    if pixels is None:
        message = "This image can't be decoded: it is damaged or of a kind that is not read."
        fault: Fault = {"loc": ["body", property_name], "msg": message, "type": "image_unreadable"}
        raise InvalidInput(message, [fault])
    return pixels.width(), pixels.height()
