"""When each quoted line is heard: what the sound, the lips and the captions go by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rushes.film.shot_list import ShotList

FIRST_WORD_SECONDS, BETWEEN_LINES_SECONDS = 0.3, 0.35
SYLLABLE_SECONDS = 0.19
PAUSE_SYLLABLES = {",": 1.4, ";": 1.8, ":": 1.6, ".": 2.2, "!": 2.2, "?": 2.2, "…": 2.6, "—": 1.6,
                   "，": 1.4, "。": 2.2, "！": 2.2, "？": 2.2, "、": 1.2}  # fmt: skip
_SHORTEST_LINE_SECONDS = 0.4
_VOICES = frozenset("speech voice voices dialogue talking words conversation voiceover".split())


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Somebody says something."""

    text: str
    person_id: str | None
    """None for a voice nobody in the film owns."""
    shot_number: int
    start_seconds: float
    most_seconds: float
    """The voice is done by then: it speaks quicker if need be."""
    is_whispered: bool

    @property
    def end_seconds(self) -> float:
        return self.start_seconds + self.most_seconds


@dataclass(frozen=True, slots=True)
class Syllable:
    """One sound of a line."""

    vowel: str
    hiss: bool
    """Begins with a hissed consonant."""
    pause_after: float
    """In syllables."""
    rises: bool
    """Ends a question."""
    weight: float


def spoken_lines(shot_list: ShotList) -> tuple[SpokenLine, ...]:
    """Every line that is heard, in order, none over another; those past the film's end are not."""
    if {word.lower() for word in shot_list.excluded} & _VOICES:
        return ()
    return tuple(_lines(shot_list))


def _lines(shot_list: ShotList) -> Iterator[SpokenLine]:
    free_from = 0.0
    for shot in shot_list.shots:
        acts = {person.id: person.actions for person in shot.people}
        at = max(shot.start_seconds + FIRST_WORD_SECONDS, free_from)
        for speech in shot.speech:
            left = shot_list.duration_seconds - 0.2 - at
            if left < _SHORTEST_LINE_SECONDS:
                return
            in_shot = max(shot.end_seconds - at - 0.1, 0.6)
            seconds = min(left, in_shot, line_seconds(speech.text) * 1.1)
            whispered = "whisper" in acts.get(speech.person or "", ())
            yield SpokenLine(speech.text, speech.person, shot.number, at, seconds, whispered)
            at += seconds + BETWEEN_LINES_SECONDS
        free_from = at


def line_seconds(text: str) -> float:
    """How long a line takes at an easy pace."""
    return SYLLABLE_SECONDS * sum(1 + syllable.pause_after for syllable in syllables(text)) + 0.15


def syllables(text: str) -> list[Syllable]:
    """A line's syllables, from its letters; a sign of a script without letters counts as one."""
    plain = unicodedata.normalize("NFKD", text.lower())
    found: list[Syllable] = []
    for match in re.finditer(
        r"([^\W\d_aeiouy]*)([aeiouy]+)|(\d)|([^\x00-\u036f\W])|([.,;:!?…—，。！？、])", plain
    ):
        consonants, vowels, digit, sign, stop = match.groups()
        if stop:
            if found:
                last = found[-1]
                is_question = stop in "?？"
                found[-1] = Syllable(
                    last.vowel, last.hiss, PAUSE_SYLLABLES[stop], is_question, last.weight
                )
            continue
        vowel = vowels[-1] if vowels else "aeiou"[ord((digit or sign)[0]) % 5]
        hiss = bool(re.search(r"[szfxcjkt]", consonants or ""))
        found.append(Syllable(vowel, hiss, 0.0, False, 1.0 if len(found) % 3 == 0 else 0.75))
    return found
