"""Painting parts once, into bitmaps of the size and area in which the shot shows them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.finish import Finish, Stylise
from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import (
    as_image,
    graded,
    resized,
    surface_of,
)
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import (
    TILE_PX,
    Kinds,
    Pixels,
    Tile,
    join_tiles,
    kinds_of,
)
from rushes.engines.animatic.drawing.compositing.lens import LEAST_HAZE, haze_over
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.scene import Light

FINER = 2
"""How many times finer an enlarged copy is."""
MOST_PIXELS = 6_000_000
"""No bitmap is larger: one that would be is baked coarser."""
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_FINE_SIGMA_PX = 1.0
"""A blur is made at the size at which it is this wide."""
_TOLD = ((2.5, 1.0), (6.0, 0.5), (15.0, 0.25))
"""Blur in pixels under which painters are told so much of the detail."""
_LEAST_TOLD = 0.125
_MOST_SPREAD_PX = 1.5
"""A wider blur is made on a smaller copy."""
_SMALL_PX = 160 * 160
"""Bitmaps of less are not cut into tiles."""
_EXACT_PX = 600 * 600
"""Bitmaps of less are cut to the pixel, larger ones to the tile."""
_EDGE_PX = 2
"""Clear pixels round a bitmap, so that its edges stay smooth when it is moved."""
_Wide = NDArray[np.uint16]


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
    is_near: bool = True
    """Whether it stands before its backdrop."""

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
    kinds: Kinds | None = None
    """What its tiles hold; None for a small one."""


def bake(
    ingredients: Sequence[Ingredient],
    box: Bounds,
    density: float,
    detail: float,
    light: Light,
    finish: Finish,
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
    surface, pixels = surface_of(width, height)
    canvas = surface.getCanvas()
    canvas.scale(density, density)
    canvas.translate(-box.left, -box.top)
    runs = _runs(ingredients)
    # Coarse pixels are few: where all are, they are graded before they are enlarged.
    is_soft = all(coarseness(run[0].sigma * density) > 1 for run in runs)
    early = finish.grade if is_soft else None
    for place, run in enumerate(runs):
        if run[0].sigma * density < 0.4 and (place == 0 or run[0].haze < LEAST_HAZE):
            _paint(canvas, run, detail, light, phase)
            haze_over(canvas, run[0].haze, light)
        else:
            _paint_softened(canvas, run, box, density, detail, light, phase, early)
    surface.flushAndSubmit()
    bitmap = _trimmed(pixels, box, density)
    if bitmap is not None and finish.grade is not None and not is_soft:
        bitmap = _graded_tiles(bitmap, finish.grade)
    if bitmap is None or finish.stylise is None:
        return bitmap
    return stylised(bitmap, finish.stylise, any(one.is_near for one in ingredients))


def stylised(bitmap: Bitmap, stylise: Stylise, is_near: bool) -> Bitmap:
    """In a look's manner, with room round it if that needs any."""
    pixels, box, density = bitmap.pixels, bitmap.box, bitmap.density
    margin = stylise.margin_px
    if margin:
        pixels = np.pad(pixels, ((margin, margin), (margin, margin), (0, 0)))
        far = margin / density
        box = Bounds(box.left - far, box.top - far, box.right + far, box.bottom + far)
    origin = (round(box.left * density), round(box.top * density))
    pixels = stylise(pixels, origin, is_near)
    kinds = None if bitmap.kinds is None else kinds_of(pixels)
    return Bitmap(pixels, box, density, kinds)


