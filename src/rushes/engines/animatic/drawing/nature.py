"""What grows and what lies on the land: cypresses, trees, bushes, rocks, rolling profiles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt
import skia

from rushes.engines.animatic.drawing.paint import (
    blob,
    box,
    curve,
    dots,
    fill,
    in_weather,
    line,
    linear,
    mix,
    oval,
    polygon,
    radial,
    tones,
)
from rushes.engines.animatic.scene import Light, Rgb

Floats = npt.NDArray[np.float64]
_FAR_PX = 4.5
"""Masses of leaves seen smaller than this are drawn as three ovals."""


def wind_lean(light: Light) -> float:
    """How far what grows leans over in this weather, as a tangent; away from the key light."""
    return -0.11 * light.key_side if light.weather == "wind" and not light.indoors else 0.0


@dataclass(frozen=True, slots=True)
class Profile:
    """A rolling line: a sum of waves, about −1..1, the same for the same random numbers."""

    waves: tuple[tuple[float, float, float], ...]
    """Amplitude, angular frequency, phase."""

    @classmethod
    def rolling(cls, random: Random, wavelength: float, roughness: float = 0.42) -> Profile:
        """Hills of about this wavelength; a high roughness adds crags."""
        waves = []
        amplitude, frequency, total = 1.0, math.tau / wavelength, 0.0
        for _ in range(6):
            waves.append((amplitude, frequency * random.uniform(0.8, 1.25), random.uniform(0, 6.3)))
            total += amplitude
            amplitude *= roughness
            frequency *= 1.97
        return cls(tuple((a / total * 1.5, f, p) for a, f, p in waves))

    def at(self, x: float) -> float:
        """The height at x."""
        return sum(a * math.sin(f * x + p) for a, f, p in self.waves)

    def over(self, x: Floats) -> Floats:
        """The heights at many x, to a millionth: single precision costs a tenth."""
        result = np.zeros(x.shape, np.float32)
        single = x.astype(np.float32)
        for a, f, p in self.waves:
            result += np.float32(a) * np.sin(np.float32(f) * single + np.float32(p))
        return result.astype(np.float64)


def paint_cypress(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    x: float,
    y: float,
    height: float,
    pixels_per_metre: float,
    colour: Rgb = "#4a5a2c",
) -> None:
    """An Italian cypress standing at (x, y), leafy as far as it is seen large."""
    width = height * random.uniform(0.145, 0.175)
    tone = tones(light, colour)
    warm = mix(tone.rim, light.key, 0.25)
    left, right = [], []
    lean = random.uniform(-0.02, 0.02) * height
    count = 12
    for index in range(count):
        up = index / count
        half = width * 0.5 * math.sin(math.pi * min(1.0, up * 0.90 + 0.07) ** 0.66)
        rough = 1 + random.uniform(-0.10, 0.10)
        other = 1 + random.uniform(-0.10, 0.10)
        level = y - height * (0.03 + 0.95 * up)
        left.append((x + lean * up * up - half * rough, level))
        right.append((x + lean * up * up + half * other, level - 0.01 * height))
    shape = curve([*left, (x + lean, y - height), *reversed(right)])
    trunk = height * 0.014
    canvas.drawRect(
        box(x - trunk, y - height * 0.08, x + trunk, y), fill(tones(light, "#5a4030").dark)
    )
    side = light.key_side
    start, end = x + side * width * 0.55, x - side * width * 0.5
    dark = mix(tone.deep, tone.dark, 0.35)
    canvas.drawPath(
        shape,
        linear(
            (start, 0),
            (end, 0),
            [warm, mix(tone.mid, warm, 0.25), mix(tone.dark, tone.mid, 0.3), dark, dark],
            [0.0, 0.2, 0.45, 0.75, 1.0],
        ),
    )
    pixels = height * pixels_per_metre
    if pixels < 40:
        return
    _cypress_leaves(
        canvas, light, random, shape, (x, y), (width, height), lean, pixels_per_metre, colour
    )


def _cypress_leaves(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    shape: skia.Path,
    foot: tuple[float, float],
    size: tuple[float, float],
    lean: float,
    pixels_per_metre: float,
    colour: Rgb,
) -> None:
    """Sprays of leaves inside a cypress's outline, lit on the sun's side."""
    (x, y), (width, height) = foot, size
    side, pixels = light.key_side, height * pixels_per_metre
    tone = tones(light, colour)
    warm = mix(tone.rim, light.key, 0.25)
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    strokes = int(min(340, 20 + pixels * 0.5))
    length = height * max(0.03, 0.075 - pixels * 0.00004)
    paths = {ink: skia.Path() for ink in ("deep", "dark", "lit")}
    chance, half_length = random.random, length * 0.5
    for _ in range(strokes):
        up, across = chance(), chance() - 0.5
        is_lit = across * side > 0.02 + 0.48 * chance()
        path = paths["lit" if is_lit else random.choice(("deep", "dark"))]
        wide = across * width
        sx, sy = x + lean * up * up + wide, y - height * up
        path.moveTo(sx, sy)
        path.quadTo(sx + wide * 0.16, sy - half_length, sx - wide * 0.05, sy - length)
    stroke = max(width * 0.035, 0.7 / pixels_per_metre)
    canvas.drawPath(paths["deep"], line(tone.deep, stroke * 1.5, 0.5))
    canvas.drawPath(paths["dark"], line(mix(tone.dark, tone.mid, 0.4), stroke, 0.5))
    canvas.drawPath(paths["lit"], line(warm, stroke * 0.9, 0.6))
    canvas.restore()


def paint_cast_shadow(
    canvas: skia.Canvas,
    light: Light,
    foot: tuple[float, float],
    tip: tuple[float, float] | None,
    half_width: float,
    opacity: float = 0.72,
) -> None:
    """A long shadow on the land, dark at its foot and fading towards its tip."""
    if tip is None:
        return
    (x, y), (tx, ty) = foot, tip
    length = math.hypot(tx - x, ty - y) or 1.0
    # Across the shadow; lying on the land it looks thinner up and down than sideways.
    nx, ny = -(ty - y) / length * half_width, (tx - x) / length * half_width * 0.55
    middle_x, middle_y = (x + tx) / 2, (y + ty) / 2
    shape = skia.Path()
    shape.moveTo(x - nx * 0.7, y - ny * 0.7)
    shape.quadTo(middle_x - nx * 1.5, middle_y - ny * 1.5, tx, ty)
    shape.quadTo(middle_x + nx * 1.5, middle_y + ny * 1.5, x + nx * 0.7, y + ny * 0.7)
    shape.close()
    dark = mix(light.fill, "#150d1c", 0.72)
    canvas.drawPath(
        shape,
        linear(
            foot,
            tip,
            [(dark, opacity), (dark, opacity * 0.7), (dark, 0.0)],
            [0, 0.5, 1],
            blur=half_width * 0.16,
        ),
    )


def paint_tree(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    x: float,
    y: float,
    height: float,
    pixels_per_metre: float,
    colour: Rgb = "#5d7a38",
) -> None:
    """A broad-leaved tree standing at (x, y): trunk, boughs and a crown of leaf masses."""
    bark = tones(light, "#6b4d38")
    side = light.key_side
    trunk = height * 0.035
    crown_y = y - height * 0.64
    wood = curve(
        [
            (x - trunk * 1.7, y),
            (x - trunk, y - height * 0.12),
            (x - trunk * 0.7, y - height * 0.45),
            (x + trunk * 0.7, y - height * 0.45),
            (x + trunk, y - height * 0.12),
            (x + trunk * 1.7, y),
        ]
    )
    canvas.drawPath(
        wood,
        linear((x + side * trunk * 1.5, 0), (x - side * trunk * 1.5, 0), [bark.lit, bark.dark]),
    )
    for lean in (-0.5, 0.05, 0.45):
        bough = skia.Path()
        bough.moveTo(x, y - height * 0.36)
        bough.quadTo(
            x + lean * height * 0.12,
            y - height * 0.5,
            x + lean * height * 0.5,
            crown_y - height * 0.1,
        )
        canvas.drawPath(bough, line(bark.dark, trunk * 0.75))
    masses = _leaf_masses(random, x, crown_y, height)
    for cx, cy, radius in masses:
        paint_foliage(
            canvas, light, random, cx, cy, radius, radius * 0.82, pixels_per_metre, colour
        )


def _leaf_masses(
    random: Random, x: float, crown_y: float, height: float
) -> list[tuple[float, float, float]]:
    """Centres and radii of a crown's masses, back (low and dark) to front (high and lit)."""
    masses = []
    for index in range(11):
        angle = math.tau * index / 11 + random.uniform(-0.2, 0.2)
        reach = height * random.uniform(0.16, 0.23)
        masses.append(
            (
                x + math.cos(angle) * reach * 1.15,
                crown_y + math.sin(angle) * reach * 0.95,
                height * random.uniform(0.12, 0.17),
            )
        )
    masses.append((x, crown_y, height * 0.21))
    return sorted(masses, key=lambda mass: -mass[1])


