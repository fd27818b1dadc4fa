"""What is fitted to a room's wall: windows, pictures, lamps, rugs."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.light import palettes
from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    curve,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    oval,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.indoors.rooms import room_height
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.sky import sky_colours
from rushes.engines.animatic.scene import Light, Rgb


@place_painter("wall window")
def wall_window(
    site: Site,
    z: float,
    x: float = 0.0,
    sill: float = 0.95,
    width: float = 1.5,
    height: float = 1.35,
    frame: Rgb = "#f4eee2",
    curtains: Rgb | None = "#c9b79c",
    outside: str = "garden",
    panes: int = 2,
) -> Iterator[Layer]:
    """A window in a back wall with what lies outside, its light falling into the room."""
    x = site.across(x)
    reach = 0.42 if curtains else 0.12
    bounds = Bounds(
        x - width / 2 - reach - 0.1,
        -sill - height - 0.3,
        x + width / 2 + reach + 0.1,
        -sill + (0.75 if curtains else 0.14),
    )

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        light = brush.light
        area = box(x - width / 2, -sill - height, x + width / 2, -sill)
        canvas.save()
        canvas.clipRect(area)
        _paint_outside(canvas, light, area, outside, Random(brush.random.random()))
        canvas.restore()
        _paint_frame(canvas, light, area, frame, panes)
        if curtains is not None:
            _paint_curtains(canvas, light, area, curtains)

    yield Layer(z - 0.004, (Part(bounds, paint, takes_haze=False),))


def _paint_outside(
    canvas: skia.Canvas, light: Light, area: skia.Rect, kind: str, random: Random
) -> None:
    colours = sky_colours(light)
    canvas.drawRect(area, linear((0, area.top()), (0, area.bottom()), colours))
    if kind == "city":
        for index in range(9):
            left = area.left() + area.width() * (index / 8 - 0.06)
            top = area.bottom() - area.height() * random.uniform(0.25, 0.7)
            wide = area.width() * random.uniform(0.09, 0.15)
            shade = mix(colours[3], "#2c3648", random.uniform(0.45, 0.7))
            canvas.drawRect(box(left, top, left + wide, area.bottom()), fill(shade))
            if light.time_of_day in ("night", "dusk"):
                for _ in range(12):
                    px = left + random.uniform(0.1, 0.85) * wide
                    py = top + random.uniform(0.05, 0.95) * (area.bottom() - top)
                    canvas.drawRect(box(px, py, px + 0.025, py + 0.035), fill("#ffd98c", 0.9))
    else:
        leaf = mix(palettes(light)[0].fill, "#5a7a44", 0.6)
        for layer, share in ((0.45, 0.35), (0.3, 0.65)):
            crest = [
                (
                    area.left() + area.width() * step / 8,
                    area.bottom() - area.height() * layer * random.uniform(0.6, 1.15),
                )
                for step in range(-1, 10)
            ]
            shape = curve(crest, closed=False)
            shape.lineTo(area.right() + 1, area.bottom())
            shape.lineTo(area.left() - 1, area.bottom())
            canvas.drawPath(shape, fill(mix(colours[4], leaf, share)))
    if light.time_of_day not in ("night",):
        canvas.drawRect(area, fill("#ffffff", 0.14))


def _paint_frame(
    canvas: skia.Canvas, light: Light, area: skia.Rect, colour: Rgb, panes: int
) -> None:
    tone = tones(light, colour)
    bar = line(mix(tone.mid, tone.dark, 0.3), 0.045)
    for index in range(1, panes):
        x = area.left() + area.width() * index / panes
        canvas.drawLine(x, area.top(), x, area.bottom(), bar)
    middle = area.top() + area.height() * 0.4
    canvas.drawLine(area.left(), middle, area.right(), middle, bar)
    outer = line(tone.lit, 0.09)
    outer.setStrokeJoin(skia.Paint.kMiter_Join)
    canvas.drawRect(area, outer)
    canvas.drawRect(area.makeOutset(0.05, 0.05), line(tone.deep, 0.012, 0.6))
    sill = box(area.left() - 0.1, area.bottom() + 0.02, area.right() + 0.1, area.bottom() + 0.09)
    canvas.drawRect(sill, linear((0, sill.top()), (0, sill.bottom()), [tone.rim, tone.dark]))


def _paint_curtains(canvas: skia.Canvas, light: Light, area: skia.Rect, colour: Rgb) -> None:
    tone = tones(light, colour)
    top, bottom = area.top() - 0.14, area.bottom() + 0.62
    rod = tones(light, "#6a4a30")
    canvas.drawLine(area.left() - 0.42, top, area.right() + 0.42, top, line(rod.mid, 0.035))
    for side, edge in ((-1, area.left()), (1, area.right())):
        outer, inner = edge + side * 0.36, edge - side * area.width() * 0.10
        shape = skia.Path()
        shape.moveTo(outer, top)
        shape.lineTo(inner, top)
        shape.quadTo(inner + side * 0.08, (top + bottom) / 2, inner + side * 0.05, bottom)
        shape.lineTo(outer, bottom)
        shape.close()
        canvas.drawPath(
            shape,
            linear((outer, 0), (inner, 0), [tone.dark, tone.mid, mix(tone.lit, tone.rim, 0.3)]),
        )
        for fold in range(6):
            fold_x = outer + (inner - outer) * (fold + 0.5) / 6
            canvas.drawLine(
                fold_x, top, fold_x + side * 0.02, bottom, line(tone.deep, 0.022, 0.35, 0.008)
            )


@place_painter("pictures")
def pictures(
    site: Site, z: float, at: tuple[tuple[float, float, float, float], ...]
) -> Iterator[Layer]:
    """Framed pictures: x, height of the middle, width and height of each."""
    parts = []
    for index, (told_x, middle, width, height) in enumerate(at):
        x = site.across(told_x)
        area = box(x - width / 2, -middle - height / 2, x + width / 2, -middle + height / 2)

        def paint(
            canvas: skia.Canvas, brush: Brush, area: skia.Rect = area, index: int = index
        ) -> None:
            _paint_picture(canvas, brush.light, area, Random(index * 7 + 3))

        spare = 0.06
        bounds = Bounds(
            area.left() - spare, area.top() - spare, area.right() + spare, area.bottom() + spare
        )
        parts.append(Part(bounds, paint))
    yield Layer(z - 0.003, tuple(parts))


def _paint_picture(canvas: skia.Canvas, light: Light, area: skia.Rect, random: Random) -> None:
    """A small landscape in a frame."""
    canvas.drawRect(area.makeOffset(-light.key_side * 0.02, 0.03), fill("#140e0c", 0.3, 0.02))
    canvas.drawRect(area, across(light, area.left(), area.right(), "#6a4a30"))
    inner = area.makeInset(0.035, 0.035)
    paper = tones(light, "#f2ead8")
    canvas.drawRect(inner, fill(paper.lit))
    view = inner.makeInset(area.width() * 0.09, area.height() * 0.09)
    warm = random.choice(("#e8b06a", "#8fb4cc", "#c98a78"))
    canvas.drawRect(view, linear((0, view.top()), (0, view.bottom()), [warm, "#f4e2bc"]))
    canvas.save()
    canvas.clipRect(view)
    for level, colour in ((0.55, "#7a8a6a"), (0.75, "#4f6048")):
        y = view.top() + view.height() * level
        shape = curve(
            [
                (view.left() - 0.1, y),
                (view.centerX() - view.width() * 0.2, y - view.height() * 0.14),
                (view.centerX() + view.width() * 0.2, y + view.height() * 0.04),
                (view.right() + 0.1, y - view.height() * 0.08),
                (view.right() + 0.1, view.bottom() + 0.2),
                (view.left() - 0.1, view.bottom() + 0.2),
            ]
        )
        canvas.drawPath(shape, fill(tones(light, colour).mid))
    canvas.restore()


@place_painter("hanging lamps")
def hanging_lamps(
    site: Site,
    z: float,
    at: tuple[float, ...] = (-1.6, 0.0, 1.6),
    drop: float = 2.15,
    colour: Rgb = "#3a3632",
    height: float = 2.9,
) -> Iterator[Layer]:
    """Lamps hung from the ceiling, lit: x of each."""
    top = room_height(site, height)
    parts = []
    for x in at:

        def paint(canvas: skia.Canvas, brush: Brush, x: float = x) -> None:
            draw_glow(canvas, x, -drop + 0.16, 0.62, "#ffce85", 0.6)
            canvas.drawLine(x, -top, x, -drop, line("#1c1816", 0.014))
            shade = curve(
                [
                    (x - 0.20, -drop + 0.17),
                    (x - 0.13, -drop + 0.04),
                    (x, -drop - 0.03),
                    (x + 0.13, -drop + 0.04),
                    (x + 0.20, -drop + 0.17),
                    (x, -drop + 0.16),
                ]
            )
            canvas.drawOval(oval(x, -drop + 0.18, 0.10, 0.06), fill("#fff3cc"))
            canvas.drawPath(shade, across(brush.light, x - 0.2, x + 0.2, colour))

        parts.append(Part(Bounds(x - 0.64, -top, x + 0.64, -drop + 0.8), paint, takes_haze=False))
    yield Layer(z, tuple(parts))


@place_painter("rug")
def rug(
    site: Site, z: float, half_width: float = 1.4, near_z: float = -0.9, colour: Rgb = "#a8584a"
) -> Iterator[Layer]:
    """A rug on the floor from z to `near_z`."""
    view = site.view
    near_z = max(near_z, view.camera.z + 0.8)
    if view.depth(z) < 1.2 or near_z >= z:
        return
    corners = [view.onto(z, side * half_width, 0.0, end) for side in (-1, 1) for end in (z, near_z)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    matrix = view.ground_matrix(z, 0.0)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        tone = tones(brush.light, colour)
        pale = tones(brush.light, mix(colour, "#f4e4c4", 0.7))
        canvas.save()
        canvas.concat(matrix)
        area = box(-half_width, near_z, half_width, z)
        canvas.drawRect(area, fill(tone.mid))
        texture(canvas, area, (0.8, 0.8), 0.25, seed=71)
        for inset, ink, width in (
            (0.10, pale.mid, 0.05),
            (0.22, tone.deep, 0.03),
            (0.30, pale.mid, 0.02),
        ):
            canvas.drawRect(area.makeInset(inset, inset), line(ink, width, 0.9))
        canvas.restore()

    yield Layer(z, (Part(Bounds(min(xs), min(ys), max(xs), max(ys)), paint),))
