"""The black of space: stars, nebulae, planets and moons seen from afar."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    dots,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    oval,
    radial,
    texture,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("stars")
def stars(
    site: Site,
    z: float = math.inf,
    top: Rgb = "#04050f",
    low: Rgb = "#0c1028",
    nebula: tuple[Rgb, ...] = ("#6a3aa8", "#2f6ac0", "#c84a8a"),
    density: float = 1.0,
) -> Iterator[Layer]:
    """A sky full of stars, with a nebula across it."""
    seen = site.view.seen(math.inf)
    bounds = Bounds(seen.left - 0.3, seen.top - 0.2, seen.right + 0.3, seen.bottom + 0.2)
    paint = functools.partial(_paint_stars, site, bounds, (top, low), nebula, density)
    yield Layer(math.inf, (Part(bounds, paint, is_opaque=True, takes_haze=False),))


def _paint_stars(
    site: Site,
    bounds: Bounds,
    ground: tuple[Rgb, Rgb],
    nebula: tuple[Rgb, ...],
    density: float,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    random = site.random("stars")
    area = box(*bounds)
    canvas.drawRect(area, linear((0, bounds.top), (0, bounds.bottom), list(ground)))
    width = bounds.right - bounds.left
    for number, ink in enumerate(nebula):
        for _ in range(4):
            along = random.uniform(0.1, 0.9)
            x = bounds.left + along * width
            y = -0.35 + (along - 0.5) * 0.5 + random.gauss(0, 0.1)
            reach = random.uniform(0.18, 0.42)
            canvas.drawCircle(
                x,
                y,
                reach,
                radial((x, y), reach, [(ink, 0.26), (ink, 0.1), (ink, 0.0)], [0, 0.5, 1]),
            )
        texture(canvas, area, (1.3 + number * 0.4, 0.8), 0.07, seed=31 + number, slope=1.7)
    for size, count, opacity in ((0.0016, 520, 0.55), (0.0028, 160, 0.8), (0.0046, 36, 1.0)):
        points = [
            (random.uniform(bounds.left, bounds.right), random.uniform(bounds.top, bounds.bottom))
            for _ in range(int(count * density))
        ]
        dots(canvas, points, line("#eef2ff", size, opacity))
    for _ in range(6):
        x, y = random.uniform(bounds.left, bounds.right), random.uniform(bounds.top, 0.1)
        draw_glow(canvas, x, y, 0.03, random.choice(("#cfe0ff", "#ffe8c8")), 0.9)


@place_painter("globe in the sky")
def sky_globe(
    site: Site,
    x: float = 0.3,
    y: float = -0.3,
    radius: float = 0.2,
    kind: str = "earth",
    z: float = 9000.0,
    spin: float = 0.0,
) -> Iterator[Layer]:
    """A planet or moon seen in this direction (tangents): earth, moon, ringed, red or ice."""
    view = site.view
    centre = view.at(x, y, z)
    reach = radius * view.depth(z)
    wide = reach * (2.3 if kind == "ringed" else 1.25)
    bounds = Bounds(
        centre[0] - wide, centre[1] - reach * 1.25, centre[0] + wide, centre[1] + reach * 1.25
    )
    paint = functools.partial(_paint_globe, site, centre, reach, kind)
    motion = functools.partial(_roll, spin * view.depth(z)) if spin else None
    yield Layer(z, (Part(bounds, paint, motion=motion, takes_haze=False),))


def _roll(speed: float, seconds: float) -> Motion:
    return Motion(dx=speed * seconds)


_GLOBES: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "earth": ("#2f6ac8", "#4a8a4a", "#ffffff"),
    "moon": ("#c8c8cc", "#8a8a92", "#e8e8ec"),
    "ringed": ("#d8b078", "#a87a4a", "#f0d8a8"),
    "red": ("#c8643a", "#8a3a24", "#e8a070"),
    "ice": ("#8ac8e0", "#5a98c0", "#f0faff"),
}


def _paint_globe(
    site: Site,
    centre: tuple[float, float],
    reach: float,
    kind: str,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    x, y = centre
    ground, land, white = _GLOBES[kind]
    random = site.random("globe", kind)
    side = brush.light.key_side
    glow = mix(ground, "#ffffff", 0.4)
    canvas.drawCircle(
        x, y, reach * 1.2, radial((x, y), reach * 1.2, [(glow, 0.55), (glow, 0.0)], [0.82, 1])
    )
    if kind == "ringed":
        _paint_rings(canvas, x, y, reach, front=False)
    disc = skia.Path()
    disc.addCircle(x, y, reach)
    canvas.save()
    canvas.clipPath(disc, doAntiAlias=True)
    canvas.drawCircle(x, y, reach, fill(ground))
    if kind == "ringed":
        for band in range(9):
            top = y - reach + band * reach * 0.24
            canvas.drawRect(
                box(x - reach, top, x + reach, top + reach * 0.1),
                fill(random.choice((land, white)), 0.5),
            )
    else:
        for number in range(16):
            px, py = x + random.uniform(-1, 1) * reach, y + random.uniform(-1, 1) * reach
            size = reach * random.uniform(0.08, 0.34)
            tall = size * (0.6 if kind == "earth" else 0.9)
            canvas.drawOval(oval(px, py, size, tall), fill(land, 0.8, size * 0.12))
            if kind == "earth" and number % 2:
                canvas.drawOval(
                    oval(px + size, py - size * 0.5, size * 1.5, size * 0.2),
                    fill(white, 0.7, size * 0.1),
                )
    texture(canvas, disc, (reach * 1.6, reach * 1.2), 0.22, seed=41, slope=1.3)
    shade = radial(
        (x + side * reach * 0.5, y - reach * 0.45),
        reach * 1.75,
        [("#ffffff", 0.22), ("#000010", 0.0), ("#000010", 0.75), ("#000010", 0.95)],
        [0, 0.35, 0.75, 1],
    )
    canvas.drawCircle(x, y, reach, shade)
    canvas.restore()
    if kind == "ringed":
        _paint_rings(canvas, x, y, reach, front=True)


def _paint_rings(canvas: skia.Canvas, x: float, y: float, reach: float, *, front: bool) -> None:
    canvas.save()
    canvas.rotate(-14, x, y)
    start = 0 if front else 180
    for share, ink, wide in (
        (2.1, "#c8a878", 0.1),
        (1.85, "#e8d0a0", 0.16),
        (1.55, "#a88a60", 0.12),
    ):
        ring = oval(x, y, reach * share, reach * share * 0.26)
        canvas.drawArc(ring, start, 180, False, line(ink, reach * wide, 0.85))
    canvas.restore()


@place_painter("space window")
def space_window(
    site: Site,
    z: float,
    width: float = 6.0,
    height: float = 2.0,
    y: float = -0.9,
    round: bool = False,
    colour: Rgb = "#5a6678",
) -> Iterator[Layer]:
    """A ship's window in a wall at z, with what is outside painted in it: stars and a planet."""
    half = width / 2
    shape = skia.Path()
    area = box(-half, y - height, half, y)
    if round:
        shape.addOval(area)
    else:
        shape.addRoundRect(area, height * 0.25, height * 0.25)
    paint = functools.partial(_paint_space_window, site, shape, colour)
    yield Layer(
        z,
        (
            Part(
                Bounds(-half - 0.2, y - height - 0.2, half + 0.2, y + 0.2), paint, takes_haze=False
            ),
        ),
    )


def _paint_space_window(
    site: Site, shape: skia.Path, colour: Rgb, canvas: skia.Canvas, brush: Brush
) -> None:
    area = shape.getBounds()
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    canvas.translate(area.centerX(), area.bottom())
    size = max(area.width(), area.height())
    canvas.scale(size, size)
    _paint_stars(
        site,
        Bounds(-0.6, -1.0, 0.6, 0.2),
        ("#04050f", "#0c1028"),
        ("#6a3aa8", "#2f6ac0", "#c84a8a"),
        0.6,
        canvas,
        brush,
    )
    kind, reach = ("earth", 0.42) if area.height() > area.width() * 0.7 else ("ringed", 0.085)
    _paint_globe(
        site,
        (0.06 if kind == "earth" else 0.2, -0.3 if kind == "earth" else -0.18),
        reach,
        kind,
        canvas,
        brush,
    )
    canvas.restore()
    canvas.drawPath(shape, line("#141a24", 0.22))
    canvas.drawPath(shape, line(mix(colour, "#ffffff", 0.35), 0.08))
    if area.width() > 4:
        for share in (0.333, 0.667):
            x = area.left() + area.width() * share
            canvas.drawLine(x, area.top(), x, area.bottom(), line("#2a3442", 0.12))
