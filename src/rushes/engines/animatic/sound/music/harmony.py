"""Which chords, in which key, how fast: decided by the mood."""

from __future__ import annotations

from dataclasses import dataclass

from rushes.engines.animatic.sound.waves import Rng

MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)
DORIAN = (0, 2, 3, 5, 7, 9, 10)
DEFAULT_MOOD = "soft"


@dataclass(frozen=True, slots=True)
class Mood:
    """What a mood does to music. Chords are scale degrees from 0 (tonic) to 6."""

    name: str
    scale: tuple[int, ...]
    beats_per_minute: float
    progressions: tuple[tuple[int, ...], ...]
    density: float
    """0: few notes; 1: many."""


MOODS: dict[str, Mood] = {
    "soft": Mood("soft", MAJOR, 80, ((0, 4, 5, 3), (0, 5, 3, 4), (0, 2, 3, 4)), 0.5),
    "romantic": Mood("romantic", MAJOR, 74, ((0, 5, 3, 4), (0, 4, 5, 3), (0, 2, 5, 3)), 0.5),
    "happy": Mood("happy", MAJOR, 116, ((0, 3, 4, 3), (0, 4, 5, 3), (0, 5, 1, 4)), 0.8),
    "sad": Mood("sad", MINOR, 64, ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 6)), 0.35),
    "epic": Mood("epic", MINOR, 96, ((0, 5, 2, 6), (0, 6, 5, 6), (0, 3, 5, 6)), 0.9),
    "tense": Mood("tense", MINOR, 84, ((0, 0, 5, 5), (0, 5, 0, 6), (0, 0, 3, 5)), 0.4),
    "calm": Mood("calm", MAJOR, 66, ((0, 3, 0, 3), (0, 5, 3, 0), (0, 2, 3, 0)), 0.3),
    "energetic": Mood("energetic", MINOR, 126, ((0, 5, 2, 6), (0, 2, 6, 3), (0, 6, 3, 5)), 1.0),
    "mysterious": Mood("mysterious", DORIAN, 72, ((0, 3, 0, 6), (0, 1, 0, 3), (0, 6, 3, 0)), 0.4),
}
TEMPI = {"slow": 0.84, "fast": 1.24}
OTHER_MOODS = {
    "melancholic": "sad", "nostalgic": "romantic", "warm": "soft", "upbeat": "happy",
    "playful": "happy", "joyful": "happy", "cheerful": "happy", "dark": "tense",
    "eerie": "mysterious", "magical": "mysterious", "haunting": "mysterious", "heroic": "epic",
    "majestic": "epic", "serene": "calm", "relaxing": "calm", "melancholy": "sad",
    "dramatic": "epic", "uplifting": "epic", "peaceful": "calm", "ambient": "calm",
    "dreamy": "calm", "gentle": "soft", "tender": "romantic", "suspenseful": "tense",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Harmony:
    """A piece's key and chords."""

    tonic: int
    """MIDI note of the key, 45 to 55."""
    mood: Mood
    chords: tuple[int, ...]
    """A scale degree for each chord of the piece; the last one is the tonic, held to the end."""

    def note(self, step: int) -> int:
        """The MIDI note of a step of the scale; 0 is the tonic, 7 its octave."""
        octave, degree = divmod(step, 7)
        return self.tonic + 12 * octave + self.mood.scale[degree]

    def chord(self, number: int) -> tuple[int, int, int]:
        """The steps of a chord: root, third, fifth, the root at −3 to +3."""
        degree = self.chords[number]
        root = degree - 7 if degree > 3 else degree
        return root, root + 2, root + 4


def is_mood(word: str) -> bool:
    """Whether a word names a mood."""
    return word in MOODS or word in OTHER_MOODS


def mood_named(name: str | None) -> Mood:
    """A mood; the soft one for a name nobody knows."""
    word = (name or DEFAULT_MOOD).lower()
    return MOODS.get(OTHER_MOODS.get(word, word), MOODS[DEFAULT_MOOD])


def make_harmony(rng: Rng, mood: Mood, chord_count: int) -> Harmony:
    """Chords for a piece that comes home: … dominant, tonic."""
    progression = mood.progressions[rng.integers(len(mood.progressions))]
    chords = [progression[number % len(progression)] for number in range(chord_count)]
    if chord_count > 2:
        chords[-2] = 4 if mood.scale is MAJOR else 6
    chords[-1] = 0
    return Harmony(int(rng.integers(45, 56)), mood, tuple(chords))
