"""Tones told by one ink: pencil hatching, charcoal, the engraver's lines, printed dots.

A repeating tile of thresholds says how dark a tone must be for ink to lie at each pixel.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.noise import (
    TILE_PX,
    Floats,
    piece,
    smooth_noise,
    speckle,
)
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import lay_over, painted, tone
from rushes.engines.animatic.looks import Hatch

_EDGE = 3
"""How sharply ink ends: levels of ink per level of tone."""


def draw_hatching(pixels: Pixels, hatch: Hatch, height_px: int, origin: tuple[int, int]) -> None:
    """Redraws a bitmap in place as ink on paper, within its alpha."""
    spacing_px = max(3.0, hatch.spacing * height_px)
    tile = _SCREENS[hatch.kind](round(spacing_px, 2))
    screen = piece(tile, origin, pixels.shape[:2])
    ink = (screen.astype(np.int16) - tone(pixels)) * np.int16(_EDGE)
    level = np.clip(ink, 0, 255) * np.float32(hatch.strength)
    if hatch.keep < 1:
        lay_over(pixels, painted(hatch.paper, np.full((1, 1), 255 * (1 - hatch.keep))))
    lay_over(pixels, painted(hatch.ink, level))


def _wave(across: int, down: int, bend: float = 0.0, seed: int = 51) -> Floats:
    """0..1..0 ridges, so many over the tile's width and height."""
    y, x = np.mgrid[0:TILE_PX, 0:TILE_PX].astype(np.float32) / TILE_PX
    phase = (across * x + down * y) * math.tau
    if bend:
        phase += smooth_noise(40.0, seed) * bend
    ridges: Floats = (0.5 + 0.5 * np.cos(phase)).astype(np.float32)
    return ridges


@lru_cache(maxsize=2)
def _pencil(spacing_px: float) -> NDArray[np.uint8]:
    """Strokes one way for half tones, crossed for darker ones, broken as a pencil skips."""
    count = max(2, round(TILE_PX / spacing_px))
    slant = round(count * 0.75), round(count * 0.66)
    layers = (
        (_wave(slant[0], slant[1], 1.4), 176),
        (_wave(slant[0], -slant[1], 1.4, 52), 118),
        (_wave(round(count * 1.05), round(count * 0.2), 1.2, 53), 74),
        (_wave(round(count * 0.3), round(count * 1.0), 1.2, 54), 40),
    )
    skips = 0.72 + 0.5 * speckle(55) + 0.22 * smooth_noise(26.0, 56)
    screen = np.zeros((TILE_PX, TILE_PX), np.float32)
    for ridges, darkest in layers:
        screen = np.maximum(screen, ridges**1.6 * darkest * skips)
    return np.clip(screen + 8, 0, 235).astype(np.uint8)


@lru_cache(maxsize=2)
def _charcoal(spacing_px: float) -> NDArray[np.uint8]:
    """The side of a stick over rough paper: grain, with a few broad streaks."""
    count = max(2, round(TILE_PX / spacing_px / 2))
    streaks = _wave(round(count * 0.6), round(count * 0.6), 2.6, 57)
    tooth = 0.5 * speckle(58) + 0.5 * (smooth_noise(1.6, 59) * 0.5 + 0.5)
    screen = (0.25 + 0.35 * streaks + 0.75 * tooth) * 150
    return np.clip(screen, 0, 235).astype(np.uint8)


@lru_cache(maxsize=2)
def _engraving(spacing_px: float) -> NDArray[np.uint8]:
    """Swelling lines, crossed where it is dark."""
    count = max(2, round(TILE_PX / spacing_px))
    first = _wave(round(count * 0.25), count, 2.2, 60)
    second = _wave(round(count * 0.8), round(count * 0.55), 1.2, 61)
    screen = np.maximum(first * 205, second * 120)
    return np.clip(screen, 0, 240).astype(np.uint8)


@lru_cache(maxsize=2)
def _dots(spacing_px: float) -> NDArray[np.uint8]:
    """Round dots in slanting rows, larger where it is darker."""
    count = max(2, round(TILE_PX / spacing_px * 0.7))
    both = _wave(count, count) * _wave(count, -count)
    return np.clip(both * 150 - 6, 0, 200).astype(np.uint8)


_SCREENS = {
    "pencil": _pencil,
    "charcoal": _charcoal,
    "engraving": _engraving,
    "dots": _dots,
}
