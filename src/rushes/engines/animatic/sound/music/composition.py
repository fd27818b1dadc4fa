"""A film's music: who plays what, how it fits the film's length, and how it is mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic.sound.music import parts
from rushes.engines.animatic.sound.music.harmony import (
    TEMPI,
    Mood,
    is_mood,
    make_harmony,
    mood_named,
)
from rushes.engines.animatic.sound.music.instruments import NOTES, drum
from rushes.engines.animatic.sound.music.parts import Note, Part, Piece
from rushes.engines.animatic.sound.waves import (
    Mono,
    Rng,
    Stereo,
    add_at,
    fade,
    normalised,
    samples_in,
)
from rushes.film.shot_list import Music

LEAD_IN_SECONDS = 0.12
SHORTEST_END_SECONDS, LONGEST_END_SECONDS = 1.8, 3.2
HUMAN_SECONDS = 0.006
END_FADE_SECONDS = 1.2
LIGHT_FROM_MIDI = 57
"""Below this note, what is played gets softer by 3 dB an octave."""


_BARS_BEFORE_THE_REST = 2
_LONG_ENOUGH_FOR_FORM = 6
"""Chords: shorter pieces begin with everybody."""
_TEMPO_BENDS = 0.12
_WIDTH, _MIDDLE_MIDI = 0.75, 57
_DRUM_SIDES = {"snare": 0.15, "hat": 0.45, "shaker": -0.5, "brush": 0.3, "tom": -0.25}
_CUT_COUNTS = 0.8
"""What being off the cuts by a beat counts against being off the tempo."""


@dataclass(frozen=True, slots=True)
class Player:
    """An instrument and what it plays."""

    instrument: str
    """A key of `NOTES`, or `drums`."""
    part: Part
    gain: float = 1.0
    pan: float = 0.0
    transpose: int = 0


def _chords_of(instrument: str, gain: float = 0.7, transpose: int = 0) -> Player:
    return Player(instrument, parts.held_chords, gain, 0.0, transpose)


_PLAYERS: dict[str, tuple[Player, ...]] = {
    "guitar": (Player("guitar", parts.arpeggio),),
    "ukulele": (Player("ukulele", parts.strum, transpose=12),),
    "harp": (Player("harp", parts.arpeggio, transpose=12),),
    "sitar": (Player("sitar", parts.melody), Player("sitar", parts.drone, 0.3)),
    "piano": (Player("piano", parts.broken_chords),),
    "music box": (Player("music box", parts.arpeggio, 0.8, transpose=24),
                  Player("music box", parts.melody, 0.9, transpose=12)),
    "strings": (_chords_of("strings"), Player("violin", parts.melody, 0.5, 0.25)),
    "violin": (Player("violin", parts.melody, 1.0, 0.1), _chords_of("strings", 0.35)),
    "cello": (Player("cello", parts.melody, 1.0, -0.1, -12), _chords_of("strings", 0.3)),
    "orchestra": (_chords_of("strings", 0.9), Player("cello", parts.bass_line, 0.5, 0.3),
                  Player("flute", parts.melody, 0.45, -0.2, 12),
                  Player("harp", parts.arpeggio, 0.3, -0.4, 12)),
    "flute": (Player("flute", parts.melody, 1.0, 0, 12), _chords_of("synth", 0.3)),
    "clarinet": (Player("clarinet", parts.melody), _chords_of("strings", 0.3)),
    "saxophone": (Player("saxophone", parts.melody), _chords_of("electric piano", 0.5)),
    "trumpet": (Player("trumpet", parts.melody, 0.9), _chords_of("strings", 0.4)),
    "harmonica": (Player("harmonica", parts.melody, 0.8), Player("guitar", parts.arpeggio, 0.7)),
    "accordion": (_chords_of("accordion", 0.6), Player("accordion", parts.melody, 0.7)),
    "bagpipes": (Player("bagpipes", parts.melody, 0.8, 0, 12),
                 Player("bagpipes", parts.drone, 0.5)),
    "organ": (_chords_of("organ"), Player("organ", parts.melody, 0.5, 0, 12)),
    "choir": (_chords_of("choir"),),
    "drums": (Player("drums", parts.beat),),
    "bass": (Player("bass", parts.bass_line),),
    "synth": (_chords_of("synth", 0.9), Player("synth lead", parts.arpeggio, 0.35, 0.2, 12),
              Player("synth bass", parts.bass_line, 0.6)),
    "electric guitar": (Player("electric guitar", parts.strum, 0.8), Player("drums", parts.beat),
                        Player("bass", parts.bass_line, 0.8)),
    "jazz": (Player("electric piano", parts.held_chords, 0.6), Player("bass", parts.bass_line),
             Player("drums", parts.soft_beat, 0.5), Player("saxophone", parts.melody, 0.6, 0.2)),
    "lo-fi": (Player("electric piano", parts.broken_chords, 0.9), Player("drums", parts.beat, 0.5),
              Player("bass", parts.bass_line, 0.8)),
    "country band": (Player("guitar", parts.strum, 0.8),
                     Player("harmonica", parts.melody, 0.4, 0.3),
                     Player("bass", parts.bass_line, 0.6)),
    "pop band": (Player("guitar", parts.strum, 0.6, -0.3),
                 Player("piano", parts.broken_chords, 0.6, 0.3),
                 Player("drums", parts.beat, 0.8), Player("bass", parts.bass_line, 0.8)),
}  # fmt: skip

_BANDS: dict[str, tuple[Player, ...]] = {
    "happy": (Player("ukulele", parts.strum, 0.9, -0.2, 12), Player("bass", parts.bass_line, 0.7),
              Player("drums", parts.shaker_beat, 0.5, 0.2),
              Player("music box", parts.melody, 0.5, 0.3, 12)),
    "energetic": _PLAYERS["pop band"],
    "epic": (*_PLAYERS["orchestra"], Player("choir", parts.held_chords, 0.5),
             Player("drums", parts.big_drums, 0.9)),
    "tense": (Player("strings", parts.held_chords, 0.8), Player("cello", parts.pulse, 0.7, -0.2),
              Player("drums", parts.heart_beat, 0.7), Player("piano", parts.sparse, 0.5, 0.3)),
    "mysterious": (Player("music box", parts.arpeggio, 0.6, 0.3, 12),
                   Player("strings", parts.held_chords, 0.7),
                   Player("flute", parts.melody, 0.4, -0.3, 12), Player("bass", parts.drone, 0.5)),
    "sad": (Player("piano", parts.broken_chords), Player("cello", parts.melody, 0.5, 0.25, -12),
            Player("strings", parts.held_chords, 0.3)),
    "calm": (Player("synth", parts.held_chords, 0.9),
             Player("electric piano", parts.arpeggio, 0.5, 0.2, 12),
             Player("flute", parts.melody, 0.3, -0.3, 12)),
    "romantic": (Player("piano", parts.broken_chords), Player("strings", parts.held_chords, 0.5),
                 Player("violin", parts.melody, 0.4, 0.25)),
    "soft": (Player("guitar", parts.arpeggio), Player("strings", parts.held_chords, 0.25),
             Player("bass", parts.bass_line, 0.4)),
}  # fmt: skip
"""Who plays where only a mood is named."""

_STYLES: dict[str, tuple[tuple[Player, ...], float]] = {
    "waltz": ((Player("piano", parts.waltz_chords, 0.8, -0.1),
               Player("strings", parts.held_chords, 0.45),
               Player("violin", parts.melody, 0.6, 0.25)), 156),
    "bossa nova": ((Player("guitar", parts.bossa, 0.9, -0.2), Player("bass", parts.bass_line, 0.8),
                    Player("drums", parts.shaker_beat, 0.5),
                    Player("flute", parts.melody, 0.5, 0.3, 12)), 124),
    "samba": ((Player("guitar", parts.bossa, 0.8, -0.2), Player("bass", parts.bass_line, 0.8),
               Player("drums", parts.shaker_beat, 0.8),
               Player("trumpet", parts.melody, 0.4, 0.3)), 168),
    "blues": ((Player("electric guitar", parts.melody, 0.7, 0.2),
               Player("electric piano", parts.held_chords, 0.5),
               Player("bass", parts.walking_bass), Player("drums", parts.swing_beat, 0.6)), 92),
    "swing": ((Player("trumpet", parts.melody, 0.5, 0.2), Player("piano", parts.held_chords, 0.5),
               Player("bass", parts.walking_bass), Player("drums", parts.swing_beat, 0.6)), 150),
    "hip hop": ((Player("electric piano", parts.sparse, 0.8), Player("drums", parts.beat, 0.9),
                 Player("synth bass", parts.bass_line, 0.9)), 88),
    "techno": ((Player("synth lead", parts.arpeggio, 0.4, 0.2, 12),
                Player("synth", parts.held_chords, 0.6), Player("synth bass", parts.pulse, 0.8),
                Player("drums", parts.four_on_the_floor, 0.9)), 128),
    "synthwave": ((Player("synth", parts.held_chords, 0.8), Player("synth bass", parts.pulse, 0.8),
                   Player("synth lead", parts.melody, 0.45, 0.2, 12),
                   Player("drums", parts.beat, 0.8)), 100),
    "reggae": ((Player("guitar", parts.off_beat, 0.8, -0.2), Player("organ", parts.off_beat, 0.4),
                Player("bass", parts.bass_line), Player("drums", parts.soft_beat, 0.7)), 76),
    "metal": ((Player("electric guitar", parts.strum, 0.9, -0.3, -5),
               Player("electric guitar", parts.melody, 0.5, 0.3, 12),
               Player("bass", parts.pulse, 0.8), Player("drums", parts.beat, 1.0)), 150),
    "chiptune": ((Player("chip lead", parts.melody, 0.6, 0.15, 12),
                  Player("chip lead", parts.arpeggio, 0.35, -0.2, 12),
                  Player("chip bass", parts.bass_line, 0.8),
                  Player("drums", parts.beat, 0.5)), 138),
    "ambient": ((Player("synth", parts.held_chords),
                 Player("electric piano", parts.sparse, 0.4, 0.3, 12)), 60),
}  # fmt: skip
"""Ways to play that words name within an instrument: their players and tempo."""
_ALSO_STYLES = {
    "8-bit": "chiptune", "8 bit": "chiptune", "video game": "chiptune", "edm": "techno",
    "house": "techno", "trance": "techno", "electronic": "techno", "hip-hop": "hip hop",
    "trap": "hip hop", "dubstep": "techno", "bossa": "bossa nova", "big band": "swing",
}  # fmt: skip


def known_instruments() -> frozenset[str]:
    """Every name that music may be asked for by."""
    return frozenset(_PLAYERS) | frozenset(_STYLES)


def compose(rng: Rng, named: Sequence[Music], seconds: float, cuts: Sequence[float] = ()) -> Stereo:
    """Music for the whole film, RMS 1: it begins with it and comes home before its end.

    Its beats fall on the `cuts` as far as the tempo bends.
    """
    mood = mood_named(_mood_of(named))
    tempo = next((music.tempo for music in named if music.tempo), None)
    style = _style_of(named)
    players, pace = style or (_band(named, mood), mood.beats_per_minute)
    pace *= TEMPI.get(tempo or "", 1.0)
    beats = 3 if any(player.part is parts.waltz_chords for player in players) else 0
    piece, beat_seconds = fit_piece(rng, mood, pace, seconds, cuts, beats)
    sound = np.zeros((2, samples_in(seconds)), np.float32)
    for number, player in enumerate(players):
        sound += _play(rng, player, piece, beat_seconds, seconds, _enters(number, piece))
    return normalised(fade(sound, 0.01, min(END_FADE_SECONDS, seconds * 0.2)))


def _mood_of(named: Sequence[Music]) -> str | None:
    """The mood named, or one that is in the music's words."""
    for music in named:
        for word in music.words.lower().split():
            if is_mood(word):
                return word
    return next((music.mood for music in named if music.mood), None)


