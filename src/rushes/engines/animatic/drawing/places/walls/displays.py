"""What hangs on walls and shows something: screens, boards, pictures, mirrors, lockers."""

from __future__ import annotations

import math
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    curve,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    oval,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.places.walls.finish import Wall, finish, plaster
from rushes.engines.animatic.scene import Light, Rgb

_BRIGHT = ("#d8503a", "#e8b03a", "#3f8a9a", "#4a6ab0", "#7a4a8a", "#5a9a5a", "#e07a9a")


@finish("screen")
def paint_screen(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """A screen with a landscape on it, shining into the dark."""
    area = wall.area
    canvas.drawRect(area, linear((0, area.top()), (0, 0), [wall.colour, wall.second]))
    width, height = area.width(), area.height()
    canvas.drawCircle(
        area.left() + width * 0.68, area.top() + height * 0.36, height * 0.1, fill("#fff4d0", 0.9)
    )
    for level, ink in ((0.5, 0.35), (0.66, 0.6), (0.82, 0.85)):
        y = area.top() + height * level
        points = [
            (area.left() + width * step / 6, y + height * 0.09 * math.sin(step * 2.1 + level * 9))
            for step in range(-1, 8)
        ]
        shape = curve(points, closed=False)
        shape.lineTo(area.right() + width, 1)
        shape.lineTo(area.left() - width, 1)
        canvas.drawPath(shape, fill(mix(wall.second, "#101a2a", ink)))
    frame = line("#121216", 0.09)
    frame.setStrokeJoin(skia.Paint.kMiter_Join)
    canvas.drawRect(area, frame)


@finish("screens")
def paint_screens(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Rows of small screens with graphs, dials and maps, in a dark panel."""
    tone = tones(light, wall.colour)
    canvas.drawRect(wall.area, linear((0, -wall.height), (0, 0), [tone.mid, tone.deep]))
    rows = max(1, int(wall.height / (wall.pitch * 0.72)))
    tall = wall.height / rows
    for number, x in wall.cells():
        for row in range(rows):
            random = wall.random("screen", number, row)
            area = box(
                x - wall.pitch * 0.43,
                -(row + 0.92) * tall,
                x + wall.pitch * 0.43,
                -(row + 0.1) * tall,
            )
            _paint_readout(canvas, random, area, wall.second)


def _paint_readout(canvas: skia.Canvas, random: Random, area: skia.Rect, glow: Rgb) -> None:
    canvas.drawRect(area, linear((0, area.top()), (0, area.bottom()), ["#0c1a26", "#06101a"]))
    ink = random.choice((glow, glow, "#ff9a4a", "#7fffb0", "#ff5a6a"))
    width, height = area.width(), area.height()
    kind = random.randrange(3)
    if kind == 0:
        points = [
            (area.left() + width * step / 7, area.centerY() + height * random.uniform(-0.35, 0.35))
            for step in range(8)
        ]
        canvas.drawPath(curve(points, closed=False), line(ink, height * 0.04))
    elif kind == 1:
        for step in range(6):
            x = area.left() + width * (0.1 + step * 0.14)
            bar = box(
                x,
                area.bottom() - height * random.uniform(0.15, 0.85),
                x + width * 0.09,
                area.bottom(),
            )
            canvas.drawRect(bar, fill(ink, 0.85))
    else:
        for reach in (0.42, 0.28, 0.12):
            canvas.drawCircle(
                area.centerX(), area.centerY(), height * reach, line(ink, height * 0.03, 0.8)
            )
    canvas.drawRect(area, line(mix(glow, "#101820", 0.6), 0.03))


@finish("board")
def paint_board(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """A blackboard, or one of another colour, with chalk on it, in a wooden frame."""
    area, tone = wall.area, tones(light, wall.colour)
    canvas.drawRect(area, linear((0, area.top()), (0, 0), [tone.mid, tone.lit, tone.mid]))
    random = wall.random("chalk")
    chalk = line(tones(light, wall.second).lit, 0.022, 0.8)
    width, height = area.width(), area.height()
    for row in range(4):
        y = area.top() + height * (0.2 + row * 0.18)
        x = area.left() + width * 0.07
        while x < area.left() + width * random.uniform(0.35, 0.5):
            step = random.uniform(0.06, 0.16)
            canvas.drawPath(
                curve([(x, y), (x + step * 0.5, y - 0.05), (x + step, y)], closed=False), chalk
            )
            x += step + 0.06
    centre, reach = area.left() + width * 0.74, height * 0.28
    triangle = [
        (centre - reach, area.centerY() + reach),
        (centre + reach, area.centerY() + reach),
        (centre, area.centerY() - reach),
    ]
    canvas.drawPath(polygon(triangle), chalk)
    canvas.drawCircle(centre, area.centerY() + reach * 0.35, reach * 0.55, _stroked(chalk))
    frame = line(tones(light, "#8a5c38").mid, 0.1)
    frame.setStrokeJoin(skia.Paint.kMiter_Join)
    canvas.drawRect(area, frame)


def _stroked(paint: skia.Paint) -> skia.Paint:
    return skia.Paint(paint)


@finish("mirror")
def paint_mirror(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """A mirror with slanting glints, framed in the second colour."""
    area, tone = wall.area, tones(light, wall.colour)
    canvas.drawRect(
        area, linear((area.left(), area.top()), (area.right(), 0), [tone.rim, tone.mid, tone.lit])
    )
    for _, x in wall.cells():
        for start, wide, opacity in ((0.1, 0.16, 0.3), (0.34, 0.06, 0.22)):
            left = x - wall.pitch / 2 + wall.pitch * start
            slant = wall.height * 0.45
            glint = polygon(
                [
                    (left, 0), (left + slant, -wall.height),
                    (left + slant + wide * wall.pitch, -wall.height), (left + wide * wall.pitch, 0),
                ]
            )  # fmt: skip
            canvas.drawPath(glint, fill("#ffffff", opacity))
        edge = x + wall.pitch / 2
        canvas.drawLine(edge, -wall.height, edge, 0, line(tone.dark, 0.02, 0.7))
    frame = line(tones(light, wall.second).mid, 0.12)
    frame.setStrokeJoin(skia.Paint.kMiter_Join)
    canvas.drawRect(area, frame)


@finish("gallery")
def paint_gallery(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """White walls with one large painting in each cell, lit from above."""
    plaster(canvas, light, wall)
    for number, x in wall.cells():
        random = wall.random("painting", number)
        half = wall.pitch * random.uniform(0.26, 0.36)
        tall = random.uniform(0.4, 0.72)
        area = box(x - half, -1.62 - tall, x + half, -1.62 + tall)
        draw_glow(canvas, x, -2.3, wall.pitch * 0.75, "#fff2d8", 0.35)
        canvas.drawRect(
            area.makeOutset(0.02, 0.02).makeOffset(0.03, 0.05), fill("#1a1210", 0.3, 0.04)
        )
        frame = tones(light, wall.second)
        canvas.drawRect(
            area.makeOutset(0.07, 0.07),
            linear((0, area.top()), (0, area.bottom()), [frame.rim, frame.dark]),
        )
        canvas.save()
        canvas.clipRect(area)
        _paint_painting(canvas, light, area, random)
        canvas.restore()


def _paint_painting(canvas: skia.Canvas, light: Light, area: skia.Rect, random: Random) -> None:
    """An abstract of bands, discs and strokes, or a portrait's shape."""
    ground, *inks = random.sample(_BRIGHT, 4)
    canvas.drawRect(area, fill(tones(light, mix(ground, "#f4ead8", 0.6)).lit))
    width, height = area.width(), area.height()
    kind = random.randrange(3)
    if kind == 0:
        for ink in inks:
            x, y = random.uniform(0.15, 0.85), random.uniform(0.15, 0.85)
            reach = random.uniform(0.12, 0.3) * height
            canvas.drawCircle(
                area.left() + width * x,
                area.top() + height * y,
                reach,
                fill(tones(light, ink).mid, 0.9),
            )
    elif kind == 1:
        for place, ink in enumerate(inks):
            y = area.top() + height * (0.25 + 0.25 * place)
            canvas.drawRect(
                box(area.left(), y, area.right(), area.bottom()), fill(tones(light, ink).mid, 0.9)
            )
    else:
        skin, hair = tones(light, "#d8a880"), tones(light, inks[0])
        x, y = area.centerX(), area.centerY()
        canvas.drawOval(oval(x, y + height * 0.5, width * 0.34, height * 0.3), fill(hair.dark))
        canvas.drawOval(oval(x, y - height * 0.1, width * 0.2, height * 0.25), fill(hair.deep))
        canvas.drawOval(oval(x, y - height * 0.04, width * 0.14, height * 0.19), fill(skin.mid))


@finish("lockers")
def paint_lockers(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Tall metal lockers with slots and handles."""
    tone = tones(light, wall.colour)
    canvas.drawRect(wall.area, linear((0, -wall.height), (0, 0), [tone.lit, tone.mid, tone.dark]))
    for _, x in wall.cells():
        door = box(x - wall.pitch * 0.46, -wall.height + 0.04, x + wall.pitch * 0.46, -0.1)
        canvas.drawRect(door, line(tone.deep, 0.018, 0.9))
        canvas.drawRect(door.makeInset(0.015, 0.015), line(tone.rim, 0.01, 0.5))
        for slot in range(3):
            y = -wall.height + 0.2 + slot * 0.06
            canvas.drawLine(
                x - wall.pitch * 0.22, y, x + wall.pitch * 0.22, y, line(tone.deep, 0.02)
            )
        canvas.drawRect(
            box(
                x + wall.pitch * 0.26,
                -wall.height * 0.55,
                x + wall.pitch * 0.34,
                -wall.height * 0.45,
            ),
            fill(tone.deep),
        )


@finish("posters")
def paint_posters(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Sheets of paper and posters of many colours, a little askew."""
    plaster(canvas, light, wall)
    for number, x in wall.cells():
        random = wall.random("poster", number)
        wide, tall = wall.pitch * random.uniform(0.28, 0.4), random.uniform(0.35, 0.55)
        canvas.save()
        canvas.rotate(random.uniform(-2.5, 2.5), x, -1.6)
        sheet = box(x - wide, -1.65 - tall, x + wide, -1.65 + tall)
        canvas.drawRect(sheet, fill(tones(light, random.choice(_BRIGHT)).mid))
        canvas.drawRect(sheet.makeInset(0.06, 0.06), fill(tones(light, "#f2ead8").lit, 0.85))
        ink = tones(light, random.choice(_BRIGHT)).mid
        canvas.drawCircle(x, -1.75, wide * 0.5, fill(ink))
        for row in range(3):
            y = -1.65 + tall * (0.35 + row * 0.17)
            canvas.drawLine(x - wide * 0.6, y, x + wide * 0.6, y, line(ink, 0.03))
        canvas.restore()


@finish("aquarium")
def paint_aquarium(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """A tank behind glass: water lit from above, weeds, rocks and fish."""
    area = wall.area
    canvas.drawRect(
        area, linear((0, area.top()), (0, 0), ["#7fe0f0", "#2fa0d0", "#0f5f98", "#0a3a68"])
    )
    for number, x in wall.cells():
        random = wall.random("tank", number)
        for _ in range(2):
            start = x + random.uniform(-0.5, 0.5) * wall.pitch
            ray = polygon(
                [
                    (start, -wall.height), (start + 0.3, -wall.height),
                    (start + 0.9, -wall.height * 0.25), (start - 0.1, -wall.height * 0.25),
                ]
            )  # fmt: skip
            canvas.drawPath(
                ray, linear((0, -wall.height), (0, 0), [("#ffffff", 0.3), ("#ffffff", 0.0)])
            )
        rock = random.uniform(0.3, 0.6)
        canvas.drawOval(
            oval(x, 0.1, wall.pitch * 0.5, rock), fill(random.choice(("#5a4a5a", "#4a5a5a")))
        )
        for _ in range(4):
            foot, tall = x + random.uniform(-0.5, 0.5) * wall.pitch, random.uniform(0.5, 1.3)
            weed = curve(
                [
                    (foot, 0),
                    (foot + 0.1, -tall * 0.4),
                    (foot - 0.06, -tall * 0.7),
                    (foot + 0.08, -tall),
                ],
                closed=False,
            )
            canvas.drawPath(weed, line(random.choice(("#2f8a5a", "#5aa84a", "#c85a7a")), 0.08))
        for _ in range(4):
            _paint_fish(canvas, random, x, wall)
    frame = line(tones(light, wall.second).dark, 0.14)
    frame.setStrokeJoin(skia.Paint.kMiter_Join)
    canvas.drawRect(area, frame)


def _paint_fish(canvas: skia.Canvas, random: Random, x: float, wall: Wall) -> None:
    at_x = x + random.uniform(-0.5, 0.5) * wall.pitch
    at_y = -wall.height * random.uniform(0.25, 0.85)
    long, way = random.uniform(0.09, 0.2), random.choice((-1, 1))
    ink = random.choice(("#ffb02f", "#ff6a3a", "#f0e84a", "#e8f4ff", "#b06aff"))
    canvas.drawOval(oval(at_x, at_y, long, long * 0.5), fill(ink))
    tail = [(at_x - way * long * 0.8, at_y), (at_x - way * long * 1.6, at_y - long * 0.5),
            (at_x - way * long * 1.6, at_y + long * 0.5)]  # fmt: skip
    canvas.drawPath(polygon(tail), fill(ink))
    canvas.drawCircle(at_x + way * long * 0.55, at_y - long * 0.1, long * 0.12, fill("#101018"))


@finish("pipes")
def paint_pipes(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Concrete with pipes along it, valves and a hatch of warning stripes."""
    plaster(canvas, light, wall)
    for up, thick, colour in (
        (2.3, 0.12, "#8a9298"),
        (2.0, 0.08, "#b0583a"),
        (0.5, 0.16, "#7a828a"),
    ):
        tone = tones(light, colour)
        if up > wall.height:
            continue
        canvas.drawRect(
            box(wall.left, -up - thick, wall.right, -up + thick),
            linear((0, -up - thick), (0, -up + thick), [tone.lit, tone.rim, tone.mid, tone.deep]),
        )
        for _, x in wall.cells():
            canvas.drawRect(
                box(x - 0.06, -up - thick * 1.3, x + 0.06, -up + thick * 1.3), fill(tone.dark)
            )
    red = tones(light, "#c8402f")
    for number, x in wall.cells():
        if number % 2:
            canvas.drawCircle(x, -1.5, 0.2, line(red.mid, 0.06))
            canvas.drawLine(x, -2.0, x, -1.5, line(red.dark, 0.06))
