"""Painters of open country: far ridges, slopes with rows of vines, what stands on them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from random import Random

import numpy as np
import skia

from rushes.engines.animatic.drawing.nature import (
    Profile,
    paint_cypress,
    paint_pine,
    paint_tree,
    wind_lean,
)
from rushes.engines.animatic.drawing.paint import (
    fill,
    in_weather,
    linear,
    mix,
    radial,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.sky import sun_share
from rushes.engines.animatic.scene import Light, Rgb

LOW_SUN = ("golden hour", "dawn", "dusk")


def paint_sun_wash(canvas: skia.Canvas, light: Light, x: float, y: float, radius: float) -> None:
    """What is painted so far near a low sun's foot, washed in its light."""
    if light.time_of_day not in LOW_SUN or sun_share(light) < 0.3:
        return
    warm = mix(light.key, "#ffd591", 0.5)
    share = sun_share(light)
    wash = radial(
        (x, y),
        radius,
        [(warm, 0.72 * share), (light.key, 0.24 * share), (light.key, 0.0)],
        [0, 0.4, 1],
    )
    wash.setBlendMode(skia.BlendMode.kSrcATop)
    canvas.drawCircle(x, y, radius, wash)


@place_painter("ridge")
def ridge(
    site: Site,
    z: float,
    rise: float = 0.03,
    relief: float = 0.012,
    wave: float = 0.5,
    roughness: float = 0.42,
    colour: Rgb = "#8c7a52",
    trees: int = 30,
    tree_kind: str = "cypress",
    snow_above: float | None = None,
) -> Iterator[Layer]:
    """A far line of hills; `rise`, `relief` and `wave` are tangents above the horizon."""
    view = site.view
    profile = Profile.rolling(site.random("ridge", z), wave * z, roughness)
    seen = view.seen(z)
    depth = view.depth(z)
    horizon = view.camera.y

    def crest(x: float) -> float:
        return horizon - (rise + relief * profile.at(x)) * depth

    top = horizon - (rise + relief * 1.6 + 0.016) * depth
    bottom = horizon + 0.10 * depth

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        light = brush.light
        step = max(depth * 0.004, 1.5 / brush.pixels_per_metre)
        xs = np.arange(seen.left - step, seen.right + 2 * step, step)
        ys = horizon - (rise + relief * profile.over(xs)) * depth
        shape = skia.Path()
        points = [skia.Point(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
        points += [skia.Point(seen.right + step, bottom), skia.Point(seen.left - step, bottom)]
        shape.addPoly(points, True)
        _paint_ridge_body(canvas, light, shape, (top, bottom), colour, depth, snow_above)
        foot = view.at(light.sun[0], -rise, z)
        paint_sun_wash(canvas, light, foot[0], foot[1], depth * 0.5)
        random = Random(brush.random.random())
        for _ in range(trees):
            x = random.uniform(seen.left, seen.right)
            y = crest(x) + random.uniform(0.0, 0.03) * depth
            _paint_far_tree(
                canvas, light, random, x, y, depth * random.uniform(0.008, 0.017), tree_kind, colour
            )

    yield Layer(z, (Part(Bounds(seen.left, top, seen.right, bottom), paint),))


def _paint_ridge_body(
    canvas: skia.Canvas,
    light: Light,
    shape: skia.Path,
    span: tuple[float, float],
    colour: Rgb,
    depth: float,
    snow_above: float | None,
) -> None:
    tone = tones(light, in_weather(light, colour, 0.6))
    top, bottom = span
    canvas.drawPath(
        shape,
        linear(
            (0, top),
            (0, top + (bottom - top) * 0.75),
            [mix(tone.mid, tone.lit, 0.3), tone.mid, mix(tone.mid, light.haze, 0.6)],
            [0, 0.45, 1],
        ),
    )
    texture(canvas, shape, (depth * 0.30, depth * 0.10), 0.22, seed=3, slope=1.3)
    if snow_above is not None:
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        line_y = top + (bottom - top) * snow_above
        white = tones(light, "#f5f8ff")
        canvas.drawRect(
            skia.Rect.MakeLTRB(-1e6, top, 1e6, line_y),
            linear(
                (0, top),
                (0, line_y),
                [(white.lit, 0.95), (white.mid, 0.7), (white.mid, 0.0)],
                [0, 0.6, 1],
            ),
        )
        texture(canvas, shape, (depth * 0.16, depth * 0.22), 0.5, seed=41, slope=1.0)
        canvas.restore()


def _paint_far_tree(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    x: float,
    y: float,
    height: float,
    kind: str,
    ground: Rgb,
) -> None:
    """A tree seen so far off that only its shape is left."""
    leaf = mix(tones(light, "#4c5232").dark, tones(light, ground).mid, 0.25)
    if kind == "round" or (kind == "cypress" and random.random() < 0.3):
        canvas.drawOval(
            skia.Rect.MakeLTRB(x - height * 0.5, y - height * 0.62, x + height * 0.5, y),
            fill(leaf, 0.75),
        )
        return
    half = height * (0.13 if kind == "cypress" else 0.22)
    shape = skia.Path()
    shape.moveTo(x - half, y)
    shape.quadTo(x - half * 1.1, y - height * 0.6, x, y - height)
    shape.quadTo(x + half * 1.1, y - height * 0.6, x + half, y)
    shape.close()
    canvas.drawPath(shape, fill(leaf, 0.8))


@place_painter("trees")
def trees(
    site: Site,
    z: float,
    at: tuple[tuple[float, float], ...],
    kind: str = "cypress",
    from_camera: bool = False,
    ground: float = 0.0,
    colour: Rgb | None = None,
) -> Iterator[Layer]:
    """Single trees, each a part of its own: `at` gives x (a tangent) and height in metres.

    They stand `ground` metres below the cast. With `from_camera` they frame the picture: `z`
    counts from the camera, their feet are out of the picture, and `at` gives x and how high
    above the horizon their tops are, both tangents.
    """
    view = site.view
    real_z = view.camera.z + z if from_camera else z
    depth = view.depth(real_z)
    if depth < 1.5:
        return
    paint = {"cypress": paint_cypress, "tree": paint_tree, "pine": paint_pine}[kind]
    spread = {"cypress": 0.12, "tree": 0.45, "pine": 0.27}[kind]
    parts = []
    if from_camera:
        ground = view.at(0.0, view.camera.shift_y + 0.5 / view.camera.focal, real_z)[1] + 0.5
    for index, (tangent, height) in enumerate(at):
        x = (view.camera.x if from_camera else 0.0) + tangent * depth
        if from_camera:
            height = ground - view.at(0.0, -height, real_z)[1]
        half = height * spread
        parts.append(
            Part(
                Bounds(x - half, ground - height * 1.02, x + half, ground + height * 0.03),
                functools.partial(
                    _paint_single_tree,
                    paint,
                    x,
                    ground,
                    height,
                    colour,
                    site.random(kind, z, index).randrange(1 << 30),
                ),
            )
        )
    yield Layer(real_z, tuple(parts))


def _paint_single_tree(
    paint: object,
    x: float,
    y: float,
    height: float,
    colour: Rgb | None,
    seed: int,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    options = {} if colour is None else {"colour": colour}
    assert callable(paint)
    canvas.save()
    canvas.translate(x, y)
    canvas.skew(-wind_lean(brush.light), 0.0)
    paint(canvas, brush.light, Random(seed), 0.0, 0.0, height, brush.pixels_per_metre, **options)
    canvas.restore()
