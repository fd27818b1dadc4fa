"""What travels while the shutter is open: its light is drawn out along its way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.baking import Bitmap
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels, kinds_of
from rushes.engines.animatic.drawing.part import Bounds

_LEAST_PX = 3
_GLARE = 210
"""What is brighter than this leaves its whole light all along."""


def trailed(bitmap: Bitmap, far_m: float) -> Bitmap:
    """The bitmap drawn out sideways over this many metres, bright lights as lines."""
    far_px = min(round(far_m * bitmap.density), 1200)
    if far_px < _LEAST_PX:
        return bitmap
    half = far_px // 2 + 1
    padded = np.pad(bitmap.pixels, ((0, 0), (half, half), (0, 0)))
    mean = _run(padded, half)
    glare = padded * (padded[:, :, :3].max(axis=2, keepdims=True) >= _GLARE)
    lines = np.minimum(255, _run(glare, half) * min(14.0, far_px / 6))
    pixels = np.ascontiguousarray(np.maximum(mean, lines).astype(np.uint8))
    box, grown = bitmap.box, half / bitmap.density
    return replace(
        bitmap,
        pixels=pixels,
        box=Bounds(box.left - grown, box.top, box.right + grown, box.bottom),
        kinds=None if bitmap.kinds is None else kinds_of(pixels),
    )


def _run(pixels: Pixels, half: int) -> NDArray[np.float64]:
    """Running means over `half` pixels to either side."""
    gained = np.cumsum(pixels, axis=1, dtype=np.float64)
    sums = np.pad(gained, ((0, 0), (half + 1, half), (0, 0)), mode="edge")
    sums[:, : half + 1] = 0
    width = pixels.shape[1]
    total: NDArray[np.float64] = sums[:, 2 * half + 1 : 2 * half + 1 + width] - sums[:, :width]
    return total / (2 * half + 1)
