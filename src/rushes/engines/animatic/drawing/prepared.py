"""The film renderer, in a module that can load what every film asks of the art department."""

from __future__ import annotations

from rushes.engines.animatic.clips import clip_named
from rushes.engines.animatic.costumes import costumes, headgear, trims
from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.drawing.places import known_places
from rushes.engines.animatic.drawing.things import known_things

__all__ = ["FilmRenderer", "prepare"]


def prepare() -> None:
    """Load the records of things, poses, clothes and places, so that no film waits for them."""
    known_things()
    known_places()
    clip_named("an action that nobody has drawn")
    costumes()
    headgear()
    trims()
