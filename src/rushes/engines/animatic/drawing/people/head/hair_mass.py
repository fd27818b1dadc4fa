"""A mass of hair: an outline filled with locks and strands that follow guide lines."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.people.head.look import HeadLook
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    fill,
    linear,
    mix,
    rim_gain,
    smooth,
    stroke,
)

Guide = tuple[Point, ...]
Values = NDArray[np.float64]
Samples = NDArray[np.float64]
SAMPLES = 25
STEPS = 9


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
    curls: int = 0
    """How many single curls lie over the mass."""


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
        curls=mass.curls,
    )


@functools.lru_cache(maxsize=256)
def _sampled(guides: tuple[Guide, ...]) -> Samples:
    """The guides at evenly spaced shares of their length: float [guide, share, axis]."""
    shares = np.linspace(0.0, 1.0, SAMPLES)
    points: Samples = np.array([[_along(guide, float(u)) for u in shares] for guide in guides])
    return points


def locks(
    mass: HairMass, across: Values, start: Values, end: Values, width: Values, jitter: Values
) -> skia.Path:
    """Many pointed strands as one path. `across` 0..1 runs from the first guide to the last;
    `start` and `end` are shares of the guides' length."""
    samples = _sampled(mass.guides)
    guides = len(mass.guides)
    place = np.clip(across, 0.0, 1.0) * (guides - 1)
    first = np.minimum(place.astype(int), max(0, guides - 2))
    second = np.minimum(first + 1, guides - 1)
    share = (place - first)[:, None, None]
    ramp = np.linspace(0.0, 1.0, STEPS)
    u = np.clip(start[:, None] + (end - start)[:, None] * ramp, 0.0, 1.0)
    at = u * (SAMPLES - 1)
    low = np.minimum(at.astype(int), SAMPLES - 2)
    part = (at - low)[:, :, None]

    def along(which: NDArray[np.intp]) -> Samples:
        line: Samples = samples[which[:, None], low]
        moved: Samples = line + (samples[which[:, None], low + 1] - line) * part
        return moved

    lines = along(first)
    lines = lines + (along(second) - lines) * share
    lines[:, :, 0] += mass.wave * u * np.sin(across[:, None] * 7 + jitter[:, None] + u * 9.0)
    step = np.gradient(lines, axis=1)
    length = np.maximum(np.hypot(step[:, :, 0], step[:, :, 1]), 1e-9)
    half = (width[:, None] / 2 * np.sin(np.pi * (0.04 + 0.92 * ramp)) / length)[:, :, None]
    sideways = np.stack((step[:, :, 1], -step[:, :, 0]), axis=2) * half
    outlines = np.concatenate((lines + sideways, (lines - sideways)[:, ::-1]), axis=1)
    path = skia.Path()
    for outline in outlines.tolist():
        path.addPoly([skia.Point(x, y) for x, y in outline], True)
    return path


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


def paint_hair_shadow(
    canvas: skia.Canvas, look: HeadLook, masses: tuple[HairMass, ...], skull: skia.Path
) -> None:
    """What hair darkens of the skin beside it; the softer its edge, the further."""
    if look.pixels < 60:
        return
    canvas.save()
    canvas.clipPath(skull, doAntiAlias=True)
    for mass in masses:
        tone = look.hair.deep if mass.soft_edge else look.skin.deep
        canvas.drawPath(smooth(mass.outline), fill(tone, 0.5, mass.soft_edge or 0.016))
    canvas.restore()


def paint_hair(
    canvas: skia.Canvas, look: HeadLook, mass: HairMass, skull: skia.Path | None = None
) -> None:
    """The mass with as much detail as its size allows; no light edges it within the `skull`."""
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
    if mass.curls and look.pixels > 20:
        _curls(canvas, look, mass, path)
    _edge(canvas, look, mass, skull)
    canvas.restore()
    if mass.flyaways and look.pixels > 130:
        _flyaways(canvas, look, mass)


def _locks(canvas: skia.Canvas, look: HeadLook, mass: HairMass) -> None:
    """Broad locks, dark all along and light where the sheen lies."""
    many = 16 if look.pixels < 70 else 34
    dark, light = _lock_paths(mass, many, look.random.getrandbits(32))
    canvas.drawPath(dark, fill(look.hair.deep, 0.36))
    canvas.drawPath(light, fill(look.hair.light, 0.42))


