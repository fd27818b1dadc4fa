"""The shell of a room: back wall, side walls, ceiling."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    fill,
    line,
    linear,
    mix,
    radial,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.ground import (
    Patch,
    floor_layers,
    side_wall_layers,
)
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.places.walls.finish import Wall, paint_finish
from rushes.engines.animatic.drawing.places.walls.standing import wall
from rushes.engines.animatic.scene import Light, Rgb

PANELLING_M = 0.95


def room_height(site: Site, height: float) -> float:
    """The height of the ceiling: above the camera, however high that is taken."""
    return max(height, 0.7 - site.view.camera.y)


@place_painter("backdrop")
def backdrop(site: Site, z: float = math.inf, colour: Rgb = "#2a211f") -> Iterator[Layer]:
    """One dark tone behind everything, for what a room's walls don't reach."""
    seen = site.view.seen(math.inf)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.drawRect(box(*seen), fill(tones(brush.light, colour).dark))

    yield Layer(math.inf, (Part(seen, paint, is_opaque=True, takes_haze=False),))


@place_painter("room")
def room(
    site: Site,
    z: float,
    half_width: float = 3.5,
    height: float = 2.8,
    colour: Rgb = "#d8c8ae",
    panelling: Rgb | None = None,
    ceiling: Rgb = "#efe8da",
    bricks: bool = False,
    finish: str | None = None,
    side: str | None = None,
    second: Rgb = "#efe8da",
    pitch: float = 1.0,
    roof: str = "plain",
) -> Iterator[Layer]:
    """The walls and the ceiling of a room whose back wall stands at z.

    Walls are painted, with panelling or bricks, or have any `finish`, the side walls one of their
    own (`side`). `roof`: a plain ceiling, boards, tiles, coffers, or none.
    """
    top = room_height(site, height)
    if roof != "none":
        paint = functools.partial(_paint_ceiling, colour=ceiling, far=z, kind=roof)
        yield from floor_layers(site, paint, z, None, -top, half_width)
    for one in (-half_width, half_width):
        if side is not None or finish is not None:
            yield from wall(
                site, z, side or finish or "plaster", "left" if one < 0 else "right", half_width,
                None, top, 0.0, mix(colour, "#3a2f2c", 0.12), second, pitch,
            )  # fmt: skip
            continue
        painted = functools.partial(
            _paint_side_wall, colour=colour, panelling=panelling, bricks=bricks, far=z
        )
        yield from side_wall_layers(site, painted, one, z, top)

    def back(canvas: skia.Canvas, brush: Brush) -> None:
        area = box(-half_width, -top, half_width, 0)
        if finish is None:
            paint_wall(canvas, brush.light, area, colour, panelling, bricks)
        else:
            span = (-half_width, half_width)
            span = span if brush.light.key_side < 0 else span[::-1]
            detail = brush.pixels_per_metre
            piece = Wall(
                -half_width, half_width, top, colour, second, pitch, span, detail, site.place
            )
            paint_finish(canvas, brush, finish, piece)
        _paint_corners(canvas, brush.light, area)

    bounds = Bounds(-half_width, -top, half_width, 0.0)
    yield Layer(z + 0.001, (Part(bounds, back, is_opaque=True),))


def paint_wall(
    canvas: skia.Canvas,
    light: Light,
    area: skia.Rect,
    colour: Rgb,
    panelling: Rgb | None,
    bricks: bool,
    from_to: tuple[float, float] | None = None,
) -> None:
    """A wall from inside: paint or bricks, panelling below, skirting at its foot at y = 0."""
    tone = tones(light, colour)
    start, end = from_to or (area.left(), area.right())
    if light.key_side > 0 and from_to is None:
        start, end = end, start
    shades = [tone.lit, mix(tone.lit, tone.mid, 0.6), mix(tone.mid, tone.dark, 0.45)]
    canvas.drawRect(area, linear((start, 0), (end, 0), shades))
    if bricks:
        _bricks(canvas, area, tone.deep, tone.rim)
    texture(canvas, area, (3.0, 3.0), 0.10, seed=7, slope=1.4)
    if panelling is not None:
        wood = tones(light, panelling)
        low = box(area.left(), -PANELLING_M, area.right(), 0)
        canvas.drawRect(low, linear((start, 0), (end, 0), [wood.lit, wood.mid, wood.dark]))
        x = math.floor(area.left() / 0.62) * 0.62
        while x < area.right():
            frame = box(x + 0.06, -PANELLING_M + 0.13, x + 0.56, -0.20)
            canvas.drawRect(frame, line(wood.deep, 0.018, 0.5))
            canvas.drawRect(frame.makeOffset(0.012, 0.012), line(wood.rim, 0.008, 0.5))
            x += 0.62
        rail = box(area.left(), -PANELLING_M - 0.05, area.right(), -PANELLING_M + 0.02)
        canvas.drawRect(rail, fill(wood.lit))
    skirt = tones(light, panelling or "#f2ece0")
    foot = box(area.left(), -0.13, area.right(), 0)
    canvas.drawRect(foot, linear((0, -0.13), (0, 0), [skirt.lit, skirt.dark]))


def _bricks(canvas: skia.Canvas, area: skia.Rect, joint: Rgb, edge: Rgb) -> None:
    random = Random(3)
    row, y = 0, -0.075
    while y > area.top():
        shift = 0.12 if row % 2 else 0.0
        x = math.floor(area.left() / 0.24) * 0.24 + shift
        while x < area.right():
            shade = random.uniform(-1, 1)
            canvas.drawRect(
                box(x + 0.008, y + 0.008, x + 0.232, y + 0.067),
                fill(edge if shade > 0 else joint, abs(shade) * 0.25),
            )
            x += 0.24
        canvas.drawLine(area.left(), y, area.right(), y, line(joint, 0.012, 0.45))
        row += 1
        y -= 0.075


def _paint_corners(canvas: skia.Canvas, light: Light, area: skia.Rect) -> None:
    """The dusk that gathers in a room's corners."""
    dark = mix(light.fill, "#000000", 0.75)
    reach = 0.9
    left, right, top, bottom = area.left(), area.right(), area.top(), area.bottom()
    for edge, inner in ((left, left + reach), (right, right - reach)):
        stripe = box(min(edge, inner), top, max(edge, inner), bottom)
        canvas.drawRect(stripe, linear((edge, 0), (inner, 0), [(dark, 0.38), (dark, 0.0)]))
    canvas.drawRect(
        box(left, top, right, top + reach),
        linear((0, top), (0, top + reach), [(dark, 0.34), (dark, 0.0)]),
    )
    glow_x = light.key_side * (right - left) * 0.22
    canvas.drawRect(
        area,
        radial((glow_x, -1.5), 2.6, [(light.key, 0.20), (light.key, 0.0)]),
    )


