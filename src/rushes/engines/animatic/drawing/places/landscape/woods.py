"""Woods: trunks in depth, canopies, lines of trees, undergrowth, shafts of light."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.nature import (
    paint_bush,
    paint_foliage,
    paint_pine,
    paint_tree,
    wind_lean,
)
from rushes.engines.animatic.drawing.paint import (
    box,
    dots,
    fill,
    in_weather,
    line,
    linear,
    mix,
    oval,
    polygon,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.sky import sun_share
from rushes.engines.animatic.scene import Rgb


@place_painter("trunks")
def trunks(
    site: Site,
    z: float,
    every_m: float = 2.6,
    radius: float = 0.22,
    bark: Rgb = "#6b5140",
    leaves: Rgb = "#5d7a38",
    canopy: float = 6.0,
    clearing_m: float = 0.0,
) -> Iterator[Layer]:
    """Trunks across the picture, under a canopy that begins `canopy` metres up."""
    view = site.view
    if view.depth(z) < 2:
        return
    seen = view.seen(z)
    top = min(seen.top, -canopy - 2.0)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        random = site.random("trunks", z)
        number = math.floor(seen.left / every_m)
        while number * every_m < seen.right:
            x = (number + random.uniform(0.1, 0.9)) * every_m
            if abs(x) > clearing_m:
                _paint_trunk(canvas, brush, random, x, top, radius * random.uniform(0.6, 1.4), bark)
            number += 1
        _paint_canopy(canvas, brush, random, seen, canopy, top, leaves)

    yield Layer(z, (Part(Bounds(seen.left, top, seen.right, 0.25), paint),))


def _paint_trunk(
    canvas: skia.Canvas, brush: Brush, random: Random, x: float, top: float, half: float, bark: Rgb
) -> None:
    light = brush.light
    tone = tones(light, bark)
    lean = random.uniform(-0.03, 0.03) * -top
    shape = skia.Path()
    dark = mix(light.fill, "#000000", 0.7)
    canvas.drawOval(oval(x, 0.0, half * 3.0, half * 0.35), fill(dark, 0.45, half * 0.2))
    shape.moveTo(x - half * 1.9, 0.0)
    shape.quadTo(x - half, -half * 2, x - half * 0.9 + lean * 0.2, top * 0.3)
    shape.lineTo(x - half * 0.5 + lean, top)
    shape.lineTo(x + half * 0.5 + lean, top)
    shape.lineTo(x + half * 0.9 + lean * 0.2, top * 0.3)
    shape.quadTo(x + half, -half * 2, x + half * 1.9, 0.0)
    shape.close()
    side = light.key_side
    canvas.drawPath(
        shape,
        linear(
            (x + side * half, 0),
            (x - side * half, 0),
            [tone.rim, tone.lit, tone.mid, tone.deep],
            [0, 0.15, 0.45, 1],
        ),
    )
    if half * brush.pixels_per_metre < 5:
        return
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    texture(canvas, box(x - half * 2, top, x + half * 2, 0.2), (half * 2.2, half * 9), 0.4, seed=91)
    canvas.restore()


def _paint_canopy(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    seen: Bounds,
    low: float,
    top: float,
    leaves: Rgb,
) -> None:
    """Leaf masses overhead, ragged below."""
    x = seen.left
    while x < seen.right:
        size = random.uniform(0.4, 0.95)
        y = -low - random.uniform(0.0, 2.4)
        paint_foliage(
            canvas,
            brush.light,
            random,
            x,
            y,
            size * 1.2,
            size * 0.8,
            brush.pixels_per_metre,
            leaves,
        )
        x += size * random.uniform(0.4, 0.8)
    tone = tones(brush.light, leaves)
    if top < -low - 1.6:
        canvas.drawRect(
            box(seen.left, top, seen.right, -low - 1.0),
            linear(
                (0, top),
                (0, -low - 1.0),
                [(tone.deep, 0.95), (tone.dark, 0.9), (tone.dark, 0.0)],
                [0, 0.7, 1],
            ),
        )


@place_painter("tree line")
def tree_line(
    site: Site,
    z: float,
    height_m: float = 9.0,
    kind: str = "tree",
    colour: Rgb = "#4f6a38",
    every: float = 0.55,
    ground: float = 0.0,
    gap_m: float = 0.0,
) -> Iterator[Layer]:
    """A line of trees across the picture; `every` is their distance in heights."""
    view = site.view
    if view.depth(z) < 3:
        return
    seen = view.seen(z)
    paint_one = paint_pine if kind == "pine" else paint_tree

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        random = site.random("tree line", z)
        step = height_m * every
        for number in range(math.floor(seen.left / step), math.ceil(seen.right / step) + 1):
            x = (number + random.uniform(-0.3, 0.3)) * step
            tall = height_m * random.uniform(0.72, 1.0)
            shade = mix(colour, "#7a8a44", random.uniform(0.0, 0.3))
            if abs(x) < gap_m:
                continue
            canvas.save()
            canvas.translate(x, ground)
            canvas.skew(-wind_lean(brush.light), 0.0)
            paint_one(canvas, brush.light, random, 0.0, 0.0, tall, brush.pixels_per_metre, shade)
            canvas.restore()

    bounds = Bounds(seen.left, ground - height_m * 1.05, seen.right, ground + 0.03 * height_m)
    yield Layer(z, (Part(bounds, paint),))


@place_painter("bushes")
def bushes(
    site: Site,
    z: float,
    radius: float = 0.6,
    every_m: float = 2.2,
    colour: Rgb = "#5f7440",
    gap_m: float = 0.0,
    ground: float = 0.0,
) -> Iterator[Layer]:
    """Undergrowth across the picture."""
    view = site.view
    if view.depth(z) < 2:
        return
    seen = view.seen(z)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        random = site.random("bushes", z)
        for number in range(math.floor(seen.left / every_m), math.ceil(seen.right / every_m) + 1):
            x = (number + random.uniform(-0.4, 0.4)) * every_m
            size = radius * random.uniform(0.55, 1.0)
            if abs(x) >= gap_m:
                paint_bush(
                    canvas, brush.light, random, x, ground, size, brush.pixels_per_metre, colour
                )

    bounds = Bounds(seen.left, ground - radius * 1.5, seen.right, ground + radius * 0.3)
    yield Layer(z, (Part(bounds, paint),))


@place_painter("grass blades")
def grass_blades(
    site: Site,
    z: float,
    height_m: float = 0.35,
    colour: Rgb = "#7f9a44",
    density: float = 26.0,
    flowers: tuple[Rgb, ...] = (),
    gap_m: float = 0.0,
) -> Iterator[Layer]:
    """Blades of grass or ears of corn standing across the picture, flowers among them.

    In wind they bow to one side and sway.
    """
    view = site.view
    if view.depth(z) < 1.2:
        return
    seen = view.seen(z, truck_m=1.0)
    lean = wind_lean(site.light) * 3

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        random = site.random("blades", z)
        tone = tones(brush.light, in_weather(brush.light, colour, 0.5))
        clip = canvas.getLocalClipBounds()
        left, right = max(seen.left, clip.left()), min(seen.right, clip.right())
        paths = [skia.Path() for _ in range(3)]
        heads: list[tuple[float, float]] = []
        for _ in range(int((right - left) * density)):
            x = random.uniform(left, right)
            tall = height_m * random.uniform(0.4, 1.0)
            bend = (random.uniform(-0.3, 0.3) + lean) * tall
            if abs(x) < gap_m:
                continue
            path = random.choice(paths)
            path.moveTo(x, 0.04)
            path.quadTo(x + bend * 0.2, -tall * 0.6, x + bend, -tall)
            if flowers and random.random() < 0.10:
                heads.append((x + bend, -tall))
        width = max(0.012, 1.2 / brush.pixels_per_metre)
        for path, ink in zip(
            paths, (tone.dark, tone.mid, mix(tone.lit, tone.rim, 0.4)), strict=True
        ):
            canvas.drawPath(path, line(ink, width, 0.95))
        for index, petal in enumerate(flowers):
            points = heads[index :: len(flowers)]
            dots(canvas, points, line(tones(brush.light, petal).lit, height_m * 0.10))

    motion = functools.partial(_gust, 0.12 * height_m, z) if lean else None
    bounds = Bounds(seen.left, -height_m * 1.05, seen.right, 0.05)
    yield Layer(z, (Part(bounds, paint, motion=motion),))


def _gust(reach: float, z: float, seconds: float) -> Motion:
    return Motion(dx=reach * (math.sin(seconds * 2.3 + z) + 0.4 * math.sin(seconds * 5.1 + z * 2)))


@place_painter("light shafts")
def light_shafts(site: Site, z: float, strength: float = 0.16) -> Iterator[Layer]:
    """Beams of light falling through leaves, where a sun shines."""
    light = site.light
    if sun_share(light) < 0.3 or light.time_of_day == "night":
        return
    view = site.view
    seen = view.seen(z, truck_m=0.5)
    paint = functools.partial(_paint_shafts, site, seen, strength)
    yield Layer(z, (Part(seen, paint, takes_haze=False),))


def _paint_shafts(
    site: Site, seen: Bounds, strength: float, canvas: skia.Canvas, brush: Brush
) -> None:
    random = site.random("shafts")
    light = brush.light
    width, height = seen.right - seen.left, seen.bottom - seen.top
    slope = -light.key_side * 0.45
    for _ in range(7):
        x = seen.left + random.uniform(0.0, 1.0) * width
        wide = width * random.uniform(0.012, 0.04)
        low_x = x + slope * height * 0.8
        shape = polygon(
            [
                (x - wide * 0.5, seen.top),
                (x + wide * 0.5, seen.top),
                (low_x + wide * 1.3, seen.top + height * 0.8),
                (low_x - wide, seen.top + height * 0.8),
            ]
        )
        canvas.drawPath(
            shape,
            linear(
                (0, seen.top),
                (0, seen.top + height * 0.8),
                [(light.key, strength), (light.key, 0.0)],
                blur=wide * 0.3,
            ),
        )


@place_painter("leaf glow")
def leaf_glow(site: Site, z: float, colour: Rgb = "#8aa050") -> Iterator[Layer]:
    """The bright green depth of a wood, behind all trunks."""
    view = site.view
    seen = view.seen(z)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        tone = tones(brush.light, colour)
        pale = mix(tone.rim, brush.light.haze, 0.4)
        area = box(*seen)
        canvas.drawRect(
            area,
            linear(
                (0, -9),
                (0, 0.5),
                [tone.dark, mix(tone.mid, pale, 0.4), pale, tone.mid],
                [0, 0.4, 0.85, 1],
            ),
        )
        random = site.random("leaf glow")
        for _ in range(60):
            x = random.uniform(seen.left, seen.right)
            half = random.uniform(0.1, 0.5)
            canvas.drawRect(
                box(x - half, seen.top, x + half, 0.3), fill(tone.dark, 0.25, half * 0.3)
            )
        texture(canvas, area, (18.0, 12.0), 0.22, seed=93, slope=1.3)

    yield Layer(z, (Part(seen, paint, is_opaque=True),))
