"""Painting parts once, into bitmaps of the size and area in which the shot shows them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.lens import haze_filter
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.scene import Light

MOST_PIXELS = 6_000_000
"""No bitmap is larger: one that would be is baked coarser."""
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_EDGE_PX = 2
"""Clear pixels round a bitmap, so that its edges stay smooth when it is moved."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One part of a bitmap, in the bitmap's space: the metres of the item that leads it."""

    part: Part
    seed: str
    offset_x: float
    offset_y: float
    ratio: float
    """Leading metres per metre of this part's own item."""
    sigma: float
    """Blur in metres of the leading item."""
    haze: float

    @property
    def box(self) -> Bounds:
        """Its bounds in leading metres, without the blur's spill."""
        box = self.part.bounds
        return Bounds(
            self.offset_x + box.left * self.ratio,
            self.offset_y + box.top * self.ratio,
            self.offset_x + box.right * self.ratio,
            self.offset_y + box.bottom * self.ratio,
        )


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Baked pixels and the box they fill, in metres of the leading item."""

    pixels: Pixels
    """uint8 [height, width, 4], premultiplied BGRA."""
    box: Bounds
    density: float
    """Pixels per metre."""


def bake(
    ingredients: Sequence[Ingredient],
    box: Bounds,
    density: float,
    detail: float,
    light: Light,
    grade: skia.ColorFilter | None,
    phase: int = 0,
) -> Bitmap | None:
    """One bitmap of all ingredients, far to near, cut to `box`. None where nothing is painted.

    `density` and `detail` are pixels per metre of the lead: of the bitmap, and of the largest one
    of the same parts, which painters are told, so that all sizes show the same.
    """
    area = (box.right - box.left) * (box.bottom - box.top) * density * density
    if area > MOST_PIXELS:
        density *= math.sqrt(MOST_PIXELS / area)
    box = _whole_pixels(box, density, ingredients)
    width = max(1, round((box.right - box.left) * density))
    height = max(1, round((box.bottom - box.top) * density))
    surface, pixels = _surface(width, height)
    canvas = surface.getCanvas()
    canvas.scale(density, density)
    canvas.translate(-box.left, -box.top)
    for run in _runs(ingredients):
        if run[0].sigma * density < 0.4 and run[0].haze < 0.012:
            _paint(canvas, run, detail, light, phase)
        else:
            _paint_softened(canvas, run, box, density, detail, light, phase)
    surface.flushAndSubmit()
    bitmap = _trimmed(pixels, box, density)
    if bitmap is None or grade is None:
        return bitmap
    return Bitmap(graded(bitmap.pixels, grade), bitmap.box, bitmap.density)


def _whole_pixels(box: Bounds, density: float, ingredients: Sequence[Ingredient]) -> Bounds:
    edge = 0 if all(one.part.is_opaque for one in ingredients) else _EDGE_PX
    return Bounds(
        (math.floor(box.left * density) - edge) / density,
        (math.floor(box.top * density) - edge) / density,
        (math.ceil(box.right * density) + edge) / density,
        (math.ceil(box.bottom * density) + edge) / density,
    )


def _surface(width: int, height: int) -> tuple[skia.Surface, Pixels]:
    pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels), pixels


def _runs(ingredients: Sequence[Ingredient]) -> list[list[Ingredient]]:
    """Neighbours that the lens and the air treat alike, softened together."""
    runs: list[list[Ingredient]] = []
    for one in ingredients:
        if runs and (runs[-1][0].sigma, runs[-1][0].haze) == (one.sigma, one.haze):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _paint(
    canvas: skia.Canvas, run: Sequence[Ingredient], detail: float, light: Light, phase: int
) -> None:
    for one in run:
        canvas.save()
        canvas.translate(one.offset_x, one.offset_y)
        canvas.scale(one.ratio, one.ratio)
        box = one.part.bounds
        canvas.clipRect(skia.Rect.MakeLTRB(box.left, box.top, box.right, box.bottom))
        brush = Brush(light, detail * one.ratio, Random(one.seed), phase)
        one.part.paint(canvas, brush)
        canvas.restore()


def _paint_softened(
    canvas: skia.Canvas,
    run: Sequence[Ingredient],
    box: Bounds,
    density: float,
    detail: float,
    light: Light,
    phase: int,
) -> None:
    """Through a surface of its own: coarse where the blur is wide, since nobody can tell."""
    is_backdrop = any(one.part.is_opaque for one in run)
    spill = 3 * run[0].sigma
    union = _union([one.box for one in run])
    bleed = 0.0 if is_backdrop else spill
    area = Bounds(
        max(union.left - bleed, box.left - spill),
        max(union.top - bleed, box.top - spill),
        min(union.right + bleed, box.right + spill),
        min(union.bottom + bleed, box.bottom + spill),
    )
    if area.left >= area.right or area.top >= area.bottom:
        return
    sigma_px = run[0].sigma * density
    coarse = density * (1.0 if sigma_px < 2.5 else 0.5 if sigma_px < 6 else 0.25)
    width = max(1, math.ceil((area.right - area.left) * coarse))
    height = max(1, math.ceil((area.bottom - area.top) * coarse))
    surface, pixels = _surface(width, height)
    inner = surface.getCanvas()
    inner.scale(coarse, coarse)
    inner.translate(-area.left, -area.top)
    _paint(inner, run, detail * coarse / density, light, phase)
    surface.flushAndSubmit()
    if run[0].sigma > 0:
        pixels = blurred(pixels, run[0].sigma * coarse, is_backdrop)
    canvas.drawImageRect(
        as_image(pixels),
        skia.Rect.MakeWH(width, height),
        skia.Rect.MakeXYWH(area.left, area.top, width / coarse, height / coarse),
        _LINEAR,
        skia.Paint(ColorFilter=haze_filter(run[0].haze, light)),
        skia.Canvas.kFast_SrcRectConstraint,
    )


def _union(boxes: Sequence[Bounds]) -> Bounds:
    return Bounds(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def as_image(pixels: Pixels, is_opaque: bool = False) -> skia.Image:
    """A view of premultiplied BGRA pixels; the array must outlive it."""
    alpha = skia.kOpaque_AlphaType if is_opaque else skia.kPremul_AlphaType
    return skia.Image.fromarray(pixels, skia.kBGRA_8888_ColorType, alphaType=alpha, copy=False)


def blurred(pixels: Pixels, sigma_px: float, is_backdrop: bool) -> Pixels:
    """A backdrop is blurred as if it went on past its edges; else clear surrounds it."""
    mode = skia.TileMode.kClamp if is_backdrop else skia.TileMode.kDecal
    return _redrawn(
        pixels, skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma_px, sigma_px, mode))
    )


def graded(pixels: Pixels, grade: skia.ColorFilter) -> Pixels:
    """A copy through a colour filter."""
    return _redrawn(pixels, skia.Paint(ColorFilter=grade))


def _redrawn(pixels: Pixels, paint: skia.Paint) -> Pixels:
    surface, result = _surface(pixels.shape[1], pixels.shape[0])
    surface.getCanvas().drawImage(as_image(pixels), 0, 0, skia.SamplingOptions(), paint)
    surface.flushAndSubmit()
    return result


def _trimmed(pixels: Pixels, box: Bounds, density: float) -> Bitmap | None:
    """Without the clear rows and columns at its edges."""
    alpha = pixels[:, :, 3]
    rows = np.flatnonzero(alpha.any(axis=1))
    if not rows.size:
        return None
    columns = np.flatnonzero(alpha[rows[0] : rows[-1] + 1].any(axis=0))
    height, width = alpha.shape
    top, bottom = max(0, int(rows[0]) - 1), min(height, int(rows[-1]) + 2)
    left, right = max(0, int(columns[0]) - 1), min(width, int(columns[-1]) + 2)
    if (bottom - top) * (right - left) < 0.9 * height * width:
        pixels = np.ascontiguousarray(pixels[top:bottom, left:right])
    else:
        top, left, bottom, right = 0, 0, height, width
    trimmed = Bounds(
        box.left + left / density,
        box.top + top / density,
        box.left + right / density,
        box.top + bottom / density,
    )
    return Bitmap(pixels, trimmed, density)
