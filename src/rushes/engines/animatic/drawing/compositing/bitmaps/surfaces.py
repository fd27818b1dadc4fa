"""Surfaces over arrays of pixels: made, looked at, resized, sent through a colour filter."""

from __future__ import annotations

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels

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
