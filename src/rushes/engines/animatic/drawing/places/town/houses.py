"""Buildings of any kind: a front with a wall's finish, a roof, columns, steps and towers."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import skia

from rushes.engines.animatic.drawing.buildings import LAMP_GLOW, windows_are_lit
from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    draw_glow,
    fill,
    in_weather,
    line,
    linear,
    mix,
    polygon,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.places.town.roofs import paint_roof_kind
from rushes.engines.animatic.drawing.places.walls.finish import Wall, paint_finish
from rushes.engines.animatic.drawing.places.walls.openings import arched
from rushes.engines.animatic.scene import Light, Rgb


@dataclass(frozen=True, slots=True)
class House:
    """A building's front, its foot's middle at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    deep: float
    finish: str
    colour: Rgb
    second: Rgb
    pitch: float
    roof: str
    roof_height: float
    roof_colour: Rgb
    door: str
    door_colour: Rgb
    columns: int
    steps: int
    chimney: bool


@place_painter("building")
def building(
    site: Site,
    z: float,
    x: float = 0.0,
    y: float = 0.0,
    width: float = 10.0,
    height: float = 6.0,
    deep: float = 6.0,
    finish: str = "windows",
    colour: Rgb = "#d8c4a4",
    second: Rgb = "#efe8da",
    pitch: float = 2.4,
    roof: str = "gable",
    roof_height: float = 2.4,
    roof_colour: Rgb = "#8a4b3c",
    door: str = "door",
    door_colour: Rgb = "#5a3c2c",
    columns: int = 0,
    steps: int = 0,
    chimney: bool = False,
    tangent: float | None = None,
    at: tuple[tuple[float, float], ...] = (),
) -> Iterator[Layer]:
    """A building with its front at z, or several: `at` gives x and z of each.

    `finish` is any wall's; `roof`: flat, gable, hip, mansard, dome, onion, spire, battlements,
    sawtooth, pagoda or none; `door`: door, arch, wide or none; `columns` carry a pediment. With
    `tangent` it stands where the picture wants it: x is then the direction it is seen in.
    """
    view = site.view
    for told_x, front_z in at or ((x, z),):
        if view.depth(front_z) < 3:
            continue
        middle = view.at(tangent, 0, front_z)[0] if tangent is not None else told_x
        one = House(
            middle, y, width, height, deep, finish, colour, second, pitch, roof, roof_height,
            roof_colour, door, door_colour, columns, steps, chimney,
        )  # fmt: skip
        yield Layer(
            front_z,
            (Part(_bounds(site, one, front_z), functools.partial(_paint, site, one, front_z)),),
        )


def _bounds(site: Site, one: House, z: float) -> Bounds:
    half = one.width / 2 + max(0.8, one.width * 0.06)
    top = one.y - one.height - one.roof_height * 1.5 - 0.6
    left, right = one.x - half, one.x + half
    for side in (-1, 1):
        far_x, _ = site.view.onto(z, one.x + side * one.width / 2, 0, z + one.deep)
        left, right = min(left, far_x), max(right, far_x)
    return Bounds(left, top, right, one.y + 0.3)


def _paint(site: Site, one: House, z: float, canvas: skia.Canvas, brush: Brush) -> None:
    light = brush.light
    _paint_side(site, one, z, canvas, light)
    canvas.save()
    canvas.translate(one.x, one.y)
    half = one.width / 2
    dark = mix(light.fill, "#000000", 0.75)
    canvas.drawRect(box(-half, -0.1, half, 0.16), fill(dark, 0.4, 0.08))
    span = (-half, half) if light.key_side < 0 else (half, -half)
    piece = Wall(
        -half, half, one.height, one.colour, one.second, one.pitch, span, brush.pixels_per_metre,
        f"{site.place} {round(one.x, 1)} {z}",
    )  # fmt: skip
    if one.roof == "gable" and one.roof_height > 0:
        gable = polygon(
            [(-half, -one.height), (0, -one.height - one.roof_height), (half, -one.height)]
        )
        tone = tones(light, one.colour)
        canvas.drawPath(gable, linear((span[0], 0), (span[1], 0), [tone.lit, tone.mid, tone.dark]))
        texture(canvas, gable, (3.0, 3.0), 0.14, seed=7, slope=1.4)
    paint_finish(canvas, brush, one.finish, piece)
    shade = box(-half, -one.height, half, -one.height + min(0.7, one.height * 0.12))
    canvas.drawRect(
        shade, linear((0, shade.top()), (0, shade.bottom()), [("#120c10", 0.35), ("#120c10", 0.0)])
    )
    if one.chimney:
        stack = box(half * 0.45, -one.height - one.roof_height * 1.05, half * 0.62, -one.height)
        canvas.drawRect(stack, across(light, stack.left(), stack.right(), "#8d5a48"))
    paint_roof_kind(canvas, brush, one.roof, half, one.height, one.roof_height, one.roof_colour)
    _paint_door(canvas, light, one)
    if one.columns:
        _paint_portico(canvas, light, one)
    _paint_steps(canvas, light, one)
    canvas.restore()


