"""Baked bitmaps on the picture: only their painted tiles are drawn, opaque ones without mixing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.baking import Bitmap, as_image

_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_SHRINKING = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kNearest)
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_FAST = skia.Canvas.kFast_SrcRectConstraint
TILE_PX = 48
_SMALL_PX = 160 * 160
"""Bitmaps of less are drawn whole."""


class Tile(NamedTuple):
    """A rectangle of a bitmap, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int
    is_opaque: bool


@dataclass(slots=True)
class Sprite:
    """A bitmap ready to be drawn wherever its track puts it."""

    bitmap: Bitmap
    shrinks: bool = False
    """Whether it is ever seen at under about half its size."""
    tiles: list[Tile] = field(default_factory=list)
    _mixed: skia.Image = field(init=False)
    _opaque: skia.Image | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._mixed = as_image(self.bitmap.pixels)
        if not self.tiles:
            self.tiles = tiles_of(self.bitmap.pixels)
        if any(tile.is_opaque for tile in self.tiles):
            self._opaque = as_image(self.bitmap.pixels, is_opaque=True)

    @property
    def size_bytes(self) -> int:
        return int(self.bitmap.pixels.nbytes)

    def draw(
        self,
        canvas: skia.Canvas,
        x: float,
        y: float,
        scale: float,
        *,
        opacity: float = 1.0,
        snap: bool = False,
    ) -> None:
        """With its item's origin at (x, y) pixels, `scale` pixels to the item's metre.

        `snap` puts it on whole pixels, which costs a tenth; only for what stands still or moves
        so fast that nobody sees it.
        """
        box, factor = self.bitmap.box, scale / self.bitmap.density
        left, top = x + box.left * scale, y + box.top * scale
        is_exact = abs(factor - 1) < 1e-4
        paint = skia.Paint(Alphaf=opacity) if opacity < 0.999 else None
        if snap and is_exact:
            left, top, sampling = float(round(left)), float(round(top)), _NEAREST
            factor = 1.0
        else:
            sampling = _SHRINKING if self.shrinks else _LINEAR
        for tile in self.tiles:
            image = self._opaque if tile.is_opaque and paint is None else self._mixed
            canvas.drawImageRect(
                image or self._mixed,
                skia.Rect.MakeLTRB(tile.left, tile.top, tile.right, tile.bottom),
                skia.Rect.MakeLTRB(
                    left + tile.left * factor,
                    top + tile.top * factor,
                    left + tile.right * factor,
                    top + tile.bottom * factor,
                ),
                sampling,
                paint,
                _FAST,
            )


def tiles_of(pixels: NDArray[np.uint8]) -> list[Tile]:
    """The painted tiles, neighbours of a kind joined into rectangles."""
    height, width = pixels.shape[:2]
    alpha = pixels[:, :, 3]
    if height * width <= _SMALL_PX:
        return [Tile(0, 0, width, height, bool(alpha.min() == 255))]
    return join_tiles(kinds_of(alpha), width, height)


def kinds_of(alpha: NDArray[np.uint8]) -> NDArray[np.int8]:
    """0 clear, 1 mixed, 2 opaque for each tile; opaque only where its neighbours' edges are."""
    height, width = alpha.shape
    rows, columns = range(0, height, TILE_PX), range(0, width, TILE_PX)
    highest = np.maximum.reduceat(np.maximum.reduceat(alpha, rows, axis=0), columns, axis=1)
    solid = alpha == 255
    inner = solid.copy()
    inner[1:] &= solid[:-1]
    inner[:-1] &= solid[1:]
    inner[:, 1:] &= solid[:, :-1]
    inner[:, :-1] &= solid[:, 1:]
    is_solid = np.logical_and.reduceat(
        np.logical_and.reduceat(inner, rows, axis=0), columns, axis=1
    )
    kinds: NDArray[np.int8] = np.where(is_solid, 2, np.where(highest > 0, 1, 0)).astype(np.int8)
    return kinds


def join_tiles(kinds: NDArray[np.int8], width: int, height: int) -> list[Tile]:
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


def _runs(row: NDArray[np.int8]) -> list[tuple[int, int, int]]:
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
