"""What stands on a laid table: glasses, bottles, candles, plates, and a ring."""

from __future__ import annotations

import math

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
    lit_by,
    mix,
    oval,
    radial,
    tones,
    turned,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.drawing.things.registry import (
    Look,
    still,
    thing,
    thing_of_parts,
)
from rushes.engines.animatic.scene import Light, Rgb

WINE = "#7a1028"


def _flick(light: Light, x: float) -> float:
    """An x on the lit side of a thing."""
    return light.key_side * abs(x)


def paint_wine_glass(
    canvas: skia.Canvas,
    light: Light,
    width: float,
    height: float,
    wine: Rgb | None,
    level: float = 0.42,
) -> None:
    """A stemmed glass; `level` is how full its bowl is, 0..1."""
    rim = mix(light.rim, "#ffffff", 0.4)
    half, foot = width / 2, height * 0.47
    canvas.drawOval(
        oval(0, -height * 0.012, half * 0.80, height * 0.030),
        linear((-half, 0), (half, 0), [("#ffffff", 0.12), (rim, 0.6), ("#ffffff", 0.15)]),
    )
    canvas.drawLine(0, -height * 0.02, 0, -foot, line(rim, width * 0.075, 0.42))
    canvas.drawLine(
        _flick(light, width * 0.018),
        -height * 0.03,
        _flick(light, width * 0.018),
        -foot,
        line("#ffffff", width * 0.02, 0.9),
    )
    bowl = skia.Path()
    bowl.moveTo(-half * 0.70, -height * 0.985)
    bowl.cubicTo(-half * 1.22, -height * 0.70, -half * 0.72, -height * 0.49, 0, -foot)
    bowl.cubicTo(
        half * 0.72, -height * 0.49, half * 1.22, -height * 0.70, half * 0.70, -height * 0.985
    )
    bowl.close()
    canvas.drawPath(
        bowl,
        linear(
            (-half, 0),
            (half, 0),
            [(rim, 0.34), ("#ffffff", 0.06), ("#ffffff", 0.07), (rim, 0.32)],
            [0, 0.25, 0.7, 1],
        ),
    )
    if wine is not None:
        top = -foot - level * height * 0.5
        deep = mix(wine, "#180308", 0.55)
        bright = mix(lit_by(wine, light.key, 1.4), wine, 0.3)
        canvas.save()
        canvas.clipPath(bowl, doAntiAlias=True)
        canvas.drawRect(
            box(-half, top, half, -foot + 1e-3),
            linear((-half, top), (half, -foot), [wine, deep, bright], [0, 0.5, 1]),
        )
        canvas.drawOval(
            oval(0, top, half * 0.97, height * 0.028),
            linear((-half, 0), (half, 0), [wine, mix(bright, wine, 0.3), wine]),
        )
        canvas.drawOval(
            oval(_flick(light, half * 0.3), top, half * 0.30, height * 0.008), fill(light.rim, 0.55)
        )
        canvas.drawCircle(
            -_flick(light, half * 0.25),
            -foot - height * 0.10,
            width * 0.16,
            fill(bright, 0.5, width * 0.08),
        )
        canvas.restore()
    canvas.drawPath(bowl, line(rim, width * 0.022, 0.6))
    canvas.drawOval(
        oval(0, -height * 0.985, half * 0.70, height * 0.015), line(rim, width * 0.022, 0.8)
    )
    gleam = skia.Path()
    side = light.key_side
    gleam.moveTo(side * half * 0.68, -height * 0.92)
    gleam.quadTo(side * half * 0.94, -height * 0.72, side * half * 0.66, -height * 0.56)
    canvas.drawPath(gleam, line("#ffffff", width * 0.045, 0.8))
    gleam = skia.Path()
    gleam.moveTo(-side * half * 0.72, -height * 0.88)
    gleam.quadTo(-side * half * 0.92, -height * 0.74, -side * half * 0.78, -height * 0.64)
    canvas.drawPath(gleam, line(light.rim, width * 0.025, 0.7))


