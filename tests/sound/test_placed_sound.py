"""Where sounds come from and when: as they are seen, and as the words leave them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from rushes.engines.animatic.clips import load_clip
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.sound import reverb
from rushes.engines.animatic.sound.beds import bed_layers, place_book, space_of
from rushes.engines.animatic.sound.mix import Mix, passing
from rushes.engines.animatic.sound.placing import STEP_SECONDS, Placing, Trace
from rushes.engines.animatic.sound.score import Cue, Score, score_film
from rushes.engines.animatic.sound.soundtrack import make_soundtrack, sound_of
from rushes.engines.animatic.sound.waves import SAMPLE_RATE, times
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.film_request import FilmRequest
from rushes.film.reading import read_film


def _plan(prompt: str, **values: object) -> FilmPlan:
    request = FilmRequest(prompt, **{"duration_seconds": 5, **values})  # type: ignore[arg-type]
    return FilmPlan(request, read_film(request), 1280, 720, 1280, 720, 7)


def _score(plan: FilmPlan) -> Score:
    dressing = 1.0 - plan.request.cfg_scale
    return score_film(plan.shot_list, Placing(stage_film(plan)), dressing)


def _cue(score: Score, *names: str) -> Cue:
    return next(cue for cue in score.cues if cue.sound.name in names)


def _heard(score: Score) -> set[str]:
    return {cue.sound.name for cue in score.cues}


def test_steps_are_heard_when_the_drawn_foot_is_down() -> None:
    plan = _plan("A woman walks along a street. Wide shot.")
    cue = _cue(_score(plan), "footsteps", "soft footsteps")
    member = stage_film(plan)[0].cast[0]
    assert cue.moments
    cycle = load_clip("walk").seconds
    for moment in cue.moments:
        share = (moment + member.performance.offset_seconds) / cycle % 0.5
        assert min(share, 0.5 - share) < 0.01
    gaps = np.diff(cue.moments)
    assert gaps == pytest.approx(cycle / 2, abs=1e-6)


def test_a_walker_is_heard_where_they_are_seen() -> None:
    plan = _plan("A man runs across a field. Wide shot, static camera.")
    trace = _cue(_score(plan), "running footsteps", "soft footsteps").pan
    assert isinstance(trace, Trace)
    member = stage_film(plan)[0].cast[0]
    assert member.travel_mps
    assert np.sign(trace.pan[-1] - trace.pan[0]) == np.sign(member.travel_mps)


def test_what_is_far_is_fainter_than_what_is_near() -> None:
    near, far = Trace(np.zeros(3), np.full(3, 2.0)), Trace(np.zeros(3), np.full(3, 60.0))
    assert near.gain_db[0] > far.gain_db[0] + 8
    assert near.distance < 0.1 < 0.6 < far.distance


def test_what_passes_moves_across_and_its_pitch_falls() -> None:
    moments = np.arange(0, 4.1, STEP_SECONDS)
    trace = Trace(np.linspace(-0.8, 0.8, len(moments)), np.hypot(12 * (moments - 2), 3))
    tone = np.sin(2 * np.pi * 400 * times(4 * SAMPLE_RATE)).astype(np.float32)
    bent = passing(tone, trace)

    def hertz(start: float) -> float:
        piece = bent[int(start * SAMPLE_RATE) :][: SAMPLE_RATE // 2] * np.hanning(SAMPLE_RATE // 2)
        return float(np.abs(np.fft.rfft(piece, 8 * SAMPLE_RATE)).argmax() / 8)

    assert hertz(0.3) > 430
    assert hertz(3.0) < 370
    mix = Mix(4)
    mix.add(bent, 0.0, 0.0, trace)
    power = np.square(mix.finished()).reshape(2, 8, -1).mean(axis=2)
    assert power[0, 0] > 4 * power[1, 0]
    assert power[1, -1] > 4 * power[0, -1]
    assert power.sum(axis=0).argmax() in (3, 4)


def test_a_church_answers_long_and_a_car_hardly() -> None:
    click = np.zeros(2 * SAMPLE_RATE, np.float32)
    click[0] = 1.0

    def tail_energy(name: str) -> float:
        return float(np.square(reverb.answer(click, place_book().spaces[name])[:, 24_000:]).sum())

    assert space_of("church", (), True) == "church"
    assert space_of("car interior", (), True) == "cabin"
    assert tail_energy("church") > 1000 * tail_energy("cabin")
    assert tail_energy("church") > 10 * tail_energy("street")


def test_an_answer_is_as_bright_as_its_space_and_no_brighter() -> None:
    click = np.zeros(SAMPLE_RATE, np.float32)
    click[0] = 1.0
    power = np.abs(np.fft.rfft(reverb.answer(click, place_book().spaces["tiled"])[0])) ** 2
    assert power[13_000:].sum() < 0.05 * power.sum()


def test_rain_is_on_the_roof_for_those_inside() -> None:
    inside = {layer.sound for layer in bed_layers("kitchen", (), "night", "rain", True)}
    outside = {layer.sound for layer in bed_layers("street", (), "night", "rain", False)}
    assert "rain on roof" in inside
    assert "rain" in outside
    assert "rain" not in inside


@pytest.mark.parametrize(
    ("prompt", "negative", "gone"),
    [
        ("A dog barks in a park.", "dog", "dog bark"),
        ("A forest at dawn, birds singing.", "birds", "birds"),
        ("Rain falls on a street at night.", "rain", "rain"),
    ],
)
def test_a_negative_prompt_takes_sounds_away(prompt: str, negative: str, gone: str) -> None:
    assert gone in _heard(_score(_plan(prompt)))
    assert gone not in _heard(_score(_plan(prompt, negative_prompt=negative)))


def test_no_music_leaves_the_film_without_music_and_quieter() -> None:
    prompt = "A woman on a terrace at sunset, soft guitar music."
    with_music, without = _plan(prompt), _plan(prompt, negative_prompt="music")
    assert _score(with_music).music
    assert not _score(without).music
    assert np.std(sound_of(with_music)) > 2 * np.std(sound_of(without))


def test_no_sounds_at_all_still_leaves_the_room() -> None:
    plan = _plan("A dog barks in a park.")
    excluded = msgspec.structs.replace(plan.shot_list, excluded=("sound effects",))
    cues = score_film(excluded).cues
    assert cues
    assert all(cue.is_bed for cue in cues)


def test_a_strict_film_hears_only_what_was_named_or_is_seen() -> None:
    prompt = "A man reads in a garden."
    free, strict = (_heard(_score(_plan(prompt, cfg_scale=scale))) for scale in (0.0, 1.0))
    assert "birds" in free
    assert strict <= free
    assert "birds" not in strict
    assert "pages" in strict
    free_sound, strict_sound = (
        make_soundtrack(_plan(prompt).shot_list, 1, None, dressing) for dressing in (1.0, 0.0)
    )
    assert not np.array_equal(free_sound, strict_sound)


def test_a_prompt_without_sound_words_has_the_room_it_plays_in() -> None:
    kitchen = _heard(_score(_plan("A woman in a kitchen.")))
    assert "room tone" in kitchen
    assert "wind" not in kitchen
    assert "waves" in _heard(_score(_plan("A woman on a beach.")))


def test_the_same_plan_sounds_the_same() -> None:
    plan = _plan('A car drives past a man. "Stop!" he shouts.')
    assert np.array_equal(sound_of(plan), sound_of(plan))
