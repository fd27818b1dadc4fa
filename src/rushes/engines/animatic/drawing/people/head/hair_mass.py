"""A mass of hair: an outline filled with locks and strands that follow guide lines."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from rushes.engines.animatic.drawing.people.head.look import HeadLook
from rushes.engines.animatic.drawing.people.ink import Point, linear, mix, sliver, smooth, stroke

Guide = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class HairMass:
    """The shape of one mass, in head units. Guides run from root to tip, front to back."""

    outline: tuple[Point, ...]
    guides: tuple[Guide, ...]
    wave: float = 0.0
    """Amplitude of the waves toward the tips."""
    strands: int = 90
    sheen: tuple[float, float] = (0.16, 0.46)
    """Where along a strand the light lies."""
    soft_edge: float = 0.0
    flyaways: int = 0


def mirrored(mass: HairMass) -> HairMass:
    """The same mass on the other side of x = 0."""
    return HairMass(
        outline=tuple((-x, y) for x, y in mass.outline),
        guides=tuple(tuple((-x, y) for x, y in guide) for guide in mass.guides),
        wave=mass.wave,
        strands=mass.strands,
        sheen=mass.sheen,
        soft_edge=mass.soft_edge,
        flyaways=mass.flyaways,
    )


def strand_points(
    guides: tuple[Guide, ...], across: float, start: float, end: float, wave: float, phase: float
) -> list[Point]:
    """A strand at `across` (0 first guide … 1 last), between two shares of its length."""
    place = across * (len(guides) - 1)
    first = min(len(guides) - 2, int(place)) if len(guides) > 1 else 0
    second = min(len(guides) - 1, first + 1)
    share = place - first
    count = 8
    points = []
    for i in range(count):
        u = start + (end - start) * i / (count - 1)
        (x0, y0), (x1, y1) = _along(guides[first], u), _along(guides[second], u)
        swing = wave * u * math.sin(phase + u * 9.0)
        points.append((x0 + (x1 - x0) * share + swing, y0 + (y1 - y0) * share))
    return points


def _along(guide: Guide, share: float) -> Point:
    place = share * (len(guide) - 1)
    i = min(len(guide) - 2, int(place))
    k = place - i
    before, start, end = guide[max(0, i - 1)], guide[i], guide[i + 1]
    after = guide[min(len(guide) - 1, i + 2)]
    return _catmull(before, start, end, after, k)


def _catmull(p0: Point, p1: Point, p2: Point, p3: Point, k: float) -> Point:
    def axis(a: float, b: float, c: float, d: float) -> float:
        return b + 0.5 * k * (c - a + k * (2 * a - 5 * b + 4 * c - d + k * (3 * (b - c) + d - a)))

    return axis(p0[0], p1[0], p2[0], p3[0]), axis(p0[1], p1[1], p2[1], p3[1])


def paint_hair(canvas: skia.Canvas, look: HeadLook, mass: HairMass) -> None:
    """The mass with as much detail as its size allows."""
    hair = look.hair
    path = smooth(mass.outline)
    box = path.computeTightBounds()
    lit = 0.5 + 0.5 * look.front_light
    front, back = (box.right(), box.top()), (box.left(), (box.top() + box.bottom()) / 2)
    colours = (
        mix(hair.base, hair.light, 0.20 + 0.35 * lit),
        hair.base,
        mix(hair.shade, hair.base, 0.25),
        mix(hair.deep, hair.shade, 0.45),
    )
    canvas.drawPath(path, linear(front, back, colours, (0, 0.3, 0.68, 1)))
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    if look.pixels > 20:
        _locks(canvas, look, mass)
    if look.pixels > 70:
        _strands(canvas, look, mass)
    _edge(canvas, look, path)
    canvas.restore()
    if mass.flyaways and look.pixels > 130:
        _flyaways(canvas, look, mass)


def _locks(canvas: skia.Canvas, look: HeadLook, mass: HairMass) -> None:
    random, hair = look.random, look.hair
    many = 16 if look.pixels < 70 else 34
    dark, light = skia.Path(), skia.Path()
    for i in range(many):
        across = min(1.0, max(0.0, (i + random.uniform(0.1, 0.9)) / many))
        phase = across * 7
        long = strand_points(mass.guides, across, random.uniform(0, 0.12),
                             random.uniform(0.80, 1.0), mass.wave, phase)  # fmt: skip
        width = random.uniform(0.020, 0.046)
        dark.addPath(sliver(long, width))
        start = mass.sheen[0] + random.uniform(-0.08, 0.05)
        shine = strand_points(
            mass.guides,
            min(1.0, across + 0.012),
            max(0.02, start),
            mass.sheen[1] + random.uniform(-0.08, 0.14),
            mass.wave,
            phase,
        )
        light.addPath(sliver(shine, width * 0.72))
    dark_paint = stroke(hair.deep, 0.001, 0.36)
    dark_paint.setStyle(skia.Paint.kFill_Style)
    canvas.drawPath(dark, dark_paint)
    light_paint = stroke(hair.light, 0.001, 0.42)
    light_paint.setStyle(skia.Paint.kFill_Style)
    canvas.drawPath(light, light_paint)


def _strands(canvas: skia.Canvas, look: HeadLook, mass: HairMass) -> None:
    random, hair = look.random, look.hair
    share = min(1.0, look.pixels / 220)
    for colour, part, alpha, reach in (
        (hair.deep, 0.34, 0.50, (0.0, 1.0)),
        (hair.base, 0.26, 0.60, (0.0, 1.0)),
        (hair.light, 0.40, 0.62, (mass.sheen[0] - 0.10, mass.sheen[1] + 0.16)),
    ):
        lines = skia.Path()
        for _ in range(int(mass.strands * part * share)):
            across = random.random()
            start = max(0.0, reach[0] + random.uniform(-0.03, 0.12))
            end = min(1.0, reach[1] - random.uniform(-0.02, 0.22))
            points = strand_points(mass.guides, across, start, max(start + 0.1, end),
                                   mass.wave, across * 7 + random.uniform(-0.5, 0.5))  # fmt: skip
            lines.addPath(smooth(points, closed=False))
        canvas.drawPath(lines, stroke(colour, 0.0058, alpha))


def _edge(canvas: skia.Canvas, look: HeadLook, path: skia.Path) -> None:
    """Light from behind along the whole contour, strongest above."""
    rim = look.light.rim
    canvas.drawPath(path, stroke(rim, 0.075, 0.30, 0.026))
    if look.pixels > 40:
        canvas.drawPath(path, stroke(mix(rim, "#fff6e0", 0.3), 0.016, 0.55, 0.005))


def _flyaways(canvas: skia.Canvas, look: HeadLook, mass: HairMass) -> None:
    """Single hairs outside the mass, which catch the light from behind."""
    random = look.random
    lines = skia.Path()
    last = mass.guides[-1]
    for _ in range(mass.flyaways):
        start = random.uniform(0.02, 0.7)
        end = min(1.0, start + random.uniform(0.12, 0.3))
        off = random.uniform(0.008, 0.032)
        points = []
        for i in range(5):
            x, y = _along(last, start + (end - start) * i / 4)
            lift = off * math.sin(math.pi * i / 4)
            points.append((x - lift, y - lift * 0.7))
        lines.addPath(smooth(points, closed=False))
    canvas.drawPath(lines, stroke(mix(look.light.rim, "#fff6e0", 0.4), 0.0042, 0.55))
