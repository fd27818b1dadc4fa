"""Sky layers of a place: the sky itself, the sun, drifting clouds, flocks, and mist."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing import sky as paint_sky_with
from rushes.engines.animatic.drawing.light import palettes
from rushes.engines.animatic.drawing.paint import box, line, linear, oval, radial, tones
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter

BIRD_PHASES = 6


@place_painter("sky")
def sky(site: Site, z: float = math.inf) -> Iterator[Layer]:
    """The sky with its sun or moon, and its clouds drifting."""
    seen = site.view.seen(math.inf)
    bounds = Bounds(seen.left - 0.3, min(seen.top - 0.2, -0.7), seen.right + 0.3, 0.25)
    parts = [
        Part(
            bounds,
            lambda canvas, brush: paint_sky_with.paint_sky(
                canvas, brush.light, bounds, brush.random
            ),
            is_opaque=True,
            takes_haze=False,
        )
    ]
    parts.extend(_sun_parts(site))
    parts.extend(_cloud_parts(site, bounds))
    yield Layer(math.inf, tuple(parts))


def _sun_parts(site: Site) -> Iterator[Part]:
    light = site.light
    if paint_sky_with.sun_share(light) < 0.2:
        return
    reach = paint_sky_with.SUN_RADIUS * 2.3
    x, y = light.sun
    sinking = {"golden hour": 0.0012, "dusk": 0.0010, "dawn": -0.0012}.get(light.time_of_day, 0.0)
    yield Part(
        Bounds(x - reach, y - reach, x + reach, y + reach),
        lambda canvas, brush: paint_sky_with.paint_sun(canvas, brush.light),
        motion=lambda seconds: Motion(dy=sinking * seconds),
        takes_haze=False,
    )


def _cloud_parts(site: Site, sky_bounds: Bounds) -> Iterator[Part]:
    cover = palettes(site.light)[1].cover
    random = site.random("clouds")
    low = site.light.time_of_day in ("golden hour", "dusk", "dawn", "night")
    if cover >= 0.9 or cover <= 0.01:
        return
    count = int((20 if low else 9) * (0.55 + cover))
    width = sky_bounds.right - sky_bounds.left
    drift = 0.0012 * (4.0 if site.light.weather == "wind" else 1.0)
    for index in range(count):
        # Spread evenly with a little chance, so that no two lie on one another.
        x = sky_bounds.left + width * (index + random.uniform(0.1, 0.9)) / count
        if low:
            half = random.uniform(0.07, 0.26)
            y = -0.06 - abs(random.gauss(0, 1)) * 0.17
            half_height = half * 0.28
            paint = functools.partial(_streak, x, y, half, random.randrange(1 << 30))
            bounds = Bounds(x - half * 1.1, y - half_height, x + half * 1.1, y + half_height)
        else:
            half = random.uniform(0.06, 0.17)
            y = -random.uniform(0.12, 0.46)
            half *= 0.5 + abs(y) * 2.0
            paint = functools.partial(_cumulus, x, y, half, random.randrange(1 << 30))
            bounds = Bounds(x - half * 1.4, y - half * 0.95, x + half * 1.4, y + half * 0.1)
        speed = drift * random.uniform(0.6, 1.4)
        yield Part(bounds, paint, motion=functools.partial(_drift, speed), takes_haze=False)


def _drift(speed: float, seconds: float) -> Motion:
    return Motion(dx=speed * seconds)


def _streak(x: float, y: float, half: float, seed: int, canvas: skia.Canvas, brush: Brush) -> None:
    canvas.translate(x, y)
    paint_sky_with.paint_streak(canvas, brush.light, Random(seed), half)
    canvas.translate(-x, -y)


def _cumulus(x: float, y: float, half: float, seed: int, canvas: skia.Canvas, brush: Brush) -> None:
    canvas.translate(x, y)
    paint_sky_with.paint_cumulus(canvas, brush.light, Random(seed), half)
    canvas.translate(-x, -y)


@place_painter("flock")
def flock(
    site: Site, z: float, count: int = 7, span_m: float = 5.0, rise: float = 0.16
) -> Iterator[Layer]:
    """Birds crossing the sky a long way off."""
    random = site.random("flock")
    parts = []
    middle, _ = site.view.at(site.view.camera.shift_x - 0.12, 0, z)
    for _ in range(count):
        x = middle + random.uniform(-0.16, 0.16) * z
        _, y = site.view.at(0, -rise - random.uniform(-0.05, 0.05), z)
        span = span_m * random.uniform(0.7, 1.2)
        offset = random.random()
        parts.append(
            Part(
                Bounds(x - span * 0.55, y - span * 0.45, x + span * 0.55, y + span * 0.45),
                functools.partial(_bird, x, y, span),
                motion=functools.partial(_fly, random.uniform(0.008, 0.014) * z, offset, span),
                phases=BIRD_PHASES,
                phase_at=functools.partial(
                    paint_sky_with.flap_phase,
                    beats_per_second=1.6,
                    offset=offset,
                    phases=BIRD_PHASES,
                ),
                takes_haze=False,
            )
        )
    yield Layer(z, tuple(parts))


def _fly(speed: float, offset: float, span: float, seconds: float) -> Motion:
    return Motion(dx=speed * seconds, dy=span * 0.3 * math.sin(seconds * 1.1 + offset * 6))


def _bird(x: float, y: float, span: float, canvas: skia.Canvas, brush: Brush) -> None:
    canvas.translate(x, y)
    wing = paint_sky_with.wing_at(brush.phase, BIRD_PHASES)
    paint_sky_with.paint_bird(canvas, brush.light, span, wing)
    canvas.translate(-x, -y)


@place_painter("mist")
def mist(
    site: Site,
    z: float,
    strength: float = 0.3,
    rise: float = 0.03,
    depth: float = 0.05,
    weather: str = "",
) -> Iterator[Layer]:
    """A band of haze lying on the land between two layers; thicker around the sun's foot."""
    if weather and weather != site.light.weather:
        return
    seen = site.view.seen(z)
    _, top = site.view.at(0, -rise, z)
    _, bottom = site.view.at(0, depth, z)
    haze = site.light.haze
    middle = (top + bottom) / 2

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.drawRect(
            box(seen.left, top, seen.right, bottom),
            linear(
                (0, top),
                (0, bottom),
                [(haze, 0.0), (haze, strength), (haze, strength * 0.9), (haze, 0.0)],
                [0, 0.4, 0.6, 1],
            ),
        )

    part = Part(Bounds(seen.left, top, seen.right, bottom), paint, takes_haze=False)
    parts = [part]
    if paint_sky_with.sun_share(site.light) > 0.5 and site.light.time_of_day != "night":
        sun_x, _ = site.view.at(site.light.sun[0], 0, z)
        radius = site.view.depth(z) * 0.34

        def glow(canvas: skia.Canvas, brush: Brush) -> None:
            canvas.save()
            canvas.translate(sun_x, middle)
            canvas.scale(1, 0.32)
            canvas.drawCircle(
                0,
                0,
                radius,
                radial(
                    (0, 0),
                    radius,
                    [(brush.light.key, 0.55 * strength / 0.3), (brush.light.key, 0.0)],
                ),
            )
            canvas.restore()

        tall = radius * 0.32
        parts.append(
            Part(
                Bounds(sun_x - radius, middle - tall, sun_x + radius, middle + tall),
                glow,
                takes_haze=False,
            )
        )
    yield Layer(z, tuple(parts))


