"""What a lens or a tube does to light: bloom, streaks, running colour, parted colours."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import resized
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.noise import strayed
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import lay_over, luma, shrunk
from rushes.engines.animatic.looks import Optics

_COARSE = 8
_SLOW = 44.0
"""Size of the waves that shapes melt in, in pixels."""


def pass_through(pixels: Pixels, optics: Optics, height_px: int, origin: tuple[int, int]) -> Pixels:
    """The bitmap as a camera with faults of its own has it."""
    result = pixels.copy()
    if optics.bend:
        bent = strayed(result.view(np.uint32)[:, :, 0], optics.bend * height_px, origin, _SLOW)
        result = np.ascontiguousarray(bent).view(np.uint8).reshape(pixels.shape)
    if optics.bloom or optics.streak:
        _spill(result, optics, height_px)
    if optics.smear:
        result = _smeared(result, max(2, round(optics.smear * height_px)))
    if optics.split:
        result = _split(result, max(1, round(optics.split * height_px)))
    return result


def _spill(pixels: Pixels, optics: Optics, height_px: int) -> None:
    """Bright light spreads over what is round it, and sideways."""
    small = shrunk(pixels, _COARSE).astype(np.float32)
    light = luma(small.astype(np.uint8)).astype(np.float32)
    if optics.bloom:
        bright = small * np.clip((light - 118) / 100, 0, 1)[:, :, None]
        wide = _blurred(bright, max(1, round(0.024 * height_px / _COARSE)))
        lay_over(pixels, _premultiplied(wide * optics.bloom * 0.8))
    if optics.streak:
        # Only what is brighter than all round it: a lamp, not a sky.
        alone = light - _blurred(light[:, :, None], 5)[:, :, 0]
        bright = np.clip((light - 170) / 60, 0, 1) * np.clip((alone - 14) / 30, 0, 1)
        drawn = _run(bright, max(2, round(0.16 * height_px / _COARSE)), axis=1)
        drawn *= 1 - np.clip((light - 150) / 60, 0, 1)
        blue = np.stack([drawn, drawn * 0.74, drawn * 0.5, drawn], axis=2)
        lay_over(pixels, _premultiplied(np.clip(blue * 900 * optics.streak, 0, 190)))


def _premultiplied(colours: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> Pixels:
    alpha = np.clip(colours[:, :, :3].max(axis=2, keepdims=True), 0, 255)
    pixels = np.concatenate([np.minimum(colours[:, :, :3], alpha), alpha], axis=2)
    return np.ascontiguousarray(pixels.astype(np.uint8))


def _blurred(
    values: np.ndarray[tuple[int, ...], np.dtype[np.floating]], reach: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.floating]]:
    for axis in (0, 1, 0, 1):
        values = _run(values, reach, axis)
    return values


def _run(
    values: np.ndarray[tuple[int, ...], np.dtype[np.floating]], reach: int, axis: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.floating]]:
    """Running means along an axis, over `reach` to either side; the edge goes on outwards."""
    pad = [(reach + 1, reach) if one == axis else (0, 0) for one in range(values.ndim)]
    sums = np.cumsum(np.pad(values, pad, mode="edge"), axis=axis, dtype=np.float64)
    size = values.shape[axis]
    first = np.take(sums, range(size), axis=axis)
    last = np.take(sums, range(2 * reach + 1, 2 * reach + 1 + size), axis=axis)
    result: np.ndarray[tuple[int, ...], np.dtype[np.floating]] = (last - first) / (2 * reach + 1)
    return result


def _smeared(pixels: Pixels, far_px: int) -> Pixels:
    """Colour runs to the right, tone stays: a tape has room for little colour."""
    height, width = pixels.shape[:2]
    small = resized(pixels, max(1, width // far_px), height)
    run = resized(small, width, height)
    lag = min(far_px // 2, width - 1)
    if lag:
        run[:, lag:] = run[:, :-lag].copy()
    change = luma(pixels) - luma(run)
    mixed = run[:, :, :3].astype(np.int16) + change[:, :, None]
    result = pixels.copy()
    result[:, :, :3] = np.minimum(np.clip(mixed, 0, 255), pixels[:, :, 3:]).astype(np.uint8)
    return result


def _split(pixels: Pixels, far_px: int) -> Pixels:
    """Blue to the right, red to the left."""
    if pixels.shape[1] <= far_px:
        return pixels
    result = pixels.copy()
    result[:, far_px:, 0] = pixels[:, :-far_px, 0]
    result[:, :-far_px, 2] = pixels[:, far_px:, 2]
    alpha = pixels[:, :, 3]
    if int(alpha.min()) < 255:
        result[:, far_px:, 3] = np.maximum(result[:, far_px:, 3], alpha[:, :-far_px])
        result[:, :-far_px, 3] = np.maximum(result[:, :-far_px, 3], alpha[:, far_px:])
        np.minimum(result[:, :, :3], result[:, :, 3:], out=result[:, :, :3])
    return result
