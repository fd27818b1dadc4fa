"""Which sounds are known, by what names, how loud and how far away they usually are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rushes.engines.animatic.sound.waves import Mono, Rng, Stereo


class Maker(Protocol):
    """Makes a sound: mono [n] or stereo [2, n] of any level, arranged in time by itself."""

    def __call__(self, rng: Rng, n: int, /) -> Mono | Stereo: ...


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound known by name."""

    name: str
    make: Maker
    level_db: float
    """Against speech, measured where the sound is loudest."""
    distance: float
    """0: at the ear. 1: as far as it can be heard."""
    is_texture: bool
    """A texture has no moment it belongs to: it lasts as long as its shot and fades at its ends."""


SOUNDS: dict[str, Sound] = {}
_OTHER_NAMES: dict[str, str] = {}


def sound(
    name: str, level_db: float, distance: float = 0.3, also: str = "", is_texture: bool = False
) -> Callable[[Maker], Maker]:
    """Register a maker under its canonical name and others (`also`: parted by commas)."""

    def register(make: Maker) -> Maker:
        SOUNDS[name] = Sound(name, make, level_db, distance, is_texture)
        for other in (name, *filter(None, (part.strip() for part in also.split(",")))):
            _OTHER_NAMES[_singular(other)] = name
        return make

    return register


def sound_named(words: str) -> Sound | None:
    """The sound that words name: the longest known name among them (`distant church bells`)."""
    plain = _singular(words)
    if plain in _OTHER_NAMES:
        return SOUNDS[_OTHER_NAMES[plain]]
    known = [name for name in _OTHER_NAMES if f" {name} " in f" {plain} "]
    return SOUNDS[_OTHER_NAMES[max(known, key=len)]] if known else None


def _singular(words: str) -> str:
    found = re.findall(r"[^\W_]+", words.lower())
    return " ".join(w[:-1] if len(w) > 3 and w[-1] == "s" and w[-2] != "s" else w for w in found)
