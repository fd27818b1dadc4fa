"""What a film person takes away, without the film: one frame a shot is drawn, in seconds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.picture_size import Size, still_size
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.takeaways.sheets import (
    contact_sheet,
    still_frames,
    storyboard,
)
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.export.formats import FORMATS

LONGEST_PX = 640
Progress = Callable[[int, int], None]
"""Told how many of how many frames are drawn."""


def sketch_takeaways(
    plan: FilmPlan,
    film: FinishedFilm,
    file_names: Collection[str],
    model_id: str = "",
    on_frame: Progress | None = None,
) -> Mapping[str, bytes]:
    """Files by name, of those in `FORMATS`. Frames are drawn only where a sheet is among them.

    Raises:
        InvalidInput: an image that came with it can't be decoded.
        NotFound: a library that a format needs is not installed.
    """
    made: dict[str, bytes] = {}
    size = still_size(Size(plan.width_px, plan.height_px), LONGEST_PX)
    wants_sheets = any(FORMATS[name].make is None for name in file_names)
    stills = _draw(plan, size, on_frame) if wants_sheets else {}
    for name in file_names:
        make = FORMATS[name].make
        if make is not None:
            made[name] = make(film)
        elif FORMATS[name].artifact == "storyboard":
            made[name] = storyboard(plan, stills, size, model_id)
        else:
            made[name] = contact_sheet(plan, stills, size)
    return made


def _draw(plan: FilmPlan, size: Size, on_frame: Progress | None) -> dict[int, bytes]:
    sized = replace(plan, draw_width_px=size.width_px, draw_height_px=size.height_px)
    renderer = FilmRenderer(sized)
    stills: dict[int, bytes] = {}
    shots = plan.shot_list.shots
    for number, shot in enumerate(shots):
        if on_frame is not None:
            on_frame(number, len(shots))
        frame = still_frames(shot)[0]
        stills[frame] = renderer.picture(frame).tobytes()
    return stills
