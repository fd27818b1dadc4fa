"""The images of image-to-video: the film opens on the one and closes on the other."""

from __future__ import annotations

from pathlib import Path

import skia

from rushes.engines.animatic.staging.camera.timing import ease
from rushes.errors import InvalidInput

_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
_HELD_SECONDS = 0.5
"""How long the image stands alone, in a film with time for it."""
_DISSOLVE_SECONDS = 0.6
_PUSH = 0.035
"""How far the camera has pushed into the image when it is gone."""


class BroughtImage:
    """A start or an end image, fitted to the picture. Its own frame is the image and no more."""

    def __init__(
        self, path: Path, width_px: int, height_px: int, frame_count: int, fps: int, *, is_end: bool
    ) -> None:
        """Raises InvalidInput when the file can't be decoded."""
        self._image = _fitted(path, width_px, height_px)
        self._size = (width_px, height_px)
        self._frame_count = frame_count
        self._is_end = is_end
        longest = max(2.0, (frame_count - 1) * 0.45)
        self._held = min(_HELD_SECONDS * fps, longest * 0.45)
        self._dissolve = max(1.0, min(_DISSOLVE_SECONDS * fps, longest - self._held))

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Over the drawn frame: whole at its own end of the film, then gone."""
        since = self._frame_count - 1 - frame if self._is_end else frame
        gone = (since - self._held) / self._dissolve
        if gone >= 1:
            return
        opacity = 1 - ease(gone)
        width, height = self._size
        pushed = ease(since / (self._held + self._dissolve)) * _PUSH
        paint = skia.Paint(Alphaf=opacity) if opacity < 0.999 else None
        if pushed <= 0:
            canvas.drawImage(self._image, 0, 0, skia.SamplingOptions(), paint)
            return
        rect = skia.Rect.MakeXYWH(
            -width * pushed / 2, -height * pushed / 2, width * (1 + pushed), height * (1 + pushed)
        )
        canvas.drawImageRect(
            self._image, rect, skia.SamplingOptions(skia.FilterMode.kLinear), paint
        )

    def covers(self, frame: int) -> bool:
        """Whether nothing of the drawn frame is seen through it."""
        since = self._frame_count - 1 - frame if self._is_end else frame
        return since <= self._held


def _fitted(path: Path, width_px: int, height_px: int) -> skia.Image:
    """The image at exactly the picture's size, opaque on black."""
    image = skia.Image.MakeFromEncoded(skia.Data.MakeFromFileName(str(path)))
    if image is None:
        raise InvalidInput(f"the image {path.name} can't be decoded")
    info = skia.ImageInfo.Make(
        width_px, height_px, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType
    )
    surface = skia.Surface.MakeRaster(info)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorBLACK)
    cover = max(width_px / image.width(), height_px / image.height())
    width, height = image.width() * cover, image.height() * cover
    rect = skia.Rect.MakeXYWH((width_px - width) / 2, (height_px - height) / 2, width, height)
    canvas.drawImageRect(image, rect, _LINEAR)
    return surface.makeImageSnapshot()
