"""Dunes: crests in the wind, one face in the light and one in the shade."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import curve, linear, mix, texture, tones
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("dunes")
def dunes(
    site: Site,
    z: float,
    foot: float = 0.05,
    rise: float = 0.06,
    width: float = 0.6,
    colour: Rgb = "#d8a868",
) -> Iterator[Layer]:
    """A line of dunes: feet at `foot` below the horizon, `rise` high, `width` wide (tangents)."""
    view = site.view
    depth = view.depth(z)
    if depth < 5:
        return
    seen = view.seen(z)
    base = view.at(0.0, foot, z)[1]
    low = view.at(0.0, foot + 0.35, z)[1]
    tall, wide = rise * depth, width * depth
    paint = functools.partial(_paint_dunes, site, seen, (base, low), (tall, wide), colour)
    yield Layer(z, (Part(Bounds(seen.left, base - tall * 1.15, seen.right, low), paint),))


def _paint_dunes(
    site: Site,
    seen: Bounds,
    ground: tuple[float, float],
    size: tuple[float, float],
    colour: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    (base, low), (tall, wide) = ground, size
    tone = tones(brush.light, colour)
    floor = skia.Rect.MakeLTRB(seen.left, base, seen.right, low)
    canvas.drawRect(floor, linear((0, base), (0, low), [tone.mid, mix(tone.mid, tone.lit, 0.5)]))
    first = math.floor(seen.left / wide * 1.6) - 1
    last = math.ceil(seen.right / wide * 1.6) + 1
    order = sorted(range(first, last + 1), key=lambda number: number % 3)
    for number in order:
        random = site.random("dune", number, colour)
        _paint_dune(canvas, brush, random, number * wide / 1.6, base, tall, wide, colour)


def _paint_dune(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    x: float,
    base: float,
    tall: float,
    wide: float,
    colour: Rgb,
) -> None:
    """One dune with its sinuous crest line running down towards the viewer."""
    tone = tones(brush.light, colour)
    tall *= random.uniform(0.5, 1.0)
    wide *= random.uniform(0.8, 1.2)
    top = (x + random.uniform(-0.12, 0.12) * wide, base - tall)
    left, right = (x - wide * 0.62, base + tall * 0.12), (x + wide * 0.62, base + tall * 0.12)
    shoulders = (x - wide * 0.30, base - tall * 0.42), (x + wide * 0.32, base - tall * 0.36)
    outline = curve([left, shoulders[0], top, shoulders[1], right], closed=False)
    outline.lineTo(right[0], base + tall * 0.3)
    outline.lineTo(left[0], base + tall * 0.3)
    outline.close()
    canvas.drawPath(
        outline,
        linear((0, top[1]), (0, base + tall * 0.3), [tone.rim, tone.lit, tone.mid], [0, 0.35, 1]),
    )
    side = -brush.light.key_side
    shade = skia.Path()
    shade.moveTo(*top)
    shade.cubicTo(
        top[0] - side * wide * 0.06, base - tall * 0.62,
        top[0] + side * wide * 0.14, base - tall * 0.35,
        top[0] - side * wide * 0.02, base + tall * 0.3,
    )  # fmt: skip
    far_side = right if side > 0 else left
    shade.lineTo(far_side[0], base + tall * 0.3)
    shade.lineTo(far_side[0], far_side[1])
    shade.cubicTo(
        x + side * wide * 0.45, base - tall * 0.1,
        x + side * wide * 0.25, base - tall * 0.55,
        *top,
    )  # fmt: skip
    shade.close()
    canvas.save()
    canvas.clipPath(outline, doAntiAlias=True)
    canvas.drawPath(
        shade,
        linear(
            (0, top[1]),
            (0, base + tall * 0.3),
            [(tone.dark, 0.95), (mix(tone.dark, tone.mid, 0.4), 0.75), (tone.mid, 0.0)],
            [0, 0.5, 1],
        ),
    )
    texture(canvas, outline, (wide * 0.5, wide * 0.05), 0.16, seed=13, slope=1.2)
    canvas.restore()
