"""Water colour: a wash lies unevenly, pools at its edges and strays over them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.noise import (
    smooth_noise,
    speckle,
    strayed,
)
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import (
    grey_tile,
    lay_over,
    luma,
    multiply,
    painted,
    shrunk,
)
from rushes.engines.animatic.drawing.finishing.stylise.lines import steepness
from rushes.engines.animatic.looks import Wash

_COARSE = 3


def lay_wash(pixels: Pixels, wash: Wash, height_px: int, origin: tuple[int, int]) -> Pixels:
    """The bitmap in water colour."""
    far = max(1.0, wash.bleed * height_px)
    whole = np.ascontiguousarray(strayed(pixels.view(np.uint32)[:, :, 0], far, origin))
    result = whole.view(np.uint8).reshape(pixels.shape)
    if wash.lighten:
        lay_over(result, painted(wash.paper, np.full((1, 1), 255 * wash.lighten)))
    multiply(result, _pigment(wash.bloom, height_px), origin)
    small = shrunk(result, _COARSE)
    reach = max(1, round(0.004 * height_px / _COARSE))
    edges = np.maximum(
        steepness(luma(small), reach) - 16, steepness(small[:, :, 3].astype(np.int16), reach) // 2
    )
    pooled = np.clip(edges * wash.pool * 0.62, 0, 92)
    lay_over(result, _darker(small, pooled))
    return result


def _darker(small: Pixels, level: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> Pixels:
    """The same colours at under half their light, `level` (0..255) thick."""
    thick = (level / 255)[:, :, None]
    shade = small[:, :, :3] * np.array([0.5, 0.4, 0.42]) * thick
    alpha = np.minimum(level, small[:, :, 3])[:, :, None]
    result = np.concatenate([np.minimum(shade, alpha), alpha], axis=2)
    return np.ascontiguousarray(result.astype(np.uint8))


@lru_cache(maxsize=4)
def _pigment(bloom: float, height_px: int) -> Pixels:
    """How light the pigment lies: broad blooms and the fine grain of the paper."""
    broad = smooth_noise(0.05 * height_px, 71)
    # Where two washes met, the wetter one has left a ragged rim.
    rims = 1 - np.clip(np.abs(smooth_noise(0.07 * height_px, 72)) * 9, 0, 1)
    fine = (speckle(73) - 0.5) * 0.10 + smooth_noise(2.2, 74) * 0.07
    light = 1 - bloom * (0.42 * (broad * 0.5 + 0.5) + 0.16 * rims) + fine
    return grey_tile(light * 255)
