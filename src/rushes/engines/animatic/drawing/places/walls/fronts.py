"""Walls that are more than one thing: shop fronts, carriage sides, cells, cupboards of machines."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.buildings import windows_are_lit
from rushes.engines.animatic.drawing.paint import box, draw_glow, fill, line, linear, mix, tones
from rushes.engines.animatic.drawing.places.walls.finish import Wall, finish, plaster
from rushes.engines.animatic.drawing.places.walls.openings import iron, pane
from rushes.engines.animatic.scene import Light

_SIGNS = ("#c8402f", "#2f6a8a", "#e0a02f", "#3f8a5a", "#6a3a7a", "#d8608a", "#2f3a52")
_WARES = ("#e8e2d2", "#d86a4a", "#4a8ac0", "#e8b84a", "#7a5a8a", "#3a3a44", "#8ab04a")


@finish("shop fronts")
def paint_shop_fronts(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """A row of shops: a lit window full of wares, a door, a coloured board above."""
    plaster(canvas, light, wall)
    shines = light.indoors or windows_are_lit(light)
    for number, x in wall.cells():
        random = wall.random("shop", number)
        half, top = wall.pitch * 0.45, min(2.7, wall.height * 0.8)
        sign = tones(light, random.choice(_SIGNS))
        board = box(x - half, -top - 0.55, x + half, -top)
        canvas.drawRect(board, linear((0, board.top()), (0, board.bottom()), [sign.lit, sign.mid]))
        for step in range(5):
            left = x - half * 0.5 + step * half * 0.21
            mark = box(left, -top - 0.38, left + half * 0.14, -top - 0.17)
            canvas.drawRect(mark, fill("#fff6e0", 0.9))
        glass = skia.Path()
        glass.addRect(box(x - half, -top, x + half, -0.25))
        area = glass.getBounds()
        if shines:
            warm = ["#fff4d8", "#f6dca8", "#c89a68"]
            canvas.drawPath(glass, linear((0, -top), (0, 0), warm))
        else:
            pane(canvas, light, glass, False)
        for step in range(7):
            left = area.left() + area.width() * (0.04 + step * 0.11)
            tall = random.uniform(0.3, 0.95) * top * 0.6
            ware = tones(light, random.choice(_WARES))
            canvas.drawRoundRect(
                box(left, -0.3 - tall, left + area.width() * 0.08, -0.3), 0.05, 0.08, fill(ware.mid)
            )
        door = box(x + half * 0.55, -top * 0.9, x + half * 0.95, 0)
        canvas.drawRect(door, fill(mix("#241a14", light.haze, 0.25), 0.75))
        canvas.drawRect(door, line("#e8e4dc", 0.04))
        canvas.drawRect(area, line(tones(light, "#3a3430").mid, 0.08))


@finish("carriage")
def paint_carriage(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """The side of a carriage, bus or cabin from within: windows, panels, a rack above."""
    plaster(canvas, light, wall)
    tone, trim = tones(light, wall.colour), tones(light, wall.second)
    sill, top = wall.height * 0.4, wall.height * 0.78
    for _, x in wall.cells():
        half = wall.pitch * 0.4
        shape = skia.Path()
        shape.addRoundRect(box(x - half, -top, x + half, -sill), 0.14, 0.14)
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        pane(canvas, light, shape, False)
        low = mix(tones(light, "#5f7a4a").mid, light.haze, 0.35)
        canvas.drawRect(box(x - half, -sill - (top - sill) * 0.36, x + half, -sill), fill(low))
        canvas.drawRect(
            box(x - half, -sill - (top - sill) * 0.42, x + half * 0.2, -sill - (top - sill) * 0.3),
            fill(tones(light, "#3f5a3a").dark),
        )
        canvas.restore()
        canvas.drawPath(shape, line(trim.dark, 0.09))
        canvas.drawPath(shape, line(trim.rim, 0.03))
        edge = x + wall.pitch / 2
        canvas.drawLine(edge, -wall.height, edge, 0, line(tone.deep, 0.02, 0.6))
    canvas.drawRect(box(wall.left, -0.42, wall.right, -0.34), fill(trim.mid, 0.8))
    rack = box(wall.left, -top - 0.22, wall.right, -top - 0.08)
    canvas.drawRect(rack, linear((0, rack.top()), (0, rack.bottom()), [trim.lit, trim.dark]))


@finish("portholes")
def paint_portholes(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """The curved side of an aircraft's cabin: small round-cornered windows, lockers above."""
    plaster(canvas, light, wall)
    tone = tones(light, wall.colour)
    for _, x in wall.cells():
        half = min(0.2, wall.pitch * 0.3)
        shape = skia.Path()
        shape.addRoundRect(box(x - half, -1.35, x + half, -0.8), half * 0.8, half * 0.8)
        pane(canvas, light, shape, False)
        canvas.drawPath(shape, line(tone.rim, 0.08))
        canvas.drawPath(shape, line(tone.deep, 0.02, 0.6))
    lockers = box(wall.left, -wall.height, wall.right, -1.62)
    canvas.drawRect(lockers, linear((0, -wall.height), (0, -1.62), [tone.mid, tone.lit, tone.dark]))
    for _, x in wall.cells(1.1):
        canvas.drawLine(x, -wall.height, x, -1.64, line(tone.deep, 0.02, 0.7))
        canvas.drawRect(box(x + 0.4, -1.74, x + 0.6, -1.69), fill(tone.deep, 0.7))
    canvas.drawRect(box(wall.left, -1.63, wall.right, -1.58), fill(wall.second, 0.9))


