"""Things that are built: houses, walls, fountains, fires, tents, doors, signs."""

from __future__ import annotations

import functools
import math
from random import Random

import skia

from rushes.engines.animatic.drawing.buildings import (
    VILLA_WIDTH_M,
    paint_house,
    paint_villa,
    paint_window,
)
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
from rushes.engines.animatic.drawing.places.town.stone import paint_balustrade
from rushes.engines.animatic.drawing.things.home.tableware import flame_part
from rushes.engines.animatic.drawing.things.registry import Look, still, thing, thing_of_parts


@thing("villa")
def villa(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A Tuscan villa."""
    contact_shadow(canvas, brush.light, look.width * 0.46)
    scale = look.width / VILLA_WIDTH_M
    canvas.save()
    canvas.scale(scale, scale)
    paint_villa(canvas, brush.light, brush.pixels_per_metre * scale, Random(4))
    canvas.restore()


@thing("house")
def house(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A small house."""
    contact_shadow(canvas, brush.light, look.width * 0.45)
    scale = look.width / 7.7
    canvas.save()
    canvas.scale(scale, scale)
    paint_house(canvas, brush.light, Random(1), look.colour, brush.pixels_per_metre * scale)
    canvas.restore()


@thing("balustrade")
def balustrade(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A length of stone balustrade."""
    contact_shadow(canvas, brush.light, look.width * 0.5, 0.4)
    paint_balustrade(
        canvas,
        brush.light,
        -look.width / 2,
        look.width / 2,
        0,
        look.height / 1.08,
        brush.pixels_per_metre,
        look.colour,
    )


@thing_of_parts("string lights")
def string_lights(look: Look) -> tuple[Part, ...]:
    """A string of warm bulbs hanging in an arc, twinkling."""
    bulb = look.height * 0.085
    points = [
        (
            look.width * 0.49 * (2 * step / 12 - 1),
            -look.height * (0.32 + 0.64 * (2 * step / 12 - 1) ** 2),
        )
        for step in range(13)
    ]

    def wire(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        width = max(look.height * 0.02, 1 / brush.pixels_per_metre)
        canvas.drawPath(curve(points, closed=False), line("#2e211c", width))

    def light_up(x: float, y: float, canvas: skia.Canvas, brush: Brush) -> None:
        draw_glow(canvas, x, y + bulb, bulb * 3, look.colour, 0.65)
        canvas.drawCircle(x, y + bulb, bulb * 0.8, fill(mix(look.colour, "#ffffff", 0.7)))

    def twinkle(offset: float, seconds: float) -> Motion:
        return Motion(opacity=0.84 + 0.16 * math.sin(seconds * 2.3 + offset))

    bulbs = [
        Part(
            Bounds(x - bulb * 3, y - bulb * 2, x + bulb * 3, y + bulb * 4),
            functools.partial(light_up, x, y),
            motion=functools.partial(twinkle, index * 1.7),
            takes_haze=False,
        )
        for index, (x, y) in enumerate(points)
    ]
    return (still(wire, look), *bulbs)


@thing("fountain")
def fountain(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A stone fountain of two bowls, water falling from them."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half)
    basin = turned(
        [
            (half * 0.92, 0),
            (half * 0.98, -height * 0.05),
            (half * 0.94, -height * 0.20),
            (half, -height * 0.24),
        ]
    )
    water = mix(light.haze, "#7fb4d8", 0.55)
    column = turned(
        [
            (half * 0.16, -height * 0.2),
            (half * 0.09, -height * 0.4),
            (half * 0.14, -height * 0.52),
            (half * 0.07, -height * 0.58),
            (half * 0.08, -height * 0.82),
        ]
    )
    canvas.drawPath(column, across(light, -half * 0.16, half * 0.16, look.colour))
    for reach, level in ((0.55, 0.56), (0.28, 0.84)):
        bowl = turned(
            [
                (half * 0.10, -height * (level - 0.08)),
                (half * reach * 0.75, -height * (level - 0.045)),
                (half * reach, -height * level),
            ]
        )
        canvas.drawPath(bowl, across(light, -half * reach, half * reach, look.colour))
        canvas.drawOval(
            oval(0, -height * level, half * reach, height * 0.02), fill(mix(water, "#ffffff", 0.3))
        )
    for reach, top, bottom in ((0.54, 0.56, 0.22), (0.27, 0.84, 0.56)):
        for index in range(13):
            x = half * reach * (index - 6) / 6
            fall = skia.Path()
            fall.moveTo(x * 0.98, -height * top)
            fall.quadTo(x * 1.12, -height * (top * 0.7 + bottom * 0.3), x * 1.16, -height * bottom)
            canvas.drawPath(fall, line("#eaf6ff", half * 0.016, 0.4))
    for x in (-0.09, 0.0, 0.09):
        jet = skia.Path()
        jet.moveTo(0, -height * 0.84)
        jet.quadTo(half * x * 0.6, -height * 1.02, half * x * 1.8, -height * 0.86)
        canvas.drawPath(jet, line("#f2faff", half * 0.025, 0.7))
    canvas.drawPath(basin, across(light, -half, half, look.colour))
    texture(canvas, basin, (half, half), 0.3, seed=18)
    canvas.drawOval(
        oval(0, -height * 0.235, half * 0.96, height * 0.025),
        linear((-half, 0), (half, 0), [water, mix(water, "#ffffff", 0.5), water]),
    )


@thing_of_parts("campfire", "fire")
def campfire(look: Look) -> tuple[Part, ...]:
    """Burning logs in a ring of stones; the flames are live."""
    half, height = look.width / 2, look.height

    def paint(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        canvas.drawOval(oval(0, 0, half * 0.95, half * 0.13), fill("#ffb04a", 0.35, half * 0.08))
        stone = tones(brush.light, "#7a736c")
        for index in range(9):
            x = half * 0.82 * (index - 4) / 4
            size = half * 0.16
            canvas.drawOval(
                oval(x, -size * 0.45, size, size * 0.6),
                linear((0, -size), (0, 0), [mix(stone.lit, "#ffb86a", 0.35), stone.deep]),
            )
        for angle in (-24, 22, -6):
            canvas.save()
            canvas.translate(0, -half * 0.2)
            canvas.rotate(angle)
            canvas.drawRoundRect(
                box(-half * 0.68, -half * 0.1, half * 0.68, half * 0.1),
                half * 0.1,
                half * 0.1,
                linear((0, -half * 0.1), (0, half * 0.1), ["#a8562c", "#3a1f14"]),
            )
            canvas.restore()

    flames = [
        flame_part(half * x, -half * 0.22, height * size, offset, 1.6 if index == 0 else 1.1)
        for index, (x, size, offset) in enumerate(
            ((0.0, 0.46, 0.3), (-0.3, 0.30, 1.9), (0.32, 0.33, 3.1), (0.12, 0.38, 4.4))
        )
    ]
    return (still(paint, look), *flames)


@thing("window")
def window(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A window in its frame."""
    light = brush.light
    is_lit = light.time_of_day in ("night", "dusk") and not light.indoors
    inset = look.width * 0.10
    paint_window(
        canvas,
        light,
        -look.width / 2 + inset,
        -look.height * 0.95,
        look.width - 2 * inset,
        look.height * 0.85,
        is_lit,
        None,
        look.colour,
    )


@thing("lighthouse")
def lighthouse(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A striped lighthouse."""
    light, half, height = brush.light, look.width / 2, look.height
    contact_shadow(canvas, light, half)
    tower = polygon(outline(half, height, "-0.8 0  0.8 0  0.5 0.8  -0.5 0.8"))
    canvas.drawPath(tower, across(light, -half * 0.8, half * 0.8, "#f4efe6"))
    canvas.save()
    canvas.clipPath(tower, doAntiAlias=True)
    for level in (0.12, 0.38, 0.64):
        canvas.drawRect(
            box(-half, -height * (level + 0.13), half, -height * level),
            across(light, -half * 0.8, half * 0.8, look.colour),
        )
    canvas.restore()
    canvas.drawRect(
        box(-half * 0.66, -height * 0.825, half * 0.66, -height * 0.79),
        across(light, -half * 0.7, half * 0.7, "#3a3f46"),
    )
    lamp_on = light.time_of_day in ("dusk", "night", "golden hour", "dawn")
    if lamp_on:
        draw_glow(canvas, 0, -height * 0.87, half * 1.0, "#fff0b0", 0.9)
    canvas.drawRect(
        box(-half * 0.36, -height * 0.91, half * 0.36, -height * 0.82),
        fill("#fff2c0" if lamp_on else "#a8c4d8"),
    )
    canvas.drawPath(
        polygon(outline(half, height, "-0.46 0.91  0.46 0.91  0 1")),
        across(light, -half * 0.5, half * 0.5, look.colour),
    )
