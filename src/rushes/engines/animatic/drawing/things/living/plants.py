"""What grows: trees, bushes, potted plants, cut flowers."""

from __future__ import annotations

import math
from random import Random

import skia

from rushes.engines.animatic.drawing.nature import (
    paint_bush,
    paint_cypress,
    paint_pine,
    paint_tree,
)
from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    fill,
    line,
    linear,
    mix,
    tones,
    turned,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.things.registry import Look, thing


@thing("cypress")
def cypress(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An Italian cypress."""
    contact_shadow(canvas, brush.light, look.width * 0.35)
    paint_cypress(
        canvas,
        brush.light,
        Random(3),
        0,
        0,
        look.height * 0.99,
        brush.pixels_per_metre,
        look.colour,
    )


@thing("tree")
def tree(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A broad-leaved tree."""
    contact_shadow(canvas, brush.light, look.width * 0.2)
    paint_tree(
        canvas, brush.light, Random(8), 0, 0, look.height, brush.pixels_per_metre, look.colour
    )


@thing("pine")
def pine(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A conifer."""
    contact_shadow(canvas, brush.light, look.width * 0.3)
    paint_pine(
        canvas, brush.light, Random(8), 0, 0, look.height, brush.pixels_per_metre, look.colour
    )


@thing("palm")
def palm(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A palm tree, its trunk bent by the wind."""
    light, height = brush.light, look.height
    contact_shadow(canvas, light, look.width * 0.12)
    bark, leaf = tones(light, "#8a6a4a"), tones(light, look.colour)
    crown = (height * 0.07, -height * 0.80)
    trunk = skia.Path()
    trunk.moveTo(-height * 0.05, 0)
    trunk.quadTo(-height * 0.06, -height * 0.5, crown[0] - height * 0.012, crown[1])
    trunk.lineTo(crown[0] + height * 0.014, crown[1])
    trunk.quadTo(-height * 0.01, -height * 0.5, height * 0.02, 0)
    trunk.close()
    side = light.key_side * height * 0.04
    canvas.drawPath(trunk, linear((side, 0), (-side, 0), [bark.rim, bark.mid, bark.dark]))
    for step in range(1, 16):
        y = -height * 0.05 * step
        x = -height * 0.03 + height * 0.09 * (step / 16) ** 2
        canvas.drawLine(
            x - height * 0.02, y, x + height * 0.02, y, line(bark.deep, height * 0.004, 0.5)
        )
    for index, angle in enumerate((-172, -150, -125, -95, -62, -35, -12, 12, -190)):
        turn = math.radians(angle)
        reach = min(look.width * 0.46, height * 0.34) * (0.85 + 0.1 * (index % 3))
        tip = (
            crown[0] + math.cos(turn) * reach,
            crown[1] + math.sin(turn) * reach * 0.55 + reach * 0.32,
        )
        bend = (crown[0] + math.cos(turn) * reach * 0.55, crown[1] + math.sin(turn) * reach * 0.62)
        frond = skia.Path()
        frond.moveTo(*crown)
        frond.quadTo(bend[0], bend[1] - reach * 0.10, *tip)
        frond.quadTo(bend[0], bend[1] + reach * 0.17, *crown)
        frond.close()
        lit = math.cos(turn) * light.key_side > 0
        canvas.drawPath(frond, linear(crown, tip, [leaf.dark, leaf.lit if lit else leaf.mid]))
        rib = skia.Path()
        rib.moveTo(*crown)
        rib.quadTo(bend[0], bend[1] + reach * 0.02, *tip)
        canvas.drawPath(rib, line(leaf.rim if lit else leaf.deep, reach * 0.014, 0.7))
    for dx in (-0.02, 0.015):
        canvas.drawCircle(
            crown[0] + dx * height, crown[1] + height * 0.015, height * 0.014, fill(bark.dark)
        )


@thing("bush")
def bush(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A shrub."""
    paint_bush(
        canvas, brush.light, Random(4), 0, 0, look.width * 0.46, brush.pixels_per_metre, look.colour
    )


@thing("potted plant")
def potted_plant(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A leafy plant in a clay pot."""
    light, width, height = brush.light, look.width, look.height
    contact_shadow(canvas, light, width * 0.26)
    random = Random(12)
    for index in range(15):
        angle = math.pi * (0.08 + 0.84 * ((index * 0.618) % 1.0))
        reach = height * random.uniform(0.45, 0.66)
        tip = (math.cos(angle) * width * 0.47, -height * 0.34 - math.sin(angle) * reach)
        bend = (math.cos(angle) * width * 0.2, -height * 0.42 - math.sin(angle) * reach * 0.75)
        tone = tones(light, mix(look.colour, "#8fae4a", random.uniform(0, 0.4)))
        blade = skia.Path()
        blade.moveTo(0, -height * 0.30)
        blade.quadTo(bend[0] - width * 0.07, bend[1], *tip)
        blade.quadTo(bend[0] + width * 0.07, bend[1] + width * 0.04, 0, -height * 0.30)
        lit = tip[0] * light.key_side > -width * 0.1
        canvas.drawPath(
            blade, linear((0, -height * 0.3), tip, [tone.deep, tone.lit if lit else tone.mid])
        )
        vein = skia.Path()
        vein.moveTo(0, -height * 0.30)
        vein.quadTo(*bend, *tip)
        canvas.drawPath(vein, line(tone.rim, width * 0.008, 0.4))
    pot = turned(
        [(width * 0.17, 0), (width * 0.24, -height * 0.28), (width * 0.25, -height * 0.33)]
    )
    canvas.drawPath(pot, across(light, -width * 0.25, width * 0.25, "#b8694a"))
    canvas.drawRect(
        box(-width * 0.27, -height * 0.36, width * 0.27, -height * 0.30),
        across(light, -width * 0.27, width * 0.27, "#c47a58"),
    )
