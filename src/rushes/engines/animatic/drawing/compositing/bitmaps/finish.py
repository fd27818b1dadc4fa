"""What a film's look does to every bitmap once it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels


class Stylise(Protocol):
    """Redraws a bitmap in a look's manner."""

    @property
    def margin_px(self) -> int:
        """Clear pixels that it needs round what is painted."""
        ...

    def __call__(self, pixels: Pixels, origin: tuple[int, int], is_near: bool) -> Pixels:
        """Another of the same size, or the same.

        `origin` is the pixel of the item's origin, left and up of the first: textures hold on to
        it, however a bitmap is cut. What `is_near` stands before its backdrop.
        """
        ...


@dataclass(frozen=True, slots=True)
class Finish:
    """A colour filter, and what comes after it; None for neither."""

    grade: skia.ColorFilter | None = None
    stylise: Stylise | None = None
    exposure_seconds: float = 0.0
    """For how long the light of what travels is gathered."""
