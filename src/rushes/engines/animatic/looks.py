"""Looks as data: what each named look does to colour, line, grain and time (`art/looks.toml`).

A film may be told several looks. The one of the lowest rank has the first word in everything, the
next fill in what it leaves open; only the grades of two act one upon the other.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Literal

import msgspec

from rushes.art import ART_FOLDER

Rgb = str
Share = float
"""Of the picture's height, where it is a length."""
PLAIN = "cinematic"
"""The look of a film that names none."""


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record of the file; an unknown field is a mistake."""


class Grade(_Data, frozen=True):
    """Curves. 1 changes nothing but for `contrast` and `saturation` round it."""

    contrast: float = 1.0
    saturation: float = 1.0
    gammas: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Red, green, blue; above 1 darkens the middle."""
    gains: tuple[float, float, float] = (1.0, 1.0, 1.0)
    lifts: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Added to black, 0..1."""


class Palette(_Data, frozen=True):
    """The colours a picture is made of."""

    colours: tuple[Rgb, ...] = ()
    """Every colour becomes the nearest of these; empty: only `steps` act."""
    steps: int = 0
    """Into how many tones each colour is cut; 0: smooth."""
    ramp: tuple[Rgb, ...] = ()
    """From black to white: the tone alone chooses the colour, as in duotone or thermal pictures."""
    foliage: Rgb | None = None
    """What green and yellow-green become."""
    keep: Share = 0.0
    """How much of the colour before shows through."""


class Line(_Data, frozen=True):
    """Ink along the edges of shapes and of light."""

    colour: Rgb = "#1a1616"
    strength: float = 1.0
    width: Share = 0.003
    threshold: int = 26
    """Edges of less than this, 0..255, have no line."""
    rough: Share = 0.0
    """How far the line strays, like a hand's."""


class Strokes(_Data, frozen=True):
    """Dabs of a loaded brush along what they paint."""

    width: Share = 0.018
    length: float = 3.2
    """In widths."""
    vary: float = 0.05
    """How much the colour differs from dab to dab, 0..1."""
    swirl: float = 0.0
    """How much the dabs turn in eddies where nothing tells them a direction, 0..1."""
    relief: float = 0.5
    """How much the bristles show, 0..1."""
    fine: Share = 0.5
    """The second, finer coat's size against the first's; 0: there is one coat."""


class Hatch(_Data, frozen=True):
    """Tones told by strokes or dots of one ink on paper."""

    kind: Literal["pencil", "charcoal", "engraving", "dots"] = "pencil"
    paper: Rgb = "#f6f2e8"
    ink: Rgb = "#33302e"
    spacing: Share = 0.009
    strength: float = 1.0
    keep: Share = 0.0
    """How much of the colour below shows: coloured pencil, comic print."""


class Wash(_Data, frozen=True):
    """Water colour: pigment that pools at the edges of a wash and leaves the paper light."""

    paper: Rgb = "#fbf8f0"
    lighten: Share = 0.3
    pool: float = 1.0
    bleed: Share = 0.006
    """How far the edges of a wash stray."""
    bloom: float = 0.25
    """How unevenly the pigment lies, 0..1."""


class Facets(_Data, frozen=True):
    """Flat pieces, each of one colour."""

    kind: Literal["triangles", "cells"] = "triangles"
    size: Share = 0.03
    gap: Rgb | None = None
    """The colour between the pieces: the lead of a window."""


class Relief(_Data, frozen=True):
    """Shapes rounded by light from above left, as if modelled."""

    depth: Share = 0.02
    strength: float = 0.6
    prints: float = 0.0
    """Thumb prints in the surface, 0..1."""
    shadow: Share = 0.0
    """How far each piece throws a shadow on what lies behind."""
    rim: Share = 0.0
    """Width of a cut paper's white edge."""


class Optics(_Data, frozen=True):
    """What a lens or a tube does to light."""

    bloom: float = 0.0
    """How much bright light spills over, 0..1."""
    streak: float = 0.0
    """How much of it is drawn out sideways, 0..1."""
    smear: Share = 0.0
    """How far colour runs to the right of its shape."""
    split: Share = 0.0
    """How far red and blue lie apart."""
    bend: Share = 0.0
    """How far shapes waver, as if they melted."""


class Sheet(_Data, frozen=True):
    """What lies over the whole picture."""

    texture: Literal["", "canvas", "paper", "washi", "newsprint", "scan lines", "plaster"] = ""
    strength: float = 1.0
    grain: float = 1.0
    vignette: float = 0.6
    frame: Literal["", "super 8", "16mm", "torn", "goggles", "tube", "print"] = ""
    paper: Rgb = "#f6f2e8"
    """The colour of a torn edge."""


