"""What the ground is made of: tiles, boards, grass, sand, asphalt, ice; wet when it rains."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import NamedTuple

import skia

from rushes.engines.animatic.drawing.buildings import LAMP_GLOW
from rushes.engines.animatic.drawing.paint import (
    box,
    dots,
    fill,
    in_weather,
    line,
    linear,
    mix,
    oval,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush
from rushes.engines.animatic.drawing.places.ground import Patch
from rushes.engines.animatic.drawing.sky import sky_colours
from rushes.engines.animatic.scene import Light, Rgb


class Floor(NamedTuple):
    """What a floor is made of."""

    colour: Rgb
    second: Rgb
    tile_m: float


FloorKind = Callable[[skia.Canvas, Brush, Patch, Floor], None]


def base_floor(
    canvas: skia.Canvas, light: Light, patch: Patch, colour: Rgb, strength: float = 0.35
) -> None:
    """The floor's colour, brighter towards the light behind it, and its roughness."""
    tone = tones(light, in_weather(light, colour))
    shade = mix(tone.mid, tone.lit, 0.45 if not light.indoors else 0.3)
    canvas.drawRect(box(*patch), fill(shade))
    texture(canvas, box(*patch), (5.0, 5.0), strength, seed=5, slope=1.4)


def paint_wetness(canvas: skia.Canvas, brush: Brush, patch: Patch, gloss: float = 1.0) -> None:
    """Rain on the ground: it holds the sky, puddles stand on it, lamps draw long streaks."""
    light = brush.light
    if light.weather != "rain" or light.indoors:
        return
    sky = sky_colours(light)
    bright = mix(sky[3], sky[4], 0.5)
    area = box(*patch)
    canvas.drawRect(area, fill(mix(sky[2], "#101820", 0.45), 0.34 * gloss))
    texture(canvas, area, (0.9, 26.0), 0.20 * gloss, seed=22, slope=1.1)
    puddles, rims = skia.Path(), skia.Path()
    for row in range(math.floor(patch.near / 3.1), math.ceil(patch.far / 3.1)):
        random = Random(row * 31)
        for _ in range(3):
            x, z = random.uniform(-9, 9), (row + random.random()) * 3.1
            wide, deep = random.uniform(0.5, 1.7), random.uniform(0.2, 0.55)
            for dx, size in ((0.0, 1.0), (wide * 0.7, 0.6)):
                puddles.addOval(oval(x + dx, z, wide * size, deep * size))
                rims.addOval(oval(x + dx, z - deep * 0.06, wide * size * 1.04, deep * size * 1.08))
    canvas.drawPath(rims, fill(mix(bright, "#0c1420", 0.75), 0.4 * gloss))
    canvas.drawPath(puddles, fill(bright, 0.62 * gloss))
    if light.time_of_day in ("night", "dusk"):
        random = Random(int(patch.far * 10))
        for _ in range(7):
            x = random.uniform(-8, 8)
            canvas.drawRect(
                box(x - 0.1, patch.near, x + random.uniform(0.05, 0.25), patch.far),
                fill(LAMP_GLOW, random.uniform(0.06, 0.2) * gloss, 0.05),
            )


_TILE_PX = 5.0
"""Tiles seen narrower than this are all of one shade."""


def _shade(column: int, row: int) -> float:
    """−1..1 for a tile, the same wherever the floor is cut."""
    return ((column * 7919 + row * 104729) % 199) / 99.5 - 1


def paint_tiles(
    canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb, side_m: float, joint: float
) -> None:
    """Square tiles, each of its own shade, with joints."""
    base_floor(canvas, brush.light, patch, colour, 0.2)
    tone = tones(brush.light, colour)
    shades = {key: skia.Path() for key in (-2, -1, 1, 2)}
    joints = skia.Path()
    columns = range(math.floor(patch.left / side_m), math.ceil(patch.right / side_m))
    is_shaded = side_m * brush.pixels_per_metre > _TILE_PX
    for row in range(math.floor(patch.near / side_m), math.ceil(patch.far / side_m)):
        joints.addRect(
            box(patch.left, row * side_m - joint / 2, patch.right, row * side_m + joint / 2)
        )
        for column in columns if is_shaded else ():
            key = round(_shade(column, row) * 2.4)
            if key in shades:
                left, near = column * side_m, row * side_m
                shades[key].addRect(box(left, near, left + side_m, near + side_m))
    for column in columns:
        x = column * side_m
        joints.addRect(box(x - joint / 2, patch.near, x + joint / 2, patch.far))
    for key, path in shades.items():
        canvas.drawPath(path, fill(tone.lit if key > 0 else tone.deep, abs(key) * 0.07))
    canvas.drawPath(joints, fill(tones(brush.light, "#5a4638").deep, 0.5))
    paint_wetness(canvas, brush, patch, 0.8)


