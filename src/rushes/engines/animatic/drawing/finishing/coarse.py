"""Pixel art: the drawn picture in pixels that can be counted."""

from __future__ import annotations

import skia

_SHORT_SIDE = 120
"""Of the coarse picture, in its own pixels."""


class CoarsePixels:
    """Makes a canvas' picture coarse, in place."""

    def __init__(self, width_px: int, height_px: int) -> None:
        shrink = _SHORT_SIDE / min(width_px, height_px)
        self._full = skia.Rect.MakeWH(width_px, height_px)
        self._small = skia.Surface.MakeRasterN32Premul(
            max(1, round(width_px * shrink)), max(1, round(height_px * shrink))
        )
        self._size = skia.Rect.MakeWH(self._small.width(), self._small.height())

    def draw(self, canvas: skia.Canvas, surface: skia.Surface) -> None:
        """Shrinks what the surface shows, and puts it back without smoothing."""
        averaged = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        self._small.getCanvas().drawImageRect(surface.makeImageSnapshot(), self._size, averaged)
        nearest = skia.SamplingOptions(skia.FilterMode.kNearest)
        canvas.drawImageRect(self._small.makeImageSnapshot(), self._full, nearest)
