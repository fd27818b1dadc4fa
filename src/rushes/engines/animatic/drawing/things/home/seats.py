"""What one sits and lies on."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    curve,
    fill,
    line,
    linear,
    mix,
    outline,
    polygon,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.things.home.furniture import paint_leg
from rushes.engines.animatic.drawing.things.registry import (
    Look,
    thing,
)
from rushes.engines.animatic.scene import Light, Rgb


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
    white = tones(light, "#f4efe6")
    mattress = box(-half * 0.90, -height * 0.52, half * 0.93, -height * 0.26)
    canvas.drawRoundRect(
        mattress,
        0.06,
        0.06,
        linear((0, -height * 0.52), (0, -height * 0.26), [white.lit, white.dark]),
    )
    _paint_blanket(canvas, light, half, height, look.colour)


def _paint_blanket(
    canvas: skia.Canvas, light: Light, half: float, height: float, colour: Rgb
) -> None:
    """A bed's cover with its folds, turned back at the head."""
    white, cover = tones(light, "#f4efe6"), tones(light, colour)
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
