"""Openings in walls, seen from either side: windows, doors, arcades, bars."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.buildings import LAMP_GLOW, windows_are_lit
from rushes.engines.animatic.drawing.paint import (
    box,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    tones,
)
from rushes.engines.animatic.drawing.places.walls.finish import Wall, finish, plaster
from rushes.engines.animatic.drawing.sky import sky_colours
from rushes.engines.animatic.scene import Light, Rgb

_STAINED = ("#b8342f", "#2f5fb0", "#e0a83a", "#3f8a5a", "#7a3f9a", "#3fa0b8")
_ARCH_SHARE = 0.5


def arched(left: float, right: float, foot: float, top: float, pointed: bool = False) -> skia.Path:
    """An opening between two x, from y `foot` up to `top`, round or pointed above."""
    half = (right - left) / 2
    spring = min(foot, top + half * (1.25 if pointed else 1.0))
    path = skia.Path()
    path.moveTo(left, foot)
    path.lineTo(left, spring)
    if pointed:
        path.quadTo(left + half * 0.1, top + half * 0.45, left + half, top)
        path.quadTo(right - half * 0.1, top + half * 0.45, right, spring)
    else:
        path.arcTo(box(left, spring - half, right, spring + half), 180, 180, False)
    path.lineTo(right, foot)
    path.close()
    return path


def pane(canvas: skia.Canvas, light: Light, shape: skia.Path, is_lit: bool) -> None:
    """Glass: the sky seen from indoors; from outside lamps behind it, or the sky's reflection."""
    area = shape.getBounds()
    ends = (0.0, area.top()), (0.0, area.bottom())
    if light.indoors:
        colours = sky_colours(light)
        canvas.drawPath(shape, linear(*ends, [colours[1], colours[2], colours[3], colours[4]]))
        if light.time_of_day not in ("night", "dusk"):
            canvas.drawPath(shape, fill("#ffffff", 0.22))
    elif is_lit:
        canvas.drawPath(shape, linear(*ends, ["#fff0b8", "#ffb84e"]))
    else:
        sky = mix(light.haze, "#26303e", 0.55)
        canvas.drawPath(
            shape, linear(*ends, [mix(sky, "#ffffff", 0.3), sky, mix(sky, "#101418", 0.45)])
        )


def is_lit(wall: Wall, light: Light, *what: object) -> bool:
    """Whether a lamp burns behind this window of a house seen from outside."""
    share = {"night": 0.6, "dusk": 0.6, "golden hour": 0.3}.get(light.time_of_day, 0.0)
    if light.weather in ("rain", "fog", "snow"):
        share += 0.2
    return not light.indoors and wall.random("lit", *what).random() < share


def _glow(canvas: skia.Canvas, light: Light, shape: skia.Path) -> None:
    area = shape.getBounds()
    if light.time_of_day in ("night", "dusk"):
        reach = max(area.width(), area.height()) * 0.9
        draw_glow(canvas, area.centerX(), area.centerY(), reach, LAMP_GLOW, 0.35)


def _paint_window(
    canvas: skia.Canvas,
    light: Light,
    wall: Wall,
    shape: skia.Path,
    bars: tuple[int, int],
    what: object,
) -> None:
    area, frame = shape.getBounds(), tones(light, wall.second)
    lit = is_lit(wall, light, what)
    if lit:
        _glow(canvas, light, shape)
    pane(canvas, light, shape, lit)
    width = min(0.07, area.width() * 0.06)
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    for index in range(1, bars[0]):
        x = area.left() + area.width() * index / bars[0]
        canvas.drawLine(x, area.top(), x, area.bottom(), line(frame.mid, width))
    for index in range(1, bars[1]):
        y = area.top() + area.height() * index / bars[1]
        canvas.drawLine(area.left(), y, area.right(), y, line(frame.mid, width * 0.8))
    canvas.restore()
    edge = line(frame.lit, width * 1.7)
    edge.setStrokeJoin(skia.Paint.kMiter_Join)
    canvas.drawPath(shape, edge)
    sill = box(area.left() - 0.1, area.bottom(), area.right() + 0.1, area.bottom() + 0.1)
    canvas.drawRect(sill, fill(frame.rim if light.weather == "snow" else frame.lit))