@functools.lru_cache(maxsize=64)
def _lock_paths(mass: HairMass, many: int, seed: int) -> tuple[skia.Path, skia.Path]:
    """Of dark locks and light ones: a head that laughs or talks is drawn many times."""
    chance = np.random.default_rng(seed)
    across = (np.arange(many) + chance.uniform(0.1, 0.9, many)) / many
    width = chance.uniform(0.020, 0.046, many)
    still = np.zeros(many)
    dark = locks(mass, across, chance.uniform(0.0, 0.12, many), chance.uniform(0.80, 1.0, many),
                 width, still)  # fmt: skip
    start = np.maximum(0.02, mass.sheen[0] + chance.uniform(-0.08, 0.05, many))
    light = locks(mass, across + 0.012, start, mass.sheen[1] + chance.uniform(-0.08, 0.14, many),
                  width * 0.72, still)  # fmt: skip
    return dark, light


def _strands(canvas: skia.Canvas, look: HeadLook, mass: HairMass) -> None:
    """Single strands: deep, plain, and light ones within the sheen."""
    hair = look.hair
    share = min(1.0, look.pixels / 220)
    paths = _strand_paths(mass, share, look.random.getrandbits(32))
    tones = ((hair.deep, 0.50), (hair.base, 0.60), (hair.light, 0.62))
    for path, (colour, alpha) in zip(paths, tones, strict=True):
        canvas.drawPath(path, fill(colour, alpha))


@functools.lru_cache(maxsize=64)
def _strand_paths(mass: HairMass, share: float, seed: int) -> tuple[skia.Path, ...]:
    """Of deep, plain and light strands."""
    chance = np.random.default_rng(seed)
    paths = []
    for part, reach in (
        (0.34, (0.0, 1.0)),
        (0.26, (0.0, 1.0)),
        (0.40, (mass.sheen[0] - 0.10, mass.sheen[1] + 0.16)),
    ):
        many = int(mass.strands * part * share)
        start = np.maximum(0.0, reach[0] + chance.uniform(-0.03, 0.12, many))
        end = np.minimum(1.0, reach[1] - chance.uniform(-0.02, 0.22, many))
        paths.append(
            locks(
                mass,
                chance.random(many),
                start,
                np.maximum(start + 0.1, end),
                chance.uniform(0.007, 0.013, many),
                chance.uniform(-0.5, 0.5, many),
            )
        )
    return tuple(paths)


def _curls(canvas: skia.Canvas, look: HeadLook, mass: HairMass, path: skia.Path) -> None:
    """Round curls, lit from above, densest where the mass is."""
    random, hair = look.random, look.hair
    box = path.computeTightBounds()
    dark, light = skia.Path(), skia.Path()
    placed = 0
    for _ in range(mass.curls * 6):
        x, y = random.uniform(box.left(), box.right()), random.uniform(box.top(), box.bottom())
        if placed >= mass.curls or not path.contains(x, y):
            continue
        placed += 1
        size, turn = random.uniform(0.035, 0.065), random.uniform(0, 360)
        ring = skia.Rect(x - size, y - size * 0.8, x + size, y + size * 0.8)
        dark.addArc(ring, turn, 250)
        inner = skia.Rect(x - size * 0.6, y - size * 0.55, x + size * 0.6, y + size * 0.4)
        light.addArc(inner, 190 + random.uniform(-30, 30), 130)
    canvas.drawPath(dark, stroke(hair.deep, 0.016, 0.55))
    canvas.drawPath(light, stroke(hair.light, 0.010, 0.50))


def _edge(canvas: skia.Canvas, look: HeadLook, mass: HairMass, skull: skia.Path | None) -> None:
    """Light from behind along the outer contour."""
    line = _outer_line(mass, skull)
    if len(line) < 3:
        return
    path, rim = smooth(line, closed=False), look.light.rim
    gain = rim_gain(look.light)
    canvas.drawPath(path, stroke(rim, 0.075, 0.24 * gain, 0.026))
    if look.pixels > 40:
        canvas.drawPath(path, stroke(mix(rim, "#fff6e0", 0.3), 0.016, 0.50 * gain, 0.005))


def _outer_line(mass: HairMass, skull: skia.Path | None) -> list[Point]:
    """The longest run of the outline that does not lie on the skull."""
    points = list(mass.outline)
    if skull is None:
        return [*points, points[0]]
    outside = [not skull.contains(x, y) for x, y in points]
    best: list[Point] = []
    count = len(points)
    for start in range(count):
        if outside[start] and not outside[start - 1]:
            run = [points[start - 1]]
            for i in range(start, start + count):
                run.append(points[i % count])
                if not outside[i % count]:
                    break
            best = max(best, run, key=len)
    return best or ([*points, points[0]] if all(outside) else [])


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
