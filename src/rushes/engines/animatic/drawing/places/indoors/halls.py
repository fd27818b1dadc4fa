"""Halls: columns in rows, arches across, beams, tiers of seats."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    fill,
    line,
    linear,
    mix,
    oval,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.places.walls.openings import arched
from rushes.engines.animatic.scene import Light, Rgb


@place_painter("columns")
def columns(
    site: Site,
    at: tuple[float, ...] = (-3.0, 3.0),
    depths: tuple[float, ...] = (2.0, 6.0, 10.0),
    height: float = 5.0,
    radius: float = 0.28,
    colour: Rgb = "#d8cbb4",
    kind: str = "round",
    z: float = 0.0,
) -> Iterator[Layer]:
    """Columns at each x of `at`, at each of `depths`: round, fluted, square or steel."""
    for depth in depths:
        if site.view.depth(z + depth) < 1.5:
            continue
        parts = []
        for told in at:
            x = site.across(told)
            paint = functools.partial(_paint_column, x, height, radius, colour, kind)
            reach = radius * 1.7
            parts.append(Part(Bounds(x - reach, -height, x + reach, 0.06), paint))
        yield Layer(z + depth, tuple(parts))


def _paint_column(
    x: float,
    height: float,
    radius: float,
    colour: Rgb,
    kind: str,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    light = brush.light
    tone = tones(light, colour)
    dark = mix(light.fill, "#000000", 0.75)
    canvas.drawOval(oval(x, 0.0, radius * 1.6, radius * 0.25), fill(dark, 0.5, radius * 0.1))
    shaft = box(x - radius, -height, x + radius, 0)
    if kind == "steel":
        canvas.drawRect(shaft, across(light, x - radius, x + radius, colour))
        canvas.drawRect(
            box(x - radius * 0.35, -height, x + radius * 0.35, 0), fill(tone.deep, 0.45)
        )
        return
    canvas.drawRect(shaft, across(light, x - radius, x + radius, colour))
    texture(canvas, shaft, (1.1, 2.2), 0.18, seed=18, slope=1.2)
    if kind == "fluted":
        for flute in range(-3, 4):
            at = x + flute * radius * 0.27
            canvas.drawLine(at, -height, at, 0, line(tone.deep, radius * 0.07, 0.5))
    for top, grown, tall in (
        (-0.28, 1.2, 0.14), (-0.14, 1.45, 0.14), (-height, 1.6, 0.16), (-height + 0.16, 1.25, 0.2)
    ):  # fmt: skip
        reach = radius * grown
        canvas.drawRect(
            box(x - reach, top, x + reach, top + tall), across(light, x - reach, x + reach, colour)
        )
        canvas.drawLine(x - reach, top + tall, x + reach, top + tall, line(tone.deep, 0.02, 0.7))


@place_painter("arches")
def arches(
    site: Site,
    depths: tuple[float, ...] = (2.0, 6.0, 10.0),
    half_width: float = 3.0,
    height: float = 6.0,
    colour: Rgb = "#d8cbb4",
    pointed: bool = False,
    pier: float = 0.45,
    z: float = 0.0,
) -> Iterator[Layer]:
    """Arches across the picture, one behind the other, their walls reaching out of it."""
    for depth in depths:
        if site.view.depth(z + depth) < 1.5:
            continue
        seen = site.view.seen(z + depth)
        top = min(seen.top, -height - 1.0)
        paint = functools.partial(
            _paint_arch_wall,
            (seen.left, top, seen.right),
            half_width,
            height,
            colour,
            pointed,
            pier,
        )
        yield Layer(z + depth, (Part(Bounds(seen.left, top, seen.right, 0.05), paint),))


def _paint_arch_wall(
    area: tuple[float, float, float],
    half: float,
    height: float,
    colour: Rgb,
    pointed: bool,
    pier: float,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    light, tone = brush.light, tones(brush.light, colour)
    left, top, right = area
    shape = arched(-half, half, 0.1, -height, pointed)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kDifference, doAntiAlias=True)
    wall = box(left, top, right, 0)
    ends = (-half * 2, half * 2) if light.key_side < 0 else (half * 2, -half * 2)
    canvas.drawRect(wall, linear((ends[0], 0), (ends[1], 0), [tone.lit, tone.mid, tone.dark]))
    texture(canvas, wall, (2.4, 2.4), 0.2, seed=19, slope=1.3)
    canvas.drawRect(
        wall, linear((0, top), (0, -height * 0.5), [(tone.deep, 0.7), (tone.deep, 0.0)])
    )
    canvas.restore()
    canvas.drawPath(shape, line(tone.mid, pier, 1.0))
    canvas.drawPath(shape, line(tone.rim, pier * 0.3, 0.8))
    canvas.drawPath(shape, line(tone.deep, 0.05, 0.8))


@place_painter("beams")
def beams(
    site: Site,
    depths: tuple[float, ...] = (1.0, 3.0, 5.0),
    height: float = 3.0,
    thick: float = 0.22,
    half_width: float = 6.0,
    colour: Rgb = "#6a4a30",
    truss: bool = False,
    z: float = 0.0,
) -> Iterator[Layer]:
    """Beams across under the ceiling, or trusses with their struts."""
    rise = 1.1 if truss else 0.0
    for depth in depths:
        if site.view.depth(z + depth) < 1.5:
            continue
        paint = functools.partial(_paint_beam, height, thick, half_width, rise, colour)
        bounds = Bounds(-half_width, -height - thick - rise, half_width, -height + 0.04)
        yield Layer(z + depth, (Part(bounds, paint),))


def _paint_beam(
    height: float,
    thick: float,
    half: float,
    rise: float,
    colour: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    tone = tones(brush.light, colour)
    low = box(-half, -height - thick, half, -height)
    if rise:
        strut = line(tone.dark, thick * 0.4)
        canvas.drawLine(-half, -height - rise, half, -height - rise, line(tone.mid, thick * 0.6))
        count = max(4, round(2 * half / 1.6))
        for step in range(count):
            x = -half + 2 * half * step / count
            middle = x + half / count
            canvas.drawLine(x, -height, middle, -height - rise, strut)
            canvas.drawLine(middle, -height - rise, x + 2 * half / count, -height, strut)
    canvas.drawRect(
        low, linear((0, -height - thick), (0, -height), [tone.mid, tone.lit, tone.deep])
    )


@place_painter("tiers")
def tiers(
    site: Site,
    z: float,
    rows: int = 6,
    row_m: float = 0.95,
    rise: float = 0.3,
    width: float = 9.0,
    x: float = 0.0,
    base: float = 0.0,
    colour: Rgb = "#8a2a2e",
    kind: str = "seats",
    aisle_m: float = 0.0,
    full: float = 0.0,
) -> Iterator[Layer]:
    """Rows of seats rising away from z (or level, or sinking with a negative `rise`).

    `kind`: seats facing us, backs seen from behind, benches, stands of a stadium, or a car's.
    `full` is the share of seats that are taken.
    """
    middle = site.across(x)
    for row in range(rows - 1, -1, -1):
        row_z = z + row * row_m
        if site.view.depth(row_z) < 1.3:
            continue
        seen = site.view.seen(row_z)
        left, right = max(seen.left, middle - width / 2), min(seen.right, middle + width / 2)
        if left >= right:
            continue
        foot = -(base + row * rise)
        paint = functools.partial(
            _paint_row,
            site,
            (left, right, middle),
            foot,
            max(rise, 0.1),
            colour,
            kind,
            aisle_m,
            full,
            row,
        )
        bounds = Bounds(left, foot - 1.5, right, foot + max(rise, 0.1))
        yield Layer(row_z, (Part(bounds, paint),))


def _paint_row(
    site: Site,
    edges: tuple[float, float, float],
    foot: float,
    step: float,
    colour: Rgb,
    kind: str,
    aisle_m: float,
    full: float,
    row: int,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    light = brush.light
    left, right, middle = edges
    riser = tones(light, "#8a8078" if kind != "stands" else "#a8a8a8")
    if step > 0.1:
        canvas.drawRect(
            box(left, foot, right, foot + step),
            linear((0, foot), (0, foot + step), [riser.lit, riser.deep]),
        )
    pitch = 0.78 if kind == "car" else 0.56
    first = round((left - middle) / pitch)
    random = site.random("row", row)
    taken: list[tuple[float, str]] = []
    for number in range(first, round((right - middle) / pitch) + 1):
        x = middle + (number + 0.5) * pitch
        if abs(x - middle) < aisle_m / 2:
            continue
        is_taken = random.random() < full
        _paint_seat(canvas, light, x, foot, kind, colour)
        if is_taken:
            taken.append((x, random.choice(_SHIRTS)))
    for x, shirt in taken:
        _paint_spectator(canvas, light, x, foot, shirt, kind)


_SHIRTS = ("#c8402f", "#2f5fa8", "#e8e2d2", "#e8b03a", "#3a3a44", "#5a8a5a", "#8a5a8a", "#d87a4a")


def _paint_seat(
    canvas: skia.Canvas, light: Light, x: float, foot: float, kind: str, colour: Rgb
) -> None:
    tone = tones(light, colour)
    if kind == "benches":
        canvas.drawRect(box(x - 0.29, foot - 0.45, x + 0.29, foot - 0.38), fill(tone.lit))
        canvas.drawRect(box(x - 0.29, foot - 0.38, x + 0.29, foot), fill(tone.deep, 0.7))
        return
    high = 0.86 if kind != "stands" else 0.62
    back = box(x - 0.25, foot - high, x + 0.25, foot - 0.12)
    canvas.drawRoundRect(
        back,
        0.09,
        0.09,
        linear((0, back.top()), (0, back.bottom()), [tone.rim, tone.lit, tone.dark], [0, 0.12, 1]),
    )
    if kind == "backs":
        canvas.drawRoundRect(back.makeInset(0.05, 0.06), 0.06, 0.06, line(tone.deep, 0.014, 0.6))
        canvas.drawRect(
            box(x - 0.29, foot - 0.55, x - 0.23, foot - 0.1), fill(tones(light, "#3a2a24").dark)
        )
    else:
        seat = box(x - 0.24, foot - 0.48, x + 0.24, foot - 0.34)
        canvas.drawRoundRect(seat, 0.05, 0.05, fill(mix(tone.lit, tone.rim, 0.4)))
        canvas.drawRect(box(x - 0.24, foot - 0.34, x + 0.24, foot - 0.1), fill(tone.deep, 0.8))


def _paint_spectator(
    canvas: skia.Canvas, light: Light, x: float, foot: float, shirt: Rgb, kind: str
) -> None:
    body, head = tones(light, shirt), tones(light, "#2e2420" if kind == "backs" else "#c89870")
    canvas.drawOval(oval(x, foot - 0.62, 0.23, 0.4), fill(body.mid))
    canvas.drawCircle(x, foot - 1.14, 0.13, fill(head.mid))
