"""Rows over a piece of land: vines, lavender, furrows. Painted in tangents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from rushes.engines.animatic.drawing.nature import Floats
from rushes.engines.animatic.drawing.paint import dots, in_weather, line, mix, tones
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.places.landscape.terrain import Terrain
from rushes.engines.animatic.scene import Rgb

LEAFY_PX = 3.2
"""Plants seen smaller than this are drawn as a line, larger ones leaf by leaf."""
BUSHY_PX = 48
"""Plants seen larger than this stand as bushes, not as a stroke along the row."""
_APART = 0.4
"""How far apart plants of a row are seen at least, in heights of a plant."""
_LINE_STEP = 3
"""A row's line takes every third plant."""
_MOST_LEAVES = 70
_ROUND_PX = 4.0
"""Leaves seen smaller than this need not be round."""


@dataclass(frozen=True, slots=True)
class Crop:
    """What grows in the rows."""

    kind: str
    """vines, lavender, furrows."""
    colour: Rgb
    earth: Rgb
    spacing_m: float
    angle: float
    height_m: float


def paint_rows(
    canvas: skia.Canvas,
    brush: Brush,
    terrain: Terrain,
    crop: Crop,
    columns: tuple[float, float],
    depths: tuple[float, float],
) -> None:
    """The rows of the land between two columns (tangents) and two z's.

    The canvas is in tangents, and so `brush.pixels_per_metre` are pixels per unit of tangent.
    """
    camera = terrain.view.camera
    # The whole slope keeps one spacing, the one that its far edge can show.
    brow_pixels = brush.pixels_per_metre / (terrain.brow.z - camera.z)
    spacing = crop.spacing_m
    while spacing * brow_pixels < 2.6:
        spacing *= 1.35
    near_z, far_z = depths
    # Among the rows the cast stands on a track; from far off there is none to be seen.
    if not terrain.view.is_far:
        near_z = max(near_z, terrain.start.z + 3)
    if far_z - near_z < 1:
        return
    step = max(0.45 * crop.height_m, 2.5 * (near_z - camera.z) / brush.pixels_per_metre)
    tx, ty, z, row = terrain.rows(spacing, crop.angle, step, columns, (near_z, far_z))
    if not len(tx):
        return
    size = crop.height_m / (z - camera.z)
    kept = _apart(tx, ty, row, _APART * size)
    tx, ty, row, size = tx[kept], ty[kept], row[kept], size[kept]
    bucket = np.floor(np.log2(size) * 4).astype(int)
    rng = np.random.default_rng(brush.random.randrange(1 << 30))
    groups = [bucket == number for number in np.unique(bucket)]
    lines = [_row_lines(tx, ty, row, group) for group in groups]
    sizes = [float(size[group].mean()) for group in groups]
    _paint_shadows(canvas, brush, crop, lines, sizes)
    for group, path, mean in zip(groups, lines, sizes, strict=True):
        if mean * brush.pixels_per_metre > BUSHY_PX and crop.kind != "furrows":
            _paint_bushes(canvas, brush, crop, tx[group], ty[group], mean)
        else:
            _paint_bodies(canvas, brush, crop, path, mean)
        if crop.kind != "furrows" and mean * brush.pixels_per_metre >= LEAFY_PX:
            _paint_leaves(canvas, brush, crop, tx[group], ty[group], mean, rng)