def _whole_pixels(box: Bounds, density: float, ingredients: Sequence[Ingredient]) -> Bounds:
    edge = 0 if all(one.part.is_opaque for one in ingredients) else _EDGE_PX
    return Bounds(
        (math.floor(box.left * density) - edge) / density,
        (math.floor(box.top * density) - edge) / density,
        (math.ceil(box.right * density) + edge) / density,
        (math.ceil(box.bottom * density) + edge) / density,
    )


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
    grade: skia.ColorFilter | None,
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
    area = _on_pixels(area, box, density)
    if area.left >= area.right or area.top >= area.bottom:
        return
    sharp_px = run[0].sigma * density
    coarse = density / coarseness(sharp_px)
    told = next((share for most, share in _TOLD if sharp_px < most), _LEAST_TOLD)
    width = max(1, math.ceil((area.right - area.left) * coarse - 1e-6))
    height = max(1, math.ceil((area.bottom - area.top) * coarse - 1e-6))
    surface, pixels = surface_of(width, height)
    inner = surface.getCanvas()
    inner.scale(coarse, coarse)
    inner.translate(-area.left, -area.top)
    _paint(inner, run, detail * told, light, phase)
    haze_over(inner, run[0].haze, light)
    surface.flushAndSubmit()
    if run[0].sigma > 0:
        sigma_px = run[0].sigma * coarse
        if coarse < density:
            # Shrinking and enlarging blur as well.
            sigma_px = math.sqrt(max(0.1, sigma_px * sigma_px - 0.25))
        pixels = blurred(pixels, sigma_px, is_backdrop)
    if grade is not None:
        pixels = graded(pixels, grade)
    canvas.drawImageRect(
        as_image(pixels),
        skia.Rect.MakeWH(width, height),
        skia.Rect.MakeXYWH(area.left, area.top, width / coarse, height / coarse),
        _NEAREST if coarse == density else _LINEAR,
        None,
        skia.Canvas.kFast_SrcRectConstraint,
    )


def _on_pixels(area: Bounds, box: Bounds, density: float) -> Bounds:
    """The area, grown to whole pixels of a bitmap of the box."""
    return Bounds(
        box.left + math.floor((area.left - box.left) * density) / density,
        box.top + math.floor((area.top - box.top) * density) / density,
        box.left + math.ceil((area.right - box.left) * density) / density,
        box.top + math.ceil((area.bottom - box.top) * density) / density,
    )


def coarseness(sigma_px: float) -> float:
    """How many times coarser something may be painted that is blurred this much."""
    return 1.0 if sigma_px < _FINE_SIGMA_PX else sigma_px / _FINE_SIGMA_PX


