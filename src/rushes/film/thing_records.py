"""Records of things: how large they are, where they stand, how they move, which words mean them.

Each lies beside its drawing in `art/things/`; `art/things/README.md` describes the format.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from rushes.art import ART_FOLDER

StandsOn = Literal["ground", "table", "hand", "wall", "sky", "water"]
IDLE = "idle"
"""The clip that plays when nothing is said of what the thing does."""


ALIVE = frozenset(["animals", "creatures"])
"""Folders of `art/things/` with what lives."""


class BadThingRecord(ValueError):
    """A record that can't be used; the message names the file and what is wrong in it."""


class Clip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cycle of movement. Keys are spread evenly over the cycle, which closes on itself."""

    seconds: float = 1.0
    stride_m: float | None = None
    """Metres it travels in one cycle: the cycle then keeps step with the ground."""
    steps: int = 12
    """Drawings in one cycle."""
    turn: dict[str, tuple[float, ...]] = {}
    """Group of the drawing to degrees clockwise about its `data-pivot`."""
    spin: dict[str, float] = {}
    """Group to degrees gained in one cycle: as far as until it looks the same again."""
    shift: dict[str, tuple[tuple[float, float], ...]] = {}
    """Group to x, y in units of the drawing."""
    scale: dict[str, tuple[tuple[float, float], ...]] = {}
    """Group to factors across and down about its `data-pivot`."""
    fade: dict[str, tuple[float, ...]] = {}
    """Group to opacity, 0..1."""
    aloft: bool = False
    """It is in the air: no shadow below it, and the set has it up there."""
    drawing: str | None = None
    """Another drawing beside this one: a dog that sits is drawn anew."""

    @property
    def moving(self) -> frozenset[str]:
        """The groups that move."""
        return frozenset().union(self.turn, self.spin, self.shift, self.scale, self.fade)


class ThingRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing. Its canonical name is the file's, with spaces for hyphens."""

    size: tuple[float, float]
    """Metres across and up that the drawing's `viewBox` spans."""
    stands_on: StandsOn
    words: dict[str, str] = {}
    """Language code to the words that mean it, as in a lexicon's `[things]`."""
    also: tuple[str, ...] = ()
    """Other canonical names that this drawing serves."""
    foot: tuple[float, float] = (0.5, 1.0)
    """Where it touches, is held or hangs, as shares of the drawing's width and height."""
    surface_height: float | None = None
    """Where things stand upon it, metres above its foot."""
    slots: dict[str, str] = {}
    """Class in the drawing to its usual colour; the first is what a colour word changes."""
    mirrors: bool = True
    """Whether it may be turned round: not what bears letters."""
    shadow: float | None = None
    """Width of the dark where it meets the ground, as a share of its own; 0: none."""
    moves_like: str | None = None
    """A thing whose clips it takes over for what its own do not show, at its own size."""
    clips: dict[str, Clip] = {}
    """What it does to how it moves: `idle`, and canonical verbs such as `walk`, `run`, `drive`."""

    @property
    def colour(self) -> str | None:
        """Its usual colour where words may give another."""
        return next(iter(self.slots.values()), None)

    def at_size_of(self, other: ThingRecord) -> dict[str, Clip]:
        """Its clips for something of another size: longer strides that take longer.

        Strides grow with length and their time with its root, as animals' do (R. McN. Alexander,
        "Optimization and gaits in the locomotion of vertebrates", 1989).
        """
        grown = other.size[1] / self.size[1]
        return {
            name: msgspec.structs.replace(
                clip,
                seconds=clip.seconds * grown**0.5,
                stride_m=clip.stride_m and clip.stride_m * grown,
                shift={
                    group: tuple((dx * grown, dy * grown) for dx, dy in keys)
                    for group, keys in clip.shift.items()
                },
            )
            for name, clip in self.clips.items()
            if clip.drawing is None
        }

    def clip(self, *wanted: str) -> Clip | None:
        """The first of these clips that it has, else the idle one."""
        return next((self.clips[name] for name in (*wanted, IDLE) if name in self.clips), None)


class _Head(msgspec.Struct, frozen=True):
    """What reading needs of a record: the tables above its clips."""

    words: dict[str, str] = {}
    also: tuple[str, ...] = ()


@functools.cache
def thing_files() -> Mapping[str, Path]:
    """Canonical name to the drawing's file. Raises BadThingRecord for two of one name."""
    files: dict[str, Path] = {}
    for path in sorted((ART_FOLDER / "things").glob("*/*.toml")):
        name = path.stem.replace("-", " ")
        if name in files:
            raise BadThingRecord(f"{path} and {files[name]} are records of one name.")
        files[name] = path.with_suffix(".svg")
    return files


@functools.cache
def thing_record(name: str) -> ThingRecord | None:
    """The record that draws a thing of this canonical name. Raises BadThingRecord."""
    drawn_by = thing_names().get(name)
    if drawn_by is None:
        return None
    record = _decode(thing_files()[drawn_by].with_suffix(".toml"), ThingRecord)
    model = thing_record(record.moves_like) if record.moves_like else None
    if model is None:
        return record
    return msgspec.structs.replace(record, clips=model.at_size_of(record) | record.clips)


@functools.cache
def thing_names() -> Mapping[str, str]:
    """Every canonical name that is drawn to the name of the record that draws it."""
    others = {also: name for name, head in _heads().items() for also in head.also}
    return others | {name: name for name in _heads()}


def is_animal(name: str) -> bool:
    """Whether a thing of this canonical name is alive: its drawing lies with the animals."""
    drawn_by = thing_names().get(name)
    return drawn_by is not None and thing_files()[drawn_by].parent.name in ALIVE


def thing_words(language: str) -> dict[str, str]:
    """Canonical names to the words that records give for them in a language."""
    return {name: head.words[language] for name, head in _heads().items() if language in head.words}


@functools.cache
def _heads() -> Mapping[str, _Head]:
    return {name: _decode(path.with_suffix(".toml"), _Head) for name, path in thing_files().items()}


_T = TypeVar("_T", ThingRecord, _Head)


def _decode(path: Path, kind: type[_T]) -> _T:
    text = path.read_text(encoding="utf-8")
    if kind is _Head:
        text = text.partition("\n[clips")[0]  # most of a record, and no word in it
    try:
        return msgspec.toml.decode(text, type=kind)
    except (msgspec.MsgspecError, ValueError) as fault:
        raise BadThingRecord(f"{path}: {fault}") from fault
