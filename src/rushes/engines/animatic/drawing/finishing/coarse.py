"""Pixel art: a picture of few pixels in few colours, each of which can be counted."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image, surface_of
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.compositing.projection import Picture
from rushes.engines.animatic.drawing.finishing.stylise.colours import (
    Colours,
    Table,
    nearest,
    packed,
    perceived,
    recoloured,
)

PALETTE_SIZE = 28
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_DITHER = 5
"""How far, 0..255, neighbouring pixels are pushed apart before a colour is chosen."""
_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 15 - 0.5


class CoarsePixels:
    """A small canvas to draw on, put on the large one in whole squares of a shot's palette."""

    def __init__(self, picture: Picture, short_side: int) -> None:
        self._times = max(1, round(min(picture) / short_side))
        self.picture = Picture(
            -(-picture.width_px // self._times), -(-picture.height_px // self._times)
        )
        self._surface, self._pixels = surface_of(*self.picture)
        self.canvas = self._surface.getCanvas()
        self._tables: dict[Hashable, Table] = {}
        across = -(-self.picture.width_px // 4)
        down = -(-self.picture.height_px // 4)
        tiled = np.tile(_BAYER, (down, across))[: self.picture.height_px, : self.picture.width_px]
        self._dither = np.round(tiled * 2 * _DITHER).astype(np.int16)[:, :, None]

    def choose(self, shot: Hashable, frames: Callable[[], list[Pixels]]) -> None:
        """Makes a shot's palette from some of its frames, the first time it is asked for."""
        if shot in self._tables:
            return
        seen = np.concatenate([frame[:, :, 2::-1].reshape(-1, 3) for frame in frames()])
        self._tables = {shot: _table(palette_of(seen, PALETTE_SIZE))}

    def pixels(self) -> Pixels:
        """A copy of what is drawn on the small canvas."""
        self._surface.flushAndSubmit()
        return self._pixels.copy()

    def draw(self, canvas: skia.Canvas, shot: Hashable) -> None:
        """Puts the small picture on the large canvas, in the colours chosen for the shot."""
        drawn = self.pixels()
        pushed = np.clip(drawn[:, :, :3].astype(np.int16) + self._dither, 0, 255)
        drawn[:, :, :3] = pushed.astype(np.uint8)
        drawn[:, :, 3] = 255
        result = recoloured(drawn, self._tables[shot])
        full = skia.Rect.MakeWH(
            self.picture.width_px * self._times, self.picture.height_px * self._times
        )
        canvas.drawImageRect(as_image(result, is_opaque=True), full, _NEAREST)


def palette_of(colours: NDArray[np.uint8], size: int) -> Colours:
    """The colours [size, 3], 0..1, that a picture [n, 3] is best told with.

    Greedy: next always what is seen most and farthest from all there is; then each moves to the
    middle of what it stands for.
    """
    coarse = colours.astype(np.int64) >> 3
    keys = (coarse[:, 0] << 10) | (coarse[:, 1] << 5) | coarse[:, 2]
    counts = np.bincount(keys, minlength=1 << 15)
    known = np.flatnonzero(counts)
    middles = (np.stack([known >> 10, (known >> 5) & 31, known & 31], axis=1) + 0.5) / 32
    grid: Colours = middles.astype(np.float32)
    weights = np.sqrt(counts[known]).astype(np.float32)
    seen = perceived(grid)
    far = np.full(len(known), 1.0, np.float32)
    chosen: list[int] = []
    for _ in range(min(size, len(known))):
        chosen.append(int((far * weights).argmax()))
        far = np.minimum(far, ((seen - seen[chosen[-1]]) ** 2).sum(axis=1))
    palette = grid[chosen]
    for _ in range(3):
        at = nearest(grid, palette)
        for number in range(len(palette)):
            mine = at == number
            if mine.any():
                palette[number] = np.average(grid[mine], axis=0, weights=weights[mine])
    return palette


def _table(palette: Colours) -> Table:
    steps = np.arange(32, dtype=np.float32) / 31
    grid: Colours = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(
        -1, 3
    )
    levels = np.round(palette.clip(0, 1) * 255).astype(np.uint32)
    return packed(levels[nearest(grid, palette)])
