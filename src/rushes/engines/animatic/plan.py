"""All that a process needs to draw any frame of a film: it pickles, and is small."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rushes.film.film_request import FilmRequest
from rushes.film.shot_list import ShotList


@dataclass(frozen=True, slots=True)
class FilmPlan:
    """A film, read and sized, ready to be drawn by however many processes."""

    request: FilmRequest
    shot_list: ShotList
    width_px: int
    height_px: int
    """The film's size; both even."""
    draw_width_px: int
    draw_height_px: int
    """The size frames are drawn at; the converter enlarges them while it changes colour space."""
    seed: int
    """From the input: the same input draws the same film."""
    start_image: Path | None = None
    end_image: Path | None = None
