"""Shapes modelled in the round, or cut from paper: shading, thumb prints, shadows, white rims."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.noise import TILE_PX, smooth_noise
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import (
    grey_tile,
    lay_over,
    luma,
    multiply,
    painted,
    shrunk,
)
from rushes.engines.animatic.looks import Relief

_COARSE = 4


def margin_px(relief: Relief, height_px: int) -> int:
    """Room that shadow and rim need round a shape."""
    return round((relief.rim + 1.6 * relief.shadow) * height_px)


def model(pixels: Pixels, relief: Relief, height_px: int, origin: tuple[int, int]) -> Pixels:
    """The bitmap lit from above left, with what surrounds its shape."""
    result = pixels.copy()
    if relief.prints:
        multiply(result, _prints(relief.prints), origin)
    if relief.strength:
        _shade(result, relief, height_px)
    if margin_px(relief, height_px) and int(pixels[:, :, 3].min()) < 255:
        result = _surrounded(result, relief, height_px)
    return result


def _shade(pixels: Pixels, relief: Relief, height_px: int) -> None:
    small = shrunk(pixels, _COARSE)
    spread = max(1.0, relief.depth * height_px / _COARSE / 2)
    body = _soft(small[:, :, 3], spread) * 1.0 + _soft(luma(small), spread * 0.5) * 0.55
    down, across = np.gradient(body) if min(body.shape) > 1 else (body * 0, body * 0)
    lit = (across * 0.55 + down) * relief.strength * spread * 1.5
    lay_over(pixels, painted("#fff6e4", np.clip(lit, 0, 120)))
    lay_over(pixels, painted("#24142e", np.clip(-lit, 0, 135)))


def _soft(
    values: np.ndarray[tuple[int, ...], np.dtype[np.generic]], spread: float
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """A blur by two running means each way, in float32; the edge goes on outwards."""
    result = values.astype(np.float32)
    reach = max(1, round(spread))
    for axis in (0, 1, 0, 1):
        pad = [(reach + 1, reach) if one == axis else (0, 0) for one in (0, 1)]
        sums = np.cumsum(np.pad(result, pad, mode="edge"), axis=axis, dtype=np.float64)
        size = result.shape[axis]
        first = np.take(sums, range(size), axis=axis)
        last = np.take(sums, range(2 * reach + 1, 2 * reach + 1 + size), axis=axis)
        result = ((last - first) / (2 * reach + 1)).astype(np.float32)
    return result


def _surrounded(pixels: Pixels, relief: Relief, height_px: int) -> Pixels:
    """The shape over its white rim over its shadow."""
    small = shrunk(pixels, 2)[:, :, 3]
    grown = _grown(small, max(1, round(relief.rim * height_px / 2))) if relief.rim else small
    result = np.zeros_like(pixels)
    if relief.shadow:
        far = relief.shadow * height_px / 4
        coarse = grown[::2, ::2]
        soft = _soft(coarse, max(1.0, far * 0.3))
        thrown = np.zeros_like(soft)
        right, down = max(1, round(far * 0.5)), max(1, round(far))
        if min(soft.shape) > max(right, down):
            thrown[down:, right:] = soft[:-down, :-right]
        lay_over(result, painted("#000000", thrown * 0.56), skia.BlendMode.kSrcOver)
    if relief.rim:
        lay_over(result, painted("#fbf8f0", grown), skia.BlendMode.kSrcOver)
    lay_over(result, pixels, skia.BlendMode.kSrcOver)
    return result


def _grown(
    alpha: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], reach: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A shape with a rim of so many pixels, as round as eight directions make it."""
    result = alpha.copy()
    slant = max(1, round(reach * 0.7))
    ways = [(reach, 0), (-reach, 0), (0, reach), (0, -reach)]
    ways += [(slant, slant), (slant, -slant), (-slant, slant), (-slant, -slant)]
    for right, down in ways:
        np.maximum(result, np.roll(alpha, (down, right), (0, 1)), out=result)
    return result


@lru_cache(maxsize=2)
def _prints(strength: float) -> Pixels:
    """Thumbs pressed into clay: ridges that follow their own hills, and dents."""
    hills = smooth_noise(22.0, 91)
    ridges = np.cos(hills * 46) * np.clip(smooth_noise(34.0, 92) * 2.2, 0, 1)
    dents = smooth_noise(12.0, 93)
    light = 1 - strength * (0.09 * (1 - ridges) + 0.10 * (0.5 - 0.5 * dents))
    return grey_tile(light * 255 + np.zeros((TILE_PX, TILE_PX)))
