"""What is alive or hangs in a room: crowds, blossoms, falling water, ropes of a ring."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    curve,
    dots,
    fill,
    line,
    linear,
    mix,
    oval,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.ground import floor_layers
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("crowd heads")
def crowd_heads(
    site: Site,
    z: float,
    rows: int = 2,
    row_m: float = 0.9,
    colour: Rgb = "#140f1a",
    foot: float = 0.35,
    gap_m: float = 0.0,
) -> Iterator[Layer]:
    """People seen from behind, dark against the light, arms up here and there; they bob."""
    for row in range(rows):
        row_z = z + row * row_m
        if site.view.depth(row_z) < 1.0:
            continue
        seen = site.view.seen(row_z)
        for half in range(2):
            paint = functools.partial(_paint_heads, site, seen, foot, gap_m, colour, (row, half))
            motion = functools.partial(_bob, row + half * 1.7)
            bounds = Bounds(seen.left, foot - 2.2, seen.right, foot + 0.2)
            yield Layer(row_z, (Part(bounds, paint, motion=motion),))


def _bob(offset: float, seconds: float) -> Motion:
    return Motion(dy=-0.05 * abs(math.sin(seconds * 4.2 + offset)))


def _paint_heads(
    site: Site,
    seen: Bounds,
    foot: float,
    gap_m: float,
    colour: Rgb,
    which: tuple[int, int],
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    ink = fill(mix(colour, brush.light.fill, 0.12))
    rim = line(brush.light.rim, 0.02, 0.35)
    first, last = int(seen.left / 0.62), int(seen.right / 0.62) + 1
    for number in range(first, last):
        if number % 2 != which[1]:
            continue
        random = site.random("head", which[0], number)
        x = (number + random.uniform(-0.2, 0.2)) * 0.62
        if abs(x) < gap_m:
            continue
        top = foot - random.uniform(1.4, 1.62)
        canvas.drawRoundRect(box(x - 0.26, top + 0.22, x + 0.26, foot + 0.2), 0.16, 0.2, ink)
        canvas.drawOval(oval(x, top + 0.08, 0.115, 0.15), ink)
        canvas.drawArc(oval(x, top + 0.08, 0.115, 0.15), 200, 140, False, rim)
        if random.random() < 0.4:
            side = random.choice((-1, 1))
            arm = curve(
                [
                    (x + side * 0.2, top + 0.4),
                    (x + side * 0.3, top + 0.1),
                    (x + side * 0.2, top - 0.35),
                ],
                closed=False,
            )
            canvas.drawPath(arm, line(mix(colour, brush.light.fill, 0.12), 0.1))


_PETALS = ("#e0486a", "#f0a0b8", "#f6c94a", "#ffffff", "#9a5ac0", "#f0803a", "#c83a3a", "#f4d8e0")


@place_painter("blossoms")
def blossoms(
    site: Site,
    z: float,
    x: float = 0.0,
    width: float = 4.0,
    y: float = 0.0,
    tall: float = 0.6,
    pots: bool = False,
    leaf: Rgb = "#4f7a42",
    petals: tuple[Rgb, ...] = _PETALS,
) -> Iterator[Layer]:
    """Bunches of flowers side by side, each of its own colour, in buckets or growing."""
    if site.view.depth(z) < 1.2:
        return
    middle = site.across(x)
    bounds = Bounds(middle - width / 2 - 0.3, y - tall * 1.35, middle + width / 2 + 0.3, y + 0.04)
    paint = functools.partial(
        _paint_blossoms, site, z, (middle, width, y, tall), pots, leaf, petals
    )
    yield Layer(z, (Part(bounds, paint),))


def _paint_blossoms(
    site: Site,
    z: float,
    place: tuple[float, float, float, float],
    pots: bool,
    leaf: Rgb,
    petals: tuple[Rgb, ...],
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    middle, width, y, tall = place
    light, green = brush.light, tones(brush.light, leaf)
    count = max(1, round(width / (tall * 0.62)))
    for number in range(count):
        random = site.random("bunch", z, number)
        x = middle - width / 2 + width * (number + 0.5) / count
        foot = y - (tall * 0.4 if pots else 0.0)
        half = width / count * 0.5
        for _ in range(14):
            lean = random.uniform(-1, 1)
            tip = (x + lean * half * 1.1, foot - tall * random.uniform(0.35, 0.75))
            stem = curve([(x + lean * half * 0.3, foot), tip], closed=False)
            canvas.drawPath(
                stem, line(random.choice((green.mid, green.dark, green.lit)), tall * 0.05)
            )
        petal = tones(light, random.choice(petals))
        spots = [
            (x + random.uniform(-1, 1) * half * 1.1, foot - tall * random.uniform(0.5, 0.92))
            for _ in range(16)
        ]
        dots(canvas, spots, line(petal.mid, tall * 0.17))
        dots(
            canvas,
            [(px - tall * 0.02, py - tall * 0.025) for px, py in spots],
            line(petal.lit, tall * 0.1),
        )
        dots(canvas, spots[::2], line(petal.deep, tall * 0.035))
        if pots:
            pot = tones(light, random.choice(("#8a9aa0", "#b0694a", "#5a7a84")))
            bucket = polygon(
                [
                    (x - half * 0.7, foot - 0.02),
                    (x + half * 0.7, foot - 0.02),
                    (x + half * 0.55, y),
                    (x - half * 0.55, y),
                ]
            )
            canvas.drawPath(
                bucket, linear((x - half, 0), (x + half, 0), [pot.lit, pot.mid, pot.dark])
            )


@place_painter("water fall")
def water_fall(
    site: Site,
    z: float,
    x: float = 0.0,
    width: float = 3.0,
    top: float = 12.0,
    foot: float = 0.0,
    strength: float = 0.9,
    colour: Rgb = "#e8f4f8",
) -> Iterator[Layer]:
    """Falling water: strands that run down, and spray at its foot."""
    if site.view.depth(z) < 1.2:
        return
    middle = site.across(x)
    half = width / 2
    for sheet in range(3):
        paint = functools.partial(
            _paint_fall, site, (middle, half, top, foot), sheet, strength, colour
        )
        bounds = Bounds(middle - half * 1.05, -top, middle + half * 1.05, foot)
        part = Part(
            bounds,
            paint,
            phases=_FALL_PHASES,
            phase_at=functools.partial(_fall_phase, sheet),
            takes_haze=True,
        )
        yield Layer(z - sheet * 0.01, (part,))
    if strength > 0.5:
        spray = functools.partial(_paint_spray, site, middle, half, foot, colour)
        for number in range(2):
            yield Layer(
                z - 0.05,
                (
                    Part(
                        Bounds(
                            middle - half * 1.7,
                            foot - half * 1.1,
                            middle + half * 1.7,
                            foot + half * 0.25,
                        ),
                        spray,
                        motion=functools.partial(_billow, number),
                    ),
                ),
            )


_FALL_PHASES = 5


def _fall_phase(sheet: int, seconds: float) -> int:
    return int(seconds * 11 + sheet * 1.7) % _FALL_PHASES


def _billow(number: int, seconds: float) -> Motion:
    return Motion(
        dx=0.12 * math.sin(seconds * 0.8 + number * 2.6),
        opacity=0.62 + 0.25 * math.sin(seconds * 1.7 + number * 3),
    )


def _paint_fall(
    site: Site,
    place: tuple[float, float, float, float],
    sheet: int,
    strength: float,
    colour: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    middle, half, top, foot = place
    tone = tones(brush.light, colour)
    tall = top + foot
    random = site.random("fall", sheet)
    if sheet == 0 and strength > 0.5:
        body = box(middle - half * 0.92, -top, middle + half * 0.92, foot)
        canvas.drawRect(
            body,
            linear(
                (middle - half, 0),
                (middle + half, 0),
                [
                    (tone.mid, 0.0),
                    (tone.mid, 0.75),
                    (tone.lit, 0.85),
                    (tone.mid, 0.75),
                    (tone.mid, 0.0),
                ],
                [0, 0.12, 0.5, 0.88, 1],
            ),
        )
    count = int(16 + 26 * strength)
    for _ in range(count):
        x = middle + random.uniform(-0.95, 0.95) * half
        start = (random.random() + brush.phase / _FALL_PHASES) % 1.0
        y, long = -top + tall * start, tall * random.uniform(0.06, 0.2)
        ink = random.choice((tone.rim, tone.lit, tone.dark))
        canvas.drawLine(
            x,
            y,
            x,
            min(foot, y + long),
            line(ink, half * random.uniform(0.01, 0.05), 0.6 * strength),
        )


def _paint_spray(
    site: Site,
    middle: float,
    half: float,
    foot: float,
    colour: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    tone = tones(brush.light, colour)
    random = site.random("spray")
    for _ in range(16):
        x = middle + random.uniform(-1.2, 1.2) * half
        reach = half * random.uniform(0.16, 0.42)
        y = foot - reach * random.uniform(0.1, 1.1)
        canvas.drawOval(oval(x, y, reach, reach * 0.6), fill(tone.lit, 0.22, reach * 0.22))


@place_painter("ring")
def ring(
    site: Site, z: float, half_width: float = 3.2, near_z: float = -3.0, colour: Rgb = "#e8e4d8"
) -> Iterator[Layer]:
    """A boxing ring: its canvas, four corner posts and three ropes on each side."""

    def canvas_floor(canvas: skia.Canvas, brush: Brush, patch: object) -> None:
        tone = tones(brush.light, colour)
        area = box(-half_width - 0.5, near_z - 3, half_width + 0.5, z + 0.5)
        canvas.drawRect(area, fill(tone.lit))
        canvas.drawCircle(
            0, (z + near_z) / 2 + 0.6, 1.2, fill(tones(brush.light, "#2f5aa8").mid, 0.85)
        )
        canvas.drawCircle(
            0, (z + near_z) / 2 + 0.6, 0.8, fill(tones(brush.light, "#c8322f").mid, 0.9)
        )

    yield from floor_layers(site, canvas_floor, z + 0.4, None, 0.0, half_width + 0.5)
    view = site.view
    corners = [(-half_width, z), (half_width, z)]

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        for level, ink in ((0.45, "#c8322f"), (0.85, "#f0ece0"), (1.25, "#2f5ac8")):
            rope = tones(brush.light, ink)
            canvas.drawLine(-half_width, -level, half_width, -level, line(rope.deep, 0.075))
            canvas.drawLine(-half_width, -level, half_width, -level, line(rope.lit, 0.05))
            for side in (-half_width, half_width):
                near = max(near_z, view.camera.z + 1.0)
                end = view.onto(z, side, -level, near)
                canvas.drawLine(side, -level, *end, line(rope.deep, 0.075))
                canvas.drawLine(side, -level, *end, line(rope.lit, 0.05))
        for (x, _), ink in zip(corners, ("#c8322f", "#2f5ac8"), strict=True):
            post = tones(brush.light, ink)
            canvas.drawRect(
                box(x - 0.11, -1.45, x + 0.11, 0),
                linear((x - 0.1, 0), (x + 0.1, 0), [post.lit, post.mid, post.deep]),
            )

    reach = max(abs(view.onto(z, half_width, 0, max(near_z, view.camera.z + 1.0))[0]), half_width)
    _, top = view.onto(z, 0, -1.4, max(near_z, view.camera.z + 1.0))
    _, low = view.onto(z, 0, 0.0, max(near_z, view.camera.z + 1.0))
    yield Layer(
        z, (Part(Bounds(-reach - 0.2, min(top, -1.5), reach + 0.2, max(low, 0.05)), paint),)
    )
