"""Puts walls into a set: across the picture with openings to see through, or running away."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import box, fill, line, linear, mix, tones
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.ground import Patch, side_wall_layers
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.places.walls.finish import Wall, paint_finish
from rushes.engines.animatic.drawing.places.walls.openings import arched
from rushes.engines.animatic.scene import Light, Rgb

_GRADIENT_M = 9.0
"""A side wall goes from its lit to its shaded tones over this many metres."""
Opening = tuple[float, float, float, str]
"""Middle x, width, height above the wall's foot, and shape: door, arch, pointed, round, window."""


@place_painter("wall")
def wall(
    site: Site,
    z: float,
    finish: str = "plaster",
    side: str = "back",
    x: float = 0.0,
    width: float | None = None,
    height: float = 2.8,
    y: float = 0.0,
    colour: Rgb = "#d8c8ae",
    second: Rgb = "#efe8da",
    pitch: float = 1.0,
    openings: tuple[Opening, ...] = (),
    snow: bool = False,
    from_z: float | None = None,
    shines: bool = False,
) -> Iterator[Layer]:
    """A wall, or a piece of one, standing at height y.

    `side` is back: across the picture at z, `width` wide about x (as wide as is seen without);
    or left, right or both: running towards the viewer from z to `from_z`, x metres from the
    middle. With `openings` (back only) one sees through it. `shines`: it is lit by itself.
    """
    view = site.view
    if view.depth(z) < 1:
        return
    made = functools.partial(
        Wall,
        height=height,
        colour=colour,
        second=second,
        pitch=pitch,
        seed=f"{site.place} {finish}",
    )
    if side != "back":
        for one in (-1, 1) if side == "both" else (site.facing(-1 if side == "left" else 1),):
            paint = functools.partial(
                _paint_side, finish=finish, made=made, far=z, y=y, dims=one != site.light.key_side
            )
            yield from side_wall_layers(site, paint, one * x, z, height - y, -y, from_z)
        return
    seen = view.seen(z)
    middle = site.across(x)
    left = seen.left if width is None else max(seen.left, middle - width / 2)
    right = seen.right if width is None else min(seen.right, middle + width / 2)
    if left >= right:
        return
    origin = 0.0 if width is None else middle
    paint_back = functools.partial(
        _paint_back,
        site,
        finish,
        made,
        (left - origin, right - origin),
        (origin, y),
        openings,
        snow,
    )
    bounds = Bounds(left - 0.1, y - height - 0.15, right + 0.1, y + 0.05)
    yield Layer(z, (Part(bounds, paint_back, takes_haze=not shines),))


def _paint_back(
    site: Site,
    finish: str,
    made: functools.partial[Wall],
    edges: tuple[float, float],
    at: tuple[float, float],
    openings: tuple[Opening, ...],
    snow: bool,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    left, right = edges
    canvas.save()
    canvas.translate(*at)
    span = (left, right) if brush.light.key_side < 0 else (right, left)
    piece = made(left=left, right=right, span=span, detail=brush.pixels_per_metre)
    shapes = [
        opening_path(site.across(middle), wide, high, shape)
        for middle, wide, high, shape in openings
    ]
    canvas.save()
    for shape in shapes:
        canvas.clipPath(shape, skia.ClipOp.kDifference, doAntiAlias=True)
    paint_finish(canvas, brush, finish, piece)
    canvas.restore()
    for shape in shapes:
        _paint_reveal(canvas, brush.light, shape, piece)
    if snow and brush.light.weather == "snow":
        canvas.drawRect(
            box(left, -piece.height - 0.12, right, -piece.height + 0.1), fill("#f2f6fc")
        )
    canvas.restore()


def opening_path(middle: float, width: float, height: float, shape: str) -> skia.Path:
    """The outline of an opening: doors and arches stand on the ground, windows above it."""
    half = width / 2
    path = skia.Path()
    if shape in ("arch", "pointed"):
        return arched(middle - half, middle + half, 0.0, -height, shape == "pointed")
    if shape == "round":
        path.addOval(box(middle - half, -height, middle + half, -height + width))
    elif shape == "window":
        path.addRoundRect(
            box(middle - half, -height, middle + half, -height + width * 0.62), 0.12, 0.12
        )
    else:
        path.addRect(box(middle - half, -height, middle + half, 0))
    return path


def _paint_reveal(canvas: skia.Canvas, light: Light, shape: skia.Path, piece: Wall) -> None:
    """The thickness of the wall round an opening, and its frame."""
    tone = tones(light, piece.second)
    area = shape.getBounds()
    thick = min(0.22, area.width() * 0.08)
    canvas.drawPath(shape, line(tone.dark, thick * 2.0, 0.9))
    canvas.drawPath(shape, line(mix(tone.lit, tone.rim, 0.4), thick * 0.8))


def _paint_side(
    canvas: skia.Canvas,
    brush: Brush,
    patch: Patch,
    finish: str,
    made: functools.partial[Wall],
    far: float,
    y: float,
    dims: bool,
) -> None:
    canvas.save()
    canvas.translate(0, y)
    piece = made(
        left=patch.left,
        right=patch.right,
        span=(far - _GRADIENT_M, far),
        detail=brush.pixels_per_metre,
    )
    paint_finish(canvas, brush, finish, piece)
    dark = mix(brush.light.fill, "#000000", 0.75)
    canvas.drawRect(piece.area, linear((far, 0), (far - 2.5, 0), [(dark, 0.3), (dark, 0.0)]))
    if dims:
        canvas.drawRect(piece.area, fill(dark, 0.10))
    canvas.restore()
