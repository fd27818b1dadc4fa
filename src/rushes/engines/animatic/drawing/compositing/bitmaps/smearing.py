"""Blur along the way of a camera that is torn round."""

from __future__ import annotations

import skia

_SHRINKING = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)


def smear(canvas: skia.Canvas, size_px: tuple[int, int], far: float) -> None:
    """Blurs what the canvas' surface shows sideways, over this share of its width, in place.

    Not within a layer of the canvas.
    """
    width, height = size_px
    columns = min(width, max(3, round(1 / max(far, 1 / width))))
    small = skia.Surface.MakeRasterN32Premul(columns, height)
    picture = canvas.getSurface().makeImageSnapshot()
    small.getCanvas().drawImageRect(picture, skia.Rect.MakeWH(columns, height), _SHRINKING)
    canvas.drawImageRect(small.makeImageSnapshot(), skia.Rect.MakeWH(width, height), _LINEAR)
