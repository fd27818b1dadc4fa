"""What a film person takes away, format by format: one list for server, command line and engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rushes.film.export.captions import captions
from rushes.film.export.edit_decisions import edit_decisions
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.export.timeline import timeline

Maker = Callable[[FinishedFilm], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One thing to take away."""

    about: str
    media_type: str
    make: Maker | None = None
    """None where frames are needed: the engine makes it beside the film."""
    artifact: str | None = None
    """The kind of the artifact that the engine makes of it."""


def _shots(film: FinishedFilm) -> bytes:
    return film.shot_list.to_json()


_OTIO = "application/vnd.pixar.opentimelineio+json"

FORMATS: Mapping[str, Format] = {
    "storyboard.pdf": Format("The storyboard", "application/pdf", artifact="storyboard"),
    "contact-sheet.png": Format("The contact sheet", "image/png", artifact="contact_sheet"),
    "shots.json": Format("The shot list", "application/json", _shots),
    "timeline.otio": Format("The timeline, for editing programs", _OTIO, timeline),
    "cut.edl": Format("The cut list, CMX 3600", "text/plain; charset=us-ascii", edit_decisions),
    "captions.vtt": Format("Captions of what is spoken", "text/vtt; charset=utf-8", captions),
}
"""By file name, as in `wire.TAKEAWAYS`: the last part of its address too."""
