"""The sheets of a film, from its stills: the storyboard and the contact sheet."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rushes.engines.animatic.encoding.contact_sheet import draw_contact_sheet
from rushes.engines.animatic.picture_size import Size
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.still import Still
from rushes.engines.animatic.takeaways.storyboard import Picture, draw_storyboard
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.shot_list import Shot
from rushes.film.transitions import fade_in_frames, overlap_frames

STILLS_AT = (0.2, 0.8)
"""Where in a shot its two stills are taken; the first is the storyboard's."""

Stills = Mapping[int, Still]
"""By frame."""


def still_frames(plan: FilmPlan, shot: Shot) -> tuple[int, ...]:
    """The frames that show a shot: of it alone, not while it comes in over the one before.

    A film that opens or closes on an image shows that there, and not half gone.
    """
    last = shot.frame_count - 1
    alone = max(overlap_frames(shot), fade_in_frames(shot))
    first, second = (max(alone, round(last * at)) for at in STILLS_AT)
    if plan.start_image is not None and shot.number == 1:
        first = 0
    if plan.end_image is not None and shot.number == len(plan.shot_list.shots):
        second = last
    return tuple(sorted({shot.start_frame + first, shot.start_frame + second}))


def storyboard(plan: FilmPlan, stills: Stills, size: Size, model_id: str = "") -> bytes:
    """A PDF; the panel of a shot without a still stays empty."""
    firsts = {shot.number: still_frames(plan, shot)[0] for shot in plan.shot_list.shots}
    drawn = {number: stills[frame] for number, frame in firsts.items() if frame in stills}
    shots = [
        msgspec.structs.replace(shot, moves=drawn[shot.number].moves or shot.moves)
        if shot.number in drawn
        else shot
        for shot in plan.shot_list.shots
    ]
    pictures = {number: Picture(still.pixels, size) for number, still in drawn.items()}
    return draw_storyboard(FinishedFilm(plan.shot_list), shots, pictures, model_id)


def contact_sheet(plan: FilmPlan, stills: Stills, size: Size) -> bytes:
    """A PNG of all stills there are."""
    rows = [
        (shot, [stills[frame].pixels for frame in still_frames(plan, shot) if frame in stills])
        for shot in plan.shot_list.shots
    ]
    return draw_contact_sheet(rows, size)
