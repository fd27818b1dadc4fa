"""A frame of a film, small, with what its shot's camera does: what sheets are made of."""

from __future__ import annotations

from dataclasses import dataclass

from rushes.film.shot_list import Move


@dataclass(frozen=True, slots=True)
class Still:
    """It pickles."""

    pixels: bytes
    """BGRA, opaque, tightly packed, without the slate."""
    moves: tuple[Move, ...] = ()
    """The shot's, with the directions that the film has where the words leave them open."""
