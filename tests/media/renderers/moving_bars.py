"""Renderers for drawing processes that test encoding alone: each frame tells its own number."""

from __future__ import annotations

import os
import signal
import time

import numpy as np
import numpy.typing as npt

from rushes.engines.animatic.plan import FilmPlan
from rushes.film.shot_list import Move

BARS = 12


class MovingBars:
    """Twelve bars spell the frame's number in black and white over a colour that drifts."""

    def __init__(self, plan: FilmPlan) -> None:
        self._plan = plan
        self._pixels = np.empty((plan.draw_height_px, plan.draw_width_px, 4), np.uint8)

    def frame(self, index: int) -> npt.NDArray[np.uint8]:
        height, width = self._pixels.shape[:2]
        self._pixels[...] = (200, (index * 3) % 256, 40, 255)
        for bar in range(BARS):
            left, right = width * bar // BARS, width * (bar + 1) // BARS
            self._pixels[: height // 2, left:right, :3] = 255 if index >> bar & 1 else 0
        return self._pixels

    def picture(self, index: int) -> npt.NDArray[np.uint8]:
        return self.frame(index)

    def moves(self, index: int) -> tuple[Move, ...]:
        return ()


class DiesAtFrame30(MovingBars):
    """Is killed, as the system kills what takes too much memory."""

    def frame(self, index: int) -> npt.NDArray[np.uint8]:
        if index == 30:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().frame(index)


class FailsAtFrame30(MovingBars):
    """Raises while it draws."""

    def frame(self, index: int) -> npt.NDArray[np.uint8]:
        if index == 30:
            raise ZeroDivisionError
        return super().frame(index)


class Slow(MovingBars):
    """Takes a tenth of a second a frame."""

    def frame(self, index: int) -> npt.NDArray[np.uint8]:
        time.sleep(0.1)
        return super().frame(index)


class HoldsMuch(MovingBars):
    """Holds 60 MB for each twelve frames, in a cycle, as a baked shot may."""

    def frame(self, index: int) -> npt.NDArray[np.uint8]:
        if index % 12 == 0:
            shot: dict[str, object] = {"layers": np.ones(60_000_000, np.uint8)}
            shot["itself"] = shot
            self._shot = shot
        return super().frame(index)
