"""Lamps and lanterns, lit."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    draw_glow,
    line,
    linear,
    outline,
    oval,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.things.registry import (
    Look,
    still,
    thing_of_parts,
)


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