class Living(_Data, frozen=True):
    """What is never the same in two frames."""

    hold: int = 1
    """Frames for which a drawing stays: 2 is animation on twos."""
    holds_camera: bool = False
    """Whether the camera is held as well, as in stop motion."""
    weave: Share = 0.0
    """How far the film wanders in its gate."""
    boil: Share = 0.0
    """How far each layer wanders for itself from drawing to drawing."""
    flicker: float = 0.0
    """How much the light changes from frame to frame, 0..1."""
    dust: float = 0.0
    """Specks and hairs in a frame."""
    scratches: float = 0.0
    tracking: float = 0.0
    """Bands of noise that wander over the picture, 0..1."""
    tearing: float = 0.0
    """How often the picture breaks in strips, 0..1."""
    display: Literal["", "vhs", "camcorder", "night"] = ""
    """What the camera writes over the picture."""
    hours: bool = False
    """The light of hours goes by in the shot."""


STEADY = Living()
"""A film whose frames are alike."""


class Look(_Data, frozen=True):
    """One look."""

    rank: int = 50
    """What comes first decides: media (10), then films and lenses (30), then moods (50)."""
    grade: Grade | None = None
    palette: Palette | None = None
    line: Line | None = None
    strokes: Strokes | None = None
    hatch: Hatch | None = None
    wash: Wash | None = None
    facets: Facets | None = None
    relief: Relief | None = None
    optics: Optics | None = None
    sheet: Sheet | None = None
    living: Living | None = None
    pixels: int = 0
    """Of a coarse picture's shorter side; 0: as fine as the film."""
    tempo: float = 1.0
    """How fast what stands before the camera lives."""
    aspect: float = 0.0
    """Width by height of the picture between bars; 0: no bars."""
    flare: bool = False
    """The sun draws a streak across the lens."""
    miniature: bool = False
    """So little is sharp that a town looks like a model."""
    shadows: bool = False
    """All that stands there is black against its backdrop."""
    trails: int = 0
    """Over how many frames what moves leaves its light."""


class _LooksFile(_Data, frozen=True):
    look: dict[str, Look]
    same: dict[str, str] = {}
    """Other words to the look's name."""


@functools.cache
def looks_file() -> _LooksFile:
    """The looks' data, read once. Raises msgspec.ValidationError where it is wrong."""
    return msgspec.toml.decode((ART_FOLDER / "looks.toml").read_bytes(), type=_LooksFile)


def known_looks() -> frozenset[str]:
    """Words for looks that change the picture."""
    data = looks_file()
    return frozenset(data.look) | frozenset(data.same)


def look_names(look: Iterable[str]) -> frozenset[str]:
    """The look's words, and the ones that they are other words for."""
    words = [word.lower() for word in look]
    same = looks_file().same
    return frozenset([*words, *(same[word] for word in words if word in same)])


@functools.cache
def style_of(look: tuple[str, ...]) -> Look:
    """All that a film's looks do together. Its `grade` is the first's alone: see `grades_of`."""
    merged: dict[str, object] = {}
    plain = Look()
    for one in _told(look):
        for name in Look.__struct_fields__:
            value = getattr(one, name)
            if name != "rank" and value != getattr(plain, name):
                merged.setdefault(name, value)
    return msgspec.structs.replace(plain, **merged)


@functools.cache
def grades_of(look: tuple[str, ...]) -> tuple[Grade, ...]:
    """One grade, or two that act one after the other: what takes colour out goes first."""
    grades = [one.grade for one in _told(look) if one.grade is not None]
    if not grades:
        plain = looks_file().look[PLAIN].grade
        return () if plain is None else (plain,)
    return tuple(sorted(grades, key=lambda grade: grade.saturation)[:2])


def is_graded(look: tuple[str, ...]) -> bool:
    """Whether any told look but the gentle one changes colours."""
    names = look_names(look) - {PLAIN}
    return any(one.grade is not None for name, one in looks_file().look.items() if name in names)


def tempo_of(look: tuple[str, ...]) -> float:
    """How fast what stands before the camera lives: under 1 in slow motion."""
    return style_of(look).tempo


def _told(look: tuple[str, ...]) -> list[Look]:
    """The records of the looks that are told, first who decides."""
    names = look_names(look)
    known = looks_file().look
    order = [word for word in known if word in names]
    return sorted((known[name] for name in order), key=lambda one: one.rank)