def paint_foliage(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    pixels_per_metre: float,
    colour: Rgb,
) -> None:
    """One mass of leaves: shaded below, lit above on the sun's side, dappled where near."""
    tone = tones(light, in_weather(light, colour, 0.4))
    side = light.key_side
    pixels = rx * pixels_per_metre
    if pixels < _FAR_PX:
        canvas.drawOval(oval(cx, cy, rx, ry), fill(mix(tone.dark, tone.deep, 0.35)))
        canvas.drawOval(
            oval(cx + side * rx * 0.2, cy - ry * 0.25, rx * 0.72, ry * 0.66), fill(tone.mid)
        )
        canvas.drawOval(
            oval(cx + side * rx * 0.32, cy - ry * 0.42, rx * 0.4, ry * 0.34), fill(tone.lit, 0.7)
        )
        return
    shape = blob(random, cx, cy, rx, ry, 0.12)
    lit_at = (cx + side * rx * 0.4, cy - ry * 0.5)
    canvas.drawPath(
        shape,
        radial(
            lit_at,
            max(rx, ry) * 1.7,
            [mix(tone.lit, tone.rim, 0.3), tone.mid, tone.dark, tone.deep],
            [0, 0.35, 0.75, 1],
        ),
    )
    if pixels < 7:
        return
    leaves = int(min(90, 10 + pixels))
    width = max(rx * 0.11, 1.0 / pixels_per_metre)
    dark: list[tuple[float, float]] = []
    bright: list[tuple[float, float]] = []
    chance, sine, cosine = random.random, math.sin, math.cos
    for _ in range(leaves):
        angle, reach = math.tau * chance(), math.sqrt(chance()) * 1.04
        right, down = cosine(angle) * reach, sine(angle) * reach
        is_bright = right * side * 0.6 - down > 1.1 * chance() - 0.4
        (bright if is_bright else dark).append((cx + right * rx, cy + down * ry))
    dots(canvas, dark, line(tone.deep, width * 1.2, 0.42))
    dots(canvas, bright, line(mix(tone.lit, tone.rim, 0.25), width, 0.6))