def _paint_side_wall(
    canvas: skia.Canvas,
    brush: Brush,
    patch: Patch,
    colour: Rgb,
    panelling: Rgb | None,
    bricks: bool,
    far: float,
) -> None:
    """A side wall, in z across and y up."""
    light = brush.light
    area = box(patch.left, patch.near, patch.right, patch.far)
    span = (far - 9.0, far)
    paint_wall(canvas, light, area, mix(colour, "#3a2f2c", 0.14), panelling, bricks, span)
    dark = mix(light.fill, "#000000", 0.75)
    canvas.drawRect(area, linear((far, 0), (far - 1.2, 0), [(dark, 0.34), (dark, 0.0)]))
    canvas.drawRect(
        area, linear((0, patch.near), (0, patch.near + 0.8), [(dark, 0.3), (dark, 0.0)])
    )


def _paint_ceiling(
    canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb, far: float, kind: str
) -> None:
    light = brush.light
    tone = tones(light, colour)
    area = box(patch.left, patch.near, patch.right, patch.far)
    canvas.drawRect(area, fill(mix(tone.mid, tone.dark, 0.35)))
    seams = skia.Path()
    step = {"boards": 0.3, "tiles": 0.6, "coffers": 1.2}.get(kind)
    if step is not None:
        thin = {"boards": 0.012, "tiles": 0.016, "coffers": 0.16}[kind]
        for column in range(math.floor(patch.left / step), math.ceil(patch.right / step)):
            seams.addRect(box(column * step - thin, patch.near, column * step + thin, patch.far))
        if kind != "boards":
            for row in range(math.floor(patch.near / step), math.ceil(patch.far / step)):
                seams.addRect(box(patch.left, row * step - thin, patch.right, row * step + thin))
        canvas.drawPath(seams, fill(tone.rim if kind == "coffers" else tone.deep, 0.45))
    dark = mix(light.fill, "#000000", 0.7)
    canvas.drawRect(area, linear((0, far), (0, far - 4.0), [(dark, 0.42), (dark, 0.0)]))
