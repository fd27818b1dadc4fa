"""When each quoted line is heard: what the sound, the lips and the captions go by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from rushes.film.shot_list import Shot, ShotList

FIRST_WORD_SECONDS, BETWEEN_LINES_SECONDS = 0.3, 0.35
SYLLABLE_SECONDS = 0.18
PAUSE_SYLLABLES = {",": 1.4, ";": 1.8, ":": 1.6, ".": 2.2, "!": 2.2, "?": 2.2, "…": 2.6, "—": 1.6,
                   "，": 1.4, "。": 2.2, "！": 2.2, "？": 2.2, "、": 1.2}  # fmt: skip
FASTEST = 1.35
"""A line is said this much quicker to be done with its shot; longer ones go on over the cut."""
_MOST_RUSHED = 1.8
"""So much quicker where the next line waits: beyond, what comes last is broken off or not said."""
_LAST_SOUND_SECONDS = 0.15
_SHORTEST_LINE_SECONDS = 0.4
_FILM_END_SECONDS, _SHOT_END_SECONDS = 0.2, 0.1
_VOICES = frozenset("speech voice voices dialogue talking words conversation voiceover".split())
_SIGN_LENGTHS = (("\u3040", "\u30ff", 0.72), ("\u0590", "\u08ff", 0.6), ("\uac00", "\ud7af", 1.0),
                 ("\u0e00", "\u0e7f", 0.5), ("\u0900", "\u0dff", 0.6),
                 ("\u4e00", "\u9fff", 1.3))  # fmt: skip
"""First and last sign of a script, and the syllables that one sign of it takes."""
_SMALL_KANA = frozenset("ぁぃぅぇぉゃゅょァィゥェォャュョー")
_VOWELS = {"а": "a", "я": "a", "э": "e", "е": "e", "и": "i", "ы": "i", "о": "o", "у": "u", "ю": "u",
           "α": "a", "ε": "e", "η": "i", "ι": "i", "ο": "o", "υ": "u", "ω": "o"}  # fmt: skip
_SOUNDS = re.compile(
    r"([^\W\d_aeiouyаяэеиыоуюαεηιουω]*)([aeiouyаяэеиыоуюαεηιουω]+)|(\d)"
    r"|([^\x00-\u04ff\W])|([.,;:!?…—，。！？、])"
)


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Somebody says something."""

    text: str
    person_id: str | None
    """None for a voice nobody in the film owns."""
    shot_number: int
    start_seconds: float
    most_seconds: float
    """The voice takes this long, and is done by then: it speaks quicker if need be."""
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
    length: float = 1.0
    """In usual syllables."""
    closes: bool = False
    """Begins with closed lips: m, b, p."""


def spoken_lines(shot_list: ShotList) -> tuple[SpokenLine, ...]:
    """Every line that is heard, in order, none over another; those past the film's end are not."""
    if {word.lower() for word in shot_list.excluded} & _VOICES:
        return ()
    return tuple(_lines(shot_list))


def _lines(shot_list: ShotList) -> Iterator[SpokenLine]:
    free_from = 0.0
    speaking = [shot for shot in shot_list.shots if shot.speech]
    film_end = shot_list.duration_seconds - _FILM_END_SECONDS
    for shot, after in zip_longest(speaking, speaking[1:]):
        acts = {person.id: person.actions for person in shot.people}
        at = max(shot.start_seconds + FIRST_WORD_SECONDS, free_from)
        until = after.start_seconds + FIRST_WORD_SECONDS - BETWEEN_LINES_SECONDS if after else 1e9
        pace = _pace(shot, at, min(until, film_end))
        for speech in shot.speech:
            left = film_end - at
            if left < _SHORTEST_LINE_SECONDS:
                return
            seconds = min(left, max(line_seconds(speech.text) * pace, _SHORTEST_LINE_SECONDS))
            whispered = "whisper" in acts.get(speech.person or "", ())
            yield SpokenLine(speech.text, speech.person, shot.number, at, seconds, whispered)
            at += seconds + BETWEEN_LINES_SECONDS
        free_from = at


def _pace(shot: Shot, at: float, until: float) -> float:
    """What a shot's lines are shortened by: a little to be over with it, more before the next."""
    gaps = BETWEEN_LINES_SECONDS * (len(shot.speech) - 1)
    wanted = sum(line_seconds(speech.text) for speech in shot.speech)
    in_shot = (min(shot.end_seconds - _SHOT_END_SECONDS, until) - at - gaps) / wanted
    in_all = (until - at - gaps) / wanted
    return min(1.0, max(in_shot, 1 / FASTEST), max(in_all, 1 / _MOST_RUSHED))


def line_seconds(text: str) -> float:
    """How long a line takes at an easy pace."""
    return _syllable_count(syllables(text)) * SYLLABLE_SECONDS + _LAST_SOUND_SECONDS


def syllable_times(text: str, seconds: float) -> list[tuple[float, float, Syllable]]:
    """Start and length of each syllable of a line that takes this long."""
    line = syllables(text)
    if not line:
        return []
    unit = min(SYLLABLE_SECONDS, (seconds - _LAST_SOUND_SECONDS / 3) / _syllable_count(line))
    times, at = [], 0.0
    for syllable in line:
        times.append((at, syllable.length * unit, syllable))
        at += (syllable.length + syllable.pause_after) * unit
    return times


def _syllable_count(line: list[Syllable]) -> float:
    """The line's length in usual syllables, with the pauses inside it."""
    inner = sum(syllable.pause_after for syllable in line[:-1])
    return max(2.0, sum(syllable.length for syllable in line) + inner)


def syllables(text: str) -> list[Syllable]:
    """A line's syllables, from its letters; a sign of a script without vowels counts as one."""
    plain = unicodedata.normalize("NFC", _without_marks(text.lower()))
    found: list[Syllable] = []
    for match in _SOUNDS.finditer(plain):
        consonants, vowels, digit, sign, stop = match.groups()
        if stop:
            if found:
                found[-1] = _paused(found[-1], stop)
            continue
        if sign in _SMALL_KANA and found:
            continue
        vowel = vowels[-1] if vowels else "aeiou"[ord((digit or sign)[0]) % 5]
        onset = consonants or ""
        found.append(
            Syllable(
                _VOWELS.get(vowel, vowel),
                bool(re.search(r"[szfxcjktсшщцчзжфхт]", onset)),
                0.0,
                False,
                1.0 if len(found) % 3 == 0 else 0.75,
                _sign_length(sign) if sign else 1.0,
                bool(re.search(r"[mbpмбпμβπ]", onset)),
            )
        )
    return found


def _paused(syllable: Syllable, stop: str) -> Syllable:
    return Syllable(
        syllable.vowel, syllable.hiss, PAUSE_SYLLABLES[stop], stop in "?？", syllable.weight,
        syllable.length, syllable.closes,
    )  # fmt: skip


def _without_marks(text: str) -> str:
    """Latin letters without their accents; marks that change a sign of another script stay."""
    return re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", unicodedata.normalize("NFD", text))


def _sign_length(sign: str) -> float:
    return next((length for first, last, length in _SIGN_LENGTHS if first <= sign <= last), 1.0)