def paint_pine(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    x: float,
    y: float,
    height: float,
    pixels_per_metre: float,
    colour: Rgb = "#3d5a3c",
) -> None:
    """A conifer in tiers; snow lies on it when it snows."""
    tone = tones(light, colour)
    side = light.key_side
    canvas.drawRect(
        box(x - height * 0.018, y - height * 0.14, x + height * 0.018, y),
        fill(tones(light, "#5a4232").dark),
    )
    tiers = 9 if height * pixels_per_metre > 50 else 5
    for tier in range(tiers):
        up = tier / tiers
        half = height * 0.23 * (1 - up) ** 0.85 + height * 0.012
        base = y - height * (0.10 + 0.86 * up)
        top = max(y - height, base - height * (1.5 / tiers))
        points = [(x, top)]
        teeth = 5
        for tooth in range(teeth + 1):
            along = 1 - 2 * tooth / teeth
            droop = random.uniform(0.0, 0.025) * height
            points.append((x + half * along, base + droop - abs(along) * 0.0 * height))
            if tooth < teeth:
                points.append((x + half * (along - 1 / teeth), base - height * 0.03))
        points[-1] = (x - half, base + 0.012 * height)
        shape = polygon(points)
        canvas.drawPath(
            shape,
            linear(
                (x + side * half, 0),
                (x - side * half, 0),
                [mix(tone.lit, tone.mid, 0.3), mix(tone.mid, tone.dark, 0.5), tone.deep],
                [0, 0.45, 1],
            ),
        )
        if light.weather == "snow":
            snow = polygon(
                [
                    (x, top),
                    (x + half * 0.8, base - height * 0.02),
                    (x, base - height * 0.045),
                    (x - half * 0.8, base - height * 0.02),
                ]
            )
            canvas.drawPath(snow, fill(tones(light, "#f4f8ff").mid, 0.85))


def paint_bush(
    canvas: skia.Canvas,
    light: Light,
    random: Random,
    x: float,
    y: float,
    radius: float,
    pixels_per_metre: float,
    colour: Rgb,
) -> None:
    """A low shrub standing at (x, y)."""
    dark = mix(light.fill, "#000000", 0.7)
    canvas.drawOval(oval(x, y, radius * 1.2, radius * 0.14), fill(dark, 0.45, radius * 0.06))
    for dx, dy, size in ((-0.5, 0.42, 0.55), (0.5, 0.4, 0.58), (0.0, 0.6, 0.66)):
        paint_foliage(
            canvas,
            light,
            random,
            x + dx * radius,
            y - dy * radius,
            size * radius,
            size * radius * 0.78,
            pixels_per_metre,
            colour,
        )
