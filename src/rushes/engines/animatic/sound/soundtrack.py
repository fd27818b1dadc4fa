"""A shot list to a soundtrack."""

from __future__ import annotations

import zlib

import numpy as np

from rushes.engines.animatic.sound import reverb
from rushes.engines.animatic.sound.loudness import level_film
from rushes.engines.animatic.sound.mix import Mix, as_heard_from
from rushes.engines.animatic.sound.music.composition import compose
from rushes.engines.animatic.sound.score import Cue, Line, Score, score_film
from rushes.engines.animatic.sound.speech.saying import say
from rushes.engines.animatic.sound.speech.wordless import hum_line
from rushes.engines.animatic.sound.waves import (
    SAMPLE_RATE,
    FloatArray,
    Rng,
    Stereo,
    add_at,
    fade,
    hump,
    samples_in,
)
from rushes.film.shot_list import ShotList

LOUD_LUFS, ROOM_LUFS = -16.0, -28.0
CEILING_DBTP = -2.0
"""AAC may add up to a decibel to a peak; −1 dBTP is promised of what is decoded."""
SPEECH_DB, MUSIC_DB = -1.0, -8.0
MUSIC_UNDER_SPEECH = 0.45
SPEECH_CREST = 1.8
"""Peaks of a voice against its loud parts: one word in a long film must still reach −16 LUFS."""
FADE_IN_SECONDS, FADE_OUT_SECONDS = 0.06, 0.35
CUT_FADE_SECONDS = 0.12
LOOP_SECONDS, LOOP_OVERLAP_SECONDS = 7.0, 0.68
"""A texture is made this long and then repeated: nobody hears it, and it costs half."""


def make_soundtrack(shot_list: ShotList, seed: int) -> Stereo:
    """The film's sound: float32 [2, n] at 48 kHz, exactly as long as the film.

    −16 LUFS where there is speech or music, −28 where there is only the room; never silent. The
    same shot list and seed give the same samples.
    """
    score = score_film(shot_list)
    seconds = shot_list.duration_seconds
    mix = Mix(seconds)
    for number, cue in enumerate(score.cues):
        _add_cue(mix, _rng(seed, f"{cue.sound.name} {number}"), cue)
    for number, line in enumerate(score.lines):
        _add_line(mix, _rng(seed, f"line {number}"), line)
    if score.music:
        mix.add_straight(_music(score, seed, seconds))
    sound = mix.finished(_rng(seed, "space"), _space(score))
    faded = fade(sound, FADE_IN_SECONDS, FADE_OUT_SECONDS)
    return level_film(faded, LOUD_LUFS if score.is_loud else ROOM_LUFS, CEILING_DBTP)


def _rng(seed: int, purpose: str) -> Rng:
    """Each sound draws numbers of its own: leaving one out changes no other."""
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())])


def _add_cue(mix: Mix, rng: Rng, cue: Cue) -> None:
    n = samples_in(cue.end_seconds - cue.start_seconds)
    distance = cue.sound.distance if cue.distance is None else cue.distance
    if cue.sound.is_texture:
        sound = _texture(cue, distance, rng, n)
    else:
        sound = as_heard_from(distance, cue.sound.make(rng, n))
    fade(sound, CUT_FADE_SECONDS, CUT_FADE_SECONDS)
    level = cue.sound.level_db + cue.gain_db
    mix.add(sound, cue.start_seconds, level, cue.pan, distance)


def _texture(cue: Cue, distance: float, rng: Rng, n: int) -> FloatArray:
    """A texture of any length from one of a few seconds, joined without a seam."""
    loop, overlap = samples_in(LOOP_SECONDS), samples_in(LOOP_OVERLAP_SECONDS)
    piece = as_heard_from(distance, cue.sound.make(rng, min(n, loop + overlap)))
    if n <= loop + overlap:
        return piece
    rise = np.sin(np.linspace(0, np.pi / 2, overlap, dtype=np.float32))
    piece[..., :overlap] *= rise
    piece[..., loop:] *= rise[::-1]
    sound = np.zeros((*piece.shape[:-1], n), np.float32)
    for start in range(0, n, loop):
        add_at(sound, piece, start / SAMPLE_RATE)
    return sound


def _add_line(mix: Mix, rng: Rng, line: Line) -> None:
    spoken, voice = line.spoken, line.voice
    said = say(spoken, voice).samples
    if said is None:
        said = hum_line(
            rng, spoken.text, voice.hertz, spoken.most_seconds, voice.is_whispered, voice.size
        )
    even = SPEECH_CREST * np.tanh(as_heard_from(0.1, said) / SPEECH_CREST)
    mix.add(even, spoken.start_seconds, SPEECH_DB + voice.gain_db, line.pan, 0.1)


def _music(score: Score, seed: int, seconds: float) -> Stereo:
    """The music at its level, giving way to speech."""
    music = compose(_rng(seed, "music"), score.music, seconds)
    room = np.ones(music.shape[1], np.float32)
    for line in score.lines:
        n = samples_in(line.spoken.most_seconds + 0.6)
        dip = np.zeros_like(room)
        add_at(dip, np.minimum(hump(n) * 4, 1), line.spoken.start_seconds - 0.3)
        room = np.minimum(room, 1 - (1 - MUSIC_UNDER_SPEECH) * dip)
    return np.asarray(music * room * 10 ** (MUSIC_DB / 20), np.float32)


def _space(score: Score) -> reverb.Space:
    if score.is_in_hall:
        return reverb.HALL
    return reverb.ROOM if score.is_indoors else reverb.OUTDOORS
