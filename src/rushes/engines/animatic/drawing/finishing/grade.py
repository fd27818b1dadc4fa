"""Colour grades: how a film's look acts on every colour, baked into bitmaps."""

from __future__ import annotations

from functools import cache

import numpy as np
import skia

from rushes.engines.animatic.looks import Grade, Rgb, grades_of, is_graded, known_looks, style_of

__all__ = ["grade_filter", "known_looks", "live_grade_filter"]

_LUMA = (0.2126, 0.7152, 0.0722)
_STRAIGHT = list(range(256))


@cache
def grade_filter(look: tuple[str, ...]) -> skia.ColorFilter:
    """The colour filter of a look; without any word of ours, a gentle cinema grade."""
    result: skia.ColorFilter | None = None
    for grade in grades_of(look):
        own = _filter(grade)
        result = own if result is None else own.makeComposed(result)
    palette = style_of(look).palette
    if palette is not None and palette.ramp:
        ramp = _ramp(palette.ramp, palette.keep)
        result = ramp if result is None else ramp.makeComposed(result)
    if result is None:
        raise AssertionError("a look always has a grade")
    return result


def live_grade_filter(look: tuple[str, ...]) -> skia.ColorFilter | None:
    """The same for what is painted in every frame; None for the gentle grade, which lights and
    flames hardly show."""
    return grade_filter(look) if is_graded(look) else None


def _filter(grade: Grade) -> skia.ColorFilter:
    curves = [
        _curve(grade.contrast, gamma, gain, lift)
        for gamma, gain, lift in zip(grade.gammas, grade.gains, grade.lifts, strict=True)
    ]
    table = skia.TableColorFilter.MakeARGB(_STRAIGHT, *curves)
    if grade.saturation == 1.0:
        return table
    return table.makeComposed(skia.ColorFilters.Matrix(_saturation(grade.saturation)))


def _curve(contrast: float, gamma: float, gain: float, lift: float) -> list[int]:
    x = np.arange(256) / 255
    smooth = x * x * (3 - 2 * x)
    steep = x + (smooth - x) * (contrast - 1) * 2
    values = lift + (1 - lift) * np.clip(steep, 0, 1) ** gamma * gain
    return [int(value) for value in np.clip(np.round(values * 255), 0, 255)]


def _ramp(colours: tuple[Rgb, ...], keep: float) -> skia.ColorFilter:
    """The tone alone chooses the colour, evenly from the first to the last; `keep` of the hue
    before stays."""
    at = np.linspace(0, 255, len(colours))
    curves = []
    for start in (1, 3, 5):
        levels = [int(colour[start : start + 2], 16) for colour in colours]
        curves.append([round(float(value)) for value in np.interp(np.arange(256), at, levels)])
    table = skia.TableColorFilter.MakeARGB(_STRAIGHT, *curves)
    return table.makeComposed(skia.ColorFilters.Matrix(_saturation(keep)))


def _saturation(amount: float) -> list[float]:
    rows = []
    for channel in range(3):
        weights = [(1 - amount) * weight for weight in _LUMA]
        weights[channel] += amount
        rows += [*weights, 0.0, 0.0]
    return [*rows, 0.0, 0.0, 0.0, 1.0, 0.0]
