"""How the mouth moves with what is said: from the synthesiser's sounds, or from the letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rushes.engines.animatic.sound.speech.synthesiser import Phoneme
from rushes.film.speaking import syllable_times


class Mouth(NamedTuple):
    """The mouth from a moment on."""

    seconds: float
    openness: float
    """0 closed … 1 wide open."""
    rounding: float = 0.0


SHUT = Mouth(0.0, 0.0)
_VOWELS = {
    "a": (0.85, 0.0), "A": (0.85, 0.0), "V": (0.65, 0.0), "0": (0.65, 0.3), "E": (0.55, 0.0),
    "e": (0.5, 0.0), "@": (0.35, 0.0), "3": (0.35, 0.2), "I": (0.35, 0.0), "i": (0.25, 0.0),
    "y": (0.25, 0.7), "O": (0.6, 0.5), "o": (0.5, 0.6), "U": (0.3, 0.7), "u": (0.25, 0.9),
    "Y": (0.35, 0.6), "W": (0.4, 0.6), "w": (0.2, 0.9), "6": (0.5, 0.0), "8": (0.4, 0.3),
    "M": (0.25, 0.2), "Q": (0.6, 0.4),
}  # fmt: skip
_LIPS = "mbpM"
_TEETH = "fv"
_OTHER = (0.25, 0.0)


def mouths_of_sounds(sounds: Iterable[Phoneme], faster: float = 1.0) -> tuple[Mouth, ...]:
    """The mouth for each sound that was made, played this much faster."""
    mouths = []
    for sound in sounds:
        name = sound.name.lstrip("',%=_*!|~")
        openness, rounding = (0.0, 0.0) if sound.name.startswith("_") else _shape(name)
        mouths.append(Mouth(sound.start_seconds / faster, openness, rounding))
    return _changes(mouths)


def mouths_of_letters(text: str, seconds: float) -> tuple[Mouth, ...]:
    """The mouth for a line of which only the letters and the length are known."""
    mouths = []
    for start, length, syllable in syllable_times(text, seconds):
        if syllable.closes:
            mouths.append(Mouth(start, 0.0))
            start, length = start + length * 0.3, length * 0.7
        openness, rounding = _shape(syllable.vowel)
        mouths.append(Mouth(start, openness, rounding))
        mouths.append(
            Mouth(start + length * 0.75, *((0.0, 0.0) if syllable.pause_after else _OTHER))
        )
    return _changes([*mouths, Mouth(seconds, 0.0)])


def _shape(name: str) -> tuple[float, float]:
    if not name or name[0] in _LIPS:
        return 0.0, 0.0
    if name[0] in _TEETH:
        return 0.1, 0.0
    return _VOWELS.get(name[0], _OTHER)


def _changes(mouths: list[Mouth]) -> tuple[Mouth, ...]:
    """Only where the mouth changes, from shut to shut."""
    changes = [SHUT]
    for mouth in mouths:
        if mouth[1:] != changes[-1][1:]:
            changes.append(mouth)
    return tuple(changes)
