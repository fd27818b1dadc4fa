"""Vehicles, seen from the side and facing right."""

from __future__ import annotations

import functools
import math

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    contact_shadow,
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


def paint_wheel(canvas: skia.Canvas, light: Light, x: float, radius: float) -> None:
    """A car's wheel standing at (x, 0)."""
    tyre, rim = tones(light, "#35343a"), tones(light, "#c8ccd2")
    canvas.drawCircle(
        x,
        -radius,
        radius,
        radial(
            (x + light.key_side * radius * 0.3, -radius * 1.4),
            radius * 1.6,
            [tyre.lit, tyre.dark, tyre.deep],
        ),
    )
    canvas.drawCircle(
        x,
        -radius,
        radius * 0.60,
        linear((x, -radius * 1.6), (x, -radius * 0.4), [rim.lit, rim.dark]),
    )
    for spoke in range(5):
        angle = math.tau * spoke / 5 - math.pi / 2
        canvas.drawLine(
            x,
            -radius,
            x + math.cos(angle) * radius * 0.5,
            -radius + math.sin(angle) * radius * 0.5,
            line(rim.deep, radius * 0.13, 0.7),
        )
    canvas.drawCircle(x, -radius, radius * 0.13, fill(rim.lit))


def paint_glass(canvas: skia.Canvas, light: Light, shape: skia.Path) -> None:
    """A vehicle's window: the sky mirrored in dark glass."""
    area = shape.getBounds()
    sky = mix(light.haze, "#34465a", 0.55)
    canvas.drawPath(
        shape,
        linear(
            (area.left(), area.top()),
            (area.right(), area.bottom()),
            [mix(sky, "#ffffff", 0.45), sky, mix(sky, "#10141c", 0.55)],
            [0, 0.4, 1],
        ),
    )


def lamps_are_on(light: Light) -> bool:
    """Whether vehicles drive with their lamps on."""
    return light.time_of_day in ("dusk", "night") or light.weather in ("rain", "fog", "snow")


def paint_lamp(
    canvas: skia.Canvas, light: Light, x: float, y: float, size: float, colour: Rgb
) -> None:
    """A head or tail lamp, shining when vehicles have theirs on."""
    if lamps_are_on(light):
        canvas.drawCircle(x, y, size * 2.4, fill(colour, 0.45, size))
    canvas.drawOval(oval(x, y, size, size * 0.62), fill(mix(colour, "#ffffff", 0.35)))


