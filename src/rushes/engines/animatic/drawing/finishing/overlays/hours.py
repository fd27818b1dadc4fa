"""The light of hours that go by in one shot: clouds before the sun, and the day moving on."""

from __future__ import annotations

import math
from random import Random

import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import lay_colour
from rushes.engines.animatic.scene import Scene

_DARK = (16, 20, 52)
_WARM = (255, 148, 60)
_COOL = (120, 150, 220)


class HoursGoingBy:
    """Tints a time lapse's frames: cold at first, warm at the end, darker under each cloud."""

    def __init__(self, scene: Scene, frame_count: int, size_px: tuple[int, int]) -> None:
        self._size = size_px
        random = Random(f"{scene.seed} hours")
        self._frame_count = max(2, frame_count)
        self._is_outdoors = not scene.light.indoors
        self._clouds = [(random.uniform(3, 9), random.uniform(0, math.tau)) for _ in range(3)]

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Over frame `frame` of the shot."""
        share = min(1.0, frame / (self._frame_count - 1))
        gone = abs(2 * share - 1) ** 1.5
        colour = _COOL if share < 0.5 else _WARM
        lay_colour(canvas, self._size, skia.ColorSetARGB(round(74 * gone), *colour))
        cloud = sum(math.sin(turns * math.tau * share + phase) for turns, phase in self._clouds)
        shade = max(0.0, cloud / 3) * (0.46 if self._is_outdoors else 0.2)
        if shade > 0.004:
            lay_colour(canvas, self._size, skia.ColorSetARGB(round(255 * shade), *_DARK))
