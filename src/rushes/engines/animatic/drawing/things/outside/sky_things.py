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
    across,
    box,
    curve,
    fill,
    line,
    linear,
    mix,
    outline,
    oval,
    polygon,
    radial,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.things.registry import Look, thing, thing_of_parts
from rushes.engines.animatic.scene import Light, Rgb

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


@thing_of_parts("bird")
def bird(look: Look) -> tuple[Part, ...]:
    """A bird on the wing."""
    return (_bird_part(0, -look.height / 2, look.width, 0.1, look.width * 0.5),)


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


@thing_of_parts("balloon")
def balloon(look: Look) -> tuple[Part, ...]:
    """A toy balloon on its string."""
    half, height = look.width / 2, look.height

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        tone = tones(brush.light, look.colour)
        side = brush.light.key_side
        string = curve(outline(half, height, "0 0.52  0.12 0.35  -0.1 0.18  0 0.01"), closed=False)
        canvas.drawPath(string, line("#e8e2d8", height * 0.006, 0.9))
        top = -height * 0.99
        body = curve(
            [
                (0, top),
                (half * 0.92, top + height * 0.16),
                (half * 0.62, top + height * 0.36),
                (0, top + height * 0.46),
                (-half * 0.62, top + height * 0.36),
                (-half * 0.92, top + height * 0.16),
            ]
        )
        centre = (side * half * 0.35, top + height * 0.13)
        canvas.drawPath(
            body,
            radial(centre, half * 1.9, [tone.rim, tone.lit, tone.mid, tone.deep], [0, 0.2, 0.6, 1]),
        )
        canvas.drawPath(
            polygon(
                [
                    (0, top + height * 0.45),
                    (half * 0.1, -height * 0.51),
                    (-half * 0.1, -height * 0.51),
                ]
            ),
            fill(tone.dark),
        )
        canvas.drawOval(
            oval(side * half * 0.4, top + height * 0.11, half * 0.12, height * 0.04),
            fill("#ffffff", 0.7),
        )

    def bob(seconds: float) -> Motion:
        return Motion(
            dx=half * 0.12 * math.sin(seconds * 0.9), dy=half * 0.08 * math.sin(seconds * 1.3)
        )

    return (Part(Bounds(-half * 1.05, -height * 1.01, half * 1.05, 0.01), paint, motion=bob),)


@thing("hot air balloon")
def hot_air_balloon(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A striped hot air balloon with its basket."""
    light, half, height = brush.light, look.width / 2, look.height
    top, mouth = -height, -height * 0.26
    body = curve(
        [
            (0, top),
            (half * 0.72, top + height * 0.08),
            (half * 0.97, top + height * 0.28),
            (half * 0.70, top + height * 0.52),
            (half * 0.22, mouth),
            (-half * 0.22, mouth),
            (-half * 0.70, top + height * 0.52),
            (-half * 0.97, top + height * 0.28),
            (-half * 0.72, top + height * 0.08),
        ]
    )
    canvas.drawPath(body, across(light, -half, half, look.colour))
    canvas.save()
    canvas.clipPath(body, doAntiAlias=True)
    for share, colour in ((0.62, "#f4ead4"), (0.22, look.colour)):
        gore = skia.Path()
        gore.moveTo(0, top)
        gore.cubicTo(
            half * share * 1.5,
            top + height * 0.1,
            half * share * 1.5,
            top + height * 0.5,
            half * 0.2 * share,
            mouth,
        )
        gore.lineTo(-half * 0.2 * share, mouth)
        gore.cubicTo(
            -half * share * 1.5, top + height * 0.5, -half * share * 1.5, top + height * 0.1, 0, top
        )
        canvas.drawPath(gore, across(light, -half, half, colour))
    canvas.restore()
    rope = line(tones(light, "#6a5444").dark, height * 0.005)
    for x in (-1, 1):
        canvas.drawLine(x * half * 0.2, mouth, x * half * 0.13, -height * 0.12, rope)
    basket = box(-half * 0.15, -height * 0.12, half * 0.15, 0)
    canvas.drawRoundRect(
        basket, half * 0.03, half * 0.03, across(light, -half * 0.15, half * 0.15, "#9a6a3e")
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


@thing("airplane")
def airplane(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An airliner flying to the right, seen from the side."""
    light, half, height = brush.light, look.width / 2, look.height
    tone = tones(light, look.colour)
    y = -height * 0.45
    body = curve(
        [
            (half * 0.99, y),
            (half * 0.86, y - height * 0.14),
            (half * 0.4, y - height * 0.18),
            (-half * 0.6, y - height * 0.17),
            (-half * 0.97, y - height * 0.10),
            (-half * 0.7, y + height * 0.10),
            (half * 0.3, y + height * 0.17),
            (half * 0.85, y + height * 0.12),
        ]
    )
    fin = polygon(
        [
            (-half * 0.92, y - height * 0.10),
            (-half * 0.99, -height * 0.99),
            (-half * 0.82, -height * 0.99),
            (-half * 0.56, y - height * 0.15),
        ]
    )
    canvas.drawPath(fin, fill(mix(tones(light, "#35619a").mid, tone.mid, 0.1)))
    canvas.drawPath(
        body,
        linear(
            (0, y - height * 0.18),
            (0, y + height * 0.17),
            [tone.rim, tone.lit, tone.dark],
            [0, 0.4, 1],
        ),
    )
    window = tones(light, "#2a3c52").mid
    for index in range(15):
        canvas.drawCircle(
            -half * 0.58 + index * half * 0.085, y - height * 0.05, half * 0.014, fill(window)
        )
    canvas.drawPath(
        polygon(
            [
                (half * 0.83, y - height * 0.11),
                (half * 0.92, y - height * 0.05),
                (half * 0.80, y - height * 0.05),
            ]
        ),
        fill(window),
    )
    _wing_and_engine(canvas, light, half, height, look.colour)


def _wing_and_engine(
    canvas: skia.Canvas, light: Light, half: float, height: float, colour: Rgb
) -> None:
    """An airliner's near wing, with the engine behind it, and its tailplane."""
    tone, y = tones(light, colour), -height * 0.45
    for engine in (0.18,):
        canvas.drawRoundRect(
            box(
                half * (engine - 0.14), y + height * 0.14, half * (engine + 0.12), y + height * 0.36
            ),
            half * 0.05,
            height * 0.1,
            across(light, 0, half * 0.3, "#9aa4b0"),
        )
    wing = polygon(
        [
            (half * 0.22, y + height * 0.06),
            (-half * 0.40, -height * 0.02),
            (-half * 0.52, -height * 0.03),
            (-half * 0.14, y + height * 0.06),
        ]
    )
    canvas.drawPath(wing, linear((0, y), (0, 0), [tone.lit, tone.dark]))
    tail = polygon(
        [
            (-half * 0.72, y - height * 0.06),
            (-half * 0.99, y + height * 0.02),
            (-half * 0.88, y - height * 0.07),
        ]
    )
    canvas.drawPath(tail, fill(tone.dark))


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