@thing("car")
def car(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A saloon car."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.98, 0.65)
    tone = tones(light, look.colour)
    cabin = curve(
        outline(half, height, "-0.66 0.6  -0.4 0.95  -0.05 0.995  0.22 0.93  0.48 0.62  0 0.5")
    )
    body = curve(
        outline(
            half,
            height,
            "-0.98 0.3  -0.97 0.52  -0.7 0.635  -0.1 0.64  0.46 0.62  0.86 0.53  "
            "0.99 0.38  0.97 0.2  0.5 0.155  -0.5 0.155  -0.95 0.19",
        )
    )
    shine = linear(
        (0, -height),
        (0, -height * 0.15),
        [tone.rim, tone.lit, tone.mid, tone.deep],
        [0, 0.25, 0.6, 1],
    )
    canvas.drawPath(cabin, shine)
    for left, right in ((-0.50, -0.10), (-0.04, 0.36)):
        glass = polygon(
            [
                (half * left - half * 0.08 * (left < -0.2), -height * 0.64),
                (half * left + half * 0.10 * (left < -0.2), -height * 0.90),
                (half * right - half * 0.17 * (right > 0.2), -height * 0.90),
                (half * right, -height * 0.64),
            ]
        )
        paint_glass(canvas, light, glass)
    canvas.drawPath(body, shine)
    _car_lines(canvas, light, half, height, look.colour)
    for x in (-0.60, 0.60):
        canvas.drawCircle(half * x, -height * 0.22, height * 0.255, fill("#141216"))
        canvas.save()
        canvas.translate(half * x, 0)
        paint_wheel(canvas, light, 0, height * 0.22)
        canvas.restore()
    paint_lamp(canvas, light, half * 0.91, -height * 0.43, half * 0.045, "#ffedb8")
    paint_lamp(canvas, light, -half * 0.95, -height * 0.46, half * 0.03, "#e0402f")


def _car_lines(canvas: skia.Canvas, light: Light, half: float, height: float, colour: Rgb) -> None:
    """Doors, handles and the crease along a car's side."""
    tone = tones(light, colour)
    canvas.drawLine(
        -half * 0.93,
        -height * 0.50,
        half * 0.84,
        -height * 0.50,
        line(tone.rim, height * 0.012, 0.7),
    )
    for x in (-0.07, 0.36, -0.52):
        canvas.drawLine(
            half * x,
            -height * 0.62,
            half * x * 0.98,
            -height * 0.20,
            line(tone.deep, height * 0.008, 0.6),
        )
    for x in (-0.16, 0.26):
        canvas.drawLine(
            half * x,
            -height * 0.46,
            half * (x + 0.06),
            -height * 0.46,
            line(tone.rim, height * 0.022),
        )


@thing("truck")
def truck(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A lorry with a box body."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.98, 0.6)
    tone = tones(light, look.colour)
    canvas.drawRect(
        box(-half * 0.96, -height * 0.30, half * 0.96, -height * 0.14),
        fill(tones(light, "#3a3c42").dark),
    )
    canvas.drawRect(
        box(-half, -height, half * 0.42, -height * 0.24),
        linear(
            (0, -height),
            (0, -height * 0.24),
            [tones(light, "#eee8dc").lit, tones(light, "#eee8dc").dark],
        ),
    )
    for x in (-0.72, -0.44, -0.16, 0.12):
        canvas.drawLine(
            half * x, -height * 0.97, half * x, -height * 0.27, line("#8a8478", height * 0.008, 0.5)
        )
    cab = curve(
        outline(half, height, "0.46 0.8  0.72 0.82  0.9 0.5  0.99 0.42  0.99 0.16  0.46 0.16")
    )
    canvas.drawPath(
        cab, linear((0, -height * 0.8), (0, -height * 0.16), [tone.rim, tone.mid, tone.dark])
    )
    paint_glass(
        canvas, light, polygon(outline(half, height, "0.56 0.75  0.71 0.75  0.84 0.5  0.56 0.5"))
    )
    for x in (-0.66, -0.38, 0.70):
        paint_wheel(canvas, light, half * x, height * 0.155)
    paint_lamp(canvas, light, half * 0.95, -height * 0.32, half * 0.03, "#ffedb8")


@thing("bus")
def bus(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A city bus."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.98, 0.6)
    tone = tones(light, look.colour)
    body = box(-half, -height, half, -height * 0.12)
    canvas.drawRoundRect(
        body,
        height * 0.08,
        height * 0.08,
        linear((0, -height), (0, -height * 0.12), [tone.rim, tone.lit, tone.mid, tone.dark]),
    )
    canvas.drawRect(
        box(-half, -height * 0.38, half, -height * 0.32), fill(tones(light, "#f4eee0").mid)
    )
    lit = lamps_are_on(light)
    for index in range(7):
        left = -half * 0.94 + index * half * 0.25
        pane = box(left, -height * 0.86, left + half * 0.21, -height * 0.46)
        if lit:
            canvas.drawRect(pane, fill("#ffe6a8", 0.95))
        else:
            shape = skia.Path()
            shape.addRect(pane)
            paint_glass(canvas, light, shape)
    paint_glass(
        canvas,
        light,
        polygon(outline(half, height, "0.84 0.88  0.985 0.88  0.985 0.4  0.84 0.4")),
    )
    canvas.drawRect(
        box(half * 0.55, -height * 0.84, half * 0.78, -height * 0.15),
        line(tone.deep, height * 0.014),
    )
    for x in (-0.62, 0.42):
        canvas.drawCircle(half * x, -height * 0.15, height * 0.18, fill("#141216"))
        paint_wheel(canvas, light, half * x, height * 0.155)
    paint_lamp(canvas, light, half * 0.96, -height * 0.26, half * 0.025, "#ffedb8")


@thing_of_parts("boat", "sailboat")
def boat(look: Look) -> tuple[Part, ...]:
    """A sailing boat, rocking on the water."""
    half, height = look.width / 2, look.height

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        light = brush.light
        tone, wood = tones(light, look.colour), tones(light, "#6b4a30")
        canvas.drawLine(0, -height * 0.14, 0, -height * 0.99, line(wood.mid, half * 0.035))
        main = skia.Path()
        main.moveTo(-half * 0.03, -height * 0.96)
        main.quadTo(-half * 0.55, -height * 0.5, -half * 0.72, -height * 0.22)
        main.lineTo(-half * 0.03, -height * 0.2)
        main.close()
        jib = skia.Path()
        jib.moveTo(half * 0.04, -height * 0.92)
        jib.quadTo(half * 0.34, -height * 0.5, half * 0.78, -height * 0.19)
        jib.lineTo(half * 0.04, -height * 0.2)
        jib.close()
        sail = tones(light, "#f6f0e4")
        near, far = (main, jib) if light.key_side < 0 else (jib, main)
        canvas.drawPath(near, linear((0, -height), (0, 0), [sail.rim, sail.lit]))
        canvas.drawPath(far, linear((0, -height), (0, 0), [sail.lit, sail.dark]))
        hull = skia.Path()
        hull.moveTo(-half * 0.92, -height * 0.16)
        hull.lineTo(half * 0.99, -height * 0.17)
        hull.quadTo(half * 0.82, 0, half * 0.5, height * 0.01)
        hull.lineTo(-half * 0.66, height * 0.01)
        hull.quadTo(-half * 0.88, -height * 0.02, -half * 0.92, -height * 0.16)
        canvas.drawPath(hull, linear((0, -height * 0.17), (0, 0), [tone.lit, tone.mid, tone.deep]))
        canvas.drawLine(
            -half * 0.92,
            -height * 0.155,
            half * 0.97,
            -height * 0.165,
            line(sail.rim, height * 0.014),
        )
        canvas.drawLine(
            -half * 0.8,
            height * 0.012,
            half * 0.68,
            height * 0.012,
            line("#ffffff", height * 0.012, 0.6),
        )

    return (
        Part(
            Bounds(-half * 1.02, -height * 1.01, half * 1.04, height * 0.03),
            paint,
            motion=functools.partial(_rock, height),
        ),
    )


def _rock(height: float, seconds: float) -> Motion:
    return Motion(
        dx=height * 0.006 * math.sin(seconds * 0.8), dy=height * 0.008 * math.sin(seconds * 1.5)
    )


@thing("train")
def train(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A railcar with its driver's cab at the right."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half, 0.6)
    tone = tones(light, look.colour)
    canvas.drawRect(
        box(-half * 0.97, -height * 0.2, half * 0.9, -height * 0.06),
        fill(tones(light, "#2f3036").dark),
    )
    for x in (-0.8, -0.62, 0.48, 0.66):
        paint_wheel(canvas, light, half * x, height * 0.10)
    body = skia.Path()
    body.moveTo(-half, -height * 0.14)
    body.lineTo(-half, -height * 0.96)
    body.lineTo(half * 0.72, -height * 0.96)
    body.cubicTo(half * 0.88, -height * 0.94, half * 0.99, -height * 0.55, half, -height * 0.14)
    body.close()
    canvas.drawPath(
        body, linear((0, -height), (0, -height * 0.14), [tone.rim, tone.lit, tone.mid, tone.dark])
    )
    canvas.drawRect(
        box(-half, -height * 0.40, half * 0.97, -height * 0.33), fill(tones(light, "#f2ede0").lit)
    )
    for index in range(6):
        left = -half * 0.92 + index * half * 0.26
        pane = box(left, -height * 0.80, left + half * 0.2, -height * 0.50)
        if lamps_are_on(light):
            canvas.drawRect(pane, fill("#ffe6a8"))
        else:
            shape = skia.Path()
            shape.addRect(pane)
            paint_glass(canvas, light, shape)
    paint_glass(
        canvas,
        light,
        polygon(outline(half, height, "0.7 0.82  0.83 0.82  0.93 0.52  0.7 0.52")),
    )
    paint_lamp(canvas, light, half * 0.95, -height * 0.26, half * 0.02, "#ffedb8")
