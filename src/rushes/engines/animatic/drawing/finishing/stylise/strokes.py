"""Brush strokes: dabs of colour laid along what they paint, a broad coat and a finer one."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.noise import (
    TILE_PX,
    piece,
    smooth_noise,
)
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import luma, shrunk
from rushes.engines.animatic.looks import Strokes

_STAMPS = 4
_STAMP_PX = (64, 18)
_COARSE = 4
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_Floats = NDArray[np.floating[Any]]


def paint_strokes(
    pixels: Pixels, strokes: Strokes, height_px: int, origin: tuple[int, int]
) -> None:
    """Paints a bitmap over in place, within its alpha."""
    small = shrunk(pixels, _COARSE)
    turn, clear = _directions(small, strokes.swirl, origin)
    broad = max(3.0, strokes.width * height_px)
    short = min(pixels.shape[:2])
    # What is small is painted with a smaller brush: a face keeps its eyes.
    broad = min(broad, max(3.0, short / 7))
    _coat(pixels, small, turn, clear, strokes, broad, origin, least=0.0)
    if strokes.fine and broad * strokes.fine >= 2.5:
        _coat(pixels, small, turn, clear, strokes, broad * strokes.fine, origin, least=0.22)


def _directions(small: Pixels, swirl: float, origin: tuple[int, int]) -> tuple[_Floats, _Floats]:
    """The angle along which each coarse pixel is painted, and how clear its direction is, 0..1."""
    tones = luma(small).astype(np.float32) + small[:, :, 3] * np.float32(0.6)
    down, across = np.gradient(tones) if min(tones.shape) > 1 else (tones * 0, tones * 0)
    xx, yy, xy = (_spread(one) for one in (across * across, down * down, across * down))
    turn = 0.5 * np.arctan2(2 * xy, xx - yy) + math.pi / 2
    clear = np.clip(np.sqrt(xx + yy) / 22, 0, 1)
    at = (origin[0] // _COARSE, origin[1] // _COARSE)
    field = piece(smooth_noise(26.0, 31), at, tones.shape)
    eddies = field * math.pi * (1.6 if swirl else 0.5) + (0.0 if swirl else 0.35)
    blend = np.clip(clear * (1.4 - 0.7 * swirl), 0, 1)
    # Angles are mixed by their doubles: a stroke has no head.
    x = blend * np.cos(2 * turn) + (1 - blend) * np.cos(2 * eddies)
    y = blend * np.sin(2 * turn) + (1 - blend) * np.sin(2 * eddies)
    return (0.5 * np.arctan2(y, x)).astype(np.float32), clear.astype(np.float32)


def _spread(values: _Floats) -> _Floats:
    """Means over five by five."""
    for axis in (0, 1):
        padded = np.pad(values, [(2, 2) if one == axis else (0, 0) for one in (0, 1)], mode="edge")
        size = values.shape[axis]
        shifted = [np.take(padded, range(k, k + size), axis=axis) for k in range(5)]
        values = np.mean(shifted, axis=0)
    return values


def _coat(
    pixels: Pixels,
    small: Pixels,
    turn: _Floats,
    clear: _Floats,
    strokes: Strokes,
    width: float,
    origin: tuple[int, int],
    least: float,
) -> None:
    """One layer of dabs; a coat with a `least` clearness leaves out what has less of it."""
    x, y, chance = _grid(pixels.shape[:2], width, strokes.length, origin)
    column = (x / _COARSE).astype(int).clip(0, small.shape[1] - 1)
    row = (y / _COARSE).astype(int).clip(0, small.shape[0] - 1)
    colour = small[row, column].astype(np.float32)
    kept = (colour[:, 3] > 24) & (clear[row, column] >= least * (0.5 + chance))
    if not kept.any():
        return
    x, y, chance, colour = x[kept], y[kept], chance[kept], colour[kept]
    angle = turn[row[kept], column[kept]] + (chance - 0.5) * 0.5
    scale = width / _STAMP_PX[1] * (0.85 + 0.3 * chance)
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    half_x, half_y = _STAMP_PX[0] / 2, _STAMP_PX[1] / 2
    left = x - cos * half_x + sin * half_y
    top = y - sin * half_x - cos * half_y
    places = [
        skia.RSXform(*one)
        for one in zip(cos.tolist(), sin.tolist(), left.tolist(), top.tolist(), strict=True)
    ]
    stamp = (chance * 997).astype(int) % _STAMPS
    cells = [skia.Rect.MakeXYWH(0, n * _STAMP_PX[1], *_STAMP_PX) for n in range(_STAMPS)]
    height, wide = pixels.shape[:2]
    info = skia.ImageInfo.Make(wide, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    surface = skia.Surface.MakeRasterDirect(info, pixels)
    surface.getCanvas().drawAtlas(
        as_image(_bristles(strokes.relief, strokes.length)),
        places,
        [cells[n] for n in stamp.tolist()],
        _colours(colour, chance, strokes.vary),
        skia.BlendMode.kModulate,
        _NEAREST,
        None,
        skia.Paint(BlendMode=skia.BlendMode.kSrcATop),
    )
    surface.flushAndSubmit()


def _grid(
    shape: tuple[int, int], width: float, length: float, origin: tuple[int, int]
) -> tuple[_Floats, _Floats, _Floats]:
    """Where dabs lie and a number of chance for each, 0..1: the same on the item however it is
    cut. In an order that hides the grid."""
    step = width * math.sqrt(length) * 0.72
    first_x, first_y = math.floor(origin[0] / step), math.floor(origin[1] / step)
    columns = np.arange(first_x - 1, first_x + math.ceil(shape[1] / step) + 2)
    rows = np.arange(first_y - 1, first_y + math.ceil(shape[0] / step) + 2)
    across, down = (one.ravel() for one in np.meshgrid(columns, rows))
    chances = smooth_noise(1.0, 41), smooth_noise(1.0, 42), smooth_noise(1.0, 43)
    stray_x, stray_y, chance = (
        one[(down * 7) % TILE_PX, (across * 7) % TILE_PX] * 2.2 for one in chances
    )
    x = (across + 0.5 + stray_x * 0.6) * step - origin[0]
    y = (down + 0.5 + stray_y * 0.6) * step - origin[1]
    chance = chance % 1.0
    order = np.argsort(chance, kind="stable")
    return (
        x[order].astype(np.float32),
        y[order].astype(np.float32),
        chance[order].astype(np.float32),
    )


def _colours(colour: _Floats, chance: _Floats, vary: float) -> list[int]:
    """Opaque ARGB of premultiplied BGRA, each dab a little lighter or darker, warmer or colder."""
    plain = colour[:, :3] * (255 / np.maximum(colour[:, 3:], 1))
    light = 1 + (chance[:, None] - 0.5) * 2 * vary
    warmth = ((chance * 13.7) % 1.0 - 0.5)[:, None] * np.array([-1.0, 0.1, 1.0]) * vary * 150
    levels = (plain * light + warmth).clip(0, 255).astype(np.uint32)
    packed = 0xFF000000 | (levels[:, 2] << 16) | (levels[:, 1] << 8) | levels[:, 0]
    return [int(one) for one in packed]


@lru_cache(maxsize=4)
def _bristles(relief: float, length: float) -> Pixels:
    """Stamps under one another: streaks along the dab, ragged ends, a lit and a dark edge."""
    width, height = _STAMP_PX
    long = min(1.0, length * height / width)
    sheet = np.zeros((height * _STAMPS, width, 4), np.uint8)
    random = np.random.default_rng(5)
    along = np.abs(np.linspace(-1, 1, width))[None, :]
    across = np.linspace(-1, 1, height)[:, None]
    for number in range(_STAMPS):
        hair = random.uniform(0.6, 1.0, (height, 1))
        ends = long * (0.72 + 0.28 * random.random((height, 1)))
        alpha = np.clip((ends - along) * 9, 0, 1) * np.clip((1 - np.abs(across) ** 3) * 2.4, 0, 1)
        alpha *= 0.9
        shade = 1 - relief * (0.5 * (1 - hair) + 0.22 * np.clip(across, 0, 1) ** 2)
        grey = alpha * np.broadcast_to(shade, alpha.shape)
        rows = slice(number * height, (number + 1) * height)
        sheet[rows, :, :3] = (grey * 255).astype(np.uint8)[:, :, None]
        sheet[rows, :, 3] = (alpha * 255).astype(np.uint8)
    return sheet
