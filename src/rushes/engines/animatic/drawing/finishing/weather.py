"""Weather in the air between camera and set: rain, snow, fog, leaves in the wind, as scrolling
tiles.

Tiles repeat without a seam and move by whole pixels, so a sheet of rain costs one clear blit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np
import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image, graded
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.scene import CameraPose, Light

_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)


@dataclass(slots=True)
class _Sheet:
    """One depth of weather."""

    pixels: Pixels
    image: skia.Image
    speed_x: float
    """Picture heights per second."""
    speed_y: float
    sway: float = 0.0


class WeatherInAir:
    """Draws over the set what falls or drifts before it; nothing indoors or in clear weather."""

    def __init__(
        self,
        light: Light,
        width_px: int,
        height_px: int,
        seed: int,
        grade: skia.ColorFilter | None = None,
    ) -> None:
        self._size = (width_px, height_px)
        self._sheets: list[_Sheet] = []
        if light.indoors:
            return
        random = Random(f"{seed} weather")
        if light.weather == "rain":
            slant = random.choice((-1, 1)) * random.uniform(0.06, 0.16)
            for size, speed, alpha in ((0.55, 1.5, 0.20), (1.0, 2.3, 0.26)):
                pixels = _rain(height_px, size, slant, alpha, random)
                self._sheets.append(_Sheet(pixels, as_image(pixels), slant * speed, speed))
        elif light.weather == "snow":
            wind = random.uniform(-0.05, 0.05)
            for size, speed in ((0.5, 0.07), (0.8, 0.11), (1.5, 0.18)):
                pixels = _snow(height_px, size, random)
                self._sheets.append(_Sheet(pixels, as_image(pixels), wind * size, speed, 0.012))
        elif light.weather == "wind":
            for size, speed in ((0.6, 0.55), (1.0, 0.85)):
                pixels = _leaves(height_px, size, light.key_side, random)
                self._sheets.append(
                    _Sheet(pixels, as_image(pixels), -light.key_side * speed, 0.12 * size, 0.02)
                )
        elif light.weather == "fog":
            pixels = _fog(width_px, height_px, light.haze, random)
            drift = random.choice((-1, 1)) * 0.018
            self._sheets.append(_Sheet(pixels, as_image(pixels), drift, 0.0))
        if grade is not None:
            for sheet in self._sheets:
                sheet.pixels = graded(sheet.pixels, grade)
                sheet.image = as_image(sheet.pixels)

    def draw(self, canvas: skia.Canvas, pose: CameraPose, seconds: float) -> None:
        """As it is `seconds` into the shot; a pan moves it along with the set."""
        width, height = self._size
        for sheet in self._sheets:
            tile_width, tile_height = sheet.image.width(), sheet.image.height()
            right = sheet.speed_x * seconds - pose.shift_x * pose.focal
            right += sheet.sway * math.sin(seconds * 1.3 + sheet.speed_y * 40)
            down = sheet.speed_y * seconds - (pose.shift_y * pose.focal if sheet.speed_y else 0.0)
            left = round(right * height) % tile_width - tile_width
            top = round(down * height) % tile_height - tile_height if sheet.speed_y else 0
            for x in range(left, width, tile_width):
                for y in range(top, height, tile_height):
                    canvas.drawImage(sheet.image, x, y, _NEAREST)


def _canvas(width: int, height: int) -> tuple[skia.Surface, Pixels]:
    pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels), pixels


def _rain(height_px: int, size: float, slant: float, alpha: float, random: Random) -> Pixels:
    side = max(64, round(height_px * 0.72))
    surface, pixels = _canvas(side, side)
    canvas = surface.getCanvas()
    length = 0.085 * height_px * size
    paint = skia.Paint(
        AntiAlias=True,
        Color4f=skia.Color4f(0.86, 0.9, 0.96, alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=max(0.8, 0.0017 * height_px * size),
    )
    for _ in range(round(90 / size)):
        x, y, long = random.uniform(0, side), random.uniform(0, side), random.uniform(0.5, 1.1)
        for across in (-side, 0, side):
            for down in (-side, 0):
                end_x, end_y = x + across + slant * length * long, y + down + length * long
                canvas.drawLine(x + across, y + down, end_x, end_y, paint)
    surface.flushAndSubmit()
    return pixels


def _snow(height_px: int, size: float, random: Random) -> Pixels:
    side = max(64, round(height_px * 0.61))
    surface, pixels = _canvas(side, side)
    canvas = surface.getCanvas()
    for _ in range(round(46 / size)):
        x, y = random.uniform(0, side), random.uniform(0, side)
        radius = 0.0032 * height_px * size * random.uniform(0.6, 1.3)
        paint = skia.Paint(
            AntiAlias=True,
            Color4f=skia.Color4f(1, 1, 1, random.uniform(0.55, 0.9)),
            MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(0.4, radius * 0.35)),
        )
        for across in (-side, 0, side):
            for down in (-side, 0, side):
                canvas.drawCircle(x + across, y + down, radius, paint)
    surface.flushAndSubmit()
    return pixels


_LEAVES = ("#b8803a", "#8a9a44", "#c8a04a", "#9a5a34")


def _leaves(height_px: int, size: float, key_side: int, random: Random) -> Pixels:
    """Leaves and dust that the wind carries along, away from the key light."""
    side = max(64, round(height_px * 0.83))
    surface, pixels = _canvas(side, side)
    canvas = surface.getCanvas()
    for number in range(round(26 / size)):
        x, y, turn = random.uniform(0, side), random.uniform(0, side), random.uniform(0, 180)
        is_leaf = number % 5 == 0
        long = 0.008 * height_px * size if is_leaf else 0.045 * height_px * size
        colour = random.choice(_LEAVES) if is_leaf else "#efe6d6"
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        alpha = 0.85 if is_leaf else 0.16
        paint = skia.Paint(AntiAlias=True, Color4f=skia.Color4f(red, green, blue, alpha))
        for across in (-side, 0, side):
            for down in (-side, 0, side):
                canvas.save()
                canvas.translate(x + across, y + down)
                canvas.rotate(turn if is_leaf else -key_side * 6)
                tall = long * 0.42 if is_leaf else max(0.5, 0.0011 * height_px * size)
                canvas.drawOval(skia.Rect.MakeLTRB(-long, -tall, long, tall), paint)
                canvas.restore()
    surface.flushAndSubmit()
    return pixels


def _fog(width_px: int, height_px: int, colour: str, random: Random) -> Pixels:
    """Soft banks, thickest a little under the middle; as wide as the picture, then again."""
    across = np.linspace(0, math.tau, width_px, endpoint=False)[None, :]
    down = np.linspace(0, 1, height_px)[:, None]
    cloud = np.zeros((height_px, width_px))
    for octave in range(1, 6):
        for _ in range(2):
            bend = random.uniform(1.5, 5.0) * octave
            phase, lean = random.uniform(0, math.tau), random.uniform(0, math.tau)
            cloud += (
                np.sin(octave * across + bend * down + phase)
                * np.cos(bend * down * 1.7 + lean)
                / octave
            )
    cloud = (cloud - cloud.min()) / max(1e-9, float(np.ptp(cloud)))
    height = np.exp(-(((down - 0.58) / 0.34) ** 2))
    alpha = np.clip((0.18 + 0.42 * cloud) * height, 0, 0.62)
    pixels = np.zeros((height_px, width_px, 4), np.uint8)
    for channel, start in ((0, 5), (1, 3), (2, 1)):
        pixels[:, :, channel] = (alpha * int(colour[start : start + 2], 16)).astype(np.uint8)
    pixels[:, :, 3] = (alpha * 255).astype(np.uint8)
    return pixels