def _style_of(named: Sequence[Music]) -> tuple[Sequence[Player], float] | None:
    for music in named:
        words = f"{music.words} {music.instrument or ''}".lower()
        for name, style in (*_ALSO_STYLES.items(), *((name, name) for name in _STYLES)):
            if name in words:
                return _STYLES[style]
    return None


def _band(named: Sequence[Music], mood: Mood) -> list[Player]:
    asked = [music.instrument for music in named if music.instrument in _PLAYERS]
    if not asked:
        return list(_BANDS.get(mood.name, _BANDS["soft"]))
    together: dict[tuple[str, Part], Player] = {}
    for name in asked:
        for player in _PLAYERS[name or ""]:
            # Two tunes at once would be a quarrel: the second leaves its melody out.
            has_tune = any(part is parts.melody for _, part in together)
            if player.part is not parts.melody or not has_tune:
                together.setdefault((player.instrument, player.part), player)
    if mood.density >= 0.9 and any(name in ("orchestra", "strings", "choir") for name in asked):
        together["drums", parts.big_drums] = Player("drums", parts.big_drums, 0.9)
    return list(together.values())


def _enters(number: int, piece: Piece) -> int:
    """The chord with which a player comes in: a long piece begins with few and gathers."""
    if piece.chord_count < _LONG_ENOUGH_FOR_FORM or number < 2:
        return 0
    return _BARS_BEFORE_THE_REST


