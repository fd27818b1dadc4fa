"""A look's manner, step by step: shapes, paint, colours, tones, ink, light."""

from __future__ import annotations

import numpy as np

from rushes.engines.animatic.drawing.compositing.bitmaps.tiles import Pixels
from rushes.engines.animatic.drawing.finishing.stylise.colours import (
    colour_table,
    flattened,
    recoloured,
)
from rushes.engines.animatic.drawing.finishing.stylise.facets import cut_facets
from rushes.engines.animatic.drawing.finishing.stylise.grounds.tones import lay_over, painted
from rushes.engines.animatic.drawing.finishing.stylise.lines import ink_of
from rushes.engines.animatic.drawing.finishing.stylise.optics import pass_through
from rushes.engines.animatic.drawing.finishing.stylise.relief import margin_px, model
from rushes.engines.animatic.drawing.finishing.stylise.screens import draw_hatching
from rushes.engines.animatic.drawing.finishing.stylise.strokes import paint_strokes
from rushes.engines.animatic.drawing.finishing.stylise.wash import lay_wash
from rushes.engines.animatic.looks import Look, style_of

_WHOLE = np.full((1, 1), 255.0)
_LEAST_PX = 4
"""What is smaller has no manner."""


class Stylist:
    """Redraws bitmaps in one look. Knows nothing of frames: the same bitmap comes out the same."""

    def __init__(self, look: Look, height_px: int) -> None:
        self._look = look
        self._height_px = height_px
        palette = look.palette
        has_table = palette is not None and (palette.steps or palette.colours or palette.foliage)
        self._table = colour_table(palette) if palette is not None and has_table else None
        self.margin_px = margin_px(look.relief, height_px) if look.relief is not None else 0

    def __call__(self, pixels: Pixels, origin: tuple[int, int], is_near: bool) -> Pixels:
        """See `Stylise`."""
        if min(pixels.shape[:2]) < _LEAST_PX:
            return pixels
        look, height = self._look, self._height_px
        result = pixels.copy()
        if look.shadows and is_near:
            lay_over(result, painted("#07060b", _WHOLE))
        if look.facets is not None:
            result = cut_facets(result, look.facets, height, origin, is_near)
        if self._table is not None:
            result = recoloured(flattened(result, height), self._table)
        ink = ink_of(result, look.line, height, origin) if look.line is not None else None
        if look.wash is not None:
            result = lay_wash(result, look.wash, height, origin)
        if look.strokes is not None:
            paint_strokes(result, look.strokes, height, origin)
        if look.hatch is not None:
            draw_hatching(result, look.hatch, height, origin)
        if ink is not None:
            lay_over(result, ink)
        if look.relief is not None:
            result = model(result, look.relief, height, origin)
        if look.optics is not None:
            result = pass_through(result, look.optics, height, origin)
        return result


def stylist_for(look: tuple[str, ...], height_px: int) -> Stylist | None:
    """Who redraws a film of these looks; None where nothing but colours changes."""
    style = style_of(look)
    parts = (
        style.palette and (style.palette.steps or style.palette.colours or style.palette.foliage),
        style.line,
        style.strokes,
        style.hatch,
        style.wash,
        style.facets,
        style.relief,
        style.optics,
        style.shadows,
    )
    return Stylist(style, height_px) if any(parts) else None
