"""Bicycles and motorcycles, facing right."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    curve,
    fill,
    line,
    linear,
    outline,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.things.outside.vehicles import paint_lamp, paint_wheel
from rushes.engines.animatic.drawing.things.registry import Look, thing
from rushes.engines.animatic.scene import Light


def _bike_wheel(canvas: skia.Canvas, light: Light, x: float, radius: float) -> None:
    canvas.drawCircle(x, -radius, radius * 0.95, line(tones(light, "#3a3a40").mid, radius * 0.09))
    canvas.drawCircle(x, -radius, radius * 0.86, line(tones(light, "#c8ccd2").lit, radius * 0.03))
    for spoke in range(14):
        angle = math.tau * spoke / 14
        canvas.drawLine(
            x,
            -radius,
            x + math.cos(angle) * radius * 0.86,
            -radius + math.sin(angle) * radius * 0.86,
            line(tones(light, "#b8bcc4").mid, radius * 0.015, 0.7),
        )
    canvas.drawCircle(x, -radius, radius * 0.08, fill(tones(light, "#8a8e96").mid))


@thing("bicycle")
def bicycle(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A bicycle."""
    light, half, height = brush.light, look.width / 2, look.height
    radius = height * 0.33
    contact_shadow(canvas, light, half * 0.9, 0.4)
    back, front = -half + radius, half - radius
    _bike_wheel(canvas, light, back, radius)
    _bike_wheel(canvas, light, front, radius)
    crank, seat = (-half * 0.10, -radius * 0.95), (-half * 0.24, -height * 0.76)
    head, bars = (half * 0.40, -height * 0.80), (half * 0.36, -height * 0.96)
    tone = tones(light, look.colour)
    for start, end in (
        ((back, -radius), crank),
        ((back, -radius), seat),
        (crank, seat),
        (crank, (head[0] + half * 0.02, head[1] + height * 0.1)),
        (seat, head),
        (head, (front, -radius)),
        (head, bars),
    ):
        canvas.drawLine(*start, *end, line(tone.dark, height * 0.042))
        canvas.drawLine(
            start[0],
            start[1] - height * 0.006,
            end[0],
            end[1] - height * 0.006,
            line(tone.lit, height * 0.02),
        )
    _saddle_and_pedals(canvas, light, half, height, bars)


def _saddle_and_pedals(
    canvas: skia.Canvas, light: Light, half: float, height: float, bars: tuple[float, float]
) -> None:
    radius = height * 0.33
    crank, seat = (-half * 0.10, -radius * 0.95), (-half * 0.24, -height * 0.76)
    black = tones(light, "#3a3236")
    canvas.drawLine(
        seat[0], seat[1], seat[0] - half * 0.02, -height * 0.86, line(black.mid, height * 0.03)
    )
    canvas.drawPath(
        curve(
            [
                (seat[0] - half * 0.18, -height * 0.90),
                (seat[0], -height * 0.895),
                (seat[0] + half * 0.16, -height * 0.87),
                (seat[0], -height * 0.85),
                (seat[0] - half * 0.15, -height * 0.86),
            ]
        ),
        fill(black.mid),
    )
    grip = curve([bars, (half * 0.48, -height * 0.98), (half * 0.60, -height * 0.94)], closed=False)
    canvas.drawPath(grip, line(black.mid, height * 0.035))
    canvas.drawCircle(*crank, radius * 0.2, line(tones(light, "#9a9ea6").mid, height * 0.022))
    canvas.drawLine(
        crank[0],
        crank[1],
        crank[0] + half * 0.09,
        crank[1] + radius * 0.36,
        line(black.mid, height * 0.024),
    )
    canvas.drawLine(
        crank[0] + half * 0.03,
        crank[1] + radius * 0.38,
        crank[0] + half * 0.15,
        crank[1] + radius * 0.36,
        line(black.mid, height * 0.03),
    )


@thing("motorcycle")
def motorcycle(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A motorcycle."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.95, 0.5)
    radius = height * 0.29
    back, front = -half + radius, half - radius
    metal, black = tones(light, "#9aa0a8"), tones(light, "#34323a")
    for x in (back, front):
        paint_wheel(canvas, light, x, radius)
    canvas.drawLine(front, -radius, half * 0.34, -height * 0.84, line(metal.mid, height * 0.05))
    canvas.drawLine(back, -radius, -half * 0.05, -radius * 1.15, line(black.mid, height * 0.05))
    canvas.drawRoundRect(
        box(-half * 0.26, -height * 0.56, half * 0.26, -height * 0.18),
        half * 0.06,
        half * 0.06,
        linear((0, -height * 0.56), (0, -height * 0.18), [metal.lit, black.deep]),
    )
    canvas.drawLine(
        -half * 0.1, -height * 0.2, -half * 0.78, -height * 0.22, line(metal.lit, height * 0.055)
    )
    tank = curve(outline(half, height, "-0.12 0.6  0.02 0.8  0.34 0.78  0.36 0.62"))
    canvas.drawPath(tank, across(light, -half * 0.2, half * 0.4, look.colour))
    seat = curve(outline(half, height, "-0.74 0.74  -0.3 0.68  -0.06 0.7  -0.1 0.58  -0.6 0.6"))
    canvas.drawPath(seat, linear((0, -height * 0.75), (0, -height * 0.58), [black.lit, black.deep]))
    mud = curve(
        [
            (back - radius * 0.9, -radius * 1.4),
            (back, -radius * 2.18),
            (back + radius * 0.9, -radius * 1.7),
            (back, -radius * 1.96),
        ]
    )
    canvas.drawPath(mud, across(light, back - radius, back + radius, look.colour))
    canvas.drawPath(
        curve(
            outline(half, height, "0.32 0.86  0.24 0.97  0.12 0.94"),
            closed=False,
        ),
        line(black.mid, height * 0.04),
    )
    paint_lamp(canvas, light, half * 0.46, -height * 0.78, half * 0.08, "#ffedb8")
