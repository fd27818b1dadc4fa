"""Paints people into pictures, part by part, as a shot shows them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.light import light_for
from rushes.engines.animatic.drawing.part import Brush, Motion, Part
from rushes.engines.animatic.drawing.people import figure_parts
from rushes.engines.animatic.scene import Figure, Light, Performance

Pixels = NDArray[np.uint8]

LIGHT = light_for("golden hour", "clear", False, (), 1)
WOMAN = Figure(
    id="woman-1", kind="woman", age="young", height_m=1.68, build="slim", skin="#f0bd94",
    hair_colour="#dcae62", hair_style="loose", has_beard=False, top="dress", top_colour="#efe6d2",
    bottom="skirt", bottom_colour="#efe6d2", sleeves="none", accessories=("diamond ring",),
)  # fmt: skip
MAN = Figure(
    id="man-1", kind="man", age="young", height_m=1.82, build="average", skin="#d99a6c",
    hair_colour="#4a2c1a", hair_style="short", has_beard=True, top="shirt", top_colour="#1d2c52",
    bottom="trousers", bottom_colour="#b59b78", sleeves="rolled",
)  # fmt: skip


def performance(**changes: object) -> Performance:
    """Someone standing in profile, changed."""
    return replace(Performance(view="profile", facing=1, posture="stand"), **changes)  # type: ignore[arg-type]


def drawn(
    parts: tuple[Part, ...],
    *,
    seconds: float = 0.0,
    light: Light = LIGHT,
    pixels_per_metre: float = 60.0,
    reach: float = 2.0,
    clips: bool = False,
) -> Pixels:
    """The parts at one moment on an empty square from −reach to +reach in both directions:
    uint8 [height, width, 4], premultiplied."""
    size = round(2 * reach * pixels_per_metre)
    surface = skia.Surface(size, size)
    with surface as canvas:
        for number, part in enumerate(parts):
            phase = part.phase_at(seconds) if part.phase_at else 0
            assert 0 <= phase < part.phases
            moved = part.motion(seconds) if part.motion else Motion()
            canvas.save()
            canvas.scale(pixels_per_metre, pixels_per_metre)
            canvas.translate(reach + moved.dx, reach + moved.dy)
            if clips:
                # A bitmap ends on whole pixels: up to one more than the bounds on every side.
                pixel = 1 / pixels_per_metre
                canvas.clipRect(skia.Rect(*part.bounds).makeOutset(pixel, pixel))
            part.paint(canvas, Brush(light, pixels_per_metre, Random(number), phase, seconds))
            canvas.restore()
    return np.array(surface.toarray(), dtype=np.uint8)


def figure(who: Figure, how: Performance, **options: object) -> Pixels:
    """A person drawn."""
    return drawn(figure_parts(who, how, LIGHT), **options)  # type: ignore[arg-type]


def ink_of(pixels: Pixels) -> int:
    """How many pixels are painted."""
    return int((pixels[:, :, 3] > 40).sum())


def crown(pixels: Pixels) -> int:
    """The first painted row."""
    return int(np.flatnonzero((pixels[:, :, 3] > 40).any(axis=1))[0])