def _checker(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Tiles of two colours in turns, polished."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.12)
    side, path = floor.tile_m, skia.Path()
    for row in range(math.floor(patch.near / side), math.ceil(patch.far / side)):
        for column in range(math.floor(patch.left / side), math.ceil(patch.right / side)):
            if (row + column) % 2:
                path.addRect(box(column * side, row * side, (column + 1) * side, (row + 1) * side))
    canvas.drawPath(path, fill(tones(brush.light, floor.second).mid))
    _polish(canvas, patch)


def _polish(canvas: skia.Canvas, patch: Patch) -> None:
    texture(canvas, box(*patch), (1.6, 30.0), 0.14, seed=22, slope=1.2)


def _marble(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Large polished slabs."""
    paint_tiles(canvas, brush, patch, floor.colour, floor.tile_m, 0.012)
    _polish(canvas, patch)


def _planks(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Floorboards running away from the viewer."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.2)
    tone, width = tones(brush.light, floor.colour), 0.16
    shades = {key: skia.Path() for key in (-2, -1, 1, 2)}
    joints = skia.Path()
    for board in range(math.floor(patch.left / width), math.ceil(patch.right / width)):
        left = board * width
        key = round(_shade(board, 3) * 2.4)
        if key in shades:
            shades[key].addRect(box(left, patch.near, left + width, patch.far))
        joints.addRect(box(left - 0.006, patch.near, left + 0.006, patch.far))
        end = math.floor(patch.near / 2.4) * 2.4 + (_shade(board, 7) + 1) * 1.2
        while end < patch.far:
            joints.addRect(box(left, end - 0.006, left + width, end + 0.006))
            end += 2.4
    for key, path in shades.items():
        canvas.drawPath(path, fill(tone.lit if key > 0 else tone.deep, abs(key) * 0.09))
    canvas.drawPath(joints, fill(tone.deep, 0.7))
    paint_wetness(canvas, brush, patch, 0.7)


def _court(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Narrow varnished boards: a sports hall, a stage, a ballroom."""
    _planks(canvas, brush, patch, floor)
    _polish(canvas, patch)


def _grass(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Grass or stubble: mottled, with tufts where it is near."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.18)
    tone = tones(brush.light, in_weather(brush.light, floor.colour))
    area = box(*patch)
    texture(canvas, area, (1.6, 2.4), 0.16, seed=9, slope=0.9)
    if brush.pixels_per_metre >= 25:
        random = Random(int(patch.far * 100))
        span = min(patch.right - patch.left, 26.0)
        middle = (patch.left + patch.right) / 2
        for ink, count in ((tone.deep, 260), (tone.lit, 220), (tone.rim, 90)):
            points = [
                (middle + random.uniform(-0.5, 0.5) * span, random.uniform(patch.near, patch.far))
                for _ in range(count)
            ]
            dots(canvas, points, line(ink, 0.05, 0.35))
    paint_wetness(canvas, brush, patch, 0.35)


def _mown(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """A lawn mown in stripes, `tile_m` wide, running across."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.1)
    tone = tones(brush.light, in_weather(brush.light, floor.colour))
    stripes = skia.Path()
    for row in range(math.floor(patch.near / floor.tile_m), math.ceil(patch.far / floor.tile_m)):
        if row % 2:
            near = row * floor.tile_m
            stripes.addRect(box(patch.left, near, patch.right, near + floor.tile_m))
    canvas.drawPath(stripes, fill(tone.deep, 0.22))
    area = box(*patch)
    texture(canvas, area, (1.2, 1.8), 0.14, seed=9, slope=0.9)
    paint_wetness(canvas, brush, patch, 0.35)


def _sand(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Sand or bare earth with wind ripples."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.22)
    area = box(*patch)
    texture(canvas, area, (7.0, 1.5), 0.16, seed=13, slope=1.5)
    texture(canvas, area, (0.9, 0.9), 0.16, seed=14, slope=0.7)
    paint_wetness(canvas, brush, patch, 0.45)


def _dirt(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Rough earth with stones and ruts."""
    _sand(canvas, brush, patch, floor)
    tone = tones(brush.light, in_weather(brush.light, floor.second))
    area = box(*patch)
    texture(canvas, area, (2.2, 9.0), 0.26, seed=15, slope=1.2)
    random = Random(int(patch.far * 100))
    for ink, size in ((tone.deep, 0.09), (tone.lit, 0.06)):
        points = [
            (random.uniform(-13, 13), random.uniform(patch.near, patch.far)) for _ in range(90)
        ]
        dots(canvas, points, line(ink, size, 0.55))


def paint_asphalt(canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb) -> None:
    """A road surface; wet it holds long streaks of light."""
    base_floor(canvas, brush.light, patch, colour, 0.16)
    area = box(*patch)
    texture(canvas, area, (1.2, 1.2), 0.12, seed=21, slope=0.6)
    paint_wetness(canvas, brush, patch)


def _cobbles(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Cobblestones in courses."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.2)
    tone = tones(brush.light, in_weather(brush.light, floor.colour, 0.6))
    side = floor.tile_m * 0.5
    while side * brush.pixels_per_metre < 3.0 and side < 2:
        side *= 2
    stones = {key: skia.Path() for key in range(3)}
    for row in range(math.floor(patch.near / side), math.ceil(patch.far / side)):
        shift = side / 2 if row % 2 else 0.0
        for column in range(
            math.floor(max(-22.0, patch.left) / side), math.ceil(min(22.0, patch.right) / side)
        ):
            x, z = column * side + shift, row * side
            key = (column * 7919 + row * 104729) % 3
            stones[key].addRoundRect(
                box(x + side * 0.07, z + side * 0.07, x + side * 0.93, z + side * 0.93),
                side * 0.25,
                side * 0.25,
            )
    area = box(*patch)
    canvas.drawRect(area, fill(tone.deep, 0.45))
    for key, ink in enumerate((tone.lit, tone.mid, mix(tone.mid, tone.dark, 0.4))):
        canvas.drawPath(stones[key], fill(ink, 0.8))
    paint_wetness(canvas, brush, patch, 0.8)


def _plain(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """A smooth floor: carpet, concrete, a studio's floor."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.15)
    paint_wetness(canvas, brush, patch, 0.8)


def _carpet(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Carpet with a pattern of lozenges in the second colour."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.12)
    side, path = floor.tile_m, skia.Path()
    for row in range(math.floor(patch.near / side), math.ceil(patch.far / side) + 1):
        for column in range(math.floor(patch.left / side), math.ceil(patch.right / side) + 1):
            x, z, reach = column * side + (side / 2 if row % 2 else 0), row * side, side * 0.3
            path.moveTo(x - reach, z)
            path.lineTo(x, z - reach)
            path.lineTo(x + reach, z)
            path.lineTo(x, z + reach)
            path.close()
    canvas.drawPath(path, fill(tones(brush.light, floor.second).mid, 0.7))


def _ice(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Ice: a cold sheen, scratches and cracks."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.16)
    texture(canvas, box(*patch), (2.4, 22.0), 0.24, seed=22, slope=1.2)
    white = tones(brush.light, "#ffffff")
    random = Random(int(patch.far * 10))
    for _ in range(26):
        x, z = random.uniform(-14, 14), random.uniform(patch.near, patch.far)
        path = skia.Path()
        path.moveTo(x, z)
        path.quadTo(
            x + random.uniform(-0.9, 0.9),
            z + 0.2,
            x + random.uniform(-1.8, 1.8),
            z + random.uniform(-0.6, 0.6),
        )
        canvas.drawPath(path, line(white.rim, 0.025, 0.6))


def _snow(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Snow: smooth, with soft blue hollows."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.08)
    texture(canvas, box(*patch), (9.0, 4.0), 0.22, seed=13, slope=1.6)


def _rails(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Ballast with a railway track running away: rails `tile_m` apart."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.2)
    texture(canvas, box(*patch), (0.7, 0.7), 0.42, seed=14, slope=0.5)
    wood, steel = tones(brush.light, floor.second), tones(brush.light, "#9aa0a8")
    half = floor.tile_m / 2
    sleepers = skia.Path()
    for number in range(math.floor(patch.near / 0.65), math.ceil(patch.far / 0.65)):
        sleepers.addRect(box(-half * 1.7, number * 0.65, half * 1.7, number * 0.65 + 0.26))
    canvas.drawPath(sleepers, fill(mix(wood.mid, wood.dark, 0.4)))
    for x in (-half, half):
        canvas.drawRect(box(x - 0.09, patch.near, x + 0.09, patch.far), fill("#1c1816", 0.5))
        canvas.drawRect(box(x - 0.06, patch.near, x + 0.06, patch.far), fill(steel.mid))
        canvas.drawRect(box(x - 0.025, patch.near, x + 0.025, patch.far), fill(steel.rim))
    paint_wetness(canvas, brush, patch, 0.3)


def _plates(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Metal plates with a row of lights along the middle in the second colour."""
    paint_tiles(canvas, brush, patch, floor.colour, floor.tile_m, 0.05)
    _polish(canvas, patch)
    for x in (-1.6, 1.6):
        canvas.drawRect(box(x - 0.05, patch.near, x + 0.05, patch.far), fill(floor.second, 0.9))
        canvas.drawRect(
            box(x - 0.25, patch.near, x + 0.25, patch.far), fill(floor.second, 0.25, 0.1)
        )


def _tatami(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Straw mats with cloth borders, laid in turns."""
    base_floor(canvas, brush.light, patch, floor.colour, 0.1)
    texture(canvas, box(*patch), (1.0, 0.12), 0.2, seed=14, slope=0.6)
    side, border = floor.tile_m, skia.Path()
    for row in range(math.floor(patch.near / side), math.ceil(patch.far / side)):
        border.addRect(box(patch.left, row * side - 0.03, patch.right, row * side + 0.03))
        for column in range(math.floor(patch.left / side / 2), math.ceil(patch.right / side / 2)):
            x = (column * 2 + row % 2) * side
            border.addRect(box(x - 0.03, row * side, x + 0.03, (row + 1) * side))
    canvas.drawPath(border, fill(tones(brush.light, floor.second).mid, 0.9))


_DISCO = ("#ff3ad0", "#3af0ff", "#b04aff", "#ffd04a", "#4aff9a", "#2a2040", "#2a2040")


def _disco(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """Lit squares of many colours."""
    side = floor.tile_m
    canvas.drawRect(box(patch.left, patch.near, patch.right, patch.far), fill("#0e0a18"))
    for row in range(math.floor(patch.near / side), math.ceil(patch.far / side)):
        for column in range(
            math.floor(max(-9.0, patch.left) / side), math.ceil(min(9.0, patch.right) / side)
        ):
            ink = _DISCO[(column * 7919 + row * 104729) % len(_DISCO)]
            x, z = column * side, row * side
            canvas.drawRect(
                box(x + 0.03, z + 0.03, x + side - 0.03, z + side - 0.03), fill(ink, 0.62)
            )


def _cyclorama(canvas: skia.Canvas, brush: Brush, patch: Patch, floor: Floor) -> None:
    """A studio's paper, running on into the backdrop."""
    tone = tones(brush.light, floor.colour)
    area = box(*patch)
    stops: list[tuple[Rgb, float]] = [(mix(tone.lit, tone.rim, 0.4), 1.0), (tone.mid, 1.0)]
    canvas.drawRect(area, linear((0, -1.0), (0, 26.0), stops))


FLOORS: dict[str, FloorKind] = {
    "tiles": lambda canvas, brush, patch, floor: paint_tiles(
        canvas, brush, patch, floor.colour, floor.tile_m, 0.022
    ),
    "checker": _checker,
    "marble": _marble,
    "planks": _planks,
    "court": _court,
    "grass": _grass,
    "mown": _mown,
    "sand": _sand,
    "dirt": _dirt,
    "asphalt": lambda canvas, brush, patch, floor: paint_asphalt(
        canvas, brush, patch, floor.colour
    ),
    "cobbles": _cobbles,
    "plain": _plain,
    "carpet": _carpet,
    "ice": _ice,
    "snow": _snow,
    "rails": _rails,
    "plates": _plates,
    "tatami": _tatami,
    "disco": _disco,
    "cyclorama": _cyclorama,
}