def _apart(
    px: Floats, py: Floats, row: Floats, gap: Floats
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which points to keep so that neighbours in a row are seen about `gap` apart."""
    walked = np.zeros(len(px))
    walked[1:] = np.hypot(np.diff(px), np.diff(py)) / gap[1:]
    kept = np.diff(np.floor(np.cumsum(walked)), prepend=-1.0) > 0
    kept[1:] |= row[1:] != row[:-1]
    return kept


def _row_lines(
    px: Floats, py: Floats, row: Floats, group: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> skia.Path:
    """The middle lines of the rows in a group of points, in one path.

    Each line goes on to its row's next point, where the next group's begins.
    """
    reaching = group.copy()
    reaching[:-1] |= group[1:] & (row[:-1] == row[1:])
    px, py, row = px[reaching], py[reaching], row[reaching]
    path = skia.Path()
    cuts = np.flatnonzero(np.diff(row)) + 1
    for xs, ys in zip(np.split(px, cuts), np.split(py, cuts), strict=True):
        if len(xs) > 1:
            at = [*range(0, len(xs) - 1, _LINE_STEP), -1]
            points = map(skia.Point, xs[at].tolist(), ys[at].tolist())
            path.addPoly(list(points), False)
    return path


def _paint_shadows(
    canvas: skia.Canvas, brush: Brush, crop: Crop, lines: list[skia.Path], sizes: list[float]
) -> None:
    """The rows' shadows on the earth; as one layer, so that they don't darken one another."""
    ink = tones(brush.light, in_weather(brush.light, crop.earth)).deep
    canvas.saveLayer(None, skia.Paint(Alphaf=0.5))
    for path, size in zip(lines, sizes, strict=True):
        if size * brush.pixels_per_metre > BUSHY_PX and crop.kind != "furrows":
            continue
        canvas.save()
        canvas.translate(-brush.light.key_side * 0.25 * size, 0.04 * size)
        paint = line(ink, 0.75 * size)
        paint.setStrokeCap(skia.Paint.kButt_Cap)
        canvas.drawPath(path, paint)
        canvas.restore()
    canvas.restore()


def _paint_bodies(
    canvas: skia.Canvas, brush: Brush, crop: Crop, path: skia.Path, size: float
) -> None:
    """The rows as lines: their bodies and their lit tops."""
    light, side = brush.light, brush.light.key_side
    tone = tones(light, in_weather(light, crop.colour, 0.45))
    strokes = [
        (0.0, -0.22, mix(tone.dark, tone.deep, 0.3), 0.62, 0.95),
        (side * 0.10, -0.42, mix(tone.mid, tone.lit, 0.35), 0.34, 0.9),
    ]
    if size * brush.pixels_per_metre < LEAFY_PX:
        strokes.append((side * 0.16, -0.52, mix(tone.lit, tone.rim, 0.4), 0.16, 0.8))
    if crop.kind == "furrows":
        ridge = tones(light, in_weather(light, crop.earth)).lit
        strokes = [(side * 0.3, 0.0, ridge, 0.25, 0.5)]
    for dx, dy, ink, width, opacity in strokes:
        canvas.save()
        canvas.translate(dx * size, dy * size)
        paint = line(ink, width * size, opacity)
        paint.setStrokeCap(skia.Paint.kButt_Cap)
        canvas.drawPath(path, paint)
        canvas.restore()


def _paint_bushes(
    canvas: skia.Canvas, brush: Brush, crop: Crop, px: Floats, py: Floats, size: float
) -> None:
    """Near plants' dark insides, from the ground up; their leaves come over them."""
    light = brush.light
    tone = tones(light, in_weather(light, crop.colour, 0.45))
    for up, ink, width in (
        (0.16, tone.deep, 0.36),
        (0.34, mix(tone.deep, tone.dark, 0.5), 0.52),
        (0.52, tone.dark, 0.5),
    ):
        points = zip(px.tolist(), (py - up * size).tolist(), strict=True)
        dots(canvas, points, line(ink, width * size))


def _paint_leaves(
    canvas: skia.Canvas,
    brush: Brush,
    crop: Crop,
    px: Floats,
    py: Floats,
    size: float,
    rng: np.random.Generator,
) -> None:
    """Leaves scattered over the rows' bodies: dark low down, lit at the top and to the light."""
    pixels = size * brush.pixels_per_metre
    each = int(np.clip(pixels / 2.6, 2, 18) if pixels < 60 else min(_MOST_LEAVES, pixels / 2.2))
    width = size * max(0.055, 0.56 / each**0.6)
    tone = tones(brush.light, in_weather(brush.light, crop.colour, 0.45))
    across = rng.normal(0, 0.17, (each, len(px)))
    up = rng.beta(1.6, 1.5, (each, len(px)))
    x = px[None, :] + across * size
    y = py[None, :] - (up * 0.86 - 0.02) * size
    bright = up * 0.8 + across * brush.light.key_side * 0.9 + rng.normal(0, 0.12, x.shape)
    flower = "#8a6fc0" if crop.kind == "lavender" else tone.rim
    shades = (
        (-9.0, 0.25, mix(tone.deep, tone.dark, 0.35), 0.85),
        (0.25, 0.48, mix(tone.dark, tone.mid, 0.25), 0.9),
        (0.48, 0.74, mix(tone.dark, tone.mid, 0.75), 0.9),
        (0.74, 0.95, mix(tone.mid, tone.lit, 0.55), 0.9),
        (0.95, 9.0, mix(tone.lit, flower, 0.45), 0.9),
    )
    for low, high, ink, opacity in shades:
        chosen = (bright >= low) & (bright < high)
        points = zip(x[chosen].tolist(), y[chosen].tolist(), strict=True)
        paint = line(ink, width, opacity)
        if width * brush.pixels_per_metre < _ROUND_PX:
            # So small, a square of a dot's size looks the same and costs a tenth.
            paint.setStrokeCap(skia.Paint.kButt_Cap)
            paint.setStrokeWidth(0.89 * width)
        dots(canvas, points, paint)
