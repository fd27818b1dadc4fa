"""Which sounds are known, by what names, how loud and how far away they usually are."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Mono,
    Rng,
    Stereo,
    add_at,
    samples_in,
)

TAKES = 6
"""So many takes are made of what is heard again and again; no two next to each other are one."""
_QUIETER = 0.72


class Maker(Protocol):
    """Makes a sound: mono [n] or stereo [2, n] of any level, arranged in time by itself."""

    def __call__(self, rng: Rng, n: int, /) -> Mono | Stereo: ...


OneTime = Callable[[Rng], Mono]
"""Makes a sound that is heard once: a step, a bark, a knock."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When something is heard that nobody is seen doing. Seconds, from and to."""

    first: tuple[float, float] = (0.2, 0.5)
    every: tuple[float, float] = (1.5, 3.0)

    def moments(self, rng: Rng, seconds: float) -> list[float]:
        """The moments within a time."""
        found, at = [], float(rng.uniform(*self.first))
        while at < seconds:
            found.append(at)
            at += float(rng.uniform(*self.every))
        return found or [min(self.first[0], seconds / 4)]


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound known by name."""

    name: str
    make: Maker
    level_db: float
    """Against speech, measured where the sound is loudest."""
    distance: float
    """0: at the ear. 1: as far as it can be heard."""
    is_texture: bool = False
    """A texture has no moment it belongs to: it lasts as long as its shot and fades at its ends."""
    once: OneTime | None = None
    """What is heard at each of its moments; None for what goes on."""
    rhythm: Rhythm = Rhythm()


SOUNDS: dict[str, Sound] = {}
_OTHER_NAMES: dict[str, str] = {}


def add_sound(sound: Sound, also: Iterable[str] = ()) -> None:
    """Make a sound known by its name and others."""
    SOUNDS[sound.name] = sound
    for other in (sound.name, *also):
        _OTHER_NAMES[_singular(other)] = sound.name


def sound(
    name: str, level_db: float, distance: float = 0.3, also: str = "", is_texture: bool = False
) -> Callable[[Maker], Maker]:
    """Register a maker under its canonical name and others (`also`: parted by commas)."""

    def register(make: Maker) -> Maker:
        add_sound(Sound(name, make, level_db, distance, is_texture), _parted(also))
        return make

    return register


def repeated(
    name: str,
    level_db: float,
    distance: float,
    also: str = "",
    *,
    every: tuple[float, float],
    first: tuple[float, float] = (0.2, 0.5),
) -> Callable[[OneTime], OneTime]:
    """Register what is heard again and again: at its own rhythm, or when it is seen."""

    def register(once: OneTime) -> OneTime:
        add_repeated(name, level_db, distance, once, Rhythm(first, every), _parted(also))
        return once

    return register


def add_repeated(
    name: str,
    level_db: float,
    distance: float,
    once: OneTime,
    rhythm: Rhythm,
    also: Iterable[str] = (),
) -> None:
    """Make known what is heard again and again."""

    def make(rng: Rng, n: int) -> Mono:
        whole = np.zeros(n, np.float32)
        for at, piece in zip(
            moments := rhythm.moments(rng, n / SAMPLE_RATE),
            takes_of(once, rng, len(moments)),
            strict=True,
        ):
            add_at(whole, piece, at)
        return whole

    add_sound(Sound(name, make, level_db, distance, False, once, rhythm), also)


def takes_of(once: OneTime, rng: Rng, count: int) -> list[Mono]:
    """As many pieces as asked for, of a few takes, never one twice in a row, none equally loud."""
    takes: list[Mono] = []
    pieces, last = [], -1
    for number in range(count):
        if number < TAKES:
            takes.append(ended(once(rng)))
            chosen = number
        else:
            chosen = (last + int(rng.integers(1, TAKES))) % TAKES
        last = chosen
        pieces.append(takes[chosen] * np.float32(rng.uniform(_QUIETER, 1)))
    return pieces


def ended(piece: FloatArray) -> Mono:
    """The piece without a click at its end."""
    tail = min(piece.shape[-1], samples_in(0.03))
    piece[..., piece.shape[-1] - tail :] *= np.linspace(1, 0, tail, dtype=np.float32)
    return piece


def sound_named(words: str) -> Sound | None:
    """The sound that words name: the longest known name among them (`distant church bells`)."""
    name = _name_of(words)
    return SOUNDS[name] if name else None


@functools.lru_cache(maxsize=512)
def _name_of(words: str) -> str | None:
    plain = _singular(words)
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    known = [name for name in _OTHER_NAMES if f" {name} " in f" {plain} "]
    return _OTHER_NAMES[max(known, key=len)] if known else None


def _parted(words: str) -> list[str]:
    return [part.strip() for part in words.split(",") if part.strip()]


def _singular(words: str) -> str:
    found = re.findall(r"[^\W_]+", words.lower())
    return " ".join(w[:-1] if len(w) > 3 and w[-1] == "s" and w[-2] != "s" else w for w in found)
