"""Paints parts into pictures, the way a shot shows them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from random import Random

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.scene import CameraPose, Light

Pixels = NDArray[np.uint8]


def paint_part(part: Part, light: Light, pixels_per_metre: float, margin_px: int = 0) -> Pixels:
    """One part alone: uint8 [height, width, 4], premultiplied BGRA, cut at its bounds."""
    box = part.bounds
    width = math.ceil((box.right - box.left) * pixels_per_metre) + 2 * margin_px
    height = math.ceil((box.bottom - box.top) * pixels_per_metre) + 2 * margin_px
    pixels = np.zeros((max(1, height), max(1, width), 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    canvas.translate(margin_px, margin_px)
    canvas.scale(pixels_per_metre, pixels_per_metre)
    canvas.translate(-box.left, -box.top)
    part.paint(canvas, Brush(light, pixels_per_metre, Random(3)))
    return pixels


def paint_together(parts: Sequence[Part], light: Light, longest_px: int = 160) -> Pixels:
    """Parts of one thing on a common canvas, at most `longest_px` large."""
    boxes = [part.bounds for part in parts]
    box = Bounds(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
    scale = longest_px / max(box.right - box.left, box.bottom - box.top)
    width = math.ceil((box.right - box.left) * scale)
    height = math.ceil((box.bottom - box.top) * scale)
    pixels = np.zeros((height, width, 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    canvas.scale(scale, scale)
    canvas.translate(-box.left, -box.top)
    for part in sorted(parts, key=lambda part: -part.dz):
        canvas.save()
        part.paint(canvas, Brush(light, scale, Random(3)))
        canvas.restore()
    return pixels


def paint_set(
    layers: Iterable[Layer], camera: CameraPose, light: Light, aspect: float, height_px: int = 90
) -> Pixels:
    """A set as the camera sees it, without haze or depth of field."""
    width_px = round(height_px * aspect)
    pixels = np.zeros((height_px, width_px, 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    for number, layer in enumerate(sorted(layers, key=lambda layer: -layer.z)):
        is_sky = math.isinf(layer.z)
        depth = 1.0 if is_sky else layer.z - camera.z
        if depth < 0.3:
            continue
        density = height_px * camera.focal / depth
        x = width_px / 2 - height_px * camera.focal * camera.shift_x
        y = height_px / 2 - height_px * camera.focal * camera.shift_y
        for place, part in enumerate(layer.parts):
            canvas.save()
            canvas.translate(x, y)
            canvas.scale(density, density)
            if not is_sky:
                canvas.translate(-camera.x, -camera.y)
            canvas.clipRect(skia.Rect.MakeLTRB(*part.bounds))
            part.paint(canvas, Brush(light, density, Random(f"{number} {place}")))
            canvas.restore()
    return pixels
