"""Ink along the edges of shapes and of light."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.noise import (
    piece,
    smooth_noise,
    strayed,
)
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import (
    Tones,
    luma,
    painted,
    shrunk,
)
from rushes.engines.animatic.looks import Line

_COARSE = 2
"""Lines are looked for in a copy so many times smaller: fine texture has none."""


def steepness(values: Tones, reach: int) -> Tones:
    """How much values change over `reach` pixels either way; nothing changes past the edges."""
    across, down = np.zeros_like(values), np.zeros_like(values)
    if values.shape[1] > 2 * reach:
        across[:, reach:-reach] = np.abs(values[:, 2 * reach :] - values[:, : -2 * reach])
    if values.shape[0] > 2 * reach:
        down[reach:-reach] = np.abs(values[2 * reach :] - values[: -2 * reach])
    result: Tones = np.maximum(across, down)
    return result


def edges_of(pixels: Pixels, reach: int) -> Tones:
    """How steep tone and outline are: 0..510, at the size of the pixels given."""
    result: Tones = np.maximum(
        steepness(luma(pixels), reach), steepness(pixels[:, :, 3].astype(np.int16), reach)
    )
    return result


def ink_of(pixels: Pixels, line: Line, height_px: int, origin: tuple[int, int]) -> Pixels:
    """The ink lines of a bitmap, coarse, to be laid over it whatever becomes of its tones."""
    width_px = max(1.2, line.width * height_px)
    small = shrunk(pixels, _COARSE)
    reach = max(1, round(width_px / _COARSE / 1.4))
    steep = edges_of(small, reach)
    ink = (steep - np.int16(line.threshold)) * np.int16(5)
    at = (origin[0] // _COARSE, origin[1] // _COARSE)
    # A hand presses now more, now less.
    pressure = piece(smooth_noise(9.0, 21), at, ink.shape) * 0.28 + 0.86
    level = np.clip(ink, 0, 255) * pressure * line.strength
    if line.rough:
        far = max(1.0, line.rough * height_px / _COARSE)
        level = strayed(level.astype(np.uint8), far, at)
    return painted(line.colour, level)
