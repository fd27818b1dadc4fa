"""Furniture and lamps."""

from __future__ import annotations

from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    line,
    linear,
    mix,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.things.home.tableware import paint_plate
from rushes.engines.animatic.drawing.things.registry import (
    Look,
    thing,
)
from rushes.engines.animatic.scene import Light, Rgb


def paint_leg(
    canvas: skia.Canvas,
    light: Light,
    x: float,
    top: float,
    width: float,
    colour: Rgb,
    bottom: float = 0.0,
) -> None:
    """A straight leg from `top` down to `bottom`."""
    canvas.drawRect(
        box(x - width / 2, top, x + width / 2, bottom),
        across(light, x - width / 2, x + width / 2, colour),
    )


@thing("dinner table", "dining table")
def dinner_table(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A table under a white cloth that falls to the ground, laid for two."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.98, 0.55)
    tone = tones(light, look.colour)
    back, front = -height, -height * 0.865
    drop = skia.Path()
    drop.moveTo(-half * 0.955, front)
    drop.lineTo(half * 0.955, front)
    drop.cubicTo(half * 0.95, -height * 0.5, half * 1.0, -height * 0.25, half * 0.985, -0.01)
    hem = [(half * 0.985 - 2 * half * 0.985 * k / 12, -0.012 + 0.012 * (k % 2)) for k in range(13)]
    for x, y in hem:
        drop.lineTo(x, y)
    drop.cubicTo(-half * 1.0, -height * 0.25, -half * 0.95, -height * 0.5, -half * 0.955, front)
    start = light.key_side * half
    canvas.drawPath(
        drop,
        linear(
            (start, 0),
            (-start, 0),
            [tone.lit, mix(tone.lit, tone.mid, 0.6), tone.mid, tone.dark],
            [0, 0.3, 0.6, 1],
        ),
    )
    canvas.save()
    canvas.clipPath(drop, doAntiAlias=True)
    _folds(canvas, light, half, height, front, look.colour)
    canvas.drawRect(
        box(-half, front, half, front + height * 0.10),
        linear((0, front), (0, front + height * 0.10), [(tone.deep, 0.35), (tone.deep, 0.0)]),
    )
    canvas.restore()
    top = polygon(
        [(-half * 0.80, back), (half * 0.80, back), (half * 0.955, front), (-half * 0.955, front)]
    )
    canvas.drawPath(
        top,
        linear(
            (0, back), (0, front), [mix(tone.lit, tone.rim, 0.6), mix(tone.lit, tone.mid, 0.35)]
        ),
    )
    canvas.drawLine(-half * 0.955, front, half * 0.955, front, line(tone.rim, 0.012, 0.9))
    _lay_for_two(canvas, light, half, height)


def _lay_for_two(canvas: skia.Canvas, light: Light, half: float, height: float) -> None:
    """A plate, silver and a napkin at both ends of a table's top."""
    for side in (-1, 1):
        x, y = side * half * 0.56, -height * 0.925
        paint_plate(canvas, light, x, y, half * 0.36, height * 0.07, "#f7f1e6")
        silver = tones(light, "#c9ccd2")
        for reach in (-0.235, 0.225, 0.255):
            canvas.drawLine(
                x + half * reach,
                y - height * 0.03,
                x + half * reach * 1.06,
                y + height * 0.03,
                line(silver.lit, 0.008, 0.9),
            )
        napkin = tones(light, "#e9dcc8")
        fold = [(-0.055, -0.012), (0.045, -0.012), (0.055, 0.012), (-0.045, 0.012)]
        canvas.drawPath(
            polygon([(x + half * dx, y + height * dy) for dx, dy in fold]),
            linear((x - half * 0.05, 0), (x + half * 0.05, 0), [napkin.lit, napkin.mid]),
        )


def _folds(
    canvas: skia.Canvas, light: Light, half: float, height: float, top: float, colour: Rgb
) -> None:
    """Soft vertical folds of a hanging cloth, widening towards the hem."""
    tone = tones(light, colour)
    random = Random(9)
    for number in range(15):
        x = -half + 2 * half * (number + random.uniform(0.25, 0.75)) / 15
        lean = x * 0.05 + random.uniform(-0.02, 0.02)
        wide = half * random.uniform(0.020, 0.045)
        for offset, ink, opacity in (
            (0.0, tone.deep, 0.30),
            (light.key_side * wide * 1.1, tone.rim, 0.4),
        ):
            fold = skia.Path()
            fold.moveTo(x + offset, top + height * random.uniform(0.0, 0.2))
            fold.quadTo(x + offset + lean * 0.3, top * 0.5, x + offset + lean, 0)
            canvas.drawPath(fold, line(ink, wide, opacity, wide * 0.45))
