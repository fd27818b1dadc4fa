"""What people hold, carry and play: books, phones, umbrellas, instruments, balls, bags."""

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
    mix,
    outline,
    oval,
    polygon,
    radial,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.things.registry import Look, thing


@thing("book")
def book(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An open book, standing a little tilted to the reader."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.9, 0.4)
    cover, page = tones(light, look.colour), tones(light, "#f6efdf")
    for side in (-1, 1):
        outer = side * half
        canvas.drawPath(
            polygon(
                [
                    (0, -height * 0.10),
                    (outer, -height * 0.02),
                    (outer, -height * 0.98),
                    (0, -height * 0.90),
                ]
            ),
            fill(cover.lit if side == light.key_side else cover.dark),
        )
        leaf = skia.Path()
        leaf.moveTo(0, -height * 0.15)
        leaf.quadTo(outer * 0.5, -height * 0.02, outer * 0.93, -height * 0.09)
        leaf.lineTo(outer * 0.93, -height * 0.93)
        leaf.quadTo(outer * 0.5, -height * 0.99, 0, -height * 0.86)
        leaf.close()
        canvas.drawPath(
            leaf, linear((0, 0), (outer, 0), [page.dark, page.lit, page.mid], [0, 0.35, 1])
        )
        for row in range(9):
            y = -height * (0.78 - row * 0.068)
            canvas.drawLine(
                outer * 0.16,
                y,
                outer * (0.82 if row % 4 != 3 else 0.55),
                y - height * 0.03,
                line("#6a5f54", height * 0.012, 0.55),
            )
    canvas.drawLine(0, -height * 0.88, 0, -height * 0.12, line(cover.deep, half * 0.03, 0.5))


@thing("phone")
def phone(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A mobile phone, its screen lit."""
    light, half, height = brush.light, look.width / 2, look.height
    radius = half * 0.26
    tone = tones(light, look.colour)
    body = box(-half, -height, half, 0)
    canvas.drawRoundRect(body, radius, radius, fill(tone.dark))
    canvas.drawRoundRect(
        body.makeInset(half * 0.02, half * 0.02), radius, radius, line(tone.rim, half * 0.04)
    )
    screen = body.makeInset(half * 0.1, half * 0.1)
    canvas.drawRoundRect(
        screen,
        radius * 0.8,
        radius * 0.8,
        linear((0, -height), (0, 0), ["#9fd0f4", "#5a8fd8", "#3a4f9c"]),
    )
    for row in range(4):
        for column in range(3):
            colour = ("#f6c95c", "#ef7a6a", "#7fd08a", "#ffffff")[(row + column) % 4]
            x, y = (column - 1) * half * 0.52, -height * (0.80 - row * 0.17)
            canvas.drawRoundRect(
                box(x - half * 0.17, y - half * 0.17, x + half * 0.17, y + half * 0.17),
                half * 0.05,
                half * 0.05,
                fill(colour, 0.9),
            )
    canvas.drawLine(
        -half * 0.3, -height * 0.05, half * 0.3, -height * 0.05, line("#ffffff", half * 0.05)
    )


@thing("laptop")
def laptop(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An open laptop."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.98, 0.4)
    tone = tones(light, look.colour)
    lid = box(-half * 0.84, -height, half * 0.84, -height * 0.14)
    canvas.drawRoundRect(lid, half * 0.05, half * 0.05, fill(tone.dark))
    canvas.drawRect(
        lid.makeInset(half * 0.05, half * 0.05),
        linear((-half, -height), (half, 0), ["#cfe6f6", "#86b4dc", "#5a84b8"]),
    )
    for row in range(4):
        y = -height * (0.84 - row * 0.13)
        canvas.drawLine(
            -half * 0.62, y, half * (0.4 - 0.2 * (row % 2)), y, line("#ffffff", height * 0.035, 0.6)
        )
    canvas.drawPath(
        polygon(outline(half, height, "-0.84 0.14  0.84 0.14  1 0.03  -1 0.03")),
        linear((0, -height * 0.14), (0, 0), [tone.lit, tone.mid]),
    )
    canvas.drawRect(
        box(-half * 0.7, -height * 0.12, half * 0.7, -height * 0.075), fill(tone.deep, 0.7)
    )
    canvas.drawRect(box(-half, -height * 0.03, half, 0), fill(tone.dark))


@thing("umbrella")
def umbrella(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An open umbrella with a crook handle."""
    light, half, height = brush.light, look.width / 2, look.height
    stick = tones(light, "#5a3c28")
    hook = skia.Path()
    hook.moveTo(0, -height * 0.95)
    hook.lineTo(0, -height * 0.07)
    hook.quadTo(0, -height * 0.012, half * 0.07, -height * 0.012)
    hook.quadTo(half * 0.14, -height * 0.012, half * 0.14, -height * 0.08)
    canvas.drawPath(hook, line(stick.mid, half * 0.035))
    top, rim = -height * 0.97, -height * 0.56
    ribs = [-1.0, -0.62, -0.22, 0.22, 0.62, 1.0]
    tone = tones(light, look.colour)
    for index in range(5):
        a, b = ribs[index] * half * 0.985, ribs[index + 1] * half * 0.985
        panel = skia.Path()
        panel.moveTo(0, top)
        panel.quadTo(a * 0.92, top + height * 0.06, a, rim)
        panel.quadTo((a + b) / 2, rim - height * 0.06, b, rim)
        panel.quadTo(b * 0.92, top + height * 0.06, 0, top)
        facing = (a + b) / 2 / half * light.key_side
        shade = mix(tone.lit, tone.dark, 0.5 - 0.6 * facing) if facing < 0.8 else tone.lit
        canvas.drawPath(panel, linear((0, top), (0, rim), [mix(shade, tone.rim, 0.35), shade]))
        canvas.drawPath(panel, line(tone.deep, half * 0.010, 0.5))
    canvas.drawLine(0, top, 0, -height * 0.998, line(stick.dark, half * 0.04))


@thing("guitar")
def guitar(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """An acoustic guitar standing upright."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.6)
    tone = tones(light, look.colour)
    body = curve(
        outline(
            half,
            height,
            "0 0.005  0.75 0.045  0.97 0.16  0.66 0.28  0.72 0.39  0.3 0.465  "
            "0 0.468  -0.3 0.465  -0.72 0.39  -0.66 0.28  -0.97 0.16  -0.75 0.045",
        )
    )
    canvas.drawPath(body, across(light, -half, half, look.colour))
    canvas.drawPath(body, line(tones(light, "#4a2614").mid, half * 0.05))
    neck = box(-half * 0.13, -height * 0.86, half * 0.13, -height * 0.36)
    canvas.drawCircle(0, -height * 0.31, half * 0.28, fill(tones(light, "#2a160c").dark))
    canvas.drawCircle(0, -height * 0.31, half * 0.31, line(tone.rim, half * 0.035, 0.9))
    canvas.drawRect(neck, across(light, -half * 0.16, half * 0.16, "#4a2c1a"))
    for fret in range(12):
        y = -height * (0.84 - 0.036 * fret)
        canvas.drawLine(-half * 0.13, y, half * 0.13, y, line("#d8c8a0", height * 0.003, 0.8))
    head = polygon(outline(half, height, "-0.16 0.86  -0.22 1  0.22 1  0.16 0.86"))
    canvas.drawPath(head, across(light, -half * 0.22, half * 0.22, "#5a3420"))
    for level in (0.89, 0.93, 0.97):
        for side in (-1, 1):
            canvas.drawCircle(side * half * 0.27, -height * level, half * 0.06, fill("#e8dcc0"))
    canvas.drawRect(
        box(-half * 0.30, -height * 0.135, half * 0.30, -height * 0.11),
        fill(tones(light, "#3a2012").mid),
    )
    for string in range(6):
        x = (string - 2.5) * half * 0.042
        canvas.drawLine(x, -height * 0.125, x, -height * 0.88, line("#f4ead0", half * 0.010, 0.8))


@thing("ball")
def ball(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A ball with a stripe."""
    light, radius = brush.light, look.width / 2
    contact_shadow(canvas, light, radius * 0.7)
    tone = tones(light, look.colour)
    canvas.drawCircle(
        0,
        -radius,
        radius * 0.99,
        radial(
            (light.key_side * radius * 0.4, -radius * 1.4),
            radius * 1.8,
            [tone.rim, tone.lit, tone.mid, tone.deep],
            [0, 0.25, 0.6, 1],
        ),
    )
    band = skia.Path()
    band.addOval(oval(0, -radius, radius * 0.4, radius * 0.98))
    canvas.drawPath(band, line("#ffffff", radius * 0.09, 0.75))
    canvas.drawOval(
        oval(light.key_side * radius * 0.42, -radius * 1.45, radius * 0.16, radius * 0.1),
        fill("#ffffff", 0.6, radius * 0.03),
    )


@thing("suitcase")
def suitcase(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A hard travelling case with straps."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.98)
    canvas.drawRoundRect(
        box(-half * 0.22, -height, half * 0.22, -height * 0.8),
        half * 0.1,
        half * 0.1,
        line(tones(light, "#4a3020").mid, half * 0.07),
    )
    body = box(-half, -height * 0.88, half, 0)
    canvas.drawRoundRect(body, half * 0.1, half * 0.1, across(light, -half, half, look.colour))
    tone, strap = tones(light, look.colour), tones(light, "#5a3a22")
    canvas.drawLine(
        -half, -height * 0.58, half, -height * 0.58, line(tone.deep, height * 0.012, 0.7)
    )
    for x in (-0.55, 0.55):
        canvas.drawRect(
            box(half * (x - 0.06), -height * 0.88, half * (x + 0.06), 0), fill(strap.mid)
        )
        canvas.drawRect(
            box(half * (x - 0.08), -height * 0.62, half * (x + 0.08), -height * 0.52),
            fill(tones(light, "#d8b060").rim),
        )
    for x in (-1, 1):
        for y in (-height * 0.86, -height * 0.02):
            canvas.drawCircle(
                x * half * 0.92,
                y + (height * 0.05 if y < -height / 2 else -height * 0.05),
                half * 0.07,
                fill(strap.dark),
            )


@thing("backpack")
def backpack(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A rucksack with a front pocket."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.85)
    tone = tones(light, look.colour)
    canvas.drawOval(
        oval(0, -height * 0.94, half * 0.2, height * 0.05), line(tone.dark, half * 0.08)
    )
    body = curve(
        [
            (-half * 0.8, -0.005),
            (half * 0.8, -0.005),
            (half * 0.98, -height * 0.3),
            (half * 0.85, -height * 0.7),
            (half * 0.4, -height * 0.92),
            (-half * 0.4, -height * 0.92),
            (-half * 0.85, -height * 0.7),
            (-half * 0.98, -height * 0.3),
        ]
    )
    canvas.drawPath(body, across(light, -half, half, look.colour))
    pocket = box(-half * 0.6, -height * 0.42, half * 0.6, -height * 0.08)
    canvas.drawRoundRect(
        pocket,
        half * 0.15,
        half * 0.15,
        across(light, -half, half * 0.8, mix(look.colour, "#ffffff", 0.1)),
    )
    canvas.drawRoundRect(pocket, half * 0.15, half * 0.15, line(tone.deep, half * 0.03, 0.6))
    flap = curve(
        outline(half, height, "-0.8 0.75  0 0.93  0.8 0.75  0.66 0.54  0 0.48  -0.66 0.54")
    )
    canvas.drawPath(flap, linear((0, -height * 0.93), (0, -height * 0.48), [tone.rim, tone.mid]))
    canvas.drawPath(flap, line(tone.deep, half * 0.025, 0.5))
    for x in (-0.3, 0.3):
        canvas.drawRect(
            box(half * (x - 0.05), -height * 0.56, half * (x + 0.05), -height * 0.44),
            fill(tones(light, "#c8a060").rim),
        )


@thing("clock")
def clock(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A round wall clock."""
    light, radius = brush.light, look.width / 2
    y = -look.height / 2
    canvas.drawCircle(0, y, radius, across(light, -radius, radius, look.colour))
    face = tones(light, "#f8f3e8")
    canvas.drawCircle(0, y, radius * 0.86, fill(mix(face.lit, face.mid, 0.3)))
    for hour in range(12):
        angle = math.tau * hour / 12
        dx, dy = math.sin(angle), -math.cos(angle)
        inner = 0.66 if hour % 3 == 0 else 0.74
        canvas.drawLine(
            dx * radius * inner,
            y + dy * radius * inner,
            dx * radius * 0.8,
            y + dy * radius * 0.8,
            line("#2c2622", radius * (0.05 if hour % 3 == 0 else 0.03)),
        )
    for angle, reach, width in ((305, 0.42, 0.065), (60, 0.62, 0.045)):
        turn = math.radians(angle)
        canvas.drawLine(
            0,
            y,
            math.sin(turn) * radius * reach,
            y - math.cos(turn) * radius * reach,
            line("#2c2622", radius * width),
        )
    canvas.drawCircle(0, y, radius * 0.06, fill("#a8402f"))


@thing("letter")
def letter(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A sealed envelope."""
    light, half, height = brush.light, look.width / 2, look.height
    paper = tones(light, look.colour)
    canvas.drawRect(
        box(-half, -height, half, 0), linear((-half, -height), (half, 0), [paper.rim, paper.mid])
    )
    for flap in (
        [(-half, 0), (0, -height * 0.5), (half, 0)],
        [(-half, -height), (0, -height * 0.42), (half, -height)],
    ):
        canvas.drawPath(polygon(flap), linear((0, -height), (0, 0), [paper.lit, paper.mid]))
        canvas.drawPath(polygon(flap, closed=False), line(paper.deep, height * 0.015, 0.45))
    seal = tones(light, "#a8282a")
    canvas.drawCircle(
        0,
        -height * 0.44,
        height * 0.13,
        radial((-height * 0.03, -height * 0.48), height * 0.2, [seal.rim, seal.mid, seal.deep]),
    )


@thing("gift")
def gift(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A wrapped present with a bow."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half)
    canvas.drawRect(
        box(-half * 0.94, -height * 0.62, half * 0.94, 0), across(light, -half, half, look.colour)
    )
    canvas.drawRect(
        box(-half, -height * 0.76, half, -height * 0.58),
        across(light, -half, half, mix(look.colour, "#ffffff", 0.12)),
    )
    ribbon = tones(light, "#f4dfa4")
    canvas.drawRect(
        box(-half * 0.14, -height * 0.76, half * 0.14, 0),
        across(light, -half * 0.14, half * 0.14, "#f4dfa4"),
    )
    for side in (-1, 1):
        loop = curve(
            [
                (0, -height * 0.76),
                (side * half * 0.30, -height * 0.985),
                (side * half * 0.62, -height * 0.9),
                (side * half * 0.4, -height * 0.79),
            ]
        )
        canvas.drawPath(loop, linear((0, -height), (0, -height * 0.76), [ribbon.rim, ribbon.mid]))
        canvas.drawPath(loop, line(ribbon.deep, half * 0.02, 0.5))
    canvas.drawCircle(0, -height * 0.79, half * 0.1, fill(ribbon.mid))
