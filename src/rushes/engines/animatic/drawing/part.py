"""The piece that everything drawn is made of.

Places, things and people are lists of parts. A part is painted once into a bitmap at the size in
which the shot shows it (baked), and from then on only placed: scale and translate, which is what a
CPU does fast. What must change shape has a few phases, each baked; what is small and never the
same (a flame, a stream of wine) is live and painted in every frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

import skia

from rushes.engines.animatic.scene import Light


class Bounds(NamedTuple):
    """A box in item space: metres, x right, y DOWN, origin where the item touches the ground."""

    left: float
    top: float
    right: float
    bottom: float


class Motion(NamedTuple):
    """How a part is displaced at one moment, in metres and degrees clockwise."""

    dx: float = 0.0
    dy: float = 0.0
    degrees: float = 0.0
    """Turning costs several times as much as moving: keep it to small parts."""
    opacity: float = 1.0


@dataclass(slots=True)
class Brush:
    """What a painter is told. `random` is seeded for the part, so that it paints the same again."""

    light: Light
    pixels_per_metre: float
    """How large the part will be seen: paint no detail under half a pixel."""
    random: Random
    phase: int = 0
    seconds: float = 0.0
    """Time since the shot began; live parts only."""


Painter = Callable[[skia.Canvas, Brush], None]
"""Paints onto a canvas whose units are the item's metres, y down."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a picture that moves as a whole."""

    bounds: Bounds
    """Nothing is painted outside; keep it tight, since it is what is baked."""
    paint: Painter
    motion: Callable[[float], Motion] | None = None
    pivot: tuple[float, float] = (0.0, 0.0)
    phases: int = 1
    phase_at: Callable[[float], int] | None = None
    """Seconds to the phase shown, 0..phases−1."""
    is_live: bool = False
    is_opaque: bool = False
    """Covers its bounds wholly: a sky, a wall. Blits faster."""
    dz: float = 0.0
    """Metres behind (+) or before (−) the item's own depth."""
    lies_at: float | None = None
    """For ground, floors and ceilings: lies level at this y, from the layer's z (its far edge)
    towards the viewer, and is painted on the layer as the camera sees it that the place is built
    for. It keeps its perspective under any move, so it needs no cutting into strips. Still parts
    only; a rise and fall of the ground is kept where it is small against the camera's height."""
    takes_haze: bool = True
    """Whether distance fades it; not for the sky, the sun or what glows."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Parts at one depth. At z = ∞ their bounds are tangents (see `scene.py`)."""

    z: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PlaceDesign:
    """A set, built for one shot."""

    layers: tuple[Layer, ...]
    """In any order; drawn far to near, mixed with cast and props by depth."""
    ground_y: Callable[[float, float], float] | None = None
    """(x, z) to the ground's y there; None: flat at 0."""
