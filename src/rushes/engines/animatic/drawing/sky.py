"""The sky and what is in it. Units are tangents: (0, 0) is the horizon straight ahead."""

from __future__ import annotations

import math
from random import Random

import skia

from rushes.engines.animatic.drawing.light import palettes
from rushes.engines.animatic.drawing.paint import (
    blob,
    box,
    curve,
    dots,
    fill,
    grey,
    line,
    linear,
    mix,
    oval,
    radial,
    texture,
)
from rushes.engines.animatic.drawing.part import Bounds
from rushes.engines.animatic.scene import Light, Rgb

ZENITH = -0.62
"""Where the overhead colour is reached."""
SUN_RADIUS = 0.034
"""Far larger than life, as seen through the long lens that sunsets are shot with."""


def sky_colours(light: Light) -> list[Rgb]:
    """Five colours from overhead to the horizon, the weather in them."""
    time, weather = palettes(light)
    tint = weather.sky_tint
    if light.time_of_day in ("night", "dusk"):
        tint = mix(tint, time.sky[1], 0.72)
    return [mix(colour, tint, weather.sky_share) for colour in time.sky]


def sun_share(light: Light) -> float:
    """How much of the sun or moon comes through, 0..1."""
    return palettes(light)[1].sun


def paint_sky(canvas: skia.Canvas, light: Light, bounds: Bounds, random: Random) -> None:
    """The whole sky with the glow around the sun; no disc."""
    area = box(*bounds)
    canvas.drawRect(
        area, linear((0, ZENITH), (0, 0.02), sky_colours(light), [0.0, 0.35, 0.66, 0.88, 1.0])
    )
    if light.time_of_day == "night":
        _stars(canvas, light, bounds, random)
    _glow(canvas, light)
    cover = palettes(light)[1].cover
    if cover >= 0.9:
        texture(canvas, area, (2.4, 0.5), 0.22, seed=31, slope=1.9)
        texture(canvas, area, (0.9, 0.16), 0.10, seed=32, slope=1.6)


def _glow(canvas: skia.Canvas, light: Light) -> None:
    share = sun_share(light)
    if share <= 0.05:
        return
    low = light.time_of_day in ("golden hour", "dusk", "dawn")
    night = light.time_of_day == "night"
    warm = mix(light.key, "#ffdf9c", 0.5) if low else mix(light.key, "#ffffff", 0.4)
    ember = mix(light.haze, "#ff9a4a", 0.55 if low else 0.0)
    strengths = ((1.05, 0.5), (0.52, 0.5), (0.23, 0.65)) if low else ((0.42, 0.3), (0.16, 0.4))
    if night:
        strengths = ((0.34, 0.22), (0.12, 0.3))
    for radius, strength in strengths:
        canvas.drawCircle(
            *light.sun,
            radius,
            radial(
                light.sun,
                radius,
                [(warm, strength * share), (ember, strength * 0.38 * share), (ember, 0.0)],
                [0.0, 0.4, 1.0],
            ),
        )


def _stars(canvas: skia.Canvas, light: Light, bounds: Bounds, random: Random) -> None:
    if palettes(light)[1].cover >= 0.9:
        return
    for width, count, opacity in ((0.0016, 260, 0.5), (0.0026, 70, 0.75), (0.004, 14, 0.95)):
        points = []
        for _ in range(count):
            height = random.random() ** 0.7
            points.append((random.uniform(bounds.left, bounds.right), -0.02 + bounds.top * height))
        dots(canvas, points, line("#e8eeff", width, opacity))


def paint_sun(canvas: skia.Canvas, light: Light) -> None:
    """The disc of the sun, or by night of the moon, where the light comes from."""
    share = sun_share(light)
    if share < 0.2:
        return
    if light.time_of_day == "night":
        paint_moon(canvas, *light.sun, SUN_RADIUS * 0.85)
        return
    x, y = light.sun
    if light.time_of_day == "dusk":
        body, core, edge = "#ffd9a8", "#ffe9c9", "#ff9d6a"
    elif light.time_of_day == "dawn":
        body, core, edge = "#fff0d6", "#fffaee", "#ffc79a"
    else:
        body, core, edge = "#fff4d8", "#fffdf4", "#ffd382"
    radius = SUN_RADIUS if light.time_of_day != "day" else SUN_RADIUS * 0.8
    canvas.drawCircle(
        x,
        y,
        radius * 2.1,
        radial(
            (x, y),
            radius * 2.1,
            [(body, 0.9 * share), (edge, 0.4 * share), (edge, 0.0)],
            [0.38, 0.55, 1.0],
        ),
    )
    canvas.drawCircle(x, y, radius * 0.97, fill(core, share))


def paint_moon(canvas: skia.Canvas, x: float, y: float, radius: float, halo: float = 2.4) -> None:
    """A nearly full moon with its seas; its glow reaches `halo` radii."""
    canvas.drawCircle(
        x,
        y,
        radius * halo,
        radial(
            (x, y),
            radius * halo,
            [("#dfe8ff", 0.42), ("#b9c9f4", 0.12), ("#b9c9f4", 0.0)],
            [0.4, 0.6, 1.0],
        ),
    )
    canvas.drawCircle(
        x,
        y,
        radius,
        radial((x - radius * 0.35, y - radius * 0.35), radius * 1.7, ["#fdfaf0", "#cfd3dc"]),
    )
    canvas.save()
    disc = skia.Path()
    disc.addCircle(x, y, radius)
    canvas.clipPath(disc, doAntiAlias=True)
    for dx, dy, size in (
        (-0.3, -0.2, 0.3),
        (0.15, -0.35, 0.2),
        (0.25, 0.2, 0.32),
        (-0.2, 0.4, 0.2),
    ):
        canvas.drawOval(
            oval(x + dx * radius, y + dy * radius, size * radius, size * radius * 0.8),
            fill("#9aa3b4", 0.45, radius * 0.08),
        )
    canvas.restore()