def _union(boxes: Sequence[Bounds]) -> Bounds:
    return Bounds(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def blurred(pixels: Pixels, sigma_px: float, is_backdrop: bool) -> Pixels:
    """A backdrop is blurred as if it went on past its edges; else clear surrounds it."""
    if sigma_px > _MOST_SPREAD_PX:
        return _blurred_smaller(pixels, sigma_px, is_backdrop)
    # Each pass mixes neighbours by (w, 1 − 2w, w), whose variance is 2w.
    passes = max(1, math.ceil(2 * sigma_px * sigma_px))
    weight = round(256 * sigma_px * sigma_px / (2 * passes))
    around = ((passes, passes), (passes, passes), (0, 0))
    wide = np.pad(pixels, around, "edge" if is_backdrop else "constant").astype(np.uint16)
    for _ in range(passes):
        wide = _spread(wide[:-2], wide[1:-1], wide[2:], weight)
        wide = _spread(wide[:, :-2], wide[:, 1:-1], wide[:, 2:], weight)
    return wide.astype(np.uint8)


def _spread(first: _Wide, middle: _Wide, last: _Wide, weight: int) -> _Wide:
    result: _Wide = first + last
    result *= np.uint16(weight)
    result += middle * np.uint16(256 - 2 * weight)
    result += np.uint16(128)
    result >>= np.uint16(8)
    return result


def _blurred_smaller(pixels: Pixels, sigma_px: float, is_backdrop: bool) -> Pixels:
    coarse = coarseness(sigma_px)
    height, width = pixels.shape[:2]
    small = resized(pixels, math.ceil(width / coarse), math.ceil(height / coarse))
    soft = blurred(small, math.sqrt(max(0.1, _FINE_SIGMA_PX**2 - 0.25)), is_backdrop)
    return resized(soft, width, height)


def enlarged(pixels: Pixels, tiles: Iterable[Tile]) -> Pixels:
    """The tiles smoothly enlarged `FINER` times; the others stay clear and take no memory.

    Its nearest pixel is as good as a mixture of the bitmap's four: they lie at quarters and three
    quarters between them, all equally soft.
    """
    surface, result = surface_of(pixels.shape[1] * FINER, pixels.shape[0] * FINER)
    canvas, image = surface.getCanvas(), as_image(pixels)
    canvas.scale(FINER, FINER)
    for tile in tiles:
        area = skia.Rect.MakeLTRB(tile.left, tile.top, tile.right, tile.bottom)
        canvas.drawImageRect(image, area, area, _LINEAR, None, skia.Canvas.kFast_SrcRectConstraint)
    surface.flushAndSubmit()
    return result


def _trimmed(pixels: Pixels, box: Bounds, density: float) -> Bitmap | None:
    """Without the clear rows and columns at its edges, if they are worth it."""
    if pixels.shape[0] * pixels.shape[1] <= _SMALL_PX:
        return _cut(pixels, box, density, _painted_px(pixels), None)
    kinds = kinds_of(pixels)
    rows = np.flatnonzero(kinds.any(axis=1))
    if not rows.size:
        return None
    columns = np.flatnonzero(kinds.any(axis=0))
    kept = kinds[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    edges = (
        int(columns[0]) * TILE_PX,
        int(rows[0]) * TILE_PX,
        min(pixels.shape[1], (int(columns[-1]) + 1) * TILE_PX),
        min(pixels.shape[0], (int(rows[-1]) + 1) * TILE_PX),
    )
    if (edges[2] - edges[0]) * (edges[3] - edges[1]) > _EXACT_PX:
        return _cut(pixels, box, density, edges, kept)
    cut = _cut(pixels, box, density, _painted_px(pixels), None)
    return cut and replace(cut, kinds=kinds_of(cut.pixels))


def _painted_px(pixels: Pixels) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of what is painted, and a clear pixel round it."""
    is_painted = pixels.view(np.uint32)[:, :, 0] != 0
    rows = np.flatnonzero(is_painted.any(axis=1))
    if not rows.size:
        return None
    columns = np.flatnonzero(is_painted[rows[0] : rows[-1] + 1].any(axis=0))
    height, width = is_painted.shape
    return (
        max(0, int(columns[0]) - 1),
        max(0, int(rows[0]) - 1),
        min(width, int(columns[-1]) + 2),
        min(height, int(rows[-1]) + 2),
    )


def _cut(
    pixels: Pixels,
    box: Bounds,
    density: float,
    edges: tuple[int, int, int, int] | None,
    kinds: Kinds | None,
) -> Bitmap | None:
    if edges is None:
        return None
    left, top, right, bottom = edges
    trimmed = Bounds(
        box.left + left / density,
        box.top + top / density,
        box.left + right / density,
        box.top + bottom / density,
    )
    return Bitmap(np.ascontiguousarray(pixels[top:bottom, left:right]), trimmed, density, kinds)


def _graded_tiles(bitmap: Bitmap, grade: skia.ColorFilter) -> Bitmap:
    """Through a colour filter where it is painted."""
    if bitmap.kinds is None or bitmap.kinds.all():
        return replace(bitmap, pixels=graded(bitmap.pixels, grade))
    height, width = bitmap.pixels.shape[:2]
    surface, result = surface_of(width, height)
    canvas, image, paint = surface.getCanvas(), as_image(bitmap.pixels), skia.Paint()
    paint.setColorFilter(grade)
    for tile in join_tiles(np.minimum(bitmap.kinds, 1).astype(np.int8), width, height):
        area = skia.Rect.MakeLTRB(tile.left, tile.top, tile.right, tile.bottom)
        canvas.drawImageRect(
            image, area, area, _NEAREST, paint, skia.Canvas.kFast_SrcRectConstraint
        )
    surface.flushAndSubmit()
    return replace(bitmap, pixels=result)
