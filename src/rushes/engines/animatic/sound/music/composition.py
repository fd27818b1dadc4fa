"""A film's music: who plays what, how it fits the film's length, and how it is mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic.sound.music import parts
from rushes.engines.animatic.sound.music.harmony import TEMPI, Mood, make_harmony, mood_named
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
LONGEST_END_SECONDS = 2.6
HUMAN_SECONDS = 0.006
END_FADE_SECONDS = 1.2
LIGHT_FROM_MIDI = 57
"""Below this note, what is played gets softer by 3 dB an octave."""


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
    "waltz": (_chords_of("strings", 0.7), Player("piano", parts.broken_chords, 0.7)),
}  # fmt: skip

_BY_MOOD = {
    "happy": "ukulele", "energetic": "pop band", "epic": "orchestra", "tense": "strings",
    "sad": "piano", "calm": "synth", "romantic": "piano", "soft": "guitar",
}  # fmt: skip


def known_instruments() -> frozenset[str]:
    """Every name that music may be asked for by."""
    return frozenset(_PLAYERS)


def compose(rng: Rng, named: Sequence[Music], seconds: float, cuts: Sequence[float] = ()) -> Stereo:
    """Music for the whole film, RMS 1: it begins with it and comes home before its end."""
    mood = mood_named(next((music.mood for music in named if music.mood), None))
    tempo = next((music.tempo for music in named if music.tempo), None)
    players = _band(named, mood)
    beats_per_minute = mood.beats_per_minute * TEMPI.get(tempo or "", 1.0)
    piece, beat_seconds = _fitted(rng, mood, beats_per_minute, seconds)
    sound = np.zeros((2, samples_in(seconds)), np.float32)
    for player in players:
        sound += _play(rng, player, piece, beat_seconds, seconds)
    return normalised(fade(sound, 0.01, min(END_FADE_SECONDS, seconds * 0.2)))


def _band(named: Sequence[Music], mood: Mood) -> list[Player]:
    asked = [music.instrument for music in named if music.instrument in _PLAYERS]
    if not asked:
        word = next((music.mood for music in named if music.mood), "soft") or "soft"
        asked = [_BY_MOOD.get(word, "piano" if mood.density < 0.6 else "pop band")]
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


def _fitted(rng: Rng, mood: Mood, bpm: float, seconds: float) -> tuple[Piece, float]:
    """A piece of whole half-bars whose last chord has time to ring; and the length of a beat."""
    end_seconds = min(LONGEST_END_SECONDS, seconds * 0.3)
    span = seconds - LEAD_IN_SECONDS - end_seconds
    beats_a_chord = 4 if span / (240 / bpm) >= 3 else 2
    chords = max(2, round(span / (beats_a_chord * 60 / bpm)))
    beat_seconds = span / (chords * beats_a_chord)
    harmony = make_harmony(rng, mood, chords + 1)
    return Piece(harmony, beats_a_chord, end_seconds / beat_seconds), beat_seconds


def _play(rng: Rng, player: Player, piece: Piece, beat_seconds: float, seconds: float) -> Stereo:
    """One player's part, each note made once."""
    made: dict[tuple[int, float, str], Mono] = {}
    line = np.zeros(samples_in(seconds), np.float32)
    for note in player.part(rng, piece):
        length = round(note.beats * beat_seconds, 2)
        key = (note.midi, length, note.drum)
        if key not in made:
            made[key] = _note(rng, player, note, length)
        at = LEAD_IN_SECONDS + note.beat * beat_seconds + rng.normal(0, HUMAN_SECONDS)
        velocity = note.velocity * rng.uniform(0.92, 1.05)
        add_at(line, made[key], at, velocity * player.gain)
    angle = (player.pan + 1) * np.pi / 4
    return np.stack([line * np.float32(np.cos(angle)), line * np.float32(np.sin(angle))])


def _note(rng: Rng, player: Player, note: Note, seconds: float) -> Mono:
    if note.drum:
        sound = drum(rng, note.drum)
        return sound / np.float32(np.abs(sound).max() * 0.4)
    sound = NOTES[player.instrument](rng, note.midi + player.transpose, seconds)
    start = sound[: samples_in(0.4)]
    # Notes of equal power would leave nothing but the basses.
    lightness = 2 ** (min(note.midi + player.transpose - LIGHT_FROM_MIDI, 0) / 12 / 2)
    return sound * np.float32(lightness / (np.sqrt(np.mean(np.square(start))) + 1e-9))
