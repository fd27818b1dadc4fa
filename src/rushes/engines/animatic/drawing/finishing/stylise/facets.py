"""Flat pieces of one colour each: the triangles of a coarse model, the cells of a window."""

from __future__ import annotations

import math

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import surface_of
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.grounds.noise import TILE_PX, smooth_noise
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import (
    lay_over,
    painted,
    shrunk,
)
from rushes.engines.animatic.drawing.finishing.stylise.lines import edges_of, steepness
from rushes.engines.animatic.looks import Facets

_COARSE = 4
_LEAST_LEADED = 0.022
"""Smaller pieces have no lead between them."""
_VARIES = 0.09
"""How much lighter or darker a piece is than what it shows."""
_Ids = NDArray[np.int64]
_Points = NDArray[np.float64]


def cut_facets(
    pixels: Pixels, facets: Facets, height_px: int, origin: tuple[int, int], is_near: bool
) -> Pixels:
    """The bitmap in pieces; its outline stays. What is small and near has smaller ones."""
    size = facets.size * height_px
    if is_near:
        size = min(size, max(_COARSE * 2.0, min(pixels.shape[:2]) / 8))
    if facets.kind == "triangles":
        pieces = _triangles(pixels, max(2, round(size / _COARSE)) * _COARSE)
    else:
        pieces = _cells(pixels.shape[:2], size, origin)
    result = _flat(pixels, pieces)
    if facets.gap is not None and size > _LEAST_LEADED * height_px:
        joints = steepness((pieces[::2, ::2] * 97 % 255 + 1).astype(np.int16), 1) > 0
        lay_over(result, painted(facets.gap, joints * 255.0))
    return result


def _flat(pixels: Pixels, pieces: _Ids) -> Pixels:
    """Every piece in the mean of its colours; alpha stays."""
    ids = pieces[::2, ::2].ravel()
    count = int(pieces.max()) + 1
    sums = [
        np.bincount(ids, weights=pixels[::2, ::2, channel].ravel(), minlength=count)
        for channel in range(4)
    ]
    known = np.maximum(sums[3], 1)
    # Pieces turn to the light by chance: else a sky would have none.
    light = 1 + (np.arange(count) * 0.618034 % 1 - 0.5) * 2 * _VARIES
    levels = [np.minimum(255, one * 255 * light / known).astype(np.uint32) for one in sums[:3]]
    table = (0xFF000000 | (levels[2] << 16) | (levels[1] << 8) | levels[0]).astype(np.uint32)
    table[sums[3] < 1] = 0
    result = table.take(pieces).view(np.uint8).reshape(pixels.shape)
    alpha = pixels[:, :, 3]
    result[alpha == 0] = 0
    is_mixed = (alpha > 0) & (alpha < 255)
    if is_mixed.any():
        share = alpha[is_mixed].astype(np.uint16)[:, None]
        result[is_mixed] = (result[is_mixed] * share // 255).astype(np.uint8)
    return np.ascontiguousarray(result)


def _triangles(pixels: Pixels, size: int) -> _Ids:
    """Ids by triangle: corners lie where the picture changes most, so that edges follow it."""
    small = shrunk(pixels, _COARSE)
    points = _corners(edges_of(small, 1), size // _COARSE) * _COARSE
    rows, columns = points.shape[:2]
    height, width = pixels.shape[:2]
    surface, ids = surface_of(width, height)
    a, b = points[:-1, :-1], points[:-1, 1:]
    c, d = points[1:, :-1], points[1:, 1:]
    corners = np.stack([a, b, c, b, d, c], axis=2).reshape(-1, 2)
    count = (rows - 1) * (columns - 1) * 2
    colours = [0xFF000000 | (number + 1) for number in range(count) for _ in range(3)]
    vertices = skia.Vertices(
        skia.Vertices.kTriangles_VertexMode,
        [skia.Point(x, y) for x, y in corners.tolist()],
        None,
        colours,
    )
    surface.getCanvas().drawVertices(vertices, skia.Paint(AntiAlias=False), skia.BlendMode.kDst)
    surface.flushAndSubmit()
    return (ids.view(np.uint32)[:, :, 0] & 0xFFFFFF).astype(np.int64)


def _corners(steep: NDArray[np.int16], block: int) -> _Points:
    """[rows, columns, (x, y)]: in every block of pixels its steepest, and the picture's rim."""
    height, width = steep.shape
    rows, columns = max(1, math.ceil(height / block)), max(1, math.ceil(width / block))
    padded = np.zeros((rows * block, columns * block), np.int32)
    padded[:height, :width] = steep
    chance = np.random.default_rng(81).integers(0, 14, (block, block))
    blocks = padded.reshape(rows, block, columns, block).transpose(0, 2, 1, 3) + chance
    best = blocks.reshape(rows, columns, -1).argmax(axis=2)
    x = np.arange(columns)[None, :] * block + best % block
    y = np.arange(rows)[:, None] * block + best // block
    inner = np.stack([x, y], axis=2).astype(np.float64)
    framed = np.pad(inner, ((1, 1), (1, 1), (0, 0)), mode="edge")
    framed[:, 0, 0], framed[:, -1, 0] = -1, width + 1
    framed[0, :, 1], framed[-1, :, 1] = -1, height + 1
    return framed


def _cells(shape: tuple[int, int], size: float, origin: tuple[int, int]) -> _Ids:
    """Ids by the nearest of points strewn over the item, half as fine as the pixels."""
    rows, columns = -(-shape[0] // 2), -(-shape[1] // 2)
    x = (np.arange(columns, dtype=np.float32) * 2 + origin[0])[None, :] / np.float32(size)
    y = (np.arange(rows, dtype=np.float32) * 2 + origin[1])[:, None] / np.float32(size)
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    across, down = smooth_noise(1.0, 82), smooth_noise(1.0, 83)
    nearest = np.full((rows, columns), np.inf, np.float32)
    best = np.zeros((rows, columns), np.int64)
    wide = int(column.max() - column.min()) + 3
    for right in (-1, 0, 1):
        for below in (-1, 0, 1):
            at = ((row + below) * 7) % TILE_PX, ((column + right) * 7) % TILE_PX
            far = (column + right + 0.5 + across[at] * 0.8 - x) ** 2
            far = far + (row + below + 0.5 + down[at] * 0.8 - y) ** 2
            own = (row + below - row.min() + 1) * wide + (column + right - column.min() + 1)
            is_nearer = far < nearest
            nearest = np.where(is_nearer, far, nearest)
            best = np.where(is_nearer, own, best)
    return best.repeat(2, axis=0).repeat(2, axis=1)[: shape[0], : shape[1]]
