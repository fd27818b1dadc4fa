"""Roofs by kind, over a front from −half to half whose eaves are at −height."""

from __future__ import annotations

from collections.abc import Callable

import skia

from rushes.engines.animatic.drawing.buildings import paint_roof
from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    fill,
    in_weather,
    line,
    linear,
    mix,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.scene import Rgb

RoofPainter = Callable[[skia.Canvas, Brush, float, float, float, Rgb], None]


def paint_roof_kind(
    canvas: skia.Canvas,
    brush: Brush,
    kind: str,
    half: float,
    height: float,
    rise: float,
    colour: Rgb,
) -> None:
    """A roof of this kind, `rise` metres high."""
    if kind != "none":
        _ROOFS[kind](canvas, brush, half, height, rise, colour)


def _flat(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    tone = tones(brush.light, in_weather(brush.light, colour))
    edge = max(0.25, min(0.6, height * 0.05))
    cap = box(-half - 0.2, -height - edge, half + 0.2, -height)
    canvas.drawRect(cap, linear((0, cap.top()), (0, cap.bottom()), [tone.rim, tone.mid]))
    canvas.drawRect(box(-half, -height, half, -height + edge * 0.5), fill(tone.deep, 0.5))


def _gable(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    tone = tones(brush.light, in_weather(brush.light, colour, 0.9))
    thick = max(0.25, rise * 0.14)
    out = half * 0.09 + 0.25
    drop = rise * out / half
    for side in (-1, 1):
        slope = polygon(
            [
                (0, -height - rise - thick), (side * (half + out), -height + drop - thick),
                (side * (half + out), -height + drop), (0, -height - rise),
            ]
        )  # fmt: skip
        is_lit = side == brush.light.key_side
        canvas.drawPath(slope, fill(tone.lit if is_lit else tone.dark))
        canvas.drawPath(slope, line(tone.deep, 0.04, 0.6))


def _hip(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    paint_roof(canvas, brush.light, -half, half, -height, rise, colour, 0.5, brush.pixels_per_metre)


def _mansard(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    tone = tones(brush.light, in_weather(brush.light, colour, 0.85))
    top = -height - rise
    shape = polygon(
        [(-half - 0.2, -height), (-half * 0.9, top), (half * 0.9, top), (half + 0.2, -height)]
    )
    canvas.drawPath(shape, linear((0, top), (0, -height), [tone.lit, tone.mid, tone.dark]))
    canvas.drawRect(box(-half * 0.92, top - 0.2, half * 0.92, top), fill(tone.rim))
    count = max(1, int(half / 1.6))
    for number in range(-count, count + 1):
        x = number * half * 0.85 / count
        dormer = box(x - 0.5, top + rise * 0.3, x + 0.5, -height - rise * 0.12)
        canvas.drawRect(dormer, fill(tones(brush.light, "#efe6d4").mid))
        dusk = brush.light.time_of_day in ("night", "dusk")
        canvas.drawRect(dormer.makeInset(0.16, 0.14), fill("#ffd27a" if dusk else "#3a4654"))


def _dome(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    light = brush.light
    drum = box(-half * 0.62, -height - rise * 0.3, half * 0.62, -height)
    canvas.drawRect(drum, across(light, drum.left(), drum.right(), mix(colour, "#e8dcc8", 0.6)))
    reach = half * 0.66
    top = -height - rise * 0.28
    path = skia.Path()
    path.moveTo(-reach, top)
    path.cubicTo(-reach, top - rise * 0.62, -reach * 0.35, top - rise * 0.85, 0, top - rise * 0.86)
    path.cubicTo(reach * 0.35, top - rise * 0.85, reach, top - rise * 0.62, reach, top)
    path.close()
    canvas.drawPath(path, across(light, -reach, reach, in_weather(light, colour, 0.5)))
    rib = line(tones(light, colour).deep, reach * 0.02, 0.5)
    for share in (-0.6, -0.25, 0.25, 0.6):
        arc = skia.Path()
        arc.moveTo(reach * share * 1.2, top)
        arc.quadTo(reach * share, top - rise * 0.7, 0, top - rise * 0.86)
        canvas.drawPath(arc, rib)
    tip = box(-reach * 0.1, top - rise * 1.02, reach * 0.1, top - rise * 0.84)
    canvas.drawRect(tip, across(light, tip.left(), tip.right(), "#e0c070"))
    canvas.drawLine(0, top - rise * 1.02, 0, top - rise * 1.2, line("#d8b050", reach * 0.04))


def _onion(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    reach, top = half * 0.85, -height
    path = skia.Path()
    path.moveTo(-reach * 0.6, top)
    path.cubicTo(-reach * 1.5, top - rise * 0.4, -reach * 0.4, top - rise * 0.62, 0, top - rise)
    path.cubicTo(reach * 0.4, top - rise * 0.62, reach * 1.5, top - rise * 0.4, reach * 0.6, top)
    path.close()
    canvas.drawPath(path, across(brush.light, -reach, reach, in_weather(brush.light, colour, 0.5)))
    canvas.drawLine(0, top - rise, 0, top - rise * 1.25, line("#e0b850", half * 0.08))


def _spire(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    top = -height - rise
    shape = polygon([(-half * 1.12, -height), (0, top), (half * 1.12, -height)])
    canvas.drawPath(
        shape, across(brush.light, -half * 1.1, half * 1.1, in_weather(brush.light, colour, 0.7))
    )
    canvas.drawLine(0, top, 0, top - rise * 0.18, line("#d8b050", max(0.06, half * 0.05)))


def _battlements(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    tone = tones(brush.light, colour)
    out = half + min(0.5, half * 0.12)
    band = box(-out, -height - 0.5, out, -height + 0.4)
    canvas.drawRect(band, across(brush.light, -out, out, colour))
    canvas.drawRect(box(-out, -height + 0.3, out, -height + 0.5), fill(tone.deep, 0.6))
    count = max(3, round(2 * out / 1.5))
    wide = 2 * out / (2 * count - 1)
    for number in range(count):
        left = -out + number * 2 * wide
        tooth = box(left, -height - 1.4, left + wide, -height - 0.45)
        canvas.drawRect(tooth, linear((left, 0), (left + wide, 0), [tone.lit, tone.mid, tone.dark]))
        if brush.light.weather == "snow":
            canvas.drawRect(box(left, -height - 1.55, left + wide, -height - 1.35), fill("#f2f6fc"))


def _sawtooth(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    tone = tones(brush.light, in_weather(brush.light, colour, 0.8))
    count = max(2, round(half / 2.4))
    wide = 2 * half / count
    for number in range(count):
        left = -half + number * wide
        tooth = polygon([(left, -height), (left, -height - rise), (left + wide, -height)])
        canvas.drawPath(tooth, linear((left, 0), (left + wide, 0), [tone.mid, tone.dark]))
        canvas.drawLine(left, -height - rise, left + wide, -height, line(tone.rim, 0.16))
        pane = box(left + 0.05, -height - rise * 0.85, left + 0.3, -height)
        canvas.drawRect(pane, fill("#a8c4d0", 0.7))


def _pagoda(
    canvas: skia.Canvas, brush: Brush, half: float, height: float, rise: float, colour: Rgb
) -> None:
    tone = tones(brush.light, in_weather(brush.light, colour, 0.85))
    y, reach, tall = -height, half * 1.3, rise / 3
    for tier in range(3):
        roof = skia.Path()
        roof.moveTo(-reach * 1.12, y - tall * 0.12)
        roof.quadTo(-reach * 0.5, y - tall * 0.02, 0, y - tall * 0.02)
        roof.quadTo(reach * 0.5, y - tall * 0.02, reach * 1.12, y - tall * 0.12)
        roof.quadTo(reach * 0.7, y - tall * 0.32, reach * 0.55, y - tall * 0.62)
        roof.lineTo(-reach * 0.55, y - tall * 0.62)
        roof.quadTo(-reach * 0.7, y - tall * 0.32, -reach * 1.12, y - tall * 0.12)
        canvas.drawPath(roof, linear((0, y - tall * 0.62), (0, y), [tone.lit, tone.mid, tone.deep]))
        canvas.drawPath(roof, line(tone.rim, 0.06, 0.7))
        if tier < 2:
            wall = box(-reach * 0.5, y - tall, reach * 0.5, y - tall * 0.6)
            canvas.drawRect(wall, across(brush.light, wall.left(), wall.right(), "#b8402f"))
        y -= tall
        reach *= 0.74
    canvas.drawLine(0, y + tall * 0.4, 0, y - tall * 0.3, line("#d8b050", half * 0.05))


_ROOFS: dict[str, RoofPainter] = {
    "flat": _flat,
    "gable": _gable,
    "hip": _hip,
    "mansard": _mansard,
    "dome": _dome,
    "onion": _onion,
    "spire": _spire,
    "battlements": _battlements,
    "sawtooth": _sawtooth,
    "pagoda": _pagoda,
}
