"""Which parts of a bitmap are painted at all, and which so that nothing shows through."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TILE_PX = 48
_OPAQUE = np.uint32(0xFF000000)
"""The least that an opaque pixel is, read as one number."""

Pixels = NDArray[np.uint8]
Kinds = NDArray[np.int8]
"""0 clear, 1 mixed, 2 opaque for each tile of a bitmap, by row and column."""


class Tile(NamedTuple):
    """A rectangle of a bitmap, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int
    is_opaque: bool


def kinds_of(pixels: Pixels) -> Kinds:
    """What each tile holds; opaque only where its neighbours' edges are, for smoothing."""
    whole = pixels.view(np.uint32)[:, :, 0]
    is_painted = _by_tile(np.bitwise_or, whole, 0) != 0
    is_solid = _by_tile(np.bitwise_and, whole, 1) >= _OPAQUE
    kinds: Kinds = is_painted.astype(np.int8) + is_solid.astype(np.int8)
    return kinds


def _by_tile(join: np.ufunc, whole: NDArray[np.uint32], margin: int) -> NDArray[np.uint32]:
    """Each tile's pixels joined, with so many of those round it."""
    for axis in (0, 1):
        # The second time across, on what is left: a row of tiles' joined pixels.
        lines = np.moveaxis(whole, axis, 0)
        starts = range(0, len(lines), TILE_PX)
        joined = [
            join.reduce(lines[max(0, start - margin) : start + TILE_PX + margin], axis=0)
            for start in starts
        ]
        whole = np.stack(joined, axis=axis)
    return whole


def join_tiles(kinds: Kinds, width: int, height: int) -> list[Tile]:
    """Runs in a row, then equal runs of neighbouring rows, as one rectangle each."""
    finished: list[Tile] = []
    open_runs: dict[tuple[int, int, int], int] = {}
    for row in range(kinds.shape[0] + 1):
        runs = set(_runs(kinds[row])) if row < kinds.shape[0] else set()
        for run in [run for run in open_runs if run not in runs]:
            finished.append(_tile(run, open_runs.pop(run), row, width, height))
        for run in runs:
            open_runs.setdefault(run, row)
    return sorted(finished, key=lambda tile: (tile.top, tile.left))


def _runs(row: Kinds) -> list[tuple[int, int, int]]:
    """(first column, past the last, kind) of each stretch that isn't clear."""
    edges = np.flatnonzero(np.diff(row)) + 1
    starts = [0, *edges.tolist()]
    ends = [*edges.tolist(), len(row)]
    return [(a, b, int(row[a])) for a, b in zip(starts, ends, strict=True) if row[a]]


def _tile(run: tuple[int, int, int], first: int, past: int, width: int, height: int) -> Tile:
    return Tile(
        run[0] * TILE_PX,
        first * TILE_PX,
        min(width, run[1] * TILE_PX),
        min(height, past * TILE_PX),
        run[2] == 2,
    )