def _storeys(wall: Wall, storey_m: float = 3.2) -> list[tuple[int, float]]:
    """Number and floor level of each storey that the wall has room for."""
    count = max(1, round(wall.height / storey_m))
    return [(level, -wall.height * level / count) for level in range(count)]


@finish("windows")
def paint_windows(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Plastered, with a window in each cell of every storey."""
    plaster(canvas, light, wall)
    for level, floor in _storeys(wall):
        for number, x in wall.cells():
            half = min(0.62, wall.pitch * 0.27)
            shape = skia.Path()
            shape.addRect(box(x - half, floor - 2.35, x + half, floor - 0.85))
            _paint_window(canvas, light, wall, shape, (2, 2), (number, level))


@finish("tall windows")
def paint_tall_windows(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Round-arched windows from knee height up to the cornice."""
    plaster(canvas, light, wall)
    trim = tones(light, wall.second)
    for number, x in wall.cells():
        half = wall.pitch * 0.26
        shape = arched(x - half, x + half, -0.9, -wall.height * 0.86)
        _paint_window(canvas, light, wall, shape, (3, 5), number)
        edge = x + wall.pitch / 2
        canvas.drawRect(
            box(edge - 0.16, -wall.height, edge + 0.16, 0),
            linear((edge - 0.16, 0), (edge + 0.16, 0), [trim.lit, trim.mid, trim.dark]),
        )


@finish("stained glass")
def paint_stained_glass(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Pointed windows of coloured glass between stone shafts."""
    _stone(canvas, light, wall)
    shines = light.time_of_day != "night"
    for number, x in wall.cells():
        half, top, foot = wall.pitch * 0.24, -wall.height * 0.84, -wall.height * 0.28
        shape = arched(x - half, x + half, foot, top, pointed=True)
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        random = wall.random("glass", number)
        rows, columns = 9, 4
        tall, wide = (foot - top) / rows, 2 * half / columns
        for row in range(rows):
            for column in range(columns):
                colour = random.choice(_STAINED)
                if not shines:
                    colour = mix(colour, "#101020", 0.7)
                left, upper = x - half + column * wide, top + row * tall
                canvas.drawRect(
                    box(left, upper, left + wide, upper + tall),
                    fill(mix(colour, "#ffffff", random.uniform(0.0, 0.35) if shines else 0.0)),
                )
        lead = line("#1c1614", min(0.05, wide * 0.16))
        for column in range(columns + 1):
            canvas.drawLine(x - half + column * wide, top, x - half + column * wide, foot, lead)
        for row in range(rows + 1):
            canvas.drawLine(x - half, top + row * tall, x + half, top + row * tall, lead)
        canvas.restore()
        canvas.drawPath(shape, line(tones(light, wall.colour).lit, 0.12))
        if shines and light.indoors:
            draw_glow(canvas, x, (foot + top) / 2, half * 3.0, "#ffe9b0", 0.30)


@finish("glass")
def paint_glass(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """A wall of glass in thin frames."""
    whole = skia.Path()
    whole.addRect(wall.area)
    pane(canvas, light, whole, windows_are_lit(light))
    frame = tones(light, wall.second)
    bar = line(frame.mid, 0.06)
    for number, x in wall.cells():
        if number % 3 == 0:
            canvas.drawRect(
                box(x - wall.pitch * 0.5, -wall.height, x + wall.pitch * 0.2, 0),
                fill("#ffffff", 0.07),
            )
        edge = x + wall.pitch / 2
        canvas.drawLine(edge, -wall.height, edge, 0, bar)
    for up in (0.04, wall.height * 0.66, wall.height - 0.04):
        canvas.drawLine(wall.left, -up, wall.right, -up, bar)


@finish("shoji")
def paint_shoji(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Sliding screens of paper and thin wood, light behind them."""
    paper = tones(light, "#f6efdc")
    canvas.drawRect(wall.area, linear((0, -wall.height), (0, 0), [paper.lit, paper.rim, paper.mid]))
    wood = tones(light, wall.second)
    thin, thick = line(wood.mid, 0.025), line(wood.dark, 0.08)
    for _, x in wall.cells():
        for step in range(1, 4):
            at = x - wall.pitch / 2 + wall.pitch * step / 4
            canvas.drawLine(at, -wall.height, at, -0.3, thin)
        canvas.drawLine(x - wall.pitch / 2, -wall.height, x - wall.pitch / 2, 0, thick)
    for step in range(1, 7):
        y = -0.3 - (wall.height - 0.3) * step / 7
        canvas.drawLine(wall.left, y, wall.right, y, thin)
    canvas.drawRect(box(wall.left, -0.32, wall.right, 0), fill(wood.mid))
    canvas.drawLine(wall.left, -wall.height, wall.right, -wall.height, thick)


@finish("doors")
def paint_doors(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Plastered, with a panelled door in each cell, of the second colour."""
    plaster(canvas, light, wall)
    tone, white = tones(light, wall.second), tones(light, "#f0ebe0")
    half, top = min(0.48, wall.pitch * 0.4), min(2.1, wall.height * 0.94)
    for _, x in wall.cells():
        canvas.drawRect(box(x - half - 0.09, -top - 0.09, x + half + 0.09, 0), fill(white.mid))
        canvas.drawRect(
            box(x - half, -top, x + half, 0),
            linear((x - half, 0), (x + half, 0), [tone.lit, tone.mid, tone.dark]),
        )
        for low, high in ((0.12, 0.46), (0.54, 0.94)):
            panel = box(x - half * 0.72, -top * high, x + half * 0.72, -top * low)
            canvas.drawRect(panel, line(tone.deep, 0.022, 0.7))
            canvas.drawRect(panel.makeOffset(-0.012, -0.012), line(tone.rim, 0.01, 0.5))
        canvas.drawCircle(x + half * 0.8, -1.0, 0.04, fill("#d8b060"))
    skirt = box(wall.left, -0.1, wall.right, 0)
    canvas.drawRect(skirt, fill(white.dark, 0.4))


@finish("bars")
def paint_bars(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Iron bars before the dark."""
    canvas.drawRect(wall.area, linear((0, -wall.height), (0, 0), ["#141216", "#2a262a"]))
    iron(canvas, light, wall)


def iron(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Upright bars and two flats across, of the wall's colour."""
    tone = tones(light, wall.colour)
    for _, x in wall.cells():
        canvas.drawRect(
            box(x - 0.022, -wall.height, x + 0.022, 0),
            linear((x - 0.022, 0), (x + 0.022, 0), [tone.rim, tone.mid, tone.deep]),
        )
    for up in (0.1, wall.height * 0.5, wall.height - 0.1):
        canvas.drawRect(
            box(wall.left, -up - 0.04, wall.right, -up + 0.04),
            linear((0, -up - 0.04), (0, -up + 0.04), [tone.rim, tone.dark]),
        )


@finish("grille")
def paint_grille(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Iron bars that one sees through."""
    iron(canvas, light, wall)


@finish("arcade")
def paint_arcade(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Round arches on columns, the dark of an aisle behind them."""
    _stone(canvas, light, wall)
    tone = tones(light, wall.colour)
    for _, x in wall.cells():
        half, top = wall.pitch * 0.38, -min(wall.height * 0.62, wall.pitch * 1.9)
        shape = arched(x - half, x + half, 0, top)
        canvas.drawPath(
            shape, linear((0, top), (0, 0), [tone.deep, mix(tone.deep, tone.dark, 0.5)])
        )
        canvas.drawPath(shape, line(tone.rim, 0.09, 0.8))
        edge = x + wall.pitch / 2
        wide = wall.pitch * 0.1
        canvas.drawRect(
            box(edge - wide, top + half, edge + wide, 0),
            linear((edge - wide, 0), (edge + wide, 0), [tone.rim, tone.mid, tone.deep]),
        )
        cap = box(edge - wide * 1.5, top + half - 0.16, edge + wide * 1.5, top + half)
        canvas.drawRect(cap, fill(tone.lit))


def _stone(canvas: skia.Canvas, light: Light, wall: Wall, colour: Rgb | None = None) -> None:
    """Plain stone behind an opening."""
    plaster(canvas, light, wall, colour)