@finish("cells")
def paint_cells(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """A row of cells: dark rooms behind bars, a lock on each, between concrete piers."""
    plaster(canvas, light, wall)
    tone = tones(light, wall.colour)
    for _, x in wall.cells():
        half, top = wall.pitch * 0.42, min(wall.height * 0.86, 2.4)
        hole = box(x - half, -top, x + half, 0)
        canvas.drawRect(hole, linear((0, -top), (0, 0), ["#17161a", "#2c2a2c"]))
        bunk = box(x - half, -0.62, x + half * 0.4, -0.5)
        canvas.drawRect(bunk, fill(tones(light, "#6a7078").dark))
        canvas.save()
        canvas.clipRect(hole)
        iron(
            canvas,
            light,
            Wall(x - half, x + half, top, wall.second, wall.second, 0.16, wall.span, wall.detail),
        )
        canvas.restore()
        canvas.drawRect(hole, line(tone.deep, 0.08))
        canvas.drawRect(
            box(x + half * 0.72, -1.15, x + half * 0.95, -0.85), fill(tones(light, "#8a9098").mid)
        )


@finish("consoles")
def paint_consoles(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Smooth panels of a ship: lit strips, small screens, rows of buttons."""
    tone = tones(light, wall.colour)
    canvas.drawRect(wall.area, linear((0, -wall.height), (0, 0), [tone.mid, tone.lit, tone.dark]))
    glow = wall.second
    for number, x in wall.cells():
        random = wall.random("console", number)
        half = wall.pitch * 0.44
        panel = box(x - half, -wall.height + 0.25, x + half, -0.3)
        canvas.drawRoundRect(panel, 0.14, 0.14, fill(tone.deep, 0.35))
        canvas.drawRoundRect(panel, 0.14, 0.14, line(tone.rim, 0.03, 0.7))
        screen = box(x - half * 0.7, -1.85, x + half * 0.7, -1.15)
        canvas.drawRoundRect(screen, 0.05, 0.05, fill("#06121e"))
        for row in range(4):
            y = -1.75 + row * 0.15
            wide = half * random.uniform(0.3, 1.2)
            canvas.drawLine(x - half * 0.6, y, x - half * 0.6 + wide, y, line(glow, 0.035, 0.9))
        for button in range(12):
            ink = random.choice((glow, "#ff7a4a", "#ffe04a", "#7affa0", "#ffffff"))
            at = x - half * 0.62 + (button % 6) * half * 0.25
            y = -0.95 + (button // 6) * 0.16
            canvas.drawRect(box(at, y, at + half * 0.13, y + 0.08), fill(ink, 0.9))
    for up in (0.14, wall.height - 0.12):
        canvas.drawRect(box(wall.left, -up - 0.03, wall.right, -up + 0.03), fill(glow))
        canvas.drawRect(box(wall.left, -up - 0.14, wall.right, -up + 0.14), fill(glow, 0.25, 0.05))


@finish("racks")
def paint_racks(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Recording gear: faders, knobs, meters and lamps in dark racks."""
    tone = tones(light, wall.colour)
    canvas.drawRect(wall.area, linear((0, -wall.height), (0, 0), [tone.mid, tone.deep]))
    rows = max(1, int(wall.height / 0.24))
    for number, x in wall.cells():
        for row in range(rows):
            random = wall.random("unit", number, row)
            y, half = -(row + 1) * wall.height / rows, wall.pitch * 0.46
            unit = box(x - half, y + 0.02, x + half, y + wall.height / rows - 0.02)
            canvas.drawRect(unit, fill(mix(tone.lit, "#101014", random.uniform(0.3, 0.7))))
            for knob in range(7):
                at = x - half * 0.8 + knob * half * 0.26
                ink = random.choice(("#c8ccd0", "#c8ccd0", "#ff5a4a", "#5aff8a", "#ffc04a"))
                canvas.drawCircle(at, unit.centerY(), 0.032, fill(ink))
                if ink.startswith(("#ff", "#5a")):
                    draw_glow(canvas, at, unit.centerY(), 0.1, ink, 0.7)


@finish("lift doors")
def paint_lift_doors(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Two doors of brushed metal that meet in the middle."""
    tone, frame = tones(light, wall.colour), tones(light, wall.second)
    middle = (wall.left + wall.right) / 2
    for left, right in ((wall.left, middle), (middle, wall.right)):
        door = box(left, -wall.height, right, 0)
        shades = [tone.mid, tone.rim, tone.lit, tone.dark]
        canvas.drawRect(door, linear((left, 0), (right, 0), shades, [0, 0.3, 0.6, 1]))
    canvas.drawLine(middle, -wall.height, middle, 0, line(tone.deep, 0.03))
    edge = line(frame.dark, 0.12)
    edge.setStrokeJoin(skia.Paint.kMiter_Join)
    canvas.drawRect(wall.area, edge)
    canvas.drawRect(wall.area.makeInset(0.07, 0.0), line(frame.rim, 0.015))
