"""Lamps and lanterns, lit."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    outline,
    oval,
    polygon,
    tones,
    turned,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.things.registry import (
    Look,
    still,
    thing,
    thing_bounds,
    thing_of_parts,
)


@thing_of_parts("lamp")
def lamp(look: Look) -> tuple[Part, ...]:
    """A standing table lamp, lit."""
    half, height = look.width / 2, look.height
    top, bottom = -height * 0.98, -height * 0.52

    def paint(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        light = brush.light
        contact_shadow(canvas, light, half * 0.5)
        base = turned(
            [
                (half * 0.5, 0),
                (half * 0.42, -height * 0.05),
                (half * 0.22, -height * 0.16),
                (half * 0.34, -height * 0.28),
                (half * 0.08, -height * 0.46),
                (half * 0.06, -height * 0.56),
            ]
        )
        canvas.drawPath(base, across(light, -half * 0.5, half * 0.5, "#a87c48"))
        shade = polygon(
            [(-half * 0.55, top), (half * 0.55, top), (half * 0.96, bottom), (-half * 0.96, bottom)]
        )
        warm = mix(look.colour, "#ffdf9e", 0.55)
        canvas.drawPath(
            shade,
            linear(
                (0, top), (0, bottom), [mix(warm, "#c98a4a", 0.35), warm, "#fff1c4"], [0, 0.6, 1]
            ),
        )
        canvas.drawOval(oval(0, bottom, half * 0.96, height * 0.025), fill("#fff6d8"))

    reach = height * 0.85
    middle = (top + bottom) / 2

    def glow(canvas: skia.Canvas, brush: Brush) -> None:
        draw_glow(canvas, 0, middle, reach, "#ffce85", 0.5)

    halo = Part(
        Bounds(-reach, middle - reach, reach, middle + reach), glow, takes_haze=False, dz=0.01
    )
    return halo, still(paint, look)


@thing_of_parts("lantern")
def lantern(look: Look) -> tuple[Part, ...]:
    """A lantern with a light in it."""
    half, height = look.width / 2, look.height

    def paint(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        light = brush.light
        contact_shadow(canvas, light, half * 0.8)
        iron = tones(light, look.colour)
        canvas.drawRect(
            box(-half * 0.62, -height * 0.72, half * 0.62, -height * 0.10),
            linear((0, -height * 0.72), (0, -height * 0.1), ["#ffdf94", "#fff4cc", "#ff9d3c"]),
        )
        for x in (-0.62, 0.0, 0.62):
            canvas.drawLine(
                half * x, -height * 0.72, half * x, -height * 0.1, line(iron.dark, half * 0.1)
            )
        canvas.drawRect(
            box(-half * 0.8, -height * 0.1, half * 0.8, 0), across(light, -half, half, look.colour)
        )
        canvas.drawPath(
            polygon(outline(half, height, "-0.85 0.71  0.85 0.71  0.25 0.87  -0.25 0.87")),
            across(light, -half, half, look.colour),
        )
        canvas.drawOval(
            oval(0, -height * 0.92, half * 0.28, height * 0.055), line(iron.dark, half * 0.09)
        )

    reach = height * 1.1

    def glow(canvas: skia.Canvas, brush: Brush) -> None:
        draw_glow(canvas, 0, -height * 0.4, reach, "#ffb95c", 0.65)

    def flicker(seconds: float) -> Motion:
        return Motion(
            opacity=0.85 + 0.1 * math.sin(seconds * 8.3) + 0.05 * math.sin(seconds * 13.1)
        )

    halo = Part(
        Bounds(-reach, -height * 0.4 - reach, reach, -height * 0.4 + reach),
        glow,
        motion=flicker,
        takes_haze=False,
        dz=0.01,
    )
    return halo, still(paint, look)


@thing("street lamp")
def street_lamp(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An iron street lamp; lit when it is dark."""
    light, half, height = brush.light, look.width / 2, look.height
    bounds = thing_bounds(look)
    contact_shadow(canvas, light, half * 0.6)
    pole = turned(
        [
            (half * 0.45, 0),
            (half * 0.40, -height * 0.06),
            (half * 0.16, -height * 0.10),
            (half * 0.12, -height * 0.84),
        ]
    )
    canvas.drawPath(pole, across(light, -half * 0.3, half * 0.3, look.colour))
    is_on = light.time_of_day in ("dusk", "night") or light.weather == "fog"
    glass = polygon(outline(half, height, "-0.45 0.94  0.45 0.94  0.28 0.84  -0.28 0.84"))
    if is_on:
        draw_glow(canvas, 0, -height * 0.89, min(bounds.right, height * 0.1), "#ffd890", 0.9)
    canvas.drawPath(glass, fill("#fff0c4" if is_on else mix(light.haze, "#ffffff", 0.3), 0.95))
    iron = tones(light, look.colour)
    canvas.drawPath(polygon(outline(half, height, "-0.6 0.94  0.6 0.94  0 1")), fill(iron.mid))
    canvas.drawRect(
        box(-half * 0.34, -height * 0.845, half * 0.34, -height * 0.825), fill(iron.dark)
    )
