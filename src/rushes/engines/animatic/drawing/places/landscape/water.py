"""The sea and lakes: water to the horizon, its glitter under the sun, waves on a shore."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    fill,
    line,
    linear,
    lit_by,
    mix,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.ground import Patch, floor_layers
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.sky import sky_colours, sun_share
from rushes.engines.animatic.scene import Light, Rgb

_SEA_END_M = 260.0
_SHORE_M = 0.25
"""Land may reach this far over the water's edge."""


def water_colours(light: Light, colour: Rgb) -> tuple[Rgb, Rgb]:
    """The water's colour far off, where it mirrors the sky, and near."""
    sky = sky_colours(light)
    deep = lit_by(colour, mix(light.key, light.fill, 0.5), light.exposure)
    return mix(deep, mix(sky[3], sky[2], 0.4), 0.55), mix(deep, sky[1], 0.22)


@place_painter("sea")
def sea(
    site: Site, z: float, colour: Rgb = "#2f7f9c", ground_y: float = 0.1, waves: bool = True
) -> Iterator[Layer]:
    """Water from the shore at z to the horizon."""
    light = site.light
    far, near = water_colours(light, colour)
    view = site.view
    distance = 6000.0
    seen = view.seen(distance)
    horizon = view.camera.y
    low = view.camera.y + view.depth(distance) * (ground_y - view.camera.y) / view.depth(_SEA_END_M)
    low += 0.02 * view.depth(distance)

    def backdrop(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.drawRect(
            box(seen.left, horizon, seen.right, low),
            linear((0, horizon), (0, low), [mix(far, light.haze, 0.45), far]),
        )

    bounds = Bounds(seen.left, horizon, seen.right, low)
    yield Layer(distance, (Part(bounds, backdrop, is_opaque=True, takes_haze=False),))
    paint = functools.partial(_paint_water, site=site, far=far, near=near, shore=z)
    for number, layer in enumerate(floor_layers(site, paint, _SEA_END_M, z - 0.2, ground_y)):
        if layer.z < z + _SHORE_M:
            continue  # the shore lies over it
        sway = functools.partial(_sway, number, 0.02 * view.depth(layer.z))
        parts = tuple(
            replace(part, motion=sway, is_opaque=False, lies_at=None) for part in layer.parts
        )
        yield Layer(layer.z, parts)
    if waves:
        yield from _breakers(site, z, ground_y)


def _sway(number: int, reach: float, seconds: float) -> Motion:
    return Motion(dx=reach * math.sin(seconds * 0.7 + number * 1.3))


def _paint_water(
    canvas: skia.Canvas,
    brush: Brush,
    patch: Patch,
    site: Site,
    far: Rgb,
    near: Rgb,
    shore: float,
) -> None:
    area = box(patch.left, patch.near, patch.right, patch.far)
    share = min(1.0, (patch.far - shore) / 60.0)
    canvas.drawRect(
        area,
        linear(
            (0, patch.near),
            (0, patch.far),
            [mix(near, far, max(0.0, (patch.near - shore) / 60.0)), mix(near, far, share)],
        ),
    )
    size = max(1.6, (patch.far - patch.near) * 0.9)
    texture(canvas, area, (size * 5, size), 0.28, seed=81, slope=1.3)
    texture(canvas, area, (size * 1.8, size * 0.35), 0.16, seed=82, slope=1.0)
    _paint_glitter(canvas, brush, patch, site)


def _paint_glitter(canvas: skia.Canvas, brush: Brush, patch: Patch, site: Site) -> None:
    """Short bright strokes under the sun or the moon, and a few elsewhere."""
    light = brush.light
    share = sun_share(light)
    random = Random(int(patch.far * 10))
    camera = site.view.camera
    bright = mix(light.key, "#ffffff", 0.45)
    for _ in range(150):
        z = random.uniform(patch.near, patch.far)
        depth = z - camera.z
        spread = random.gauss(0, 0.045) if random.random() < 0.75 else random.uniform(-0.9, 0.9)
        x = camera.x + (light.sun[0] + spread) * depth
        long = depth * random.uniform(0.004, 0.02)
        under = math.exp(-((spread / 0.07) ** 2))
        opacity = (0.12 + 0.65 * under) * (0.25 + 0.75 * share)
        canvas.drawLine(
            x - long, z, x + long, z, line(bright, (patch.far - patch.near) * 0.022, opacity)
        )


def _breakers(site: Site, z: float, ground_y: float) -> Iterator[Layer]:
    """Lines of foam that run up the sand and back."""
    view = site.view
    for number, (reach, height) in enumerate(((0.0, 0.10), (2.6, 0.16), (6.5, 0.20))):
        line_z = z + reach
        if view.depth(line_z) < 1.5:
            continue
        seen = view.seen(line_z)
        bounds = Bounds(
            seen.left - 0.6, ground_y - height * 1.6, seen.right + 0.6, ground_y + height
        )
        paint = functools.partial(_paint_foam, bounds, ground_y, height, number)
        motion = functools.partial(_run_up, number, height)
        yield Layer(line_z - 0.05, (Part(bounds, paint, motion=motion),))


def _run_up(number: int, height: float, seconds: float) -> Motion:
    swell = math.sin(seconds * 0.9 + number * 1.9)
    return Motion(
        dx=0.25 * math.sin(seconds * 0.31 + number),
        dy=0.45 * height * swell,
        opacity=0.78 + 0.22 * swell,
    )


def _paint_foam(
    bounds: Bounds, y: float, height: float, number: int, canvas: skia.Canvas, brush: Brush
) -> None:
    white = tones(brush.light, "#f6fafa")
    random = Random(number + 5)
    step = height * 2.2
    xs = [
        bounds.left + step * index for index in range(int((bounds.right - bounds.left) / step) + 2)
    ]
    edge = [(x, y + random.uniform(-0.35, 0.35) * height) for x in xs]
    top = [(x, y - height * random.uniform(0.2, 0.75)) for x in xs]
    shape = skia.Path()
    shape.moveTo(*edge[0])
    for x, level in edge[1:]:
        shape.lineTo(x, level)
    for x, level in reversed(top):
        shape.lineTo(x, level)
    shape.close()
    canvas.drawPath(shape, fill(white.mid, 0.6, height * 0.12))
    crest = skia.Path()
    crest.moveTo(*edge[0])
    for (x0, y0), (x1, y1) in itertools.pairwise(edge):
        crest.quadTo((x0 + x1) / 2, max(y0, y1) + height * 0.2, x1, y1)
    canvas.drawPath(crest, line(white.rim, height * 0.18, 0.95, height * 0.04))
