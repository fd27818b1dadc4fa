"""What each instrument plays: arpeggio, held chords, melody, bass line, drums."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rushes.engines.animatic.sound.music.harmony import Harmony
from rushes.engines.animatic.sound.waves import Rng


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a part, in beats since the piece began; `drum` instead of a pitch for drums."""

    beat: float
    beats: float
    midi: int = 0
    velocity: float = 1.0
    drum: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What all parts share."""

    harmony: Harmony
    beats_a_chord: int
    end_beats: float
    """How long the last chord is held."""

    @property
    def chord_count(self) -> int:
        return len(self.harmony.chords)

    @property
    def last_beat(self) -> int:
        """Where the last chord starts."""
        return (self.chord_count - 1) * self.beats_a_chord


Part = Callable[[Rng, Piece], list[Note]]

_PICKING = ((0, 2, 3, 4, 3, 2, 3, 2), (0, 2, 3, 2, 4, 2, 3, 2), (0, 3, 2, 4, 3, 2, 4, 3))


def arpeggio(rng: Rng, piece: Piece) -> list[Note]:
    """A broken chord in eighths (quarters where the mood is sparse), and a last chord rolled."""
    pattern = _PICKING[rng.integers(len(_PICKING))]
    step = 0.5 if piece.harmony.mood.density >= 0.4 else 1.0
    notes = []
    for number in range(piece.chord_count - 1):
        voicing = _open_voicing(piece, number)
        start = number * piece.beats_a_chord
        for place in range(int(piece.beats_a_chord / step)):
            accent = 1.0 if place == 0 else 0.62 + 0.12 * (place % 2 == 0)
            midi = voicing[pattern[place % len(pattern)]]
            notes.append(Note(start + place * step, step * 2, midi, accent))
    return notes + _rolled(piece)


def strum(rng: Rng, piece: Piece) -> list[Note]:
    """Whole chords: down on the beats, up between them."""
    notes = []
    for number in range(piece.chord_count - 1):
        voicing = _open_voicing(piece, number)
        start = number * piece.beats_a_chord
        for beat in range(piece.beats_a_chord):
            for late, down in ((0.0, True), (0.5, False)):
                if not down and rng.uniform() > piece.harmony.mood.density:
                    continue
                order = voicing if down else voicing[:1:-1]
                for place, midi in enumerate(order):
                    velocity = (0.8 if down else 0.45) * (1.15 if beat == 0 and down else 1.0)
                    notes.append(Note(start + beat + late + place * 0.022, 0.5, midi, velocity))
    return notes + _rolled(piece)


def held_chords(rng: Rng, piece: Piece) -> list[Note]:
    """Three voices that move as little as they can from chord to chord."""
    notes: list[Note] = []
    before = [piece.harmony.note(step + 7) for step in piece.harmony.chord(0)]
    for number in range(piece.chord_count):
        is_last = number == piece.chord_count - 1
        tones = [piece.harmony.note(step) for step in piece.harmony.chord(number)]
        voices = [_nearest(tone, before) for tone in tones]
        length = piece.end_beats if is_last else piece.beats_a_chord
        start = number * piece.beats_a_chord
        notes += [Note(start, length, midi, 0.8) for midi in voices]
        notes.append(Note(start, length, min(voices) - 12 if min(voices) > 52 else tones[0], 0.6))
        before = voices
    return notes


def broken_chords(rng: Rng, piece: Piece) -> list[Note]:
    """A piano's two hands: octaves below, the chord in eighths above, a few notes of melody."""
    notes = []
    for number in range(piece.chord_count - 1):
        root, third, fifth = piece.harmony.chord(number)
        start = number * piece.beats_a_chord
        note = piece.harmony.note
        notes += [Note(start, piece.beats_a_chord, _low(note(root)), 0.75)]
        for place in range(piece.beats_a_chord * 2):
            step = (root, fifth, third + 7, fifth)[place % 4]
            notes.append(Note(start + place / 2, 1.0, note(step) + 0, 0.5))
    return (
        notes
        + _rolled(piece)
        + [
            Note(n.beat, n.beats, n.midi, 0.9)
            for n in melody(rng, piece)
            if n.beat < piece.last_beat
        ]
    )


_RHYTHMS = ((1.0, 1.0), (2.0,), (1.5, 0.5), (0.5, 0.5, 1.0), (1.0, 0.5, 0.5))


