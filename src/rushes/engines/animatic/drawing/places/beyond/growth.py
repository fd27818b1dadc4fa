"""What grows in bands across a picture: coral, weed, reeds, ferns, cactus, corn, lilies."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    blob,
    curve,
    dots,
    fill,
    line,
    linear,
    oval,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("growth")
def growth(
    site: Site,
    z: float,
    kind: str = "coral",
    tall: float = 0.8,
    every_m: float = 0.7,
    gap_m: float = 0.0,
    ground: float = 0.0,
    colours: tuple[Rgb, ...] = ("#e8607a", "#f0a04a", "#c85ac0", "#f4d06a", "#5ab0a0"),
    x: float | None = None,
    width: float = 2.0,
) -> Iterator[Layer]:
    """What grows across the picture: coral, weed, reeds, ferns, cactus, corn, icicles, lilies."""
    if site.view.depth(z) < 1.0:
        return
    seen = site.view.seen(z)
    left, right = seen.left, seen.right
    if x is not None:
        left, right = max(left, x - width / 2), min(right, x + width / 2)
    sways = kind in ("weed", "reeds", "corn", "ferns", "vines")
    strength = 2.2 if site.light.weather == "wind" else 1.0
    for half in range(2 if sways else 1):
        paint = functools.partial(
            _paint_growth,
            site,
            z,
            (left, right, ground),
            kind,
            tall,
            every_m,
            gap_m,
            colours,
            half if sways else None,
        )
        motion = (
            functools.partial(_sway, tall * 0.035 * strength, z + half * 1.9) if sways else None
        )
        bounds = Bounds(left, ground - tall * 1.5, right, ground + tall * 0.25)
        yield Layer(z, (Part(bounds, paint, motion=motion),))


def _sway(reach: float, offset: float, seconds: float) -> Motion:
    return Motion(dx=reach * math.sin(seconds * 1.1 + offset))


def _paint_growth(
    site: Site,
    z: float,
    place: tuple[float, float, float],
    kind: str,
    tall: float,
    every_m: float,
    gap_m: float,
    colours: tuple[Rgb, ...],
    half: int | None,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    left, right, ground = place
    paint = _KINDS[kind]
    for number in range(math.floor(left / every_m), math.ceil(right / every_m) + 1):
        random = site.random(kind, z, number)
        x = (number + random.uniform(-0.35, 0.35)) * every_m
        if abs(x) < gap_m or (half is not None and number % 2 != half):
            continue
        size = tall * random.uniform(0.6, 1.0)
        paint(canvas, brush, random, x, ground, size, random.choice(colours))


def _coral(
    canvas: skia.Canvas, brush: Brush, random: Random, x: float, y: float, tall: float, colour: Rgb
) -> None:
    tone = tones(brush.light, colour)
    if random.random() < 0.4:
        body = blob(random, x, y - tall * 0.3, tall * 0.5, tall * 0.38, 0.1)
        canvas.drawPath(body, linear((0, y - tall * 0.7), (0, y), [tone.rim, tone.mid, tone.deep]))
        spots = [
            (x + random.uniform(-0.4, 0.4) * tall, y - random.uniform(0.05, 0.6) * tall)
            for _ in range(16)
        ]
        dots(canvas, spots, line(tone.deep, tall * 0.05, 0.5))
        return
    _branch(
        canvas,
        random,
        x,
        y,
        tall * 0.42,
        -math.pi / 2,
        tall * 0.1,
        4,
        (tone.dark, tone.mid, tone.lit),
    )


def _branch(
    canvas: skia.Canvas,
    random: Random,
    x: float,
    y: float,
    long: float,
    angle: float,
    wide: float,
    depth: int,
    inks: tuple[Rgb, Rgb, Rgb],
) -> None:
    end_x, end_y = x + math.cos(angle) * long, y + math.sin(angle) * long
    canvas.drawLine(x, y, end_x, end_y, line(inks[min(2, 4 - depth)], wide))
    if depth <= 1:
        return
    for turn in (-0.5, 0.45):
        _branch(
            canvas,
            random,
            end_x,
            end_y,
            long * 0.72,
            angle + turn * random.uniform(0.6, 1.3),
            wide * 0.72,
            depth - 1,
            inks,
        )


def _weed(
    canvas: skia.Canvas, brush: Brush, random: Random, x: float, y: float, tall: float, colour: Rgb
) -> None:
    tone = tones(brush.light, colour)
    for _ in range(4):
        lean, reach = random.uniform(-0.16, 0.16) * tall, tall * random.uniform(0.6, 1.15)
        points = [
            (x, y),
            (x + lean + tall * 0.07, y - reach * 0.35),
            (x + lean - tall * 0.06, y - reach * 0.7),
            (x + lean * 1.6, y - reach),
        ]
        canvas.drawPath(
            curve(points, closed=False),
            line(random.choice((tone.mid, tone.lit, tone.dark)), tall * 0.06),
        )


def _reeds(
    canvas: skia.Canvas, brush: Brush, random: Random, x: float, y: float, tall: float, colour: Rgb
) -> None:
    tone, brown = tones(brush.light, colour), tones(brush.light, "#6a4426")
    for _ in range(7):
        lean, reach = random.uniform(-0.25, 0.25) * tall, tall * random.uniform(0.6, 1.15)
        tip = (x + lean, y - reach)
        points = [(x + lean * 0.15, y), (x + lean * 0.4, y - reach * 0.5), tip]
        canvas.drawPath(
            curve(points, closed=False),
            line(random.choice((tone.mid, tone.lit, tone.dark)), tall * 0.022),
        )
        if random.random() < 0.3:
            canvas.drawLine(
                tip[0], tip[1], tip[0], tip[1] + tall * 0.16, line(brown.mid, tall * 0.055)
            )


def _ferns(
    canvas: skia.Canvas, brush: Brush, random: Random, x: float, y: float, tall: float, colour: Rgb
) -> None:
    tone = tones(brush.light, colour)
    for number in range(9):
        lean = (number - 4) / 4 * random.uniform(0.8, 1.1)
        tip = (x + lean * tall * 0.9, y - tall * (1.05 - abs(lean) * 0.55))
        middle = (x + lean * tall * 0.42, y - tall * (0.9 - abs(lean) * 0.2))
        ink = random.choice((tone.mid, tone.lit, tone.dark, tone.deep))
        wide = tall * 0.09
        leaf = skia.Path()
        leaf.moveTo(x, y)
        leaf.quadTo(middle[0] - wide, middle[1] - wide, *tip)
        leaf.quadTo(middle[0] + wide, middle[1] + wide, x, y)
        canvas.drawPath(leaf, fill(ink))
        rib = skia.Path()
        rib.moveTo(x, y)
        rib.quadTo(*middle, *tip)
        canvas.drawPath(rib, line(tone.rim, tall * 0.012, 0.5))


def _cactus(
    canvas: skia.Canvas, brush: Brush, random: Random, x: float, y: float, tall: float, colour: Rgb
) -> None:
    tone = tones(brush.light, colour)
    wide = tall * 0.13
    body = [(x, y), (x, y - tall)]
    arms = [
        [
            (x, y - tall * 0.42),
            (x - tall * 0.24, y - tall * 0.44),
            (x - tall * 0.24, y - tall * 0.74),
        ],
        [
            (x, y - tall * 0.3),
            (x + tall * 0.22, y - tall * 0.32),
            (x + tall * 0.22, y - tall * 0.62),
        ],
    ]
    for points in (body, *arms):
        path = polygon(points, closed=False)
        canvas.drawPath(path, line(tone.dark, wide))
        canvas.save()
        canvas.translate(brush.light.key_side * wide * 0.16, 0)
        canvas.drawPath(path, line(tone.mid, wide * 0.55))
        canvas.drawPath(path, line(tone.lit, wide * 0.12))
        canvas.restore()


def _corn(
    canvas: skia.Canvas, brush: Brush, random: Random, x: float, y: float, tall: float, colour: Rgb
) -> None:
    tone = tones(brush.light, colour)
    canvas.drawLine(x, y, x, y - tall, line(tone.mid, tall * 0.018))
    for number in range(6):
        up, side = tall * (0.15 + number * 0.13), 1 if number % 2 else -1
        tip = (x + side * tall * 0.26, y - up - tall * random.uniform(-0.04, 0.1))
        leaf = skia.Path()
        leaf.moveTo(x, y - up)
        leaf.quadTo(x + side * tall * 0.12, y - up - tall * 0.2, *tip)
        leaf.quadTo(x + side * tall * 0.1, y - up - tall * 0.12, x, y - up + tall * 0.02)
        canvas.drawPath(leaf, fill(random.choice((tone.mid, tone.lit, tone.dark))))
    gold = tones(brush.light, "#d8b04a")
    canvas.drawOval(
        oval(x + tall * 0.03, y - tall * 0.55, tall * 0.026, tall * 0.08), fill(gold.lit)
    )
    canvas.drawLine(x, y - tall, x, y - tall * 1.1, line(gold.mid, tall * 0.03))


def _lilies(
    canvas: skia.Canvas, brush: Brush, random: Random, x: float, y: float, tall: float, colour: Rgb
) -> None:
    tone, petal = tones(brush.light, "#5a8a4a"), tones(brush.light, colour)
    canvas.drawOval(oval(x, y, tall * 0.6, tall * 0.13), fill(tone.dark))
    canvas.drawOval(oval(x, y - tall * 0.015, tall * 0.57, tall * 0.11), fill(tone.mid))
    if random.random() < 0.5:
        for number in range(7):
            lean = (number - 3) / 3
            leaf = polygon(
                [
                    (x - tall * 0.03, y - tall * 0.05),
                    (x + lean * tall * 0.22, y - tall * (0.32 - abs(lean) * 0.12)),
                    (x + tall * 0.05, y - tall * 0.05),
                ]
            )
            canvas.drawPath(leaf, fill(petal.lit if number % 2 else petal.mid))


def _vines(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    x: float,
    y: float,
    tall: float,
    colour: Rgb,
) -> None:
    """Lianas hanging down to y, leaves along them."""
    tone = tones(brush.light, colour)
    top = y - tall * 1.4
    low = y - tall * random.uniform(0.0, 0.6)
    bend = random.uniform(-0.4, 0.4)
    points = [(x, top), (x + bend, (top + low) / 2), (x + bend * 0.4, low)]
    canvas.drawPath(curve(points, closed=False), line(tone.deep, 0.05))
    leaves = [
        (
            x + bend * random.uniform(0.2, 1.0) + random.uniform(-0.15, 0.15),
            random.uniform(top, low),
        )
        for _ in range(26)
    ]
    dots(canvas, leaves, line(tone.dark, 0.16))
    dots(canvas, [(px, py - 0.03) for px, py in leaves[::2]], line(tone.mid, 0.12))


_KINDS = {
    "coral": _coral,
    "weed": _weed,
    "reeds": _reeds,
    "ferns": _ferns,
    "cactus": _cactus,
    "corn": _corn,
    "lilies": _lilies,
    "vines": _vines,
}
