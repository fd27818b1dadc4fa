"""What nearer opaque bitmaps hide of farther ones, so that it is neither painted nor drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.sprite import Sprite
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import TILE_PX, join_tiles
from rushes.engines.animatic.drawing.compositing.projection import Floats, Picture, Track
from rushes.engines.animatic.drawing.part import Bounds

_CELL_PX = 16
_EVERY_FRAMES = 6
_SLACK_PX = 2.0
"""For snapping and for smoothed edges."""
_MOST_STRAY_PX = 160.0

Cells = NDArray[np.bool_]
Frames = NDArray[np.bool_]


class CoversRows(Protocol):
    """What may cover the picture from side to side."""

    def covered_rows(self, frame: int) -> tuple[float, float] | None:
        """First and past the last row that it covers wholly, in pixels."""


class Cover:
    """The picture's covered cells at some frames of a shot. Filled from near to far.

    What lies between two of the frames is allowed for by the way each track strays from the nearest
    of them.
    """

    def __init__(self, frame_count: int, picture: Picture, is_still: bool) -> None:
        every = frame_count if is_still else _EVERY_FRAMES
        self._frames = np.arange(0, frame_count, every)
        nearest = np.clip((np.arange(frame_count) + every // 2) // every, 0, len(self._frames) - 1)
        self._nearest: NDArray[np.int64] = nearest * (0 if is_still else 1)
        self._picture = picture
        rows = -(-picture.height_px // _CELL_PX)
        columns = -(-picture.width_px // _CELL_PX)
        self._cells = np.zeros((len(self._frames), rows, columns), np.bool_)

    def open_part(self, box: Bounds, track: Track, frames: Frames | None) -> Bounds | None:
        """What of a box, in its item's metres, is not covered in all (of the given) frames."""
        found: list[tuple[float, float, float, float]] = []
        for at, frame, stray in self._looks(track, frames):
            if not np.isfinite(stray):
                return box
            scale = float(track.scale[frame])
            x, y = float(track.x[frame]), float(track.y[frame])
            left, right = x + box.left * scale - stray, x + box.right * scale + stray
            top, bottom = y + box.top * scale - stray, y + box.bottom * scale + stray
            rows = slice(max(0, int(top // _CELL_PX)), max(0, int(bottom // _CELL_PX) + 1))
            columns = slice(max(0, int(left // _CELL_PX)), max(0, int(right // _CELL_PX) + 1))
            is_open = ~self._cells[at, rows, columns]
            down = np.flatnonzero(is_open.any(axis=1))
            if not down.size:
                continue
            across = np.flatnonzero(is_open.any(axis=0))
            # The outermost cells go on past the picture, as the box may.
            edges = self._outward(
                (columns.start + int(across[0])) * _CELL_PX,
                (rows.start + int(down[0])) * _CELL_PX,
                (columns.start + int(across[-1]) + 1) * _CELL_PX,
                (rows.start + int(down[-1]) + 1) * _CELL_PX,
            )
            found.append(
                (
                    (edges[0] - stray - x) / scale,
                    (edges[1] - stray - y) / scale,
                    (edges[2] + stray - x) / scale,
                    (edges[3] + stray - y) / scale,
                )
            )
        if not found:
            return None
        table = np.array(found)
        opened = Bounds(
            max(box.left, float(table[:, 0].min())),
            max(box.top, float(table[:, 1].min())),
            min(box.right, float(table[:, 2].max())),
            min(box.bottom, float(table[:, 3].max())),
        )
        return opened if opened.left < opened.right and opened.top < opened.bottom else None

    def _outward(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        far = 1e9
        return (
            left if left > 0 else -far,
            top if top > 0 else -far,
            right if right < self._picture.width_px else far,
            bottom if bottom < self._picture.height_px else far,
        )

    def hide(self, track: Track, sprite: Sprite, frames: Frames | None) -> None:
        """Leaves out the bitmap's covered tiles and marks what it covers itself."""
        every = list(self._looks(track, frames))
        looks = [look for look in every if np.isfinite(look[2])]
        kinds = sprite.kinds
        if kinds is not None:
            is_needed = np.full(kinds.shape, len(looks) < len(every))
            for at, frame, stray in looks:
                across, down = _edges(track, sprite, kinds.shape, frame)
                is_needed |= _open_cells(self._cells[at], across, down, stray)
            height, width = sprite.bitmap.pixels.shape[:2]
            shown = np.where(is_needed, kinds, 0).astype(np.int8)
            sprite.tiles = join_tiles(shown, width, height)
        for at, frame, stray in looks:
            _cover(self._cells[at], track, sprite, frame, stray)

    def add_rows(self, layer: CoversRows) -> None:
        """Marks what a floor covers from side to side."""
        for at in range(len(self._frames)):
            spans = [
                layer.covered_rows(int(frame)) for frame in np.flatnonzero(self._nearest == at)
            ]
            known = [span for span in spans if span is not None]
            if len(known) < len(spans):
                continue
            top = max(span[0] for span in known) + _SLACK_PX
            bottom = min(span[1] for span in known)
            if bottom < self._picture.height_px:
                bottom -= _SLACK_PX
            last = -(-int(bottom) // _CELL_PX) if bottom >= self._picture.height_px else None
            end = int(bottom // _CELL_PX) if last is None else last
            self._cells[at, -(-int(top) // _CELL_PX) : max(0, end)] = True

    def _looks(self, track: Track, frames: Frames | None) -> Iterator[tuple[int, int, float]]:
        """(place, frame, how far in pixels the track strays before the next) of every frame looked
        at; the stray is infinite where it is too far to tell anything."""
        at = self._frames[self._nearest]
        width, height = self._picture
        with np.errstate(invalid="ignore"):
            ratio = track.scale / track.scale[at]
            across = track.x - track.x[at] * ratio
            down = track.y - track.y[at] * ratio
            strays = np.maximum(
                np.maximum(np.abs(across), np.abs(across + width * (ratio - 1))),
                np.maximum(np.abs(down), np.abs(down + height * (ratio - 1))),
            )
        if frames is not None:
            strays = np.where(frames, strays, 0.0)
        for place, frame in enumerate(self._frames):
            mine = self._nearest == place
            if frames is not None and not frames[mine].any():
                continue
            stray = float(strays[mine].max()) + _SLACK_PX
            if not stray < _MOST_STRAY_PX or np.isnan(track.scale[frame]):
                stray = np.inf
            yield place, int(frame), stray


def _edges(
    track: Track, sprite: Sprite, shape: tuple[int, ...], frame: int
) -> tuple[Floats, Floats]:
    """Pixels of the picture where the tiles' columns and rows begin and end."""
    scale = float(track.scale[frame])
    box, factor = sprite.bitmap.box, scale / sprite.bitmap.density
    left = float(track.x[frame]) + box.left * scale
    top = float(track.y[frame]) + box.top * scale
    height, width = sprite.bitmap.pixels.shape[:2]
    across = np.minimum(np.arange(shape[1] + 1) * TILE_PX, width) * factor + left
    down = np.minimum(np.arange(shape[0] + 1) * TILE_PX, height) * factor + top
    return across, down


def _open_cells(cover: Cells, across: Floats, down: Floats, margin_px: float) -> Cells:
    """Whether any cell that a tile touches is not covered."""
    rows, columns = cover.shape
    table = np.zeros((rows + 1, columns + 1), np.int32)
    np.cumsum(np.cumsum(~cover, axis=0), axis=1, out=table[1:, 1:])
    left = np.clip(np.floor((across[:-1] - margin_px) / _CELL_PX), 0, columns).astype(int)
    right = np.clip(np.ceil((across[1:] + margin_px) / _CELL_PX), 0, columns).astype(int)
    top = np.clip(np.floor((down[:-1] - margin_px) / _CELL_PX), 0, rows).astype(int)
    bottom = np.clip(np.ceil((down[1:] + margin_px) / _CELL_PX), 0, rows).astype(int)
    found = (
        table[bottom[:, None], right[None, :]]
        - table[top[:, None], right[None, :]]
        - table[bottom[:, None], left[None, :]]
        + table[top[:, None], left[None, :]]
    )
    is_open: Cells = found > 0
    return is_open


def _cover(cover: Cells, track: Track, sprite: Sprite, frame: int, margin_px: float) -> None:
    """Marks the cells that lie wholly under opaque tiles."""
    scale = float(track.scale[frame])
    box, factor = sprite.bitmap.box, scale / sprite.bitmap.density
    x = float(track.x[frame]) + box.left * scale
    y = float(track.y[frame]) + box.top * scale
    rows, columns = cover.shape
    for tile in sprite.tiles:
        if tile.is_opaque:
            left = max(0, -(-int(x + tile.left * factor + margin_px) // _CELL_PX))
            right = min(columns, int((x + tile.right * factor - margin_px) // _CELL_PX))
            top = max(0, -(-int(y + tile.top * factor + margin_px) // _CELL_PX))
            bottom = min(rows, int((y + tile.bottom * factor - margin_px) // _CELL_PX))
            if left < right and top < bottom:
                cover[top:bottom, left:right] = True
