"""Rocks."""

from __future__ import annotations

import math
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    contact_shadow,
    fill,
    linear,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.things.registry import Look, thing
from rushes.engines.animatic.scene import Light, Rgb


def paint_rock(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    half_width: float,
    height: float,
    colour: Rgb = "#8d857c",
) -> None:
    """A boulder at the origin, in facets."""
    tone = tones(light, colour)
    side = light.key_side
    outline = []
    for index in range(9):
        angle = math.pi * index / 8
        reach = 1 + random.uniform(-0.12, 0.10)
        outline.append(
            (
                math.cos(angle) * half_width * reach,
                -(math.sin(angle) ** 0.8) * height * min(1.0, reach),
            )
        )
    shape = polygon(outline)
    canvas.drawPath(
        shape,
        linear(
            (side * half_width, -height),
            (-side * half_width, 0),
            [tone.rim, tone.lit, tone.mid, tone.dark],
            [0, 0.2, 0.55, 1],
        ),
    )
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    ridge = (random.uniform(-0.2, 0.2) * half_width, -height * 0.55)
    for index in range(len(outline) - 1):
        facet = polygon([ridge, outline[index], outline[index + 1]])
        toward = (outline[index][0] + outline[index + 1][0]) / 2 * side
        shade = tone.lit if toward > random.uniform(-0.4, 0.4) * half_width else tone.deep
        canvas.drawPath(facet, fill(shade, random.uniform(0.10, 0.32)))
    canvas.restore()


@thing("rock")
def rock(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A boulder."""
    contact_shadow(canvas, brush.light, look.width * 0.46)
    paint_rock(canvas, brush.light, Random(6), look.width * 0.46, look.height * 0.92, look.colour)
