"""Colour grades: how a film's look acts on every colour, baked into bitmaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import skia


@dataclass(frozen=True, slots=True)
class Grade:
    """One look's curves. 1 changes nothing but for `contrast` and `saturation` round it."""

    contrast: float = 1.0
    saturation: float = 1.0
    gammas: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Red, green, blue; above 1 darkens the middle."""
    gains: tuple[float, float, float] = (1.0, 1.0, 1.0)
    lifts: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Added to black, 0..1."""


_CINEMA = Grade(1.10, 1.0, (1.04, 1.06, 1.05), (1.02, 1.0, 0.98), (0.0, 0.0, 0.008))
_GRADES: dict[str, Grade] = {
    "cinematic": _CINEMA,
    "black and white": Grade(1.16, 0.0, (0.84, 0.84, 0.84)),
    "noir": Grade(1.4, 0.0, (0.94, 0.94, 0.94)),
    "sepia": Grade(1.05, 0.0, (0.86, 1.0, 1.22), (1.0, 0.95, 0.84), (0.03, 0.02, 0.01)),
    "vintage": Grade(0.92, 0.82, (0.94, 1.0, 1.06), (1.0, 0.97, 0.88), (0.06, 0.045, 0.03)),
    "warm": Grade(1.04, 1.05, (0.94, 1.0, 1.08), (1.03, 1.0, 0.94)),
    "cold": Grade(1.04, 0.92, (1.08, 1.0, 0.94), (0.95, 0.99, 1.03)),
    "teal and orange": Grade(
        1.14, 1.10, (0.97, 1.02, 1.03), (1.05, 0.99, 0.94), (0.0, 0.012, 0.03)
    ),
    "desaturated": Grade(1.04, 0.5),
    "vivid": Grade(1.12, 1.35),
    "pastel": Grade(0.85, 0.75, (0.9, 0.9, 0.9), (1.0, 1.0, 1.0), (0.07, 0.07, 0.08)),
    "neon": Grade(1.2, 1.3, (1.04, 1.1, 0.94), (1.02, 0.96, 1.05), (0.01, 0.0, 0.03)),
    "high contrast": Grade(1.45, 1.05),
    "soft focus": Grade(0.88, 0.95, (0.93, 0.95, 0.96), lifts=(0.05, 0.045, 0.045)),
    "horror": Grade(1.25, 0.55, (1.14, 1.04, 1.02), (0.94, 1.0, 0.98)),
}
_SAME_AS = {
    "monochrome": "black and white",
    "film noir": "noir",
    "cyberpunk": "neon",
    "moody": "desaturated",
    "warm palette": "warm",
    "cool palette": "cold",
    "pastel palette": "pastel",
    "vivid colours": "vivid",
}
_LUMA = (0.2126, 0.7152, 0.0722)


def look_names(look: tuple[str, ...]) -> frozenset[str]:
    """The look's words, and the ones that they are other words for."""
    words = [word.lower() for word in look]
    return frozenset([*words, *(_SAME_AS[word] for word in words if word in _SAME_AS)])


def known_looks() -> frozenset[str]:
    """Words for looks that change a film's colours."""
    return frozenset(_GRADES) | frozenset(_SAME_AS)


@cache
def grade_filter(look: tuple[str, ...]) -> skia.ColorFilter:
    """The colour filter of a look; without any word of ours, a gentle cinema grade."""
    names = look_names(look)
    grades = [grade for name, grade in _GRADES.items() if name in names]
    # A look that takes colour out goes first, then the next two that are asked for act on it.
    grades = sorted(grades or [_CINEMA], key=lambda grade: grade.saturation)[:2]
    result: skia.ColorFilter | None = None
    for grade in grades:
        own = _filter(grade)
        result = own if result is None else own.makeComposed(result)
    if result is None:
        raise AssertionError("a look always has a grade")
    return result


def live_grade_filter(look: tuple[str, ...]) -> skia.ColorFilter | None:
    """The same for what is painted in every frame; None for the gentle grade, which lights and
    flames hardly show."""
    is_gentle = not look_names(look) & (_GRADES.keys() - {"cinematic"})
    return None if is_gentle else grade_filter(look)


def _filter(grade: Grade) -> skia.ColorFilter:
    straight = list(range(256))
    curves = [
        _curve(grade.contrast, gamma, gain, lift)
        for gamma, gain, lift in zip(grade.gammas, grade.gains, grade.lifts, strict=True)
    ]
    table = skia.TableColorFilter.MakeARGB(straight, *curves)
    if grade.saturation == 1.0:
        return table
    return table.makeComposed(skia.ColorFilters.Matrix(_saturation(grade.saturation)))


def _curve(contrast: float, gamma: float, gain: float, lift: float) -> list[int]:
    x = np.arange(256) / 255
    smooth = x * x * (3 - 2 * x)
    steep = x + (smooth - x) * (contrast - 1) * 2
    values = lift + (1 - lift) * np.clip(steep, 0, 1) ** gamma * gain
    return [int(value) for value in np.clip(np.round(values * 255), 0, 255)]


def _saturation(amount: float) -> list[float]:
    rows = []
    for channel in range(3):
        weights = [(1 - amount) * weight for weight in _LUMA]
        weights[channel] += amount
        rows += [*weights, 0.0, 0.0]
    return [*rows, 0.0, 0.0, 0.0, 1.0, 0.0]
