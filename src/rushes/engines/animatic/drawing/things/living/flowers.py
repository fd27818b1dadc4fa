"""Cut flowers."""

from __future__ import annotations

import math
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    blob,
    box,
    fill,
    line,
    linear,
    mix,
    oval,
    radial,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.things.registry import Look, thing
from rushes.engines.animatic.scene import Light, Rgb

PETALS = ("#d8564a", "#f0a0a0", "#ffe2c0", "#e8748a", "#f6c95c")


def paint_bouquet(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    centre: tuple[float, float],
    radius: float,
    colour: Rgb | None,
    pixels_per_metre: float,
) -> None:
    """Blooms and leaves in a rounded bunch."""
    x, y = centre
    for _ in range(16):
        angle = random.uniform(0, math.tau)
        reach = radius * random.uniform(0.5, 1.0)
        leaf = tones(light, random.choice(("#5f7d3c", "#7a9148", "#4a6a36")))
        tip = (x + math.cos(angle) * reach, y + math.sin(angle) * reach * 0.85)
        blade = skia.Path()
        blade.moveTo(x, y + radius * 0.3)
        blade.quadTo(
            x + math.cos(angle - 0.5) * reach * 0.7, y + math.sin(angle - 0.5) * reach * 0.6, *tip
        )
        blade.quadTo(
            x + math.cos(angle + 0.5) * reach * 0.7,
            y + math.sin(angle + 0.5) * reach * 0.6,
            x,
            y + radius * 0.3,
        )
        canvas.drawPath(
            blade,
            linear(
                (x - radius, y),
                (x + radius, y),
                [leaf.lit, leaf.dark] if light.key_side < 0 else [leaf.dark, leaf.lit],
            ),
        )
    for index in range(13):
        angle = math.tau * index / 13 * 2.4
        reach = radius * 0.72 * math.sqrt(index / 13)
        petal = colour or random.choice(PETALS)
        paint_bloom(
            canvas,
            light,
            random,
            x + math.cos(angle) * reach,
            y + math.sin(angle) * reach * 0.8,
            radius * random.uniform(0.20, 0.28),
            mix(petal, "#ffffff", random.uniform(0, 0.25)),
        )


def paint_bloom(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    x: float,
    y: float,
    radius: float,
    colour: Rgb,
) -> None:
    """One rose-like bloom."""
    tone = tones(light, colour)
    canvas.drawPath(
        blob(random, x, y, radius, radius, 0.10),
        radial(
            (x + light.key_side * radius * 0.4, y - radius * 0.4),
            radius * 1.7,
            [tone.rim, tone.lit, tone.mid, tone.deep],
            [0, 0.25, 0.6, 1],
        ),
    )
    for ring in (0.68, 0.40):
        petal = skia.Path()
        petal.addArc(oval(x, y, radius * ring, radius * ring), random.uniform(0, 360), 230)
        canvas.drawPath(petal, line(tone.deep, radius * 0.09, 0.55))


@thing("flowers", "flower")
def flowers(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A bunch of flowers tied with a ribbon."""
    light, height = brush.light, look.height
    stem = tones(light, "#5f7d3c")
    for index in range(7):
        x = (index - 3) / 3
        canvas.drawLine(
            x * look.width * 0.13,
            -height * 0.02,
            x * look.width * 0.2,
            -height * 0.55,
            line(stem.mid if index % 2 else stem.dark, look.width * 0.035),
        )
    paint_bouquet(
        canvas,
        light,
        Random(5),
        (0, -height * 0.66),
        min(look.width * 0.48, height * 0.36),
        look.colour if look.is_coloured else None,
        brush.pixels_per_metre,
    )
    ribbon = tones(light, "#e8dcc6")
    canvas.drawRect(
        box(-look.width * 0.12, -height * 0.26, look.width * 0.12, -height * 0.2), fill(ribbon.lit)
    )
