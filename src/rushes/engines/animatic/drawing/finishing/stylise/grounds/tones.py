"""Tones of a bitmap, masks laid over it, and mixing by them."""

from __future__ import annotations

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import (
    as_image,
    resized,
    surface_of,
)
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels

Tones = NDArray[np.int16]
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green, blue, 0..255."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def luma(pixels: Pixels) -> Tones:
    """int16 [height, width], 0..255, of premultiplied pixels: what is clear is black."""
    wide = pixels[:, :, 2] * np.uint16(54)
    wide += pixels[:, :, 1] * np.uint16(183)
    wide += pixels[:, :, 0] * np.uint16(19)
    wide >>= 8
    return wide.astype(np.int16)


def tone(pixels: Pixels) -> Tones:
    """The same of the colour alone, whatever its alpha: what is clear is white."""
    tones = luma(pixels)
    alpha = pixels[:, :, 3]
    is_mixed = alpha < 255
    if is_mixed.any():
        known = np.maximum(alpha[is_mixed].astype(np.int32), 1)
        tones[is_mixed] = np.minimum(255, tones[is_mixed] * 255 // known)
        tones[alpha == 0] = 255
    return tones


def shrunk(pixels: Pixels, times: int) -> Pixels:
    """A copy so many times smaller, at least one pixel."""
    height, width = pixels.shape[:2]
    return resized(pixels, max(1, -(-width // times)), max(1, -(-height // times)))


def painted(colour: str, level: NDArray[np.generic]) -> Pixels:
    """One colour, premultiplied, with `level` (0..255) as its alpha."""
    alpha = np.clip(level, 0, 255).astype(np.uint16)
    pixels = np.empty((*alpha.shape, 4), np.uint8)
    for channel, value in zip((2, 1, 0), rgb(colour), strict=True):
        pixels[:, :, channel] = (alpha * np.uint16(value)) // 255
    pixels[:, :, 3] = alpha
    return pixels


def lay_over(pixels: Pixels, overlay: Pixels, mode: skia.BlendMode | None = None) -> None:
    """Draws an overlay, of any size, over the whole bitmap in place; within its alpha unless the
    mode says otherwise."""
    height, width = pixels.shape[:2]
    if overlay.shape[:2] == (1, 1):
        overlay = np.broadcast_to(overlay, pixels.shape).copy()
    elif overlay.shape[:2] != (height, width):
        # Enlarged beforehand: other blend modes than the plain one cost eight times as much when
        # they smooth as well.
        larger = skia.Rect.MakeWH(width, height)
        surface, enlarged = surface_of(width, height)
        surface.getCanvas().drawImageRect(as_image(overlay), larger, _LINEAR)
        surface.flushAndSubmit()
        overlay = enlarged
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    surface = skia.Surface.MakeRasterDirect(info, pixels)
    paint = skia.Paint(BlendMode=skia.BlendMode.kSrcATop if mode is None else mode)
    surface.getCanvas().drawImage(as_image(overlay), 0, 0, _NEAREST, paint)
    surface.flushAndSubmit()


def multiply(pixels: Pixels, tile: Pixels, origin: tuple[int, int]) -> None:
    """Darkens the bitmap in place by an opaque repeating tile, white where nothing changes."""
    height, width = pixels.shape[:2]
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    surface = skia.Surface.MakeRasterDirect(info, pixels)
    paint = skia.Paint(BlendMode=skia.BlendMode.kModulate)
    image = as_image(tile, is_opaque=True)
    canvas = surface.getCanvas()
    for x in range(-(origin[0] % tile.shape[1]), width, tile.shape[1]):
        for y in range(-(origin[1] % tile.shape[0]), height, tile.shape[0]):
            canvas.drawImage(image, x, y, _NEAREST, paint)
    surface.flushAndSubmit()


def grey_tile(level: NDArray[np.generic]) -> Pixels:
    """An opaque tile of greys, 0..255."""
    grey = np.clip(level, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.stack([grey, grey, grey, np.full_like(grey, 255)], axis=2))
