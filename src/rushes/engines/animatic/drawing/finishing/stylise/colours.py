"""A picture made of few colours: each of its own becomes the nearest of a palette."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import (
    lay_over,
    luma,
    rgb,
    shrunk,
)
from rushes.engines.animatic.looks import Palette

Colours = NDArray[np.floating[Any]]
Table = NDArray[np.uint32]
_BITS = 5
_SIDE = 1 << _BITS
_OPAQUE = np.uint32(0xFF000000)
_TEXTURE = 22
"""Tones that differ by less from what is round them are texture."""
_FROM_RGB = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)


def perceived(colours: Colours) -> Colours:
    """Oklab of sRGB colours [n, 3], 0..1: distances are as an eye sees them (B. Ottosson, 2020)."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    result: Colours = np.cbrt(linear @ _FROM_RGB.T) @ _TO_LAB.T
    return result


def nearest(colours: Colours, palette: Colours) -> NDArray[np.int64]:
    """For each colour [n, 3] the palette's nearest; lightness counts less than hue."""
    weights = np.array([0.8, 1.25, 1.25], np.float32)
    mine, theirs = perceived(colours) * weights, perceived(palette) * weights
    far = (mine**2).sum(axis=1)[:, None] - 2 * mine @ theirs.T + (theirs**2).sum(axis=1)
    found: NDArray[np.int64] = far.argmin(axis=1)
    return found


@lru_cache(maxsize=4)
def colour_table(palette: Palette) -> Table:
    """Opaque BGRA for every colour of five bits a channel, red in the highest."""
    steps = np.arange(_SIDE, dtype=np.float32) / (_SIDE - 1)
    grid: Colours = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(
        -1, 3
    )
    result: Colours = grid.copy()
    if palette.foliage is not None:
        result = _with_foliage(result, palette.foliage)
    if palette.steps:
        result = _in_steps(result, palette.steps)
    if palette.colours:
        known = np.array([rgb(colour) for colour in palette.colours], np.float32) / 255
        result = known[nearest(result, known)]
    result = result + (grid - result) * palette.keep
    levels = np.round(result.clip(0, 1) * 255).astype(np.uint32)
    return packed(levels)


def packed(levels: NDArray[np.uint32]) -> Table:
    """Opaque BGRA pixels of red, green, blue [n, 3]."""
    wide = levels.astype(np.uint32)
    table = _OPAQUE | (wide[:, 0] << 16) | (wide[:, 1] << 8) | wide[:, 2]
    return table.astype(np.uint32)


def _in_steps(colours: Colours, steps: int) -> Colours:
    """Cuts lightness into tones, and keeps hue: the cel painter's flat shades."""
    light = colours.max(axis=1)
    cut = np.round(light * steps) / steps
    gain = np.divide(cut, light, out=np.ones_like(light), where=light > 1e-3)
    result: Colours = (colours * gain[:, None]).clip(0, 1)
    return result


def _with_foliage(colours: Colours, becomes: str) -> Colours:
    red, green, blue = colours.T
    share = ((green - np.maximum(red * 0.96, blue)) / np.maximum(green, 0.08) * 5).clip(0, 1)
    other = np.array(rgb(becomes), np.float32) / 255
    light = (0.35 + 0.9 * green)[:, None]
    result: Colours = colours + ((other * light).clip(0, 1) - colours) * share[:, None]
    return result


def flattened(pixels: Pixels, height_px: int) -> Pixels:
    """Without fine texture, which would come out as blotches; edges stay."""
    soft = np.zeros_like(pixels)
    lay_over(soft, shrunk(pixels, max(2, round(height_px / 130))), skia.BlendMode.kSrcOver)
    is_texture = np.abs(luma(pixels) - luma(soft)) < _TEXTURE
    is_texture &= pixels[:, :, 3] == soft[:, :, 3]
    whole, smooth = pixels.view(np.uint32)[:, :, 0], soft.view(np.uint32)[:, :, 0]
    return np.where(is_texture, smooth, whole).view(np.uint8).reshape(pixels.shape)


def recoloured(pixels: Pixels, table: Table) -> Pixels:
    """Every pixel through the table; alpha stays."""
    whole = pixels.view(np.uint32)[:, :, 0]
    alpha = pixels[:, :, 3]
    is_mixed = (alpha > 0) & (alpha < 255)
    result = table.take(_index(whole))
    if is_mixed.any():
        known = alpha[is_mixed].astype(np.uint32)
        plain = np.minimum(pixels[is_mixed][:, :3] * np.uint32(255) // known[:, None], 255)
        flat = 0xFF000000 | (plain[:, 2] << 16) | (plain[:, 1] << 8) | plain[:, 0]
        found = table.take(_index(flat.astype(np.uint32))).view(np.uint8).reshape(-1, 4)
        mixed = found * known[:, None] // 255
        result[is_mixed] = mixed.astype(np.uint8).view(np.uint32)[:, 0]
    result[alpha == 0] = 0
    return result.view(np.uint8).reshape(pixels.shape)


def _index(whole: NDArray[np.uint32]) -> NDArray[np.uint32]:
    index = (whole >> 9) & np.uint32(0x7C00)
    index |= (whole >> 6) & np.uint32(0x3E0)
    index |= (whole >> 3) & np.uint32(0x1F)
    return index.astype(np.uint32, copy=False)
