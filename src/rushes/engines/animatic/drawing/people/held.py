"""What a figure holds: the thing at the hand, and the wine it pours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.engines.animatic.drawing.part import Part

if TYPE_CHECKING:
    from rushes.engines.animatic.drawing.people.figure import Actor


def held_parts(actor: Actor) -> list[Part]:
    """Parts of the held things."""
    return []
