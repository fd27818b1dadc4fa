"""What lies over every frame: vignette, paper or canvas, scan lines, grain, the picture's edge."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.noise import (
    TILE_PX,
    smooth_noise,
    speckle,
)
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import lay_over, painted
from rushes.engines.animatic.looks import Sheet

Levels = NDArray[np.floating]
_SHEETS = 8
"""Even, so that frames can take them in turn."""


@lru_cache(maxsize=2)
def sheets_of(sheet: Sheet, width_px: int, height_px: int) -> tuple[Pixels, ...]:
    """Several that differ in their grain, or one where there is none: one blit finishes a frame.

    Premultiplied BGRA of the picture's size.
    """
    ground = _vignette(width_px, height_px, sheet.vignette)
    if sheet.texture:
        light = _TEXTURES[sheet.texture](width_px, height_px) * sheet.strength
        _lay(ground, _signed(light))
    if sheet.frame:
        edge = _FRAMES[sheet.frame](width_px, height_px)
    sheets = []
    random = np.random.default_rng(9)
    for _ in range(_SHEETS if sheet.grain else 1):
        pixels = ground.copy()
        if sheet.grain:
            left, top = (int(value) for value in random.integers(0, TILE_PX, 2))
            _lay(pixels, _tiled(_grain(sheet.grain), left, top, width_px, height_px))
        if sheet.frame:
            has_paper = sheet.frame in ("torn", "print")
            _lay(pixels, painted(sheet.paper if has_paper else "#050403", edge))
            if sheet.frame == "print":
                _lay(pixels, painted("#1c1818", _rule(width_px, height_px)))
        sheets.append(pixels)
    return tuple(sheets)


def _lay(pixels: Pixels, overlay: Pixels) -> None:
    lay_over(pixels, overlay, skia.BlendMode.kSrcOver)


def _tiled(tile: Pixels, left: int, top: int, width_px: int, height_px: int) -> Pixels:
    rows = (np.arange(height_px) + top) % tile.shape[0]
    columns = (np.arange(width_px) + left) % tile.shape[1]
    return np.ascontiguousarray(tile[np.ix_(rows, columns)])


def _signed(light: Levels) -> Pixels:
    """Light where positive, dark where negative: −255..255, as alpha."""
    alpha = np.clip(np.abs(light), 0, 120).astype(np.uint8)
    level = np.where(light > 0, alpha, 0).astype(np.uint8)
    return np.ascontiguousarray(np.stack([level, level, level, alpha], axis=2))


def _vignette(width_px: int, height_px: int, strength: float) -> Pixels:
    """Darker towards the corners: premultiplied black, thickest 1.0 from the middle."""
    across = np.linspace(-1, 1, width_px)[None, :]
    down = np.linspace(-1, 1, height_px)[:, None]
    far = np.sqrt(0.62 * across**2 + 0.5 * down**2)
    ramp = np.clip((far - 0.5) / 0.62, 0, 1)
    # A little noise keeps the slow ramp from showing bands.
    dither = np.random.default_rng(7).uniform(-0.5, 0.5, (height_px, width_px))
    alpha = np.clip(ramp**1.7 * strength * 150 + dither * bool(strength), 0, 235)
    pixels = np.zeros((height_px, width_px, 4), np.uint8)
    pixels[:, :, 3] = alpha.astype(np.uint8)
    pixels[:, :, 0] = (alpha * 0.07).astype(np.uint8)
    pixels[:, :, 2] = (alpha * 0.04).astype(np.uint8)
    return pixels


@lru_cache(maxsize=4)
def _grain(amount: float) -> Pixels:
    """A tile of fine specks, light and dark, premultiplied; it repeats without a seam."""
    random = np.random.default_rng(3)
    noise = random.normal(0, 1, (TILE_PX, TILE_PX))
    noise = (noise + np.roll(noise, 1, 1) + np.roll(noise, 1, 0)) / 1.73
    alpha = np.clip(np.abs(noise) * 3.2 * amount, 0, 14 + 28 * max(1.0, amount * 0.6))
    alpha = alpha.astype(np.uint8)
    light = np.where(noise > 0, alpha, 0).astype(np.uint8)
    return np.ascontiguousarray(np.stack([light, light, light, alpha], axis=2))


def _repeated(tile: Levels, width_px: int, height_px: int) -> Levels:
    rows, columns = np.arange(height_px) % TILE_PX, np.arange(width_px) % TILE_PX
    result: Levels = tile[np.ix_(rows, columns)]
    return result


def _canvas(width_px: int, height_px: int) -> Levels:
    """Threads over and under, lit from above."""
    y, x = np.mgrid[0:TILE_PX, 0:TILE_PX]
    pitch = math.tau / 4
    weave = np.cos(x * pitch) * (((y // 4) % 2) * 2 - 1) + np.sin(y * pitch)
    rough = weave * (0.7 + 0.5 * smooth_noise(9.0, 101)) + smooth_noise(1.2, 102)
    return _repeated(rough * 8, width_px, height_px)


def _paper(width_px: int, height_px: int) -> Levels:
    """Tooth: small hills that catch the light on one side."""
    hills = smooth_noise(1.3, 103) + 0.8 * smooth_noise(3.4, 104)
    slope = hills - np.roll(hills, (1, 1), (0, 1))
    return _repeated(slope * 46 + smooth_noise(60.0, 105) * 3, width_px, height_px)


def _washi(width_px: int, height_px: int) -> Levels:
    """Long fibres of mulberry in every direction, and the grain of a wooden block."""
    fibres = smooth_noise(1.0, 106, stretch=9.0) + smooth_noise(1.0, 107, stretch=9.0).T
    wood = smooth_noise(1.6, 108, stretch=40.0)
    return _repeated(np.clip(fibres, -0.2, 1) * 16 + wood * 13, width_px, height_px)


def _newsprint(width_px: int, height_px: int) -> Levels:
    tooth = (speckle(109) - 0.5) * 12 + smooth_noise(1.4, 110) * 9
    return _repeated(tooth + smooth_noise(70.0, 111) * 5, width_px, height_px)


def _plaster(width_px: int, height_px: int) -> Levels:
    """Heavy paper: soft, wide hills."""
    hills = smooth_noise(2.6, 112) + smooth_noise(6.0, 113)
    slope = hills - np.roll(hills, (2, 1), (0, 1))
    return _repeated(slope * 30, width_px, height_px)


def _scan_lines(width_px: int, height_px: int) -> Levels:
    """Every other line of a tube is darker."""
    pitch = max(3, round(height_px / 240))
    dark = np.where(np.arange(height_px) % pitch < max(1, pitch // 2), -44.0, 7.0)
    return np.broadcast_to(dark[:, None], (height_px, width_px))


def _from_edge(width_px: int, height_px: int, radius: float, inset: float) -> Levels:
    """How far, in picture heights, a pixel is outside a rectangle with round corners."""
    aspect = width_px / height_px
    x = np.abs(np.linspace(-aspect / 2, aspect / 2, width_px))[None, :]
    y = np.abs(np.linspace(-0.5, 0.5, height_px))[:, None]
    across = np.maximum(x - (aspect / 2 - inset - radius), 0)
    down = np.maximum(y - (0.5 - inset - radius), 0)
    result: Levels = np.hypot(across, down) - radius
    return result


def _super_8(width_px: int, height_px: int) -> Levels:
    rough = _repeated(smooth_noise(5.0, 114), width_px, height_px) * 0.0022
    return np.clip((_from_edge(width_px, height_px, 0.075, 0.024) + rough) / 0.004, 0, 1) * 255


def _16mm(width_px: int, height_px: int) -> Levels:
    rough = _repeated(smooth_noise(4.0, 115), width_px, height_px) * 0.0016
    return np.clip((_from_edge(width_px, height_px, 0.028, 0.008) + rough) / 0.003, 0, 1) * 255


def _tube(width_px: int, height_px: int) -> Levels:
    edge: Levels = np.clip(_from_edge(width_px, height_px, 0.05, 0.004) / 0.012, 0, 1)
    return edge * 255


def _torn(width_px: int, height_px: int) -> Levels:
    """Paint or pencil ends before the paper does, raggedly."""
    ragged = _repeated(smooth_noise(16.0, 116), width_px, height_px) * 0.018
    ragged = ragged + _repeated(smooth_noise(3.0, 117), width_px, height_px) * 0.006
    far = _from_edge(width_px, height_px, 0.03, 0.036) + ragged
    return np.clip(far / 0.010 + 0.5, 0, 1) * 255


def _print(width_px: int, height_px: int) -> Levels:
    far = _from_edge(width_px, height_px, 0.002, 0.028)
    edge: Levels = np.clip(far * height_px + 0.5, 0, 1)
    return edge * 255


def _rule(width_px: int, height_px: int) -> Levels:
    """The line round a printed picture."""
    far = np.abs(_from_edge(width_px, height_px, 0.002, 0.028)) * height_px
    return np.clip(max(1.2, height_px * 0.0022) - far, 0, 1) * 255


def _goggles(width_px: int, height_px: int) -> Levels:
    aspect = width_px / height_px
    x = np.linspace(-aspect / 2, aspect / 2, width_px)[None, :]
    y = np.linspace(-0.5, 0.5, height_px)[:, None]
    apart = max(0.0, aspect / 2 - 0.5) * 0.5
    far = np.minimum(np.hypot(x - apart, y), np.hypot(x + apart, y)) - 0.53
    return np.clip(far / 0.03, 0, 1) * 255


_TEXTURES: dict[str, Callable[[int, int], Levels]] = {
    "canvas": _canvas,
    "paper": _paper,
    "washi": _washi,
    "newsprint": _newsprint,
    "plaster": _plaster,
    "scan lines": _scan_lines,
}
_FRAMES: dict[str, Callable[[int, int], Levels]] = {
    "super 8": _super_8,
    "16mm": _16mm,
    "torn": _torn,
    "goggles": _goggles,
    "tube": _tube,
    "print": _print,
}