def fit_piece(
    rng: Rng, mood: Mood, bpm: float, seconds: float, cuts: Sequence[float], beats: int = 0
) -> tuple[Piece, float]:
    """A piece of whole bars whose last chord has time to ring; and the length of a beat.

    Of the tempi near the one wanted, the one whose beats come nearest to the cuts.
    """
    end_seconds = min(SHORTEST_END_SECONDS, seconds * 0.25)
    span = seconds - LEAD_IN_SECONDS - end_seconds
    beats_a_chord = beats or (4 if span / (240 / bpm) >= 3 else 2)
    bend = max(_TEMPO_BENDS, 0.5 * beats_a_chord * 60 / bpm / span)

    def chords_in(beat: float) -> int:
        return max(2, int(span / (beats_a_chord * beat) + 1e-6))

    def fault(beat: float) -> float:
        home = chords_in(beat) * beats_a_chord * beat
        if home > span + 1e-6:
            return 10 * home / span
        asides = [(cut - LEAD_IN_SECONDS) / beat % 1.0 for cut in cuts if cut < span]
        beside = sum(min(aside, 1 - aside) for aside in asides) / max(1, len(asides))
        late = max(0.0, span - home - LONGEST_END_SECONDS + end_seconds)
        return abs(beat * bpm / 60 - 1) + _CUT_COUNTS * beside + late

    beat_seconds = min((60 / bpm * float(ratio) for ratio in np.linspace(1 - bend, 1 + bend, 81)),
                       key=fault)  # fmt: skip
    chords = chords_in(beat_seconds)
    beat_seconds = min(beat_seconds, span / (chords * beats_a_chord))
    harmony = make_harmony(rng, mood, chords + 1)
    ends = seconds - LEAD_IN_SECONDS - chords * beats_a_chord * beat_seconds
    return Piece(harmony, beats_a_chord, ends / beat_seconds), beat_seconds


