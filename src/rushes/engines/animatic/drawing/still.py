"""Single frames as PNG: storyboards and contact sheets."""

from __future__ import annotations

from dataclasses import replace

import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.surfaces import as_image
from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.plan import FilmPlan


def draw_still(plan: FilmPlan, frame_index: int, width_px: int) -> bytes:
    """A frame as an encoded PNG of this width, drawn at that size and not scaled."""
    height_px = max(2, round(width_px * plan.height_px / plan.width_px))
    sized = replace(plan, draw_width_px=width_px, draw_height_px=height_px)
    return encode_png(FilmRenderer(sized), frame_index)


def encode_png(renderer: FilmRenderer, frame_index: int) -> bytes:
    """A renderer's frame as an encoded PNG."""
    image = as_image(renderer.frame(frame_index), is_opaque=True)
    data = image.encodeToData(skia.kPNG, 100)
    return bytes(data)
