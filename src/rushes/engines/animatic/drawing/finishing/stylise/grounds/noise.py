"""Seamless tiles of noise, and the piece of one that a bitmap lies on."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

TILE_PX = 512
Floats = NDArray[np.floating[Any]]
_Kind = TypeVar("_Kind", bound=np.generic)
Bytes = NDArray[np.uint8]


@lru_cache(maxsize=48)
def smooth_noise(size_px: float, seed: int, stretch: float = 1.0) -> Floats:
    """float32 [512, 512], about −1..1, with features of this size; `stretch` draws them out
    sideways. Repeats without a seam."""
    random = np.random.default_rng(seed)
    white = random.normal(0, 1, (TILE_PX, TILE_PX)).astype(np.float32)
    frequency = np.fft.fftfreq(TILE_PX)
    across, down = frequency[None, :] * stretch, frequency[:, None]
    weight = np.exp(-((across**2 + down**2) * (size_px * 2.2) ** 2))
    field = np.fft.ifft2(np.fft.fft2(white) * weight).real
    field /= max(1e-9, float(np.abs(field).max()))
    result: Floats = (field * 1.15).clip(-1, 1).astype(np.float32)
    return result


@lru_cache(maxsize=16)
def speckle(seed: int) -> Floats:
    """float32 [512, 512], 0..1, each pixel for itself."""
    return np.random.default_rng(seed).random((TILE_PX, TILE_PX), np.float32)


def piece(tile: NDArray[_Kind], origin: tuple[int, int], shape: tuple[int, ...]) -> NDArray[_Kind]:
    """What of a repeating tile lies under a bitmap [height, width] whose first pixel is `origin`
    (left, top)."""
    rows = (np.arange(shape[0]) + origin[1]) % tile.shape[0]
    columns = (np.arange(shape[1]) + origin[0]) % tile.shape[1]
    result: NDArray[_Kind] = tile[np.ix_(rows, columns)]
    return result


@lru_cache(maxsize=24)
def _offsets(far_px: float, size_px: float, seed: int) -> tuple[NDArray[np.int32], ...]:
    return tuple(
        np.round(smooth_noise(size_px, seed + one) * far_px * 1.4).astype(np.int32)
        for one in (0, 1)
    )


def strayed(
    whole: NDArray[_Kind], far_px: float, origin: tuple[int, int], size_px: float | None = None
) -> NDArray[_Kind]:
    """The picture [height, width] with every pixel taken from a little beside it, as a hand that
    is not a machine's would have it."""
    height, width = whole.shape
    across, down = _offsets(far_px, size_px or max(6.0, far_px * 4), 11)
    columns = np.arange(width, dtype=np.int32) + piece(across, origin, whole.shape)
    rows = np.arange(height, dtype=np.int32)[:, None] + piece(down, origin, whole.shape)
    np.clip(columns, 0, width - 1, out=columns)
    np.clip(rows, 0, height - 1, out=rows)
    rows *= width
    rows += columns
    result: NDArray[_Kind] = whole.ravel().take(rows)
    return result
