"""High walls of many small things: office towers, neon, stands full of people."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    oval,
    tones,
)
from rushes.engines.animatic.drawing.places.walls.finish import Wall, finish, plaster
from rushes.engines.animatic.scene import Light

_LIT_SHARE = {"night": 0.42, "dusk": 0.4, "golden hour": 0.14, "dawn": 0.1}
_SHIRTS = ("#c8402f", "#2f5fa8", "#e8e2d2", "#e8b03a", "#3a3a44", "#5a8a5a", "#d87a4a", "#e8d0b0")


@finish("office tower")
def paint_office_tower(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Bands of glass between floors of the wall's colour; a share of the panes is lit."""
    plaster(canvas, light, wall)
    tone = tones(light, wall.colour)
    sky = mix(light.haze, wall.second, 0.35)
    storey = max(3.6, 3.2 / wall.detail)
    pitch = max(wall.pitch, 3.6 / wall.detail)
    share = _LIT_SHARE.get(light.time_of_day, 0.06 if light.weather in ("rain", "fog") else 0.0)
    glass, bright, pale = skia.Path(), skia.Path(), skia.Path()
    for number, x in wall.cells(pitch):
        level = 0
        while (level + 1) * storey < wall.height:
            y = -(level + 1) * storey
            pane = box(x - pitch * 0.43, y + storey * 0.12, x + pitch * 0.43, y + storey * 0.74)
            chance = ((number * 7919 + level * 104729) % 997) / 997
            (bright if chance < share else pale if chance > 0.8 else glass).addRect(pane)
            level += 1
    dark = mix(sky, "#18222e", 0.5 if light.time_of_day != "night" else 0.75)
    canvas.drawPath(glass, fill(dark))
    canvas.drawPath(pale, fill(mix(dark, sky, 0.45)))
    canvas.drawPath(bright, fill("#ffd88a"))
    canvas.drawRect(
        wall.area,
        linear((0, -wall.height), (0, 0), [(sky, 0.34), (sky, 0.0), (tone.deep, 0.25)]),
    )


@finish("neon tower")
def paint_neon_tower(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Dark towers with strips of light, signs and screens that shine at any hour."""
    paint_office_tower(canvas, light, wall)
    glow = 0.95 if light.time_of_day in ("night", "dusk") else 0.7
    for number, x in wall.cells():
        random = wall.random("neon", number)
        ink = random.choice((wall.second, "#3af0ff", "#ffd04a", "#9a5aff", "#4aff9a"))
        edge = x + wall.pitch * 0.5
        canvas.drawRect(box(edge - 0.35, -wall.height, edge + 0.35, -4.6), fill(ink, 0.22, 0.15))
        canvas.drawRect(box(edge - 0.1, -wall.height, edge + 0.1, -4.6), fill(ink, glow))
        up, tall = random.uniform(5.5, 9.0), random.uniform(2.0, 5.5)
        half = wall.pitch * random.uniform(0.12, 0.3)
        sign = box(x - half, -up - tall, x + half, -up)
        other = random.choice((wall.second, "#3af0ff", "#ffd04a", "#ff7a4a"))
        draw_glow(canvas, x, -up - tall / 2, tall * 0.9, other, 0.5 * glow)
        canvas.drawRect(sign, fill("#0c0e1c", 0.9))
        canvas.drawRect(sign, line(other, 0.16, glow))
        for row in range(int(tall / 0.9)):
            y = -up - 0.55 - row * 0.9
            kind = random.randrange(3)
            if kind == 0:
                canvas.drawCircle(x, y, half * 0.45, line(other, 0.14, glow))
            elif kind == 1:
                canvas.drawLine(x - half * 0.6, y, x + half * 0.6, y, line(ink, 0.16, glow))
                canvas.drawLine(x, y - 0.3, x, y + 0.3, line(ink, 0.16, glow))
            else:
                canvas.drawRect(
                    box(x - half * 0.5, y - 0.22, x + half * 0.5, y + 0.22), fill(other, glow)
                )


@finish("stands")
def paint_stands(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Stands seen from the pitch: steps full of people, aisles, a rail of the second colour."""
    tone = tones(light, wall.colour)
    canvas.drawRect(wall.area, linear((0, -wall.height), (0, 0), [tone.dark, tone.lit]))
    pitch = max(wall.pitch, 2.2 / wall.detail)
    rows = max(2, min(int(wall.height / (pitch * 0.95)), 40))
    tall = wall.height / rows
    steps = skia.Path()
    bodies: dict[str, skia.Path] = {}
    heads = skia.Path()
    for row in range(rows):
        y = -row * tall
        steps.addRect(box(wall.left, y - tall * 0.14, wall.right, y))
        for number, x in wall.cells(pitch):
            chance = ((number * 7919 + row * 104729) % 997) / 997
            if number % 22 == 0 or chance > 0.88:
                continue
            at = x + (chance - 0.5) * pitch * 0.3
            shirt = _SHIRTS[int(chance * 8.9) % len(_SHIRTS)]
            body = oval(at, y - tall * 0.42, pitch * 0.36, tall * 0.36)
            bodies.setdefault(shirt, skia.Path()).addOval(body)
            if wall.shows(pitch * 0.3, 1.6):
                heads.addOval(oval(at, y - tall * 0.88, pitch * 0.2, pitch * 0.2))
    canvas.drawPath(steps, fill(tone.deep, 0.6))
    for shirt, path in bodies.items():
        canvas.drawPath(path, fill(tones(light, shirt).mid))
    canvas.drawPath(heads, fill(tones(light, "#c89870").mid))
    rail = tones(light, wall.second)
    canvas.drawRect(
        box(wall.left, -1.0, wall.right, 0), linear((0, -1), (0, 0), [rail.lit, rail.dark])
    )
    top = box(wall.left, -wall.height, wall.right, -wall.height + max(0.5, wall.height * 0.06))
    canvas.drawRect(top, fill(rail.mid))


@finish("tyre wall")
def paint_tyre_wall(canvas: skia.Canvas, light: Light, wall: Wall) -> None:
    """Tyres stacked as a barrier, red and white in turns."""
    size = 0.55
    for row in range(math.ceil(wall.height / 0.28)):
        for number, x in wall.cells(size):
            ink = wall.second if (number // 3) % 2 else "#d8322f"
            tone = tones(light, ink if row == 2 else wall.colour)
            y = -row * 0.28
            tyre = box(x - size * 0.5, y - 0.28, x + size * 0.5, y)
            canvas.drawRoundRect(
                tyre, 0.1, 0.12, linear((0, y - 0.28), (0, y), [tone.lit, tone.deep])
            )
