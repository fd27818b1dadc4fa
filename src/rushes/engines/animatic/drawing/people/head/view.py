"""How one view of a head is layered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook
from rushes.engines.animatic.drawing.people.ink import Point
from rushes.engines.animatic.scene import Figure

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in head units."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One sheet of a head."""

    paint: Callable[[skia.Canvas, HeadLook, Face], None]
    box: Box
    follows_face: bool = False
    """Whether expression changes it."""
    blinks: bool = False


@dataclass(frozen=True, slots=True)
class HeadView:
    """One view of heads."""

    pivot: Point
    """Base of the skull, where the neck turns it; head units."""
    behind: Callable[[Figure], list[Layer]]
    before: Callable[[Figure], list[Layer]]


def box_of(points: list[Point] | tuple[Point, ...], margin: float) -> Box:
    """The box around points, widened."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin
