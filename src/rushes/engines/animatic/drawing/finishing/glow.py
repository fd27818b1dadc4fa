"""Light that spills over the picture: the sun's bloom and an anamorphic lens's streak."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image, graded
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.grade import live_grade_filter
from rushes.engines.animatic.looks import style_of
from rushes.engines.animatic.scene import CameraPose, Light

_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_Shares = NDArray[np.floating]


class SunGlow:
    """A veil of light round a low sun that is in the picture, drawn over everything."""

    def __init__(self, light: Light, look: tuple[str, ...], height_px: int) -> None:
        self._sun = light.sun
        self._height_px = height_px
        self._is_lit = _is_lit(light)
        self._veils: list[tuple[Pixels, skia.Image]] = []
        if not self._is_lit:
            return
        veils = [_bloom(round(0.36 * height_px), light.key, 0.40)]
        if style_of(look).flare:
            veils.append(_streak(round(0.9 * height_px), light.key))
        if (grade := live_grade_filter(look)) is not None:
            veils = [graded(pixels, grade) for pixels in veils]
        self._veils = [(pixels, as_image(pixels)) for pixels in veils]

    def draw(self, canvas: skia.Canvas, pose: CameraPose, width_px: int) -> None:
        """At where this pose sees the sun."""
        if not self._is_lit:
            return
        height = self._height_px
        x = width_px / 2 + height * pose.focal * (self._sun[0] - pose.shift_x)
        y = height / 2 + height * pose.focal * (self._sun[1] - pose.shift_y)
        for _, image in self._veils:
            left, top = round(x - image.width() / 2), round(y - image.height() / 2)
            canvas.drawImage(image, left, top, _NEAREST)


def _is_lit(light: Light) -> bool:
    return (
        not light.indoors
        and light.weather in ("clear", "wind")
        and light.time_of_day in ("golden hour", "dawn", "dusk", "day")
        and -0.35 < light.sun[1] < 0.06
    )


@lru_cache(maxsize=8)
def _bloom(radius: int, colour: str, strength: float) -> Pixels:
    return _tinted(_disc(radius) * strength, colour, 0.25)


@lru_cache(maxsize=2)
def _disc(radius: int) -> _Shares:
    at = np.arange(-radius, radius + 1, dtype=np.float32)
    far = np.hypot(at[None, :], at[:, None]) / radius
    falloff: _Shares = np.clip(1 - far, 0, 1) ** np.float32(2.2)
    return falloff


@lru_cache(maxsize=8)
def _streak(half_width: int, colour: str) -> Pixels:
    half_height = max(3, half_width // 90)
    along = np.arange(-half_width, half_width + 1, dtype=np.float32)
    up = np.arange(-half_height, half_height + 1, dtype=np.float32)
    across = np.clip(1 - np.abs(along) / half_width, 0, 1)
    down = np.clip(1 - np.abs(up) / half_height, 0, 1)
    return _tinted(0.4 * across[None, :] ** 1.6 * down[:, None] ** 2, colour, 0.6)


@lru_cache(maxsize=4)
def _dither(height: int, width: int) -> _Shares:
    return np.random.default_rng(5).random((height, width), np.float32)


def _tinted(alpha: _Shares, colour: str, white: float) -> Pixels:
    """Premultiplied BGRA of one colour, mixed with `white`."""
    level = alpha * 255 + _dither(*alpha.shape) * (alpha > 0.002)
    pixels = np.empty((*alpha.shape, 4), np.uint8)
    pixels[:, :, 3] = np.minimum(level, 255)
    # Premultiplied: no colour is above its alpha.
    for channel, start in ((0, 5), (1, 3), (2, 1)):
        value = int(colour[start : start + 2], 16) / 255
        value += (1 - value) * white
        pixels[:, :, channel] = np.minimum(level * np.float32(value), pixels[:, :, 3])
    return pixels