def paint_streak(canvas: skia.Canvas, light: Light, random: Random, half_length: float) -> None:
    """A thin cloud lying in low light, lit from below; centred on (0, 0)."""
    shade, lit = palettes(light)[1], palettes(light)[0].clouds
    dark, bright = (mix(colour, shade.sky_tint, shade.sky_share) for colour in lit)
    thick = half_length * random.uniform(0.030, 0.055)
    for _ in range(9):
        # Wisps: long lenses side by side, each thinning out to both its ends.
        width = half_length * random.uniform(0.25, 0.7)
        centre = random.uniform(-1, 1) * (half_length * 0.96 - width)
        level = random.uniform(-1.4, 1.4) * thick * (1 - abs(centre) / half_length)
        deep = thick * random.uniform(0.4, 1.0)
        lens = skia.Path()
        lens.moveTo(centre - width, level + deep * 0.3)
        lens.cubicTo(
            centre - width * 0.3,
            level - deep * 1.3,
            centre + width * 0.4,
            level - deep * 0.9,
            centre + width,
            level,
        )
        lens.cubicTo(
            centre + width * 0.3,
            level + deep * 0.8,
            centre - width * 0.5,
            level + deep,
            centre - width,
            level + deep * 0.3,
        )
        canvas.drawPath(lens, fill(dark, 0.36, thick * 0.35))
        canvas.save()
        canvas.translate(0, deep * 0.45)
        canvas.scale(0.97, 0.9)
        canvas.drawPath(lens, fill(bright, 0.34, thick * 0.3))
        canvas.restore()


def paint_cumulus(
    canvas: skia.Canvas, light: Light, random: Random, half_length: float, opacity: float = 1.0
) -> None:
    """A heaped cloud with a flat base at y = 0, lit from the sun's side."""
    time, weather = palettes(light)
    dark, bright = (mix(colour, weather.sky_tint, weather.sky_share) for colour in time.clouds)
    puffs = []
    for index in range(9):
        along = (index - 4) / 4.6
        size = half_length * (0.36 - 0.2 * along * along) * random.uniform(0.75, 1.15)
        puffs.append((along * half_length * 0.8, -size * random.uniform(0.45, 0.75), size))
    puffs += [(x * 0.6, y * 1.7, size * 0.75) for x, y, size in puffs[2:7]]
    body = skia.Path()
    for x, y, size in puffs:
        body.addPath(blob(random, x, y, size * 1.1, size * 0.82, 0.06))
    canvas.save()
    canvas.clipRect(
        box(-half_length * 1.4, -half_length * 1.4, half_length * 1.4, half_length * 0.07)
    )
    soft = half_length * 0.02
    canvas.drawPath(body, fill(mix(dark, bright, 0.35), 0.95 * opacity, soft))
    for x, y, size in sorted(puffs, key=lambda puff: puff[1]):
        lit_x = x + light.key_side * size * 0.25
        canvas.drawOval(
            oval(x, y, size * 0.98, size * 0.76),
            radial(
                (lit_x, y - size * 0.35),
                size * 1.05,
                [(bright, 0.95 * opacity), (mix(dark, bright, 0.6), 0.5 * opacity), (dark, 0.0)],
                [0.0, 0.55, 1.0],
            ),
        )
    canvas.drawRect(
        box(-half_length * 1.3, -half_length * 0.22, half_length * 1.3, half_length * 0.07),
        linear((0, -half_length * 0.22), (0, half_length * 0.03), [(dark, 0.0), (dark, 0.0)]),
    )
    canvas.restore()


def paint_bird(
    canvas: skia.Canvas, light: Light, span: float, wing: float, colour: Rgb | None = None
) -> None:
    """A bird far off, seen from the front: `wing` −1 (down) to +1 (up); centred on (0, 0)."""
    ink = colour or mix(grey(light.fill, 0.4), "#14101a", 0.75)
    half = span / 2
    tip = -wing * half * 0.62
    body = curve(
        [
            (-half, tip),
            (-half * 0.5, tip * 0.55 - half * 0.2),
            (-half * 0.08, -half * 0.08),
            (0, -half * 0.12),
            (half * 0.08, -half * 0.08),
            (half * 0.5, tip * 0.55 - half * 0.2),
            (half, tip),
            (half * 0.48, tip * 0.5 - half * 0.02),
            (half * 0.1, half * 0.1),
            (0, half * 0.14),
            (-half * 0.1, half * 0.1),
            (-half * 0.48, tip * 0.5 - half * 0.02),
        ]
    )
    canvas.drawPath(body, fill(ink, 0.9))


def flap_phase(seconds: float, beats_per_second: float, offset: float, phases: int) -> int:
    """Which of the baked wing positions is shown: bursts of beats, then a glide."""
    cycle = (seconds * 0.33 + offset) % 1.0
    if cycle > 0.72:
        return phases // 2
    return int(seconds * beats_per_second * phases + offset * phases) % phases


def wing_at(phase: int, phases: int) -> float:
    """The wing's height in a phase, −1..1."""
    return math.sin(math.tau * phase / phases)
