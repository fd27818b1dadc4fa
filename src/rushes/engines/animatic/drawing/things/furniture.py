"""Furniture and lamps."""

from __future__ import annotations

import math
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    curve,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    outline,
    oval,
    polygon,
    texture,
    tones,
    turned,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.things.registry import (
    Look,
    still,
    thing,
    thing_bounds,
    thing_of_parts,
)
from rushes.engines.animatic.drawing.things.tableware import paint_plate
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
        napkin = tones(light, "#efe0cc")
        canvas.drawPath(
            polygon(
                [
                    (x - half * 0.05, y + 0.012),
                    (x, y - height * 0.075),
                    (x + half * 0.05, y + 0.012),
                ]
            ),
            linear((x - 0.05, 0), (x + 0.05, 0), [napkin.lit, napkin.mid]),
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


@thing("table")
def table(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A wooden table."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.95, 0.35)
    dark = mix(look.colour, "#20120c", 0.35)
    for x in (-0.74, 0.74):
        paint_leg(canvas, light, half * x, -height * 0.88, half * 0.08, dark, -height * 0.08)
    canvas.drawRect(
        box(-half * 0.92, -height * 0.90, half * 0.92, -height * 0.76),
        fill(tones(light, look.colour).deep),
    )
    for x in (-0.88, 0.88):
        paint_leg(canvas, light, half * x, -height * 0.86, half * 0.10, look.colour)
    _table_top(canvas, light, half, height, look.colour)


def _table_top(canvas: skia.Canvas, light: Light, half: float, height: float, colour: Rgb) -> None:
    tone = tones(light, colour)
    back, front = -height, -height * 0.88
    top = polygon([(-half * 0.84, back), (half * 0.84, back), (half, front), (-half, front)])
    canvas.drawPath(top, linear((0, back), (0, front), [mix(tone.lit, tone.rim, 0.5), tone.mid]))
    canvas.save()
    canvas.clipPath(top, doAntiAlias=True)
    texture(canvas, top, (half * 1.6, height * 0.14), 0.3, seed=61)
    for share in (0.25, 0.5, 0.75):
        y = back + (front - back) * share
        canvas.drawLine(-half, y, half, y, line(tone.deep, height * 0.005, 0.4))
    canvas.restore()
    canvas.drawRect(
        box(-half, front, half, front + height * 0.06),
        linear((0, front), (0, front + height * 0.06), [tone.lit, tone.dark]),
    )


@thing("desk")
def desk(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A desk with drawers."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.95, 0.35)
    paint_leg(canvas, light, -half * 0.88, -height * 0.86, half * 0.09, look.colour)
    canvas.drawRect(
        box(-half * 0.8, -height * 0.86, half * 0.3, -height * 0.72),
        fill(tones(light, look.colour).deep),
    )
    chest = box(half * 0.30, -height * 0.86, half * 0.94, 0)
    canvas.drawRect(chest, across(light, half * 0.30, half * 0.94, look.colour))
    tone = tones(light, look.colour)
    for level in range(3):
        top = -height * (0.82 - 0.27 * level)
        canvas.drawRect(
            box(half * 0.34, top, half * 0.90, top + height * 0.23),
            line(tone.deep, height * 0.012, 0.6),
        )
        canvas.drawCircle(
            half * 0.62, top + height * 0.11, height * 0.02, fill(tones(light, "#d0a860").rim)
        )
    _table_top(canvas, light, half, height, look.colour)


@thing("chair")
def chair(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A wooden chair, seen a little from the side."""
    light, width, height = brush.light, look.width, look.height
    half = width / 2
    contact_shadow(canvas, light, half * 0.9, 0.4)
    colour, dark = look.colour, mix(look.colour, "#1c100a", 0.4)
    seat = -height * 0.50
    thick = width * 0.075
    for x in (-half * 0.58, half * 0.72):
        paint_leg(canvas, light, x, seat, thick, dark, -height * 0.05)
    for x in (-half * 0.74, half * 0.48):
        canvas.drawPath(
            polygon(
                [
                    (x - thick / 2, seat),
                    (x + thick / 2, seat),
                    (x + thick * 0.8, -height),
                    (x - thick * 0.1, -height),
                ]
            ),
            across(light, x - thick, x + thick, colour),
        )
    tone = tones(light, colour)
    for level, tall in ((0.97, 0.10), (0.82, 0.06), (0.68, 0.06)):
        y = -height * level
        canvas.drawRect(
            box(-half * 0.70, y, half * 0.55, y + height * tall),
            linear((0, y), (0, y + height * tall), [tone.rim, tone.mid]),
        )
    for x in (-half * 0.84, half * 0.86):
        paint_leg(canvas, light, x * 0.98, seat, thick * 1.1, colour)
    canvas.drawPath(
        polygon(
            [
                (-half * 0.74, seat - height * 0.045),
                (half * 0.76, seat - height * 0.045),
                (half * 0.96, seat + height * 0.02),
                (-half * 0.94, seat + height * 0.02),
            ]
        ),
        linear((0, seat - height * 0.05), (0, seat), [tone.rim, tone.mid]),
    )
    canvas.drawRect(
        box(-half * 0.94, seat + height * 0.02, half * 0.96, seat + height * 0.06), fill(tone.dark)
    )


@thing("bench")
def bench(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A park bench: wooden slats on iron feet."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.95, 0.4)
    iron = tones(light, "#3a3f42")
    for x in (-half * 0.80, half * 0.80):
        for lean in (-0.05, 0.07):
            canvas.drawLine(x, -height * 0.5, x + half * lean, 0, line(iron.dark, half * 0.05))
        canvas.drawLine(x, -height * 0.5, x, -height * 0.96, line(iron.mid, half * 0.045))
    tone = tones(light, look.colour)
    slats = [(0.98, 0.12), (0.82, 0.12), (0.66, 0.10), (0.52, 0.045), (0.475, 0.05), (0.42, 0.06)]
    for top, tall in slats:
        y = -height * top
        canvas.drawRect(
            box(-half, y, half, y + height * tall),
            linear((0, y), (0, y + height * tall), [tone.rim, tone.lit, tone.dark]),
        )
        texture(canvas, box(-half, y, half, y + height * tall), (half, height * 0.2), 0.25, seed=61)


@thing("sofa", "couch")
def sofa(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An upholstered sofa with two cushions."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.95, 0.5)
    tone = tones(light, look.colour)
    for x in (-0.86, 0.86):
        paint_leg(canvas, light, half * x, -height * 0.12, half * 0.05, "#4a3020")
    radius = height * 0.12
    back = box(-half * 0.90, -height, half * 0.90, -height * 0.3)
    canvas.drawRoundRect(
        back,
        radius,
        radius,
        linear((0, -height), (0, -height * 0.3), [tone.rim, tone.mid, tone.dark], [0, 0.3, 1]),
    )
    for left, right in ((-0.80, -0.01), (0.01, 0.80)):
        cushion = box(half * left, -height * 0.58, half * right, -height * 0.36)
        canvas.drawRoundRect(
            cushion,
            radius * 0.7,
            radius * 0.7,
            linear((0, -height * 0.58), (0, -height * 0.36), [tone.lit, tone.dark]),
        )
    canvas.drawRect(
        box(-half * 0.9, -height * 0.40, half * 0.9, -height * 0.12),
        linear((0, -height * 0.4), (0, -height * 0.12), [tone.mid, tone.deep]),
    )
    for side in (-1, 1):
        inner, outer = sorted((side * half * 0.76, side * half))
        arm = box(inner, -height * 0.68, outer, -height * 0.10)
        canvas.drawRoundRect(
            arm, radius, radius, across(light, inner - radius, outer + radius, look.colour)
        )
    pillow = tones(light, mix(look.colour, "#f2d9a0", 0.7))
    canvas.save()
    canvas.rotate(8, -half * 0.55, -height * 0.6)
    canvas.drawRoundRect(
        box(-half * 0.72, -height * 0.82, -half * 0.42, -height * 0.48),
        radius,
        radius,
        linear((0, -height * 0.82), (0, -height * 0.48), [pillow.rim, pillow.mid]),
    )
    canvas.restore()


@thing("bed")
def bed(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A double bed seen from its side, made up."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.97, 0.45)
    wood = "#7d5638"
    canvas.drawRoundRect(
        box(-half, -height, -half * 0.90, 0), 0.04, 0.04, across(light, -half, -half * 0.9, wood)
    )
    canvas.drawRect(
        box(half * 0.93, -height * 0.5, half, 0), across(light, half * 0.92, half, wood)
    )
    canvas.drawRect(
        box(-half * 0.92, -height * 0.30, half * 0.95, -height * 0.10),
        fill(tones(light, wood).dark),
    )
    white, cover = tones(light, "#f4efe6"), tones(light, look.colour)
    mattress = box(-half * 0.90, -height * 0.52, half * 0.93, -height * 0.26)
    canvas.drawRoundRect(
        mattress,
        0.06,
        0.06,
        linear((0, -height * 0.52), (0, -height * 0.26), [white.lit, white.dark]),
    )
    blanket = skia.Path()
    blanket.moveTo(-half * 0.42, -height * 0.555)
    blanket.cubicTo(0, -height * 0.60, half * 0.6, -height * 0.56, half * 0.95, -height * 0.54)
    blanket.lineTo(half * 0.955, -height * 0.14)
    blanket.cubicTo(
        half * 0.5, -height * 0.11, half * 0.1, -height * 0.17, -half * 0.45, -height * 0.13
    )
    blanket.close()
    canvas.drawPath(
        blanket,
        linear(
            (0, -height * 0.58),
            (0, -height * 0.12),
            [cover.rim, cover.lit, cover.dark],
            [0, 0.25, 1],
        ),
    )
    for x in (-0.2, 0.15, 0.5, 0.75):
        canvas.drawLine(
            half * x,
            -height * 0.52,
            half * (x + 0.05),
            -height * 0.16,
            line(cover.deep, 0.03, 0.25, 0.012),
        )
    canvas.drawPath(
        polygon(outline(half, height, "-0.46 0.56  -0.34 0.565  -0.36 0.14  -0.48 0.14")),
        fill(white.lit),
    )
    for x, y in ((-0.74, 0.62), (-0.66, 0.56)):
        pillow = curve(
            [
                (half * (x - 0.16), -height * y),
                (half * x, -height * (y + 0.12)),
                (half * (x + 0.17), -height * (y + 0.02)),
                (half * x, -height * (y - 0.08)),
            ]
        )
        canvas.drawPath(
            pillow,
            linear((0, -height * (y + 0.1)), (0, -height * (y - 0.08)), [white.rim, white.mid]),
        )


@thing("bookshelf")
def bookshelf(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A bookcase full of books."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half, 0.4)
    tone = tones(light, look.colour)
    canvas.drawRect(box(-half, -height, half, 0), across(light, -half, half, look.colour))
    random = Random(21)
    rows, edge = 5, half * 0.06
    pitch = (height - 2 * edge) / rows
    for row in range(rows):
        bottom = -edge - row * pitch
        canvas.drawRect(
            box(-half + edge, bottom - pitch + edge, half - edge, bottom), fill(tone.deep)
        )
        x = -half + edge * 1.3
        while x < half - edge * 2:
            wide = random.uniform(0.022, 0.055)
            tall = (pitch - edge) * random.uniform(0.62, 0.92)
            if random.random() < 0.1:
                x += wide * 2
                continue
            spine = random.choice(
                ("#7a2e2a", "#2f4f63", "#4a5f3a", "#b58a45", "#d8c8a8", "#5a3f5c")
            )
            canvas.drawRect(
                box(x, bottom - tall, min(x + wide, half - edge), bottom),
                across(light, x, x + wide, spine),
            )
            x += wide + 0.002
    for row in range(rows + 1):
        y = -row * pitch
        canvas.drawRect(box(-half, y - edge, half, y), fill(tone.lit if row else tone.mid))


@thing_of_parts("lamp")
def lamp(look: Look) -> tuple[Part, ...]:
    """A standing table lamp, lit."""
    half, height = look.width / 2, look.height
    top, bottom = -height * 0.98, -height * 0.52

    def paint(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        light = brush.light
        contact_shadow(canvas, light, half * 0.5)
        base = turned(
            [
                (half * 0.5, 0),
                (half * 0.42, -height * 0.05),
                (half * 0.22, -height * 0.16),
                (half * 0.34, -height * 0.28),
                (half * 0.08, -height * 0.46),
                (half * 0.06, -height * 0.56),
            ]
        )
        canvas.drawPath(base, across(light, -half * 0.5, half * 0.5, "#a87c48"))
        shade = polygon(
            [(-half * 0.55, top), (half * 0.55, top), (half * 0.96, bottom), (-half * 0.96, bottom)]
        )
        warm = mix(look.colour, "#ffdf9e", 0.55)
        canvas.drawPath(
            shade,
            linear(
                (0, top), (0, bottom), [mix(warm, "#c98a4a", 0.35), warm, "#fff1c4"], [0, 0.6, 1]
            ),
        )
        canvas.drawOval(oval(0, bottom, half * 0.96, height * 0.025), fill("#fff6d8"))

    reach = height * 0.85
    middle = (top + bottom) / 2

    def glow(canvas: skia.Canvas, brush: Brush) -> None:
        draw_glow(canvas, 0, middle, reach, "#ffce85", 0.5)

    halo = Part(
        Bounds(-reach, middle - reach, reach, middle + reach), glow, takes_haze=False, dz=0.01
    )
    return halo, still(paint, look)


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


@thing("street lamp")
def street_lamp(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An iron street lamp; lit when it is dark."""
    light, half, height = brush.light, look.width / 2, look.height
    bounds = thing_bounds(look)
    contact_shadow(canvas, light, half * 0.6)
    pole = turned(
        [
            (half * 0.45, 0),
            (half * 0.40, -height * 0.06),
            (half * 0.16, -height * 0.10),
            (half * 0.12, -height * 0.84),
        ]
    )
    canvas.drawPath(pole, across(light, -half * 0.3, half * 0.3, look.colour))
    is_on = light.time_of_day in ("dusk", "night") or light.weather == "fog"
    glass = polygon(outline(half, height, "-0.45 0.94  0.45 0.94  0.28 0.84  -0.28 0.84"))
    if is_on:
        draw_glow(canvas, 0, -height * 0.89, min(bounds.right, height * 0.1), "#ffd890", 0.9)
    canvas.drawPath(glass, fill("#fff0c4" if is_on else mix(light.haze, "#ffffff", 0.3), 0.95))
    iron = tones(light, look.colour)
    canvas.drawPath(polygon(outline(half, height, "-0.6 0.94  0.6 0.94  0 1")), fill(iron.mid))
    canvas.drawRect(
        box(-half * 0.34, -height * 0.845, half * 0.34, -height * 0.825), fill(iron.dark)
    )
