"""What a film person takes away, without the film: one frame a shot is drawn, in seconds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rushes.domain.model import Model
from rushes.engines.animatic.artifacts import file_stem
from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.engine import plan_film
from rushes.engines.animatic.picture_size import Size, still_size
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.still import Still
from rushes.engines.animatic.takeaways.sheets import (
    contact_sheet,
    still_frames,
    storyboard,
)
from rushes.engines.base import EngineJob
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.export.formats import FORMATS
from rushes.film.shot_list import ShotList

LONGEST_PX = 640
Progress = Callable[[int, int], None]
"""Told how many of how many frames are drawn."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A film in files, and what it would be."""

    shot_list: ShotList
    files: Mapping[str, bytes]
    """By name, of those in `FORMATS`."""


def sketch_film(
    model: Model,
    values: Mapping[str, Any],
    media: Mapping[str, Path],
    file_names: Collection[str],
    on_frame: Progress | None = None,
) -> Sketch:
    """Sketch a model's input. Frames are drawn only where a sheet is among the files.

    `values`: valid, with defaults filled in; `media`: property name to file.

    Raises:
        InvalidInput: an image that came with it can't be decoded.
        NotFound: a library that a format needs is not installed.
    """
    plan = plan_film(EngineJob("", 1, model, values, media, Path(), None))
    stem = file_stem(plan.shot_list.shots[0].words or plan.request.prompt)
    film = FinishedFilm(plan.shot_list, f"{stem}.mp4", has_sound=plan.request.has_sound)
    size = still_size(Size(plan.width_px, plan.height_px), LONGEST_PX)
    wants_sheets = any(FORMATS[name].make is None for name in file_names)
    stills = _draw(plan, size, on_frame) if wants_sheets else {}
    files: dict[str, bytes] = {}
    for name in file_names:
        make = FORMATS[name].make
        if make is not None:
            files[name] = make(film)
        elif FORMATS[name].artifact == "storyboard":
            files[name] = storyboard(plan, stills, size, model.id)
        else:
            files[name] = contact_sheet(plan, stills, size)
    return Sketch(plan.shot_list, files)


def _draw(plan: FilmPlan, size: Size, on_frame: Progress | None) -> dict[int, Still]:
    sized = replace(plan, draw_width_px=size.width_px, draw_height_px=size.height_px)
    renderer = FilmRenderer(sized)
    stills: dict[int, Still] = {}
    shots = plan.shot_list.shots
    for number, shot in enumerate(shots):
        if on_frame is not None:
            on_frame(number, len(shots))
        frame = still_frames(plan, shot)[0]
        stills[frame] = Still(renderer.picture(frame).tobytes(), renderer.moves(frame))
    return stills