def _play(
    rng: Rng, player: Player, piece: Piece, beat_seconds: float, seconds: float, enters: int
) -> Stereo:
    """One player's part from a chord on, each note made once."""
    made: dict[tuple[int, float, str], Mono] = {}
    line = np.zeros((2, samples_in(seconds)), np.float32)
    for note in player.part(rng, piece):
        if note.beat < enters * piece.beats_a_chord:
            continue
        length = round(note.beats * beat_seconds, 2)
        key = (note.midi, length, note.drum)
        if key not in made:
            made[key] = _note(rng, player, note, length)
        at = LEAD_IN_SECONDS + note.beat * beat_seconds + rng.normal(0, HUMAN_SECONDS)
        gain = note.velocity * rng.uniform(0.92, 1.05) * player.gain
        angle = (_side_of(player, note) + 1) * np.pi / 4
        add_at(line[0], made[key], at, gain * np.cos(angle))
        add_at(line[1], made[key], at, gain * np.sin(angle))
    return line


def _side_of(player: Player, note: Note) -> float:
    """Where a note is heard: keys and strings lie from left to right, drums around the drummer."""
    if note.drum:
        return _DRUM_SIDES.get(note.drum, 0.0)
    if player.part in (parts.melody, parts.bass_line, parts.pulse, parts.walking_bass):
        return player.pan
    aside = (note.midi + player.transpose - _MIDDLE_MIDI) / 18
    # What is as high as its neighbour still comes from another string.
    aside += 0.35 * ((note.midi * 5 % 7) / 3 - 1)
    return float(np.clip(player.pan + _WIDTH * aside, -0.9, 0.9))


def _note(rng: Rng, player: Player, note: Note, seconds: float) -> Mono:
    if note.drum:
        sound = drum(rng, note.drum)
        return sound / np.float32(np.abs(sound).max() * 0.4)
    sound = NOTES[player.instrument](rng, note.midi + player.transpose, seconds)
    start = sound[: samples_in(0.4)]
    # Notes of equal power would leave nothing but the basses.
    lightness = 2 ** (min(note.midi + player.transpose - LIGHT_FROM_MIDI, 0) / 12 / 2)
    return sound * np.float32(lightness / (np.sqrt(np.mean(np.square(start))) + 1e-9))
