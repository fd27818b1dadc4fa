"""Glasses and bottles."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    fill,
    line,
    linear,
    lit_by,
    mix,
    oval,
    tones,
    turned,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.things.registry import (
    Look,
    thing,
)
from rushes.engines.animatic.scene import Light, Rgb


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
        _pour(canvas, light, bowl, half, height, wine, level)
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


def _pour(
    canvas: skia.Canvas,
    light: Light,
    bowl: skia.Path,
    half: float,
    height: float,
    wine: Rgb,
    level: float,
) -> None:
    """Wine in a glass's bowl."""
    width, foot = 2 * half, height * 0.47
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


@thing("wine bottle")
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