@place_painter("fog")
def fog(site: Site, z: float, strength: float = 0.4) -> Iterator[Layer]:
    """A veil over everything behind it, in foggy weather; thinner overhead."""
    if site.light.weather not in ("fog", "snow", "rain"):
        return
    share = strength * {"fog": 1.0, "snow": 0.45, "rain": 0.35}[site.light.weather]
    seen = site.view.seen(z)
    haze = site.light.haze
    _, high = site.view.at(0, -0.5, z)
    _, low = site.view.at(0, 0.02, z)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.drawRect(
            box(*seen),
            linear((0, high), (0, low), [(haze, share * 0.35), (haze, share)]),
        )

    yield Layer(z, (Part(seen, paint, takes_haze=False),))


_SPLASH_PHASES = 4
_SPLASH_DEPTHS = (1.2, 3.5, 7.0, 13.0)


def splashes(site: Site) -> Iterator[Layer]:
    """Rings and drops where rain strikes the ground, at a few depths; nothing in other weather."""
    if site.light.weather != "rain" or site.light.indoors:
        return
    for number, z in enumerate(_SPLASH_DEPTHS):
        if site.view.depth(z) < 1.5:
            continue
        seen = site.view.seen(z, truck_m=1.0)
        part = Part(
            Bounds(seen.left, -0.2, seen.right, 0.16),
            functools.partial(_paint_splashes, site, z, (seen.left, seen.right)),
            phases=_SPLASH_PHASES,
            phase_at=functools.partial(_splash_phase, number),
        )
        yield Layer(z, (part,))


def _splash_phase(number: int, seconds: float) -> int:
    return int(seconds * 12 + number * 1.5) % _SPLASH_PHASES


def _paint_splashes(
    site: Site, z: float, sides: tuple[float, float], canvas: skia.Canvas, brush: Brush
) -> None:
    left, right = sides
    random = site.random("splash", z, brush.phase)
    tone = tones(brush.light, "#e8f0f6")
    wide = max(0.012, 0.9 / brush.pixels_per_metre)
    for _ in range(int((right - left) * 5.0 / (z + 3.0))):
        x, y = random.uniform(left, right), random.uniform(-0.02, 0.12)
        reach = random.uniform(0.03, 0.11)
        canvas.drawOval(oval(x, y, reach, reach * 0.28), line(tone.rim, wide, 0.4))
        for side in (-1, 1):
            canvas.drawLine(
                x, y, x + side * reach * 0.5, y - reach * 0.9, line(tone.rim, wide, 0.35)
            )
