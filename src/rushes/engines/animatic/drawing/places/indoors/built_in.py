"""What is built into a room: kitchen units, a bar, a fireplace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    curve,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    polygon,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.furnishing import moved
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.things.home.tableware import flame_part
from rushes.engines.animatic.scene import Light, Rgb


@place_painter("kitchen units")
def kitchen_units(
    site: Site, z: float, half_width: float = 2.6, colour: Rgb = "#7f9a94", top: Rgb = "#c9b08a"
) -> Iterator[Layer]:
    """Base units with a worktop, wall cupboards, a cooker and a sink along the back wall."""
    side = int(site.across(1))

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.save()
        canvas.scale(side, 1)
        paint_units(canvas, replace(brush.light, key_side=brush.light.key_side * side))
        canvas.restore()

    def paint_units(canvas: skia.Canvas, light: Light) -> None:
        tone, wood, steel = (tones(light, one) for one in (colour, top, "#b8bec4"))
        for left, right, upper, lower in (
            (-half_width, half_width, -0.88, -0.08),
            (-half_width, -0.75, -2.15, -1.42),
        ):
            canvas.drawRect(
                box(left, upper, right, lower),
                linear((0, upper), (0, lower), [tone.lit, tone.mid, tone.dark]),
            )
            count = max(1, round((right - left) / 0.55))
            for index in range(count):
                x = left + (right - left) * index / count
                door = box(x + 0.03, upper + 0.04, x + (right - left) / count - 0.03, lower - 0.04)
                canvas.drawRect(door, line(tone.deep, 0.012, 0.6))
                canvas.drawRect(door.makeInset(0.06, 0.06), line(tone.rim, 0.008, 0.5))
                canvas.drawCircle(door.right() - 0.05, door.centerY(), 0.018, fill(steel.rim))
        canvas.drawRect(box(-half_width, -0.08, half_width, 0), fill(tone.deep))
        oven = box(-0.32, -0.84, 0.32, -0.12)
        canvas.drawRect(oven, across(light, -0.32, 0.32, "#9aa0a6"))
        canvas.drawRect(oven.makeInset(0.07, 0.16), fill("#1c1a1c"))
        canvas.drawLine(-0.24, -0.74, 0.24, -0.74, line(steel.rim, 0.025))
        hood = polygon(
            [
                (-0.42, -1.5),
                (0.42, -1.5),
                (0.16, -1.95),
                (0.16, -2.6),
                (-0.16, -2.6),
                (-0.16, -1.95),
            ]
        )
        canvas.drawPath(hood, across(light, -0.42, 0.42, "#aab0b6"))
        worktop = box(-half_width - 0.03, -0.93, half_width + 0.03, -0.86)
        canvas.drawRect(worktop, linear((0, -0.93), (0, -0.86), [wood.rim, wood.mid]))
        canvas.drawRect(box(-0.3, -0.945, 0.3, -0.93), fill("#26242a"))
        tap = curve([(1.4, -0.93), (1.4, -1.18), (1.5, -1.24), (1.58, -1.14)], closed=False)
        canvas.drawPath(tap, line(steel.lit, 0.03))
        _paint_jars(canvas, light, -half_width + 0.3)

    bounds = Bounds(-half_width - 0.05, -2.62, half_width + 0.05, 0.02)
    yield Layer(z - 0.3, (Part(bounds, paint),))


def _paint_jars(canvas: skia.Canvas, light: Light, left: float) -> None:
    for index, (colour, tall) in enumerate(
        (("#b0563c", 0.24), ("#d8b46a", 0.20), ("#5f7a54", 0.16), ("#cfc6b4", 0.28))
    ):
        x = left + index * 0.2
        canvas.drawRoundRect(
            box(x - 0.07, -0.93 - tall, x + 0.07, -0.93),
            0.02,
            0.02,
            across(light, x - 0.07, x + 0.07, colour),
        )
        canvas.drawRect(
            box(x - 0.05, -0.96 - tall, x + 0.05, -0.93 - tall),
            across(light, x - 0.05, x + 0.05, "#8a6a4a"),
        )


@place_painter("bar")
def bar(
    site: Site, z: float, half_width: float = 2.4, x: float = 0.0, colour: Rgb = "#5a3a28"
) -> Iterator[Layer]:
    """A counter with shelves of bottles and cups behind it, and a machine for coffee."""
    x = site.across(x)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        light = brush.light
        random = Random(8)
        wood = tones(light, colour)
        canvas.save()
        canvas.translate(x, 0)
        for level in (1.45, 1.85, 2.25):
            canvas.drawRect(
                box(-half_width * 0.9, -level, half_width * 0.9, -level + 0.05), fill(wood.mid)
            )
            along = -half_width * 0.86
            while along < half_width * 0.84:
                tall = random.uniform(0.14, 0.30)
                glass = random.choice(("#3f6a4a", "#7a4a2a", "#b8a06a", "#d8d4c8", "#5a2f3a"))
                wide = random.uniform(0.07, 0.11)
                canvas.drawRoundRect(
                    box(along, -level - tall, along + wide, -level),
                    0.02,
                    0.02,
                    across(light, along, along + wide, glass),
                )
                along += wide + random.uniform(0.02, 0.09)
        front = box(-half_width, -1.08, half_width, 0)
        canvas.drawRect(front, linear((0, -1.08), (0, 0), [wood.lit, wood.mid, wood.deep]))
        step = half_width / 4
        for index in range(8):
            panel = box(
                -half_width + index * step + 0.06,
                -0.92,
                -half_width + (index + 1) * step - 0.06,
                -0.14,
            )
            canvas.drawRect(panel, line(wood.deep, 0.02, 0.6))
        canvas.drawRect(
            box(-half_width - 0.06, -1.13, half_width + 0.06, -1.05),
            linear((0, -1.13), (0, -1.05), [wood.rim, wood.mid]),
        )
        machine = box(half_width * 0.3, -1.58, half_width * 0.3 + 0.7, -1.13)
        canvas.drawRoundRect(
            machine, 0.05, 0.05, across(light, machine.left(), machine.right(), "#b8bec4")
        )
        canvas.drawRect(
            box(machine.left() + 0.08, -1.36, machine.right() - 0.08, -1.2), fill("#221e20")
        )
        canvas.restore()

    edge = half_width + 0.1
    yield Layer(z, (Part(Bounds(x - edge, -2.62, x + edge, 0.02), paint),))


@place_painter("fireplace")
def fireplace(site: Site, z: float, x: float = 0.0, stone: Rgb = "#b8aa98") -> Iterator[Layer]:
    """A stone fireplace with a fire burning in it."""
    x = site.across(x)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        light = brush.light
        canvas.save()
        canvas.translate(x, 0)
        tone = tones(light, stone)
        breast = box(-0.75, -2.75, 0.75, -1.15)
        canvas.drawRect(breast, across(light, -0.9, 0.9, mix(stone, "#efe6d6", 0.4)))
        frame = box(-0.85, -1.15, 0.85, 0)
        canvas.drawRect(frame, across(light, -0.85, 0.85, stone))
        texture(canvas, frame, (1.1, 0.8), 0.3, seed=23)
        hearth = box(-0.5, -0.85, 0.5, 0)
        canvas.drawRect(hearth, linear((0, -0.85), (0, 0), ["#120c0a", "#4a2010"]))
        draw_glow(canvas, 0, -0.25, 0.6, "#ff9d3c", 0.9)
        for y in (-0.07, -0.16):
            log = box(-0.32, y - 0.05, 0.32, y + 0.05)
            canvas.drawRoundRect(log, 0.05, 0.05, fill("#4a2a18"))
        mantel = box(-0.98, -1.25, 0.98, -1.12)
        canvas.drawRect(mantel, linear((0, -1.25), (0, -1.12), [tone.rim, tone.mid]))
        canvas.restore()

    flames = [
        moved(flame_part(0.0, -0.16, size, offset, glow=2.0), x + dx, 0.0)
        for dx, size, offset in ((-0.16, 0.17, 0.4), (0.13, 0.2, 2.2), (0.0, 0.26, 3.6))
    ]
    body = Part(Bounds(x - 1.0, -2.8, x + 1.0, 0.02), paint, takes_haze=False)
    yield Layer(z - 0.02, (body, *flames))
