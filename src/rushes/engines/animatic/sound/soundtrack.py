"""A shot list to a soundtrack."""

from __future__ import annotations

import zlib

import numpy as np

from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.sound.beds import place_book
from rushes.engines.animatic.sound.effects.registry import takes_of
from rushes.engines.animatic.sound.loudness import level_film
from rushes.engines.animatic.sound.mix import Mix, as_heard_from, leveled, passing
from rushes.engines.animatic.sound.music.composition import compose
from rushes.engines.animatic.sound.placing import Placing, Trace
from rushes.engines.animatic.sound.reverb import Space
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
MUSIC_UNDER_SPEECH = 0.4
SPEECH_CREST = 1.8
"""Peaks of a voice against its loud parts: one word in a long film must still reach −16 LUFS."""
MUSIC_WET = 0.5
FADE_IN_SECONDS, FADE_OUT_SECONDS = 0.06, 0.35
CUT_FADE_SECONDS = 0.12
LOOP_SECONDS, LOOP_OVERLAP_SECONDS = 6.0, 0.68
"""A texture is made this long and then repeated: nobody hears it, and it costs half."""


def sound_of(plan: FilmPlan) -> Stereo:
    """The sound of a film, everything where it is seen."""
    from rushes.engines.animatic.staging.staging import stage_film

    dressing = 1.0 - plan.request.cfg_scale
    return make_soundtrack(plan.shot_list, plan.seed, Placing(stage_film(plan)), dressing)


def make_soundtrack(
    shot_list: ShotList, seed: int, placing: Placing | None = None, dressing: float = 0.5
) -> Stereo:
    """The film's sound: float32 [2, n] at 48 kHz, exactly as long as the film.

    −16 LUFS where there is speech or music, −28 where there is only the room; never silent. The
    same shot list and seed give the same samples.
    """
    score = score_film(shot_list, placing, dressing)
    seconds = shot_list.duration_seconds
    spaces = place_book().spaces
    mix = Mix(seconds)
    for number, cue in enumerate(score.cues):
        _add_cue(mix, _rng(seed, f"{cue.sound.name} {number}"), cue, spaces[cue.space])
    for number, line in enumerate(score.lines):
        _add_line(mix, _rng(seed, f"line {number}"), line, spaces[line.space])
    if score.music:
        mix.add_straight(_music(score, seed, seconds), MUSIC_WET, spaces["hall"])
    faded = fade(mix.finished(), FADE_IN_SECONDS, FADE_OUT_SECONDS)
    return level_film(faded, LOUD_LUFS if score.is_loud else ROOM_LUFS, CEILING_DBTP)


def _rng(seed: int, purpose: str) -> Rng:
    """Each sound draws numbers of its own: leaving one out changes no other."""
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())])


def _add_cue(mix: Mix, rng: Rng, cue: Cue, space: Space) -> None:
    distance = cue.sound.distance if cue.distance is None else cue.distance
    level = cue.sound.level_db + cue.gain_db
    n = samples_in(cue.end_seconds - cue.start_seconds)
    if cue.sound.once:
        _add_moments(mix, rng, cue, distance, level, space)
        return
    if cue.sound.is_texture:
        sound = _texture(cue, distance, rng, n)
    else:
        sound = as_heard_from(distance, cue.sound.make(rng, n))
    if cue.passes and isinstance(cue.pan, Trace) and cue.pan.moves and sound.ndim == 1:
        sound = passing(sound, cue.pan)
    fade(sound, CUT_FADE_SECONDS, CUT_FADE_SECONDS)
    answering = None if cue.is_bed else space
    mix.add(sound, cue.start_seconds, level, cue.pan, distance, answering)


def _add_moments(
    mix: Mix, rng: Rng, cue: Cue, distance: float, level_db: float, space: Space
) -> None:
    """What is heard once at each of its moments: each from where its source is then."""
    once, length = cue.sound.once, cue.end_seconds - cue.start_seconds
    assert once is not None
    moments = cue.moments if cue.moments is not None else cue.sound.rhythm.moments(rng, length)
    pieces = takes_of(once, rng, len(moments))
    if not pieces:
        return
    ends = np.cumsum([len(piece) for piece in pieces])
    even = as_heard_from(distance, np.concatenate(pieces))
    for at, piece in zip(moments, np.split(even, ends[:-1]), strict=True):
        pan, gain = cue.pan, 0.0
        if isinstance(pan, Trace):
            there = pan.at(at)
            pan, gain = float(there.pan[0]), float(there.gain_db[0])
        tail = samples_in(max(0.05, length - at + CUT_FADE_SECONDS))
        heard = fade(piece[:tail].copy(), 0.0005, min(0.1, len(piece) / SAMPLE_RATE / 4))
        mix.add(heard, cue.start_seconds + at, level_db + gain, pan, distance, space)


def _texture(cue: Cue, distance: float, rng: Rng, n: int) -> FloatArray:
    """A texture of any length from one of a few seconds, joined without a seam."""
    loop, overlap = samples_in(LOOP_SECONDS), samples_in(LOOP_OVERLAP_SECONDS)
    made = cue.sound.make(rng, min(n, loop + overlap))
    # A texture is made as it is usually heard; farther off, it gets duller.
    piece = as_heard_from(distance, made) if distance > cue.sound.distance else leveled(made)
    if n <= loop + overlap:
        return piece
    rise = np.sin(np.linspace(0, np.pi / 2, overlap, dtype=np.float32))
    piece[..., :overlap] *= rise
    piece[..., loop:] *= rise[::-1]
    sound = np.zeros((*piece.shape[:-1], n), np.float32)
    for start in range(0, n, loop):
        add_at(sound, piece, start / SAMPLE_RATE)
    return sound


def _add_line(mix: Mix, rng: Rng, line: Line, space: Space) -> None:
    spoken, voice = line.spoken, line.voice
    said = say(spoken, voice).samples
    if said is None:
        said = hum_line(
            rng, spoken.text, voice.hertz, spoken.most_seconds, voice.is_whispered, voice.size
        )
    even = SPEECH_CREST * np.tanh(leveled(said) / SPEECH_CREST)
    level = SPEECH_DB + voice.gain_db
    mix.add(even, spoken.start_seconds, level, line.pan, 0.05, space)


def _music(score: Score, seed: int, seconds: float) -> Stereo:
    """The music at its level, giving way to speech."""
    music = compose(_rng(seed, "music"), score.music, seconds, score.cuts)
    room = np.ones(music.shape[1], np.float32)
    for line in score.lines:
        n = samples_in(line.spoken.most_seconds + 0.6)
        dip = np.zeros_like(room)
        add_at(dip, np.minimum(hump(n) * 4, 1), line.spoken.start_seconds - 0.3)
        room = np.minimum(room, 1 - (1 - MUSIC_UNDER_SPEECH) * dip)
    return np.asarray(music * room * 10 ** (MUSIC_DB / 20), np.float32)
