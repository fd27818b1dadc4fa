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
    height, width = whole.shape
    rows, columns = range(0, height, TILE_PX), range(0, width, TILE_PX)
    is_painted = _by_tile(np.logical_or, whole != 0, rows, columns)
    solid = whole >= _OPAQUE
    inner = solid.copy()
    inner[1:] &= solid[:-1]
    inner[:-1] &= solid[1:]
    inner[:, 1:] &= solid[:, :-1]
    inner[:, :-1] &= solid[:, 1:]
    is_solid = _by_tile(np.logical_and, inner, rows, columns)
    return is_painted.astype(np.int8) + is_solid.astype(np.int8)


def _by_tile(
    join: np.ufunc, truths: NDArray[np.bool_], rows: range, columns: range
) -> NDArray[np.bool_]:
    joined: NDArray[np.bool_] = join.reduceat(join.reduceat(truths, rows, axis=0), columns, axis=1)
    return joined


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
