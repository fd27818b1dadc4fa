"""Leaves out tiles of far bitmaps that nearer opaque ones cover in every frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.layers import StillLayer
from rushes.engines.animatic.drawing.compositing.projection import Floats, Picture
from rushes.engines.animatic.drawing.compositing.sprite import TILE_PX, Sprite, join_tiles, kinds_of

_CELL_PX = 16
_WORTH_BYTES = 400_000
_MOST_STRAY_PX = 30.0
"""Frames are looked at so often that nothing strays further between two of them."""

Cover = NDArray[np.bool_]


def hide_covered(layers: Sequence[StillLayer], picture: Picture) -> None:
    """Drops covered tiles of layers given far to near, each with one focus alone."""
    rows = -(-picture.height_px // _CELL_PX)
    columns = -(-picture.width_px // _CELL_PX)
    frames, margin_px = _frames(layers, picture)
    if not frames:
        return
    covers = {frame: np.zeros((rows, columns), np.bool_) for frame in frames}
    for layer in reversed(layers):
        if len(layer.sprites) != 1:
            continue
        for level, sprite in enumerate(layer.sprites[0]):
            if sprite is not None:
                own = [frame for frame in frames if layer.level_at[frame] == level]
                _hide(layer, sprite, {frame: covers[frame] for frame in own}, margin_px)


def _hide(layer: StillLayer, sprite: Sprite, covers: dict[int, Cover], margin_px: float) -> None:
    """Leaves out the bitmap's covered tiles and marks what it covers itself."""
    if len(sprite.tiles) > 1 and sprite.size_bytes > _WORTH_BYTES and covers:
        height, width = sprite.bitmap.pixels.shape[:2]
        kinds = kinds_of(sprite.bitmap.pixels[:, :, 3])
        is_needed = np.zeros(kinds.shape, np.bool_)
        for frame, cover in covers.items():
            across, down = _edges(layer, sprite, kinds.shape, frame)
            if across is not None and down is not None:
                is_needed |= _open_cells(cover, across, down, margin_px)
        sprite.tiles = join_tiles(np.where(is_needed, kinds, 0).astype(np.int8), width, height)
    for frame, cover in covers.items():
        _cover(cover, layer, sprite, frame, margin_px)


def _frames(layers: Sequence[StillLayer], picture: Picture) -> tuple[list[int], float]:
    """The frames to look at, and how far in pixels anything strays between them."""
    if not layers:
        return [], 0.0
    count = len(layers[0].track.x)
    fastest = 0.0
    for layer in layers:
        track = layer.track
        with np.errstate(invalid="ignore"):
            grown = np.abs(np.diff(track.scale)) / track.scale[1:] * picture.width_px
            moved = np.maximum(np.abs(np.diff(track.x)), np.abs(np.diff(track.y)))
        fastest = max(fastest, float(np.nan_to_num(moved + grown).max(initial=0.0)))
    if fastest * count < 1:
        return [0], 2.0
    if fastest > _MOST_STRAY_PX:
        return [], 0.0
    step = int(min(8, _MOST_STRAY_PX // fastest))
    return sorted({*range(0, count, step), count - 1}), 2.0 + fastest * step


def _edges(
    layer: StillLayer, sprite: Sprite, shape: tuple[int, ...], frame: int
) -> tuple[Floats | None, Floats | None]:
    """Pixels of the picture where the tiles' columns and rows begin and end."""
    scale = float(layer.track.scale[frame])
    if np.isnan(scale):
        return None, None
    box, factor = sprite.bitmap.box, scale / sprite.bitmap.density
    left = float(layer.track.x[frame]) + box.left * scale
    top = float(layer.track.y[frame]) + box.top * scale
    height, width = sprite.bitmap.pixels.shape[:2]
    across = np.minimum(np.arange(shape[1] + 1) * TILE_PX, width) * factor + left
    down = np.minimum(np.arange(shape[0] + 1) * TILE_PX, height) * factor + top
    return across, down


def _open_cells(cover: Cover, across: Floats, down: Floats, margin_px: float) -> Cover:
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
    is_open: Cover = found > 0
    return is_open


def _cover(cover: Cover, layer: StillLayer, sprite: Sprite, frame: int, margin_px: float) -> None:
    """Marks the cells that lie wholly under the layer's opaque tiles."""
    scale = float(layer.track.scale[frame])
    if np.isnan(scale):
        return
    box, factor = sprite.bitmap.box, scale / sprite.bitmap.density
    x = float(layer.track.x[frame]) + box.left * scale
    y = float(layer.track.y[frame]) + box.top * scale
    rows, columns = cover.shape
    for tile in sprite.tiles:
        if tile.is_opaque:
            left = max(0, -(-int(x + tile.left * factor + margin_px) // _CELL_PX))
            right = min(columns, int((x + tile.right * factor - margin_px) // _CELL_PX))
            top = max(0, -(-int(y + tile.top * factor + margin_px) // _CELL_PX))
            bottom = min(rows, int((y + tile.bottom * factor - margin_px) // _CELL_PX))
            if left < right and top < bottom:
                cover[top:bottom, left:right] = True
