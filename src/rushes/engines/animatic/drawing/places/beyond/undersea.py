"""Under water: the light from above, coral, weeds, bubbles and fish."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    curve,
    fill,
    line,
    linear,
    mix,
    oval,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("sea from below")
def sea_from_below(
    site: Site,
    z: float = math.inf,
    top: Rgb = "#8fe4ee",
    middle: Rgb = "#2f9cc8",
    low: Rgb = "#0b4474",
) -> Iterator[Layer]:
    """Water all round: bright above, dark below, with rays and the surface's shimmer."""
    seen = site.view.seen(math.inf)
    paint = functools.partial(_paint_water, site, seen, (top, middle, low))
    yield Layer(math.inf, (Part(seen, paint, is_opaque=True, takes_haze=False),))


_DIM = {"night": 0.72, "dusk": 0.42, "dawn": 0.22, "golden hour": 0.16}


def dimmed(colour: Rgb, time_of_day: str) -> Rgb:
    """The water's colour at this hour."""
    return mix(colour, "#04102a", _DIM.get(time_of_day, 0.0))


def _paint_water(
    site: Site, seen: Bounds, colours: tuple[Rgb, Rgb, Rgb], canvas: skia.Canvas, brush: Brush
) -> None:
    hour = brush.light.time_of_day
    top, middle, low = (dimmed(colour, hour) for colour in colours)
    area = box(*seen)
    canvas.drawRect(area, linear((0, -0.62), (0, 0.28), [top, middle, low], [0, 0.4, 1]))
    random = site.random("rays")
    shine = mix(top, "#ffffff", 0.6)
    for _ in range(14):
        x = random.uniform(seen.left, seen.right)
        wide = random.uniform(0.02, 0.09)
        lean = (x - brush.light.sun[0]) * 0.7
        ray = polygon(
            [
                (x, seen.top),
                (x + wide, seen.top),
                (x + wide * 2.4 + lean, 0.2),
                (x - wide + lean, 0.2),
            ]
        )
        strength = 0.26 if hour != "night" else 0.12
        canvas.drawPath(
            ray, linear((0, seen.top), (0, 0.1), [(shine, strength), (shine, 0.0)], blur=wide * 0.2)
        )
    for _ in range(40):
        x, y = random.uniform(seen.left, seen.right), random.uniform(-0.62, -0.44)
        canvas.drawOval(oval(x, y, random.uniform(0.03, 0.1), 0.006), fill(shine, 0.4, 0.003))


@place_painter("bubbles")
def bubbles(site: Site, z: float, count: int = 14, size: float = 0.06) -> Iterator[Layer]:
    """Bubbles rising."""
    if site.view.depth(z) < 0.8:
        return
    seen = site.view.seen(z, truck_m=0.5)
    random = site.random("bubbles", z)
    parts = []
    tall = min(6.0, seen.bottom - seen.top)
    for _ in range(count):
        x, y = (
            random.uniform(seen.left, seen.right),
            random.uniform(seen.top, min(seen.bottom, 0.3)),
        )
        reach = size * random.uniform(0.4, 1.2)
        paint = functools.partial(_paint_bubble, x, y, reach)
        motion = functools.partial(_rise, random.uniform(0.25, 0.5), random.random() * 6, tall)
        parts.append(Part(Bounds(x - reach, y - reach, x + reach, y + reach), paint, motion=motion))
    yield Layer(z, tuple(parts))


def _rise(speed: float, offset: float, tall: float, seconds: float) -> Motion:
    return Motion(dx=0.06 * math.sin(seconds * 2 + offset), dy=-speed * seconds)


def _paint_bubble(x: float, y: float, reach: float, canvas: skia.Canvas, brush: Brush) -> None:
    canvas.drawCircle(x, y, reach * 0.85, fill("#dff6ff", 0.2))
    canvas.drawCircle(x, y, reach * 0.82, line("#f0fcff", reach * 0.16, 0.75))
    canvas.drawCircle(x - reach * 0.3, y - reach * 0.3, reach * 0.16, fill("#ffffff", 0.9))


@place_painter("shoal")
def shoal(
    site: Site,
    z: float,
    count: int = 9,
    size: float = 0.3,
    up: float = 1.8,
    colours: tuple[Rgb, ...] = ("#ffb02f", "#ff6a3a", "#f0e84a", "#7ac8ff", "#e8f4ff"),
) -> Iterator[Layer]:
    """Fish swimming by, `up` metres above the ground."""
    if site.view.depth(z) < 1.0:
        return
    seen = site.view.seen(z, truck_m=0.5)
    random = site.random("shoal", z)
    way = random.choice((-1, 1))
    parts = []
    for number in range(count):
        x = random.uniform(seen.left, seen.right)
        y = -up - random.uniform(-0.5, 0.9) * up * 0.7
        long = size * random.uniform(0.6, 1.2)
        paint = functools.partial(_paint_fish, x, y, long, way, colours[number % len(colours)])
        motion = functools.partial(
            _swim, way * random.uniform(0.18, 0.4), random.random() * 6, long
        )
        parts.append(
            Part(Bounds(x - long, y - long * 0.6, x + long, y + long * 0.6), paint, motion=motion)
        )
    yield Layer(z, tuple(parts))


def _swim(speed: float, offset: float, long: float, seconds: float) -> Motion:
    return Motion(dx=speed * seconds, dy=0.25 * long * math.sin(seconds * 1.6 + offset))


def _paint_fish(
    x: float, y: float, long: float, way: int, colour: Rgb, canvas: skia.Canvas, brush: Brush
) -> None:
    tone = tones(brush.light, colour)
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(way * long, long)
    tail = polygon([(-0.45, 0), (-0.95, -0.34), (-0.82, 0), (-0.95, 0.34)])
    canvas.drawPath(tail, fill(tone.mid))
    fin = polygon([(-0.1, -0.25), (-0.3, -0.52), (0.25, -0.28)])
    canvas.drawPath(fin, fill(tone.dark))
    body = curve(
        [(-0.55, 0), (-0.1, -0.34), (0.45, -0.2), (0.72, 0.02), (0.45, 0.22), (-0.1, 0.32)]
    )
    canvas.drawPath(
        body, linear((0, -0.34), (0, 0.34), [tone.lit, tone.mid, mix(tone.rim, "#ffffff", 0.4)])
    )
    for stripe in (-0.15, 0.2):
        canvas.drawLine(stripe, -0.26, stripe - 0.05, 0.24, line("#ffffff", 0.07, 0.6))
    canvas.drawCircle(0.48, -0.05, 0.07, fill("#ffffff"))
    canvas.drawCircle(0.5, -0.05, 0.04, fill("#101018"))
    canvas.restore()
