"""Things of the sky, each alone: sun, moon, stars, clouds, birds, balloons. Their centre hangs
half their height above the origin."""

from __future__ import annotations

import functools
import math
from random import Random

import skia

from rushes.engines.animatic.drawing import sky
from rushes.engines.animatic.drawing.light import palettes
from rushes.engines.animatic.drawing.paint import (
    fill,
    line,
    mix,
    oval,
    polygon,
    radial,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.things.registry import Look, thing, thing_of_parts

BIRD_PHASES = 6


@thing("sun")
def sun(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """The sun's disc in its glow."""
    radius, y = look.width / 2, -look.height / 2
    canvas.drawCircle(
        0,
        y,
        radius,
        radial(
            (0, y),
            radius,
            [(look.colour, 0.9), (look.colour, 0.35), ("#ff9a4a", 0.0)],
            [0.4, 0.6, 1],
        ),
    )
    canvas.drawCircle(0, y, radius * 0.5, radial((0, y), radius * 0.5, ["#fffdf4", "#fff3cc"]))


@thing("moon")
def moon(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """The full moon in its glow."""
    sky.paint_moon(canvas, 0, -look.height / 2, look.width * 0.3, halo=1.6)


@thing("star", "stars")
def stars(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """Bright stars with short rays."""
    random = Random(14)
    for index in range(9):
        x = random.uniform(-0.46, 0.46) * look.width
        y = -look.height * random.uniform(0.06, 0.94)
        size = look.width * (0.06 if index < 3 else 0.028)
        x = max(-look.width / 2 + size, min(look.width / 2 - size, x))
        points = []
        for corner in range(8):
            reach = size if corner % 2 == 0 else size * 0.2
            points.append(
                (
                    x + math.sin(corner * math.pi / 4) * reach,
                    y - math.cos(corner * math.pi / 4) * reach,
                )
            )
        canvas.drawCircle(
            x, y, size, radial((x, y), size, [(look.colour, 0.5), (look.colour, 0.0)])
        )
        canvas.drawPath(polygon(points), fill(look.colour))


@thing_of_parts("cloud", "clouds")
def cloud(look: Look) -> tuple[Part, ...]:
    """A cloud drifting slowly."""
    half = look.width / 2.35

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        sky.paint_cumulus(canvas, brush.light, Random(3), half)

    def drift(seconds: float) -> Motion:
        return Motion(dx=look.width * 0.012 * seconds)

    bounds = Bounds(-half * 1.4, -half * 1.15, half * 1.4, half * 0.1)
    return (Part(bounds, paint, motion=drift, takes_haze=False),)


def _bird_part(x: float, y: float, span: float, offset: float, speed: float) -> Part:
    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.save()
        canvas.translate(x, y)
        sky.paint_bird(canvas, brush.light, span, sky.wing_at(brush.phase, BIRD_PHASES))
        canvas.restore()

    def fly(seconds: float) -> Motion:
        return Motion(dx=speed * seconds, dy=span * 0.18 * math.sin(seconds * 1.3 + offset * 6))

    return Part(
        Bounds(x - span * 0.54, y - span * 0.42, x + span * 0.54, y + span * 0.42),
        paint,
        motion=fly,
        phases=BIRD_PHASES,
        phase_at=functools.partial(
            sky.flap_phase, beats_per_second=1.7, offset=offset, phases=BIRD_PHASES
        ),
    )


@thing_of_parts("birds")
def birds(look: Look) -> tuple[Part, ...]:
    """A small flock on the wing."""
    random = Random(17)
    span = look.width * 0.15
    return tuple(
        _bird_part(
            look.width * (index / 6 - 0.5) * 0.8,
            -look.height * (0.2 + 0.6 * abs(index - 3) / 3) * random.uniform(0.8, 1.1) - span * 0.4,
            span * random.uniform(0.75, 1.15),
            random.random(),
            look.width * 0.09,
        )
        for index in range(7)
    )


@thing("rainbow")
def rainbow(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A rainbow's arch."""
    colours = ("#d8402f", "#f08a2a", "#f6d23c", "#4fae4a", "#3a7fd0", "#4a3fa8", "#7c3f9c")
    outer = look.width / 2 * 0.98
    ratio = look.height / (look.width / 2)
    band = outer * 0.028
    for index, colour in enumerate(colours):
        radius = outer - band * (index + 0.5)
        arc = skia.Path()
        arc.addArc(oval(0, 0, radius, radius * ratio), 180, 180)
        paint = line(colour, band * 1.25, 0.42, band * 0.3)
        paint.setStrokeCap(skia.Paint.kButt_Cap)
        canvas.drawPath(arc, paint)


@thing("rain cloud")
def rain_cloud(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A dark cloud with rain under it."""
    half = look.width / 2.6
    dark = mix(palettes(brush.light)[0].clouds[0], "#3a4254", 0.6)
    random = Random(2)
    for _ in range(40):
        x, y = random.uniform(-0.8, 0.8) * half, -look.height * random.uniform(0.02, 0.4)
        canvas.drawLine(
            x,
            y,
            x - half * 0.05,
            min(-0.001, y + look.height * 0.08),
            line("#b8cbe0", half * 0.012, 0.6),
        )
    canvas.save()
    canvas.translate(0, -look.height * 0.38)
    sky.paint_cumulus(canvas, brush.light, Random(9), half)
    shape = skia.Path()
    shape.addOval(oval(0, -half * 0.16, half * 0.98, half * 0.2))
    canvas.drawPath(shape, fill(dark, 0.75, half * 0.08))
    canvas.restore()
