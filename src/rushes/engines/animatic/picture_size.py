"""How large a film is, and how large it is drawn."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from rushes.domain.model import Picture

DRAW_AREA_PX = 1280 * 720
"""What is drawn for films up to 1080p: enlarging while converting costs a quarter of drawing."""
LARGE_DRAW_AREA_PX = 1920 * 1080
LARGE_FILM_AREA_PX = 2560 * 1440
STEEPEST_RATIO = 2.5
"""No start image is longer than this; the schema refuses those, and the size is clamped to it."""


class Size(NamedTuple):
    """Pixels; both sides even, as 4:2:0 needs."""

    width_px: int
    height_px: int

    @property
    def area_px(self) -> int:
        return self.width_px * self.height_px


def film_size(picture: Picture, aspect_ratio: str) -> Size:
    """A model's film size: its own for `16:9`, else that ratio at the model's pixel area."""
    if aspect_ratio in picture.sizes:
        return Size(*picture.sizes[aspect_ratio])
    width, _, height = aspect_ratio.partition(":")
    ratio = min(max(int(width) / int(height), 1 / STEEPEST_RATIO), STEEPEST_RATIO)
    return Size(_even(sqrt(picture.area_px * ratio)), _even(sqrt(picture.area_px / ratio)))


def draw_size(film: Size) -> Size:
    """The size that frames are drawn at: the film's, or one of its ratio that a CPU can afford."""
    affordable = LARGE_DRAW_AREA_PX if film.area_px > LARGE_FILM_AREA_PX else DRAW_AREA_PX
    scale = min(1.0, sqrt(affordable / film.area_px))
    return Size(_even(film.width_px * scale), _even(film.height_px * scale))


def still_size(film: Size, longest_px: int = 480) -> Size:
    """The size of a small copy of a frame."""
    scale = min(1.0, longest_px / max(film))
    return Size(_even(film.width_px * scale), _even(film.height_px * scale))


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