def melody(rng: Rng, piece: Piece) -> list[Note]:
    """A tune: a phrase, then its answer; chord tones on strong beats, steps between."""
    harmony = piece.harmony
    few = 3 if harmony.mood.density < 0.45 else len(_RHYTHMS)
    phrase = [_RHYTHMS[rng.integers(few)] for _ in range(4)]
    leaps = [[int(rng.integers(-2, 3)) for _ in rhythm] for rhythm in phrase]
    notes, step = [], 9
    for half in range(piece.last_beat // 2):
        beat = half * 2.0
        chord = harmony.chord(min(int(beat) // piece.beats_a_chord, piece.chord_count - 1))
        tones = [tone + octave for tone in chord for octave in (0, 7, 14)]
        rhythm, leap = phrase[half % 4], leaps[half % 4]
        for place, length in enumerate(rhythm):
            step += leap[place] if half % 8 < 4 else -leap[place]
            if place == 0:
                step = min(tones, key=lambda tone: (abs(tone - step), tone))
            step = min(max(step, 5), 15)
            breathes = half % 4 == 3 and place == len(rhythm) - 1
            velocity = 0.95 if place == 0 else 0.75
            notes.append(
                Note(beat, length * (0.7 if breathes else 0.98), harmony.note(step), velocity)
            )
            beat += length
    home = 7 if step < 11 else 14
    return [*notes, Note(piece.last_beat, piece.end_beats, harmony.note(home), 0.85)]


def bass_line(rng: Rng, piece: Piece) -> list[Note]:
    """Roots, with the fifth or a passing note before the next."""
    notes = []
    for number in range(piece.chord_count - 1):
        root, _, fifth = piece.harmony.chord(number)
        start = number * piece.beats_a_chord
        for beat in range(piece.beats_a_chord):
            step = root if beat % 2 == 0 else fifth
            if beat % 2 and piece.harmony.mood.density < 0.6:
                continue
            notes.append(Note(start + beat, 0.95, _low(piece.harmony.note(step)), 0.9))
    last = _low(piece.harmony.note(piece.harmony.chord(piece.chord_count - 1)[0]))
    return [*notes, Note(piece.last_beat, piece.end_beats, last, 0.9)]


def drone(rng: Rng, piece: Piece) -> list[Note]:
    """The tonic and its fifth, held throughout."""
    length = piece.last_beat + piece.end_beats
    return [
        Note(0, length, piece.harmony.note(0), 0.7),
        Note(0, length, piece.harmony.note(4), 0.4),
    ]


def beat(rng: Rng, piece: Piece) -> list[Note]:
    """Kick, snare and hat; a last hit with the last chord."""
    notes = []
    dense = piece.harmony.mood.density
    for number in range(piece.last_beat):
        notes.append(Note(number, 1, velocity=0.9, drum="snare" if number % 2 else "kick"))
        for half in (0.0, 0.5):
            notes.append(Note(number + half, 1, velocity=0.35 if half else 0.5, drum="hat"))
        if dense > 0.7 and number % 4 == 2 and rng.uniform() < 0.6:
            notes.append(Note(number + 0.5, 1, velocity=0.7, drum="kick"))
    return [*notes, Note(piece.last_beat, 1, velocity=1.0, drum="kick")]


def soft_beat(rng: Rng, piece: Piece) -> list[Note]:
    """Brushes and a light foot."""
    notes = []
    for number in range(piece.last_beat):
        notes.append(Note(number, 1, velocity=0.6 if number % 2 else 0.4, drum="brush"))
        notes.append(Note(number + 0.66, 1, velocity=0.3, drum="brush"))
        if number % 4 == 0:
            notes.append(Note(number, 1, velocity=0.5, drum="kick"))
    return [*notes, Note(piece.last_beat, 1, velocity=0.6, drum="brush")]


def big_drums(rng: Rng, piece: Piece) -> list[Note]:
    """Toms in threes and fours, growing towards the end."""
    notes = []
    for number in range(piece.last_beat):
        growth = 0.55 + 0.45 * number / max(1, piece.last_beat)
        notes.append(Note(number, 1, velocity=growth * (1 if number % 4 == 0 else 0.7), drum="tom"))
        if number % 4 == 3:
            notes += [
                Note(number + late, 1, velocity=growth * 0.6, drum="tom") for late in (0.5, 0.75)
            ]
    return [*notes, Note(piece.last_beat, 1, velocity=1.0, drum="tom")]


def shaker_beat(rng: Rng, piece: Piece) -> list[Note]:
    """A shaker in eighths over a light foot."""
    notes = []
    for number in range(piece.last_beat):
        for half in (0.0, 0.5):
            notes.append(Note(number + half, 1, velocity=0.4 if half else 0.6, drum="shaker"))
        if number % 2 == 0:
            notes.append(Note(number, 1, velocity=0.6, drum="kick"))
    return [*notes, Note(piece.last_beat, 1, velocity=0.7, drum="kick")]


def swing_beat(rng: Rng, piece: Piece) -> list[Note]:
    """A ride in swung eighths, brushes on two and four."""
    notes = []
    for number in range(piece.last_beat):
        notes.append(Note(number, 1, velocity=0.5, drum="hat"))
        if number % 2:
            notes.append(Note(number + 0.66, 1, velocity=0.35, drum="hat"))
            notes.append(Note(number, 1, velocity=0.6, drum="brush"))
    return [*notes, Note(piece.last_beat, 1, velocity=0.7, drum="brush")]


def four_on_the_floor(rng: Rng, piece: Piece) -> list[Note]:
    """A kick on each beat, a hat between, a snare on two and four."""
    notes = []
    for number in range(piece.last_beat):
        notes.append(Note(number, 1, velocity=1.0, drum="kick"))
        notes.append(Note(number + 0.5, 1, velocity=0.5, drum="hat"))
        if number % 2:
            notes.append(Note(number, 1, velocity=0.6, drum="snare"))
    return [*notes, Note(piece.last_beat, 1, velocity=1.0, drum="kick")]


def heart_beat(rng: Rng, piece: Piece) -> list[Note]:
    """Two soft beats of a drum, then nothing."""
    notes = []
    for number in range(0, piece.last_beat, 2):
        notes += [Note(number + late, 1, velocity=0.7 - late, drum="tom") for late in (0.0, 0.4)]
    return [*notes, Note(piece.last_beat, 1, velocity=0.9, drum="tom")]


def pulse(rng: Rng, piece: Piece) -> list[Note]:
    """The root in eighths, below."""
    notes = []
    for number in range(piece.chord_count - 1):
        root = _low(piece.harmony.note(piece.harmony.chord(number)[0]))
        for place in range(piece.beats_a_chord * 2):
            beat = number * piece.beats_a_chord + place / 2
            notes.append(Note(beat, 0.42, root, 0.9 if place % 2 == 0 else 0.65))
    last = _low(piece.harmony.note(0))
    return [*notes, Note(piece.last_beat, piece.end_beats, last, 0.8)]


def walking_bass(rng: Rng, piece: Piece) -> list[Note]:
    """A step on every beat: root, third, fifth, and a tone that leads to the next root."""
    notes = []
    for number in range(piece.chord_count - 1):
        steps = piece.harmony.chord(number)
        for beat in range(piece.beats_a_chord):
            if beat == piece.beats_a_chord - 1:
                midi = _low(piece.harmony.note(piece.harmony.chord(number + 1)[0])) - 1
            else:
                midi = _low(piece.harmony.note(steps[beat % 3]))
            notes.append(Note(number * piece.beats_a_chord + beat, 0.9, midi, 0.85))
    return [*notes, Note(piece.last_beat, piece.end_beats, _low(piece.harmony.note(0)), 0.9)]


_BOSSA = (0.0, 1.0, 1.5, 2.5, 3.5)


def bossa(rng: Rng, piece: Piece) -> list[Note]:
    """The thumb on one and three, the fingers between the beats."""
    return _comped(piece, _BOSSA, 0.5) + _rolled(piece)


def off_beat(rng: Rng, piece: Piece) -> list[Note]:
    """Short chords after each beat."""
    beats = tuple(beat + 0.5 for beat in range(4))
    return _comped(piece, beats, 0.22) + _rolled(piece)


def _comped(piece: Piece, beats: tuple[float, ...], length: float) -> list[Note]:
    notes = []
    for number in range(piece.chord_count - 1):
        start = number * piece.beats_a_chord
        for beat in beats:
            if beat < piece.beats_a_chord:
                for midi in _open_voicing(piece, number)[2:]:
                    notes.append(Note(start + beat, length, midi, 0.7))
    return notes


def waltz_chords(rng: Rng, piece: Piece) -> list[Note]:
    """The bass on one, the chord on two and three."""
    notes = []
    for number in range(piece.chord_count - 1):
        start = number * piece.beats_a_chord
        root = piece.harmony.note(piece.harmony.chord(number)[0])
        notes.append(Note(start, 1.0, _low(root), 0.95))
    return notes + _comped(piece, (1.0, 2.0), 0.6) + _rolled(piece)


def sparse(rng: Rng, piece: Piece) -> list[Note]:
    """A chord tone now and then, high and alone."""
    notes = []
    for number in range(piece.chord_count - 1):
        tones = _open_voicing(piece, number)
        start = number * piece.beats_a_chord
        for beat in (0.0, 1.5) if number % 2 else (0.5,):
            midi = tones[2 + int(rng.integers(3))]
            notes.append(Note(start + beat, 2.0, midi, float(rng.uniform(0.5, 0.8))))
    return notes + _rolled(piece)


def _open_voicing(piece: Piece, number: int) -> tuple[int, ...]:
    """Root, fifth, octave, third and fifth above: how a guitar lies under the hand."""
    root, third, fifth = piece.harmony.chord(number)
    steps = (root, fifth, root + 7, third + 7, fifth + 7)
    return tuple(piece.harmony.note(step) for step in steps)


def _rolled(piece: Piece) -> list[Note]:
    voicing = _open_voicing(piece, piece.chord_count - 1)
    return [
        Note(piece.last_beat + place * 0.07, piece.end_beats, midi, 0.8)
        for place, midi in enumerate(voicing)
    ]


def _low(midi: int) -> int:
    """The tone in the octave of a bass: 34 (58 Hz) to 45."""
    return 34 + (midi - 34) % 12


def _nearest(midi: int, before: list[int]) -> int:
    """The tone in the octave that is nearest to where the voices were."""
    centre = sum(before) / len(before)
    return midi + 12 * round((centre - midi) / 12)
