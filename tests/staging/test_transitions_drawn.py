"""Cuts and what goes over them, as film people know them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import Scene
from rushes.engines.animatic.staging.camera.directing import direct, subject_of
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import Move, PersonInShot, Shot

Pixels = NDArray[np.uint8]
MakePlan = Callable[..., FilmPlan]
MakeShot = Callable[..., Shot]
STATIC = (Move("static"),)


@pytest.fixture
def film(make_plan: MakePlan, make_shot: MakeShot) -> Callable[[str], FilmRenderer]:
    """Two still shots, the second at night, joined so."""

    def make(transition: str) -> FilmRenderer:
        first = make_shot(1, 0, 36, size="EWS", place="vineyard hills", moves=STATIC)
        second = make_shot(
            2,
            36,
            72,
            size="EWS",
            place="vineyard hills",
            moves=STATIC,
            time_of_day="night",
            transition=transition,
        )
        return FilmRenderer(make_plan((first, second)))

    return make


def _light(frame: Pixels) -> float:
    return float(frame[:150, :, :3].mean())


@pytest.mark.parametrize("transition", ["cut", "smash cut", "jump cut", "match cut"])
def test_cuts_are_hard(transition: str, film: Callable[[str], FilmRenderer]) -> None:
    renderer = film(transition)
    lights = [_light(renderer.picture(index)) for index in (30, 35, 36, 60)]
    assert lights[0] == pytest.approx(lights[1], abs=3)
    assert lights[2] == pytest.approx(lights[3], abs=3)
    assert lights[1] - lights[2] > 15


def test_a_fade_goes_through_black_and_a_white_one_through_white(
    film: Callable[[str], FilmRenderer],
) -> None:
    assert _light(film("fade").picture(35)) < 20
    assert _light(film("fade white").picture(35)) > 205


def test_an_iris_closes_on_the_middle(film: Callable[[str], FilmRenderer]) -> None:
    renderer = film("iris")
    whole, closing = renderer.picture(20).copy(), renderer.picture(31).copy()
    height, width = whole.shape[:2]
    assert closing[:8, :8, :3].max() < 16
    middle = (slice(height // 2 - 8, height // 2), slice(width // 2 - 8, width // 2 + 8))
    assert closing[middle].mean() == pytest.approx(whole[middle].mean(), abs=12)


def test_a_wipe_comes_from_the_left(film: Callable[[str], FilmRenderer]) -> None:
    renderer = film("wipe")
    before, during, after = (renderer.picture(index).copy() for index in (34, 43, 60))
    width = before.shape[1]
    left, right = slice(0, width // 6), slice(-width // 6, None)
    assert during[:100, left].mean() == pytest.approx(after[:100, left].mean(), abs=6)
    assert during[:100, right].mean() == pytest.approx(before[:100, right].mean(), abs=6)


def test_a_whip_pan_is_blurred_sideways_on_both_sides_of_the_cut(
    film: Callable[[str], FilmRenderer],
) -> None:
    renderer = film("whip-pan")

    def detail(index: int) -> float:
        rows = renderer.picture(index)[20:140, :320, 1].astype(int)
        blocks = rows.reshape(15, 8, 40, 8).mean(axis=(1, 3))
        return float(np.abs(np.diff(blocks, axis=1)).mean())

    still = detail(20)
    assert detail(35) < 0.6 * still
    assert detail(37) < 0.6 * detail(60)


def _at(scene: Scene, seconds: float) -> tuple[float, float, float]:
    """Where the subject is in the picture and how tall, in picture heights."""
    subject = subject_of(scene)
    assert subject is not None
    pose = scene.camera(seconds)
    depth = subject[2] - pose.z
    return (
        pose.focal * ((subject[0] - pose.x) / depth - pose.shift_x),
        pose.focal * ((subject[1] - pose.y) / depth - pose.shift_y),
        pose.focal * subject[3] / depth,
    )


def test_a_match_cut_puts_its_subject_where_the_last_one_was(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shots = (
        make_shot(1, 0, 48, size="MS", people=(PersonInShot("woman-1"),), moves=STATIC),
        make_shot(
            2,
            48,
            96,
            size="WS",
            place="street",
            people=(PersonInShot("man-1"),),
            moves=STATIC,
            transition="match cut",
        ),
    )
    scenes = stage_film(make_plan(shots))
    directed = direct(scenes, shots)
    old = _at(directed[0], 2.0)
    assert _at(directed[1], 0.0) == pytest.approx(old, abs=0.03)
    assert _at(scenes[1], 0.0) != pytest.approx(old, abs=0.03)


def test_a_jump_cut_keeps_the_frame_and_moves_the_people(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    people = (PersonInShot("woman-1", ("talk",)),)
    shots = (
        make_shot(1, 0, 48, place="street", people=people, moves=(Move("dolly-in"),)),
        make_shot(2, 48, 96, place="street", people=people, transition="jump cut"),
    )
    first, second = direct(stage_film(make_plan(shots)), shots)
    assert second.camera(0.0) == second.camera(1.0) == first.camera(first.duration_seconds)
    assert 0.1 < abs(second.cast[0].x - first.cast[0].x) < 0.5
    assert second.seed == first.seed
