"""Baked bitmaps on the picture: only their painted tiles are drawn, opaque ones without mixing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.baking import (
    FINER,
    Bitmap,
    enlarged,
)
from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image
from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import (
    Kinds,
    Pixels,
    Tile,
    join_tiles,
)

_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_SHRINKING = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kNearest)
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_FAST = skia.Canvas.kFast_SrcRectConstraint
_LEAST_FINE_FACTOR = 0.6
"""A fine copy that is shown smaller would flicker."""


class FineCopy(NamedTuple):
    """A bitmap's tiles enlarged: drawn by nearest pixels, at a quarter of smoothing's price."""

    pixels: Pixels
    mixed: skia.Image
    opaque: skia.Image


@dataclass(slots=True)
class Sprite:
    """A bitmap ready to be drawn wherever its track puts it."""

    bitmap: Bitmap
    shrinks: bool = False
    """Whether it is ever seen at under about half its size."""
    tiles: list[Tile] = field(init=False)
    _mixed: skia.Image = field(init=False)
    _opaque: skia.Image | None = field(init=False, default=None)
    _fine: FineCopy | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._mixed = as_image(self.bitmap.pixels)
        height, width = self.bitmap.pixels.shape[:2]
        if self.kinds is None:
            self.tiles = [Tile(0, 0, width, height, is_opaque=False)]
        else:
            self.tiles = join_tiles(self.kinds, width, height)
            if (self.kinds == 2).any():
                self._opaque = as_image(self.bitmap.pixels, is_opaque=True)

    @property
    def kinds(self) -> Kinds | None:
        """What its tiles hold; None where it is so small that it is drawn whole."""
        return self.bitmap.kinds

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
        often: bool = False,
    ) -> None:
        """With its item's origin at (x, y) pixels, `scale` pixels to the item's metre.

        `snap` puts it on whole pixels, which costs a tenth; only for what stands still or moves
        so fast that nobody sees it. What is drawn `often` is drawn from a fine copy, which costs
        a quarter once it is made, and may be a quarter of a pixel off.
        """
        box, factor = self.bitmap.box, scale / self.bitmap.density
        left, top = x + box.left * scale, y + box.top * scale
        is_exact = abs(factor - 1) < 1e-4
        paint = skia.Paint(Alphaf=opacity) if opacity < 0.999 else None
        mixed, opaque, finer = self._mixed, self._opaque, 1
        if snap and is_exact:
            left, top, sampling = float(round(left)), float(round(top)), _NEAREST
            factor = 1.0
        elif often and factor > _LEAST_FINE_FACTOR:
            if self._fine is None:
                self._fine = self._finer()
            mixed, opaque, finer, sampling = self._fine.mixed, self._fine.opaque, FINER, _NEAREST
        else:
            sampling = _SHRINKING if self.shrinks else _LINEAR
        for tile in self.tiles:
            image = opaque if tile.is_opaque and paint is None else mixed
            canvas.drawImageRect(
                image or mixed,
                skia.Rect.MakeLTRB(
                    tile.left * finer, tile.top * finer, tile.right * finer, tile.bottom * finer
                ),
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

    def _finer(self) -> FineCopy:
        pixels = enlarged(self.bitmap.pixels, self.tiles)
        return FineCopy(pixels, as_image(pixels), as_image(pixels, is_opaque=True))