@thing("wine glass")
def wine_glass(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A glass of red wine; words may make it white or rosé."""
    contact_shadow(canvas, brush.light, look.width * 0.42, 0.3)
    paint_wine_glass(canvas, brush.light, look.width, look.height, look.colour)


@thing("glass")
def glass(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A tumbler of water."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.8, 0.3)
    body = turned([(half * 0.78, 0), (half * 0.86, -height * 0.5), (half, -height * 0.98)])
    canvas.drawPath(
        body,
        linear(
            (-half, 0),
            (half, 0),
            [("#ffffff", 0.5), (look.colour, 0.2), (look.colour, 0.2), ("#ffffff", 0.45)],
            [0, 0.2, 0.75, 1],
        ),
    )
    canvas.save()
    canvas.clipPath(body, doAntiAlias=True)
    canvas.drawRect(box(-half, -height * 0.66, half, 0), fill(look.colour, 0.35))
    canvas.restore()
    canvas.drawOval(oval(0, -height * 0.66, half * 0.88, height * 0.04), fill("#ffffff", 0.4))
    canvas.drawOval(
        oval(0, -height * 0.96, half * 0.98, height * 0.035),
        line("#ffffff", look.width * 0.035, 0.8),
    )
    x = light.key_side * half * 0.62
    canvas.drawLine(x, -height * 0.85, x * 0.92, -height * 0.15, line("#ffffff", half * 0.12, 0.7))


def paint_bottle(
    canvas: skia.Canvas, light: Light, width: float, height: float, colour: Rgb
) -> None:
    """A wine bottle standing on the origin."""
    half = width / 2
    body = turned(
        [
            (half * 0.96, 0),
            (half, -height * 0.06),
            (half, -height * 0.56),
            (half * 0.86, -height * 0.66),
            (half * 0.44, -height * 0.75),
            (half * 0.34, -height * 0.84),
            (half * 0.33, -height * 0.995),
        ]
    )
    tone = tones(light, colour)
    start = light.key_side * half
    canvas.drawPath(
        body,
        linear(
            (start, 0),
            (-start, 0),
            [
                mix(tone.rim, "#ffffff", 0.15),
                tone.mid,
                tone.deep,
                mix(tone.deep, "#000000", 0.4),
                tone.mid,
            ],
            [0, 0.14, 0.4, 0.8, 1],
        ),
    )
    label = box(-half, -height * 0.50, half, -height * 0.22)
    canvas.drawRect(label, across(light, -half, half, "#efe2c4"))
    ink = tones(light, "#7a1f2a")
    canvas.drawRect(box(-half * 0.6, -height * 0.44, half * 0.6, -height * 0.415), fill(ink.mid))
    for level in (0.37, 0.34, 0.29):
        canvas.drawLine(
            -half * 0.5,
            -height * level,
            half * 0.5,
            -height * level,
            line("#6a5a48", height * 0.006, 0.7),
        )
    canvas.drawRect(
        box(-half * 0.34, -height, half * 0.34, -height * 0.84),
        across(light, -half * 0.34, half * 0.34, "#7d1e2c"),
    )
    x = light.key_side * half * 0.62
    canvas.drawLine(x, -height * 0.60, x, -height * 0.08, line("#fff8e4", half * 0.12, 0.6))
    canvas.drawLine(
        x * 0.42, -height * 0.82, x * 0.42, -height * 0.76, line("#fff8e4", half * 0.10, 0.5)
    )


@thing("wine bottle", "bottle")
def wine_bottle(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A bottle of wine with its label."""
    contact_shadow(canvas, brush.light, look.width * 0.5)
    paint_bottle(canvas, brush.light, look.width, look.height, look.colour)


@thing("wine")
def wine(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A bottle and a poured glass side by side."""
    canvas.save()
    canvas.translate(-look.width * 0.28, 0)
    contact_shadow(canvas, brush.light, 0.045)
    paint_bottle(canvas, brush.light, 0.082, look.height, "#24351c")
    canvas.translate(look.width * 0.54, 0)
    contact_shadow(canvas, brush.light, 0.036, 0.3)
    paint_wine_glass(canvas, brush.light, 0.095, look.height * 0.72, look.colour)
    canvas.restore()


@thing("plate")
def plate(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A plate lying on the table, seen at table height."""
    paint_plate(canvas, brush.light, 0.0, -look.height * 0.5, look.width, look.height, look.colour)


def paint_plate(
    canvas: skia.Canvas, light: Light, x: float, y: float, width: float, height: float, colour: Rgb
) -> None:
    """A plate's ellipse with its rim and well."""
    tone = tones(light, colour)
    dark = mix(light.fill, "#000000", 0.6)
    canvas.drawOval(
        oval(x, y + height * 0.12, width * 0.49, height * 0.42), fill(dark, 0.4, height * 0.08)
    )
    canvas.drawOval(
        oval(x, y, width / 2, height * 0.42),
        linear(
            (x - light.key_side * width / 2, 0),
            (x + light.key_side * width / 2, 0),
            [mix(tone.mid, tone.dark, 0.3), tone.lit, tone.rim],
        ),
    )
    canvas.drawOval(oval(x, y + height * 0.02, width * 0.33, height * 0.26), fill(tone.dark, 0.35))
    canvas.drawOval(oval(x, y + height * 0.05, width * 0.32, height * 0.24), fill(tone.lit))
    canvas.drawOval(oval(x, y, width * 0.495, height * 0.41), line(tone.rim, height * 0.03, 0.9))


@thing("cup")
def cup(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A cup of coffee on its saucer, a little steam above."""
    light, height = brush.light, look.height
    half = look.width * 0.30
    contact_shadow(canvas, light, look.width * 0.44, 0.4)
    tone = tones(light, look.colour)
    canvas.drawOval(
        oval(0, -height * 0.06, look.width * 0.48, height * 0.06),
        linear((0, -height * 0.1), (0, 0), [tone.lit, tone.dark]),
    )
    handle = skia.Path()
    handle.addOval(oval(half * 1.12, -height * 0.45, half * 0.42, height * 0.17))
    canvas.drawPath(handle, line(tone.mid, half * 0.17))
    body = turned(
        [(half * 0.55, -height * 0.07), (half * 0.85, -height * 0.25), (half, -height * 0.68)]
    )
    canvas.drawPath(body, across(light, -half, half, look.colour))
    canvas.drawOval(oval(0, -height * 0.68, half, height * 0.06), fill(tone.rim))
    canvas.drawOval(oval(0, -height * 0.675, half * 0.88, height * 0.045), fill("#3c2014"))
    for x, sway in ((-0.2, 0.12), (0.22, -0.1)):
        steam = skia.Path()
        steam.moveTo(half * x, -height * 0.74)
        steam.cubicTo(
            half * (x + sway * 3),
            -height * 0.82,
            half * (x - sway * 3),
            -height * 0.90,
            half * x,
            -height * 0.98,
        )
        canvas.drawPath(steam, line("#ffffff", half * 0.13, 0.35, half * 0.05))


@thing("bowl")
def bowl(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A bowl of fruit."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half * 0.6)
    for x, y, size, colour in (
        (-0.42, 0.62, 0.30, "#c8402f"),
        (0.40, 0.62, 0.30, "#e39a2c"),
        (0.0, 0.72, 0.34, "#8fae3a"),
    ):
        tone = tones(light, colour)
        centre = (half * x, -height * y)
        canvas.drawCircle(
            *centre,
            half * size,
            radial(
                (centre[0] + light.key_side * half * 0.1, centre[1] - half * 0.12),
                half * size * 1.5,
                [tone.rim, tone.lit, tone.mid, tone.deep],
                [0, 0.25, 0.6, 1],
            ),
        )
    body = turned(
        [
            (half * 0.42, 0),
            (half * 0.5, -height * 0.06),
            (half * 0.85, -height * 0.28),
            (half * 0.98, -height * 0.56),
        ]
    )
    canvas.drawPath(body, across(light, -half, half, look.colour))
    canvas.drawLine(
        -half * 0.95,
        -height * 0.555,
        half * 0.95,
        -height * 0.555,
        line(tones(light, look.colour).rim, height * 0.03),
    )


def paint_flame(
    canvas: skia.Canvas, x: float, y: float, size: float, seconds: float, offset: float
) -> None:
    """A flame of about `size` standing at (x, y), swaying and flaring."""
    flare = (
        math.sin(seconds * 11 + offset) * 0.5
        + math.sin(seconds * 17.3 + offset * 2) * 0.3
        + math.sin(seconds * 5.1 + offset) * 0.4
    )
    tall = size * 1.7 * (1 + 0.06 * flare)
    tip = x + size * (0.10 * math.sin(seconds * 4 + offset) + 0.05 * flare)
    shape = skia.Path()
    shape.moveTo(x, y)
    shape.cubicTo(x - size * 0.44, y - size * 0.1, x - size * 0.32, y - tall * 0.5, tip, y - tall)
    shape.cubicTo(x + size * 0.32, y - tall * 0.5, x + size * 0.44, y - size * 0.1, x, y)
    canvas.drawPath(
        shape, linear((0, y), (0, y - tall), ["#ff9a30", "#fff0b8", "#ffd25e"], [0, 0.4, 1])
    )
    canvas.drawOval(oval(x, y - size * 0.45, size * 0.14, size * 0.3), fill("#fffbe8", 0.95))


def flame_part(x: float, y: float, size: float, offset: float, glow: float = 5.0) -> Part:
    """A live flame with its glow."""
    reach = size * glow

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        seconds = brush.seconds
        breath = 0.55 + 0.06 * math.sin(seconds * 9 + offset) + 0.04 * math.sin(seconds * 14.7)
        draw_glow(canvas, x, y - size * 0.7, reach, "#ffcf7a", breath)
        paint_flame(canvas, x, y, size, seconds, offset)

    middle = y - size * 0.7
    return Part(
        Bounds(x - reach, middle - reach, x + reach, middle + reach),
        paint,
        is_live=True,
        takes_haze=False,
        dz=-0.002,
    )


def paint_candle(
    canvas: skia.Canvas, light: Light, half: float, height: float, colour: Rgb
) -> None:
    """A wax candle on a brass dish, without its flame."""
    canvas.drawOval(
        oval(0, -half * 0.18, half * 2.0, half * 0.34),
        across(light, -half * 2, half * 2, "#d8a44c"),
    )
    tone = tones(light, colour)
    body = box(-half, -height, half, -half * 0.2)
    canvas.drawRect(body, across(light, -half, half, colour))
    # Wax glows through below the flame.
    canvas.drawRect(
        body,
        linear(
            (0, -height),
            (0, 0),
            [("#ffd98c", 0.75), ("#ffb75a", 0.25), ("#8a5a3a", 0.35)],
            [0, 0.35, 1],
        ),
    )
    canvas.drawOval(oval(0, -height, half, half * 0.30), fill(mix(tone.lit, "#ffe7ae", 0.7)))
    canvas.drawOval(oval(0, -height, half * 0.55, half * 0.15), fill("#fff6d8"))
    for x, drop in ((-0.7, 0.3), (0.45, 0.18), (0.8, 0.42)):
        canvas.drawLine(
            half * x,
            -height + half * 0.1,
            half * x,
            -height * (1 - drop),
            line(mix(tone.lit, "#fff0cc", 0.5), half * 0.28),
        )
    canvas.drawLine(0, -height, 0, -height - half * 0.5, line("#3a2010", half * 0.14))


@thing_of_parts("candle")
def candle(look: Look) -> tuple[Part, ...]:
    """A burning candle: live flame and glow."""
    half = look.width * 0.26
    size = half * 1.05
    body = look.height - size * 1.9

    def paint(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        contact_shadow(canvas, brush.light, half * 1.9, 0.4)
        paint_candle(canvas, brush.light, half, body, look.colour)

    return still(paint, look), flame_part(0.0, -body - half * 0.3, size, 1.0)


@thing_of_parts("candles")
def candles(look: Look) -> tuple[Part, ...]:
    """Three candles of different heights."""
    set_at = ((-0.32, 0.72, 0.4), (0.0, 1.0, 1.7), (0.32, 0.58, 2.9))
    half = look.width * 0.085
    size = half * 1.05

    def paint(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        for x, tall, _ in set_at:
            canvas.save()
            canvas.translate(look.width * x, 0)
            contact_shadow(canvas, brush.light, half * 1.9, 0.4)
            paint_candle(canvas, brush.light, half, look.height * tall - size * 1.9, look.colour)
            canvas.restore()

    flames = [
        flame_part(look.width * x, -(look.height * tall - size * 1.9) - half * 0.3, size, offset)
        for x, tall, offset in set_at
    ]
    return (still(paint, look), *flames)


@thing("ring")
def ring(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A gold ring with a diamond, standing on edge."""
    light, radius = brush.light, look.width * 0.40
    y = -radius * 1.02
    canvas.drawOval(oval(0, y, radius, radius), _gold(light, radius, look.width * 0.14))
    canvas.drawOval(
        oval(0, y, radius * 1.06, radius * 1.06),
        line(mix(light.rim, "#fff6d0", 0.5), look.width * 0.02, 0.8),
    )
    top, half = y - radius * 1.05, look.width * 0.26
    tall = look.height + top
    stone = curve(
        [
            (-half * 0.6, -look.height),
            (half * 0.6, -look.height),
            (half, top - tall * 0.62),
            (0, top + tall * 0.18),
            (-half, top - tall * 0.62),
        ]
    )
    canvas.drawPath(
        stone,
        linear(
            (-half, top - tall),
            (half, top),
            ["#ffffff", "#bfe0ff", "#ffffff", "#8fb8e0"],
            [0, 0.35, 0.6, 1],
        ),
    )
    for x in (-0.5, 0.0, 0.5):
        canvas.drawLine(
            half * x, -look.height + tall * 0.1, 0, top, line("#7fa8d8", half * 0.05, 0.6)
        )
    canvas.drawCircle(
        light.key_side * half * 0.3,
        -look.height + tall * 0.3,
        half * 0.16,
        fill("#ffffff", 1, half * 0.05),
    )


def _gold(light: Light, radius: float, width: float) -> skia.Paint:
    paint = linear(
        (-radius, -radius),
        (radius, radius),
        ["#fff0b0", "#d9a640", "#8a5a1a", "#f3cf78", "#a8731f"],
        [0, 0.3, 0.55, 0.8, 1],
    )
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    return paint
