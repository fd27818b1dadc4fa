"""Bitmaps resampled once and put on whole pixels in many frames: a twentieth of the price.

What moves slowly, or slides without growing, lies in many frames on the same quarters of a pixel.
Where each frame's copy comes from is settled for the whole shot beforehand, so that a frame is the
same whichever frames were drawn before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.bitmaps.sprite import Sprite
from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.part import Bounds

_PER_PX = 4
"""Positions are kept to a quarter of a pixel."""
_STRAY_PX = 0.25
"""How far a copy's edge may be off before another size is made."""
_WORTH_SHARE = 0.2
"""Copies made per frame above which they don't pay."""
_MOST_COPIES = 4
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_FAST = skia.Canvas.kFast_SrcRectConstraint

Floats = NDArray[np.float64]
_Key = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Schedule:
    """For each frame, the frame whose size it takes, and where its item's origin lies then."""

    sizes: list[int]
    x: list[int]
    """In quarters of a pixel."""
    y: list[int]
    scale: Floats


@dataclass(slots=True)
class _Copy:
    pixels: Pixels
    image: skia.Image
    tiles: list[tuple[int, int, int, int]]
    """Left, top, right, bottom in its pixels."""


def schedule(
    x: Floats,
    y: Floats,
    scale: Floats,
    variants: Sequence[int] | None,
    reach: Bounds,
    size_px: tuple[int, int],
) -> Schedule | None:
    """How few copies show an item; None where they would be too many to pay."""
    if not np.isfinite(scale).all():
        return None
    edges = [
        np.clip(at + edge * scale, 0, limit)
        for at, edge, limit in (
            (x, reach.left, size_px[0]),
            (x, reach.right, size_px[0]),
            (y, reach.top, size_px[1]),
            (y, reach.bottom, size_px[1]),
        )
    ]
    half = max(1.0, float((edges[1] - edges[0]).max()), float((edges[3] - edges[2]).max())) / 2
    sizes, size = [], 0
    for frame, own in enumerate(scale.tolist()):
        if abs(own / float(scale[size]) - 1) * half > _STRAY_PX:
            size = frame
        sizes.append(size)
    grown = scale[sizes] / scale
    middle_x, middle_y = (edges[0] + edges[1]) / 2, (edges[2] + edges[3]) / 2
    at_x = np.round((middle_x + (x - middle_x) * grown) * _PER_PX).astype(int).tolist()
    at_y = np.round((middle_y + (y - middle_y) * grown) * _PER_PX).astype(int).tolist()
    made = Schedule(sizes, at_x, at_y, scale)
    keys = [(variants[frame] if variants else 0, *_key(made, frame)) for frame in range(len(sizes))]
    return made if _made_for(keys) <= _WORTH_SHARE * len(keys) else None


def _made_for(keys: Sequence[_Key]) -> int:
    """How many copies are made when frames with these keys are drawn in turn."""
    kept: dict[_Key, None] = {}
    count = 0
    for key in keys:
        count += key not in kept
        kept.pop(key, None)
        kept[key] = None
        if len(kept) > _MOST_COPIES:
            del kept[next(iter(kept))]
    return count


def _key(plan: Schedule, frame: int) -> tuple[int, int, int]:
    return plan.sizes[frame], plan.x[frame] % _PER_PX, plan.y[frame] % _PER_PX


class Copies:
    """The copies of an item's bitmaps that were shown last."""

    def __init__(self, plan: Schedule) -> None:
        self._plan = plan
        self._copies: dict[_Key, _Copy] = {}

    def draw(self, canvas: skia.Canvas, sprite: Sprite, frame: int) -> None:
        """As `sprite.draw` would, on whole pixels."""
        plan, box = self._plan, sprite.bitmap.box
        scale = float(plan.scale[plan.sizes[frame]])
        left = plan.x[frame] / _PER_PX + box.left * scale
        top = plan.y[frame] / _PER_PX + box.top * scale
        whole_x, whole_y = math.floor(left), math.floor(top)
        key = (id(sprite), *_key(plan, frame))
        copy = self._copies.pop(key, None)
        if copy is None:
            copy = _copied(sprite, scale, left - whole_x, top - whole_y)
        self._copies[key] = copy
        if len(self._copies) > _MOST_COPIES:
            del self._copies[next(iter(self._copies))]
        for tile in copy.tiles:
            canvas.drawImageRect(
                copy.image,
                skia.Rect.MakeLTRB(*tile),
                skia.Rect.MakeLTRB(
                    whole_x + tile[0], whole_y + tile[1], whole_x + tile[2], whole_y + tile[3]
                ),
                _NEAREST,
                None,
                _FAST,
            )


def _copied(sprite: Sprite, scale: float, right: float, down: float) -> _Copy:
    """The bitmap at a size, its corner this share of a pixel right and down of its copy's."""
    factor = scale / sprite.bitmap.density
    height, width = sprite.bitmap.pixels.shape[:2]
    pixels = np.zeros(
        (math.ceil(height * factor + down) + 1, math.ceil(width * factor + right) + 1, 4), np.uint8
    )
    info = skia.ImageInfo.Make(
        pixels.shape[1], pixels.shape[0], skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType
    )
    surface = skia.Surface.MakeRasterDirect(info, pixels)
    box = sprite.bitmap.box
    sprite.draw(surface.getCanvas(), right - box.left * scale, down - box.top * scale, scale)
    surface.flushAndSubmit()
    # Tiles share their edges, and so do their rounded edges: no pixel is drawn twice or left out.
    tiles = [
        (
            0 if tile.left == 0 else round(right + tile.left * factor),
            0 if tile.top == 0 else round(down + tile.top * factor),
            pixels.shape[1] if tile.right == width else round(right + tile.right * factor),
            pixels.shape[0] if tile.bottom == height else round(down + tile.bottom * factor),
        )
        for tile in sprite.tiles
    ]
    return _Copy(pixels, as_image(pixels), tiles)
