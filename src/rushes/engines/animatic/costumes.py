"""Costumes, headgear and trims: what people wear, read from `art/*.toml`.

Casting asks which costume words mean; drawing asks how headgear and trims look.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

import msgspec

from rushes.art import ART_FOLDER

Rgb = str
Outline = tuple[tuple[float, float], ...]


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One piece of a hat or of a trim."""

    points: Outline
    """Head units for headgear (x 0 at the middle of the face, or at the forehead in profile; y 0 at
    the crown, 1 at the chin); for trims across the front of the trunk, −1..1, and down from the
    neck's base (0) to the hips (1) and beyond."""
    halves: bool = False
    """Whether the points are one half, top to side, and the other is its mirror image."""
    is_round: bool = True
    colour: Rgb | None = None
    """Fixed; without it, the piece has the whole's colour."""
    shade: float = 0.0
    """Darker than the whole's colour, 0..1; lighter below 0."""
    alpha: float = 1.0


class Headgear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something worn on the head."""

    colour: Rgb
    side: tuple[Shape, ...]
    front: tuple[Shape, ...]
    back: tuple[Shape, ...] = ()
    """From behind; empty: as from the front."""
    words: tuple[str, ...] = ()
    hides_hair: bool = False
    behind: bool = False
    """Whether it lies behind the head: a halo, a veil."""


class Trim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something on the upper garment."""

    colour: Rgb
    shapes: tuple[Shape, ...]
    from_behind: bool = False
    words: tuple[str, ...] = ()


class Costume(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody of a calling wears. What is left out is left open."""

    words: tuple[str, ...]
    """English names of callings, and canonical names of garments that reading gives."""
    top: str | None = None
    top_colour: Rgb | None = None
    bottom: str | None = None
    bottom_colour: Rgb | None = None
    sleeves: str | None = None
    skirt_length: Literal["short", "knee", "long"] | None = None
    headgear: str | None = None
    trims: tuple[str, ...] = ()
    tints: dict[str, Rgb] = {}
    skin: Rgb | None = None
    hair_style: str | None = None
    hair_colour: Rgb | None = None
    has_beard: bool | None = None
    kind: str | None = None


@functools.cache
def costumes() -> Mapping[str, Costume]:
    """All costumes by name."""
    text = (ART_FOLDER / "costumes.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, Costume])


@functools.cache
def headgear() -> Mapping[str, Headgear]:
    """All headgear by name."""
    return _records("headgear", Headgear)


@functools.cache
def trims() -> Mapping[str, Trim]:
    """All trims by name."""
    return _records("trims", Trim)


_Record = TypeVar("_Record")


def _records(folder: str, kind: type[_Record]) -> dict[str, _Record]:
    paths = sorted((ART_FOLDER / folder).glob("*.toml"))
    return {
        path.stem.replace("-", " "): msgspec.toml.decode(path.read_bytes(), type=kind)
        for path in paths
    }


def costume_for(garments: Iterable[str], words: str) -> Costume | None:
    """The costume that a garment's name or the words for a person mean."""
    worn = set(garments)
    told = f" {words.lower()} "
    for name, costume in costumes().items():
        if worn & {name, *costume.words}:
            return costume
    for costume in costumes().values():
        if any(f" {word} " in told or f" {word}s " in told for word in costume.words):
            return costume
    return None


def headgear_named(words: Iterable[str]) -> str:
    """The headgear that accessories name, the longest name first; empty for a bare head."""
    told = [word.lower() for word in words]
    known = sorted(
        ((word, name) for name, gear in headgear().items() for word in (name, *gear.words)),
        key=lambda pair: -len(pair[0]),
    )
    for word, name in known:
        if any(word == one or one.endswith(f" {word}") for one in told):
            return name
    return ""
