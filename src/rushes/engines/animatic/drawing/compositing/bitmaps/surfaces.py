"""Surfaces over arrays of pixels: made, looked at, resized, sent through a colour filter."""

from __future__ import annotations

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels

_TILE_PX = 256
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_SHRINKING = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)


def surface_of(width: int, height: int) -> tuple[skia.Surface, Pixels]:
    """A clear surface and its pixels: uint8 [height, width, 4], premultiplied BGRA."""
    pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels), pixels


def as_image(pixels: Pixels, is_opaque: bool = False) -> skia.Image:
    """A view of premultiplied BGRA pixels; the array must outlive it."""
    alpha = skia.kOpaque_AlphaType if is_opaque else skia.kPremul_AlphaType
    return skia.Image.fromarray(pixels, skia.kBGRA_8888_ColorType, alphaType=alpha, copy=False)


def resized(pixels: Pixels, width: int, height: int) -> Pixels:
    """A smooth copy of another size."""
    surface, result = surface_of(width, height)
    area = skia.Rect.MakeWH(width, height)
    surface.getCanvas().drawImageRect(as_image(pixels), area, _SHRINKING)
    surface.flushAndSubmit()
    return result


def graded(pixels: Pixels, grade: skia.ColorFilter) -> Pixels:
    """A copy through a colour filter."""
    surface, result = surface_of(pixels.shape[1], pixels.shape[0])
    paint = skia.Paint(ColorFilter=grade)
    surface.getCanvas().drawImage(as_image(pixels), 0, 0, skia.SamplingOptions(), paint)
    surface.flushAndSubmit()
    return result


def lay_colour(canvas: skia.Canvas, size_px: tuple[int, int], argb: int) -> None:
    """Lays a translucent colour over a canvas, as tiles: a tenth of what `drawColor` costs."""
    alpha = argb >> 24
    if not alpha:
        return
    tile = np.empty((_TILE_PX, _TILE_PX, 4), np.uint8)
    tile[:] = [(argb >> shift & 255) * alpha // 255 for shift in (0, 8, 16)] + [alpha]
    image = as_image(tile)
    for x in range(0, size_px[0], _TILE_PX):
        for y in range(0, size_px[1], _TILE_PX):
            canvas.drawImage(image, x, y, _NEAREST)
