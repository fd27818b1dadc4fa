"""Music: mood, style and tempo change it; it hits cuts, comes home and fades with the film."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from rushes.engines.animatic.sound.music.composition import (
    LEAD_IN_SECONDS,
    compose,
    fit_piece,
    known_instruments,
)
from rushes.engines.animatic.sound.music.harmony import MOODS
from rushes.engines.animatic.sound.waves import SAMPLE_RATE, Stereo
from rushes.film.shot_list import Music

STYLES = "bossa nova, samba, blues, swing, hip hop, techno, reggae, metal, chiptune, waltz".split(
    ", "
)


@cache
def _music(words: str = "", mood: str | None = None, seconds: float = 6.0) -> Stereo:
    return compose(np.random.default_rng(4), [Music(None, mood, None, words)], seconds)


def _drummed(mood: str | None = None, tempo: str | None = None) -> float:
    """Strokes a second, where drums play alone."""
    music = compose(np.random.default_rng(4), [Music("drums", mood, tempo)], 8.0)
    power = np.square(music.mean(axis=0)).reshape(-1, SAMPLE_RATE // 100).mean(axis=1)
    rises = np.diff(np.sqrt(power))
    is_peak = (rises[1:-1] > rises[:-2]) & (rises[1:-1] >= rises[2:])
    return float((is_peak & (rises[1:-1] > 0.3 * rises.max())).sum() / 8)


def _brightness_hz(music: Stereo) -> float:
    power = np.abs(np.fft.rfft(music.mean(axis=0))) ** 2
    hertz = np.fft.rfftfreq(music.shape[1], 1 / SAMPLE_RATE)
    return float((power * hertz).sum() / power.sum())


@pytest.mark.parametrize("style", STYLES)
def test_a_style_that_words_name_is_played_as_such(style: str) -> None:
    music = _music(f"{style} music")
    assert np.isfinite(music).all()
    assert not np.allclose(music, _music("music"))
    assert style in known_instruments()


@pytest.mark.parametrize("mood", sorted(MOODS))
def test_no_two_moods_are_the_same_music(mood: str) -> None:
    music = _music(mood=mood)[0]
    for other in MOODS:
        if other != mood:
            assert abs(np.corrcoef(music, _music(mood=other)[0])[0, 1]) < 0.6


def test_lively_moods_have_more_beats_than_sad_ones() -> None:
    assert _drummed("energetic") > 1.4 * _drummed("sad")
    assert _drummed("happy") > 1.2 * _drummed("calm")


def test_a_fast_tempo_is_faster_than_a_slow_one() -> None:
    assert _drummed("happy", "fast") > 1.2 * _drummed("happy", "slow")


@pytest.mark.parametrize("mood", sorted(MOODS))
def test_it_comes_home_and_fades_with_the_film_instead_of_being_cut_off(mood: str) -> None:
    music = _music(mood=mood)
    per_tenth = np.sqrt(np.square(music).mean(axis=0).reshape(-1, SAMPLE_RATE // 10).mean(axis=1))
    assert per_tenth[-1] < 0.1 * per_tenth[:40].max()
    assert per_tenth[-20:-10].mean() > 0.05
    assert np.abs(music[:, -10:]).max() < 1e-2


@pytest.mark.parametrize("mood", sorted(MOODS))
def test_it_is_stereo_but_not_two_musics(mood: str) -> None:
    music = _music(mood=mood)
    assert 0.3 < float(np.corrcoef(music[0], music[1])[0, 1]) < 0.97


@pytest.mark.parametrize("cut", [3.1, 4.4, 5.2, 6.7])
def test_its_beats_come_nearer_to_a_cut_where_the_tempo_bends(cut: float) -> None:
    def beside(cuts: tuple[float, ...]) -> float:
        piece, beat_seconds = fit_piece(np.random.default_rng(4), MOODS["happy"], 116, 10.0, cuts)
        assert 60 / beat_seconds == pytest.approx(116, rel=0.2)
        assert piece.last_beat * beat_seconds < 10
        place = (cut - LEAD_IN_SECONDS) / beat_seconds % 1.0
        return min(place, 1 - place) * beat_seconds

    assert beside((cut,)) <= beside(())
    assert beside((cut,)) < 0.1


def test_a_long_piece_gathers_its_players() -> None:
    music = _music(mood="epic", seconds=14.0)
    first, later = (music[:, at * SAMPLE_RATE : (at + 2) * SAMPLE_RATE] for at in (0, 7))
    assert np.std(later) > 1.08 * np.std(first)


def test_a_violin_is_brighter_than_a_cello() -> None:
    violin, cello = (
        compose(np.random.default_rng(4), [Music(name)], 5.0) for name in ("violin", "cello")
    )
    assert _brightness_hz(violin) > _brightness_hz(cello)
