"""The tilted horizon of a Dutch angle: a larger picture, turned as it is put on the canvas."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image, surface_of
from rushes.engines.animatic.drawing.compositing.projection import Picture
from rushes.engines.animatic.drawing.shot_renderer import ShotRenderer
from rushes.engines.animatic.scene import CameraPose, Scene

_COARSER = 1.12
"""How many times coarser the turned picture is drawn, for the price of a level one."""
_HALF = np.uint32(0x7F7F7F7F)
_OPAQUE = np.uint32(0xFF000000)


class TiltedShot:
    """A shot drawn larger than the picture, and turned into it."""

    def __init__(self, scene: Scene, picture: Picture, fps: int, degrees: float) -> None:
        turn = math.radians(degrees)
        width, height = picture
        cos, sin = abs(math.cos(turn)), abs(math.sin(turn))
        wide, tall = width * cos + height * sin, width * sin + height * cos
        larger = Picture(math.ceil(wide / _COARSER) + 2, math.ceil(tall / _COARSER) + 2)
        shrink = height / (larger.height_px * _COARSER)
        self._surface, self._pixels = surface_of(*larger)
        self._shot = ShotRenderer(_seen_wider(scene, shrink, larger), larger, fps)
        self._turned = np.empty((height, width), np.uint32)
        self._taken = [
            _places(picture, larger, turn, aside) for aside in ((-0.25, 0.2), (0.25, -0.2))
        ]

    @property
    def frame_count(self) -> int:
        """The shot's own length."""
        return self._shot.frame_count

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Frame `frame` of the shot, over the whole canvas."""
        self._shot.draw(self._surface.getCanvas(), frame)
        self._surface.flushAndSubmit()
        flat = self._pixels.view(np.uint32).ravel()
        first, second = (np.take(flat, places, mode="clip") for places in self._taken)
        # The mean of two near pixels, all four channels at once: half of each, without carry.
        first >>= 1
        first &= _HALF
        second >>= 1
        second &= _HALF
        np.add(first, second, out=self._turned)
        self._turned |= _OPAQUE
        pixels = self._turned.view(np.uint8).reshape(*self._turned.shape, 4)
        canvas.drawImage(as_image(pixels, is_opaque=True), 0, 0)


def _seen_wider(scene: Scene, shrink: float, picture: Picture) -> Scene:
    """The scene with a camera that sees as much more as is cut off again."""
    path = scene.camera

    def camera(seconds: float) -> CameraPose:
        pose = path(seconds)
        return replace(pose, focal=pose.focal * shrink)

    return replace(scene, camera=camera, aspect=picture.width_px / picture.height_px)


def _places(
    picture: Picture, source: Picture, turn: float, aside: tuple[float, float]
) -> NDArray[np.intp]:
    """For each pixel of the picture, the one of the larger picture that comes there."""
    x = np.arange(picture.width_px)[None, :] + 0.5 + aside[0] - picture.width_px / 2
    y = np.arange(picture.height_px)[:, None] + 0.5 + aside[1] - picture.height_px / 2
    cos, sin = math.cos(turn), math.sin(turn)
    across = (x * cos + y * sin) / _COARSER + source.width_px / 2
    down = (y * cos - x * sin) / _COARSER + source.height_px / 2
    column = np.clip(np.floor(across), 0, source.width_px - 1).astype(np.intp)
    row = np.clip(np.floor(down), 0, source.height_px - 1).astype(np.intp)
    return row * source.width_px + column