def _paint_side(site: Site, one: House, z: float, canvas: skia.Canvas, light: Light) -> None:
    """The side that is seen past the front's edge."""
    eye, half = site.view.camera.x, one.width / 2
    side_x = one.x - half if eye < one.x - half else one.x + half if eye > one.x + half else None
    if side_x is None:
        return
    tone = tones(light, one.colour)
    upper, back = one.y - one.height, z + one.deep
    corners = ((upper, z), (upper, back), (one.y, back), (one.y, z))
    points = [site.view.onto(z, side_x, y, at) for y, at in corners]
    is_lit = (side_x > one.x) == (light.key_side > 0)
    canvas.drawPath(polygon(points), fill(tone.mid if is_lit else mix(tone.dark, tone.deep, 0.4)))


def _paint_door(canvas: skia.Canvas, light: Light, one: House) -> None:
    if one.door == "none":
        return
    wide = {"wide": 3.0, "arch": 1.9}.get(one.door, 1.2)
    tall = {"wide": 3.0, "arch": 3.0}.get(one.door, 2.3)
    wide, tall = min(wide, one.width * 0.5), min(tall, one.height * 0.8)
    tone, trim = tones(light, one.door_colour), tones(light, one.second)
    shape = arched(-wide / 2, wide / 2, 0, -tall) if one.door == "arch" else skia.Path()
    if one.door != "arch":
        shape.addRect(box(-wide / 2, -tall, wide / 2, 0))
    canvas.drawPath(shape, linear((-wide / 2, 0), (wide / 2, 0), [tone.lit, tone.mid, tone.dark]))
    canvas.drawPath(shape, line(trim.lit, 0.16))
    canvas.drawLine(0, -tall, 0, 0, line(tone.deep, 0.05))
    if windows_are_lit(light):
        draw_glow(canvas, 0, -tall - 0.4, 1.3, LAMP_GLOW, 0.6)
        canvas.drawCircle(0, -tall - 0.35, 0.1, fill("#fff0c0"))


def _paint_portico(canvas: skia.Canvas, light: Light, one: House) -> None:
    """Columns before the door with a pediment over them."""
    stone = tones(light, one.second)
    tall, pitch = one.height * 0.82, 1.7
    half = pitch * (one.columns - 1) / 2 + 0.5
    canvas.drawRect(box(-half, -tall, half, 0), fill(stone.deep, 0.35))
    for number in range(one.columns):
        x = -half + 0.5 + number * pitch
        canvas.drawRect(
            box(x - 0.26, -tall, x + 0.26, 0), across(light, x - 0.28, x + 0.28, one.second)
        )
        for y in (-tall, -0.25):
            canvas.drawRect(box(x - 0.4, y, x + 0.4, y + 0.25), fill(stone.lit))
    beam = box(-half - 0.4, -tall - 0.7, half + 0.4, -tall)
    canvas.drawRect(beam, linear((0, beam.top()), (0, beam.bottom()), [stone.rim, stone.mid]))
    gable = polygon(
        [(-half - 0.7, -tall - 0.7), (half + 0.7, -tall - 0.7), (0, -tall - 0.7 - half * 0.42)]
    )
    canvas.drawPath(
        gable, linear((0, -tall - 0.7 - half * 0.42), (0, -tall - 0.7), [stone.lit, stone.mid])
    )
    canvas.drawPath(gable, line(stone.rim if light.weather != "snow" else "#f4f8fc", 0.16))


def _paint_steps(canvas: skia.Canvas, light: Light, one: House) -> None:
    stone = tones(light, in_weather(light, one.second, 0.6))
    half = max(1.4, 1.7 * one.columns / 2 + 0.8)
    for step in range(one.steps):
        wide = half + (one.steps - step) * 0.3
        y = -step * 0.17
        canvas.drawRect(
            box(-wide, y - 0.17, wide, y), linear((0, y - 0.17), (0, y), [stone.lit, stone.dark])
        )
