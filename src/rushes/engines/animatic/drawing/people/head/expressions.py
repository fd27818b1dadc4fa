"""How feelings look: read from `art/faces.toml`."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import msgspec

from rushes.art import ART_FOLDER
from rushes.engines.animatic.drawing.people.head.look import Face


class Expression(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One feeling."""

    face: dict[str, float]
    also: tuple[str, ...] = ()


@functools.cache
def expressions() -> Mapping[str, Face]:
    """The faces by every word for them."""
    records = msgspec.toml.decode(
        (ART_FOLDER / "faces.toml").read_bytes(), type=dict[str, Expression]
    )
    return {
        word: Face(**record.face)
        for name, record in records.items()
        for word in (name, *record.also)
    }


def expression_of(emotion: str) -> Face:
    """The face of a feeling; an unknown one is calm."""
    return expressions().get(emotion.lower(), expressions()["calm"])
