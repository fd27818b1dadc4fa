"""People in staged shots: views, partners, crowds, and the things their actions bring."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import Scene
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.film_request import FilmRequest
from rushes.film.reading import read_film

Stage = Callable[[str], Scene]


@pytest.fixture(name="stage", scope="module")
def staged() -> Stage:
    def stage(prompt: str) -> Scene:
        request = FilmRequest(prompt, duration_seconds=4, aspect_ratio="16:9")
        return stage_film(FilmPlan(request, read_film(request), 640, 360, 640, 360, 7))[0]

    return stage


def test_what_is_ridden_is_drawn_once_in_its_colour(stage: Stage) -> None:
    scene = stage("A man riding a red bicycle through a field")
    assert [name for name, colour in scene.cast[0].performance.uses if colour] == ["bicycle"]
    assert "bicycle" not in [prop.name for prop in scene.props]
    assert scene.cast[0].travel_mps != 0


def test_nobody_shakes_hands_alone(stage: Stage) -> None:
    scene = stage("A person is shaking hands")
    first, second = scene.cast
    assert first.performance.facing == -second.performance.facing
    assert 0.7 < abs(first.x - second.x) < 1.2
    assert first.figure.top_colour != second.figure.top_colour


def test_two_who_are_named_need_no_third(stage: Stage) -> None:
    assert len(stage("A man and a woman are shaking hands in a park").cast) == 2


def test_an_action_is_seen_from_where_it_is_understood(stage: Stage) -> None:
    for prompt, view in (
        ("A woman practices archery", "profile"),
        ("A man shakes his head", "front"),
        ("A boy is skateboarding", "profile"),
    ):
        assert stage(prompt).cast[0].performance.view in (view, "three-quarter")
    assert stage("A woman practices archery").cast[0].performance.view == "profile"


def test_an_act_with_its_thing_is_an_act_of_its_own(stage: Stage) -> None:
    scene = stage("A person running on a treadmill")
    assert scene.cast[0].performance.actions[0] == "run-treadmill"
    assert scene.cast[0].travel_mps == 0


def test_a_crowd_is_many_people_who_look_different(stage: Stage) -> None:
    scene = stage("A woman walks through a crowd of people")
    behind = [member for member in scene.cast if member.z > 1]
    assert len(behind) > 8
    assert len({member.figure.top_colour for member in behind}) > 4
    assert not any(prop.is_card for prop in scene.props)


def test_the_picture_has_room_for_what_an_action_brings(stage: Stage) -> None:
    def height(prompt: str) -> float:
        camera = stage(prompt).camera(0.0)
        return -camera.z / camera.focal

    assert height("Wide shot: a man dunks a basketball") > 1.4 * height("Wide shot: a man waves")


def test_nobody_rides_through_the_walls_of_a_street(stage: Stage) -> None:
    scene = stage("A woman riding a motorcycle along a street")
    assert abs(scene.cast[0].travel_mps) * scene.duration_seconds <= 6.5


@pytest.mark.parametrize(("action", "view"), [("walk-to-camera", "front"), ("walk-away", "back")])
def test_who_walks_towards_the_camera_is_seen_from_the_front(action: str, view: str) -> None:
    request = FilmRequest("A man walks", duration_seconds=4, aspect_ratio="16:9")
    read = read_film(request)
    shot = read.shots[0]
    people = (msgspec.structs.replace(shot.people[0], actions=(action,)),)
    shots = (msgspec.structs.replace(shot, people=people),)
    film = msgspec.structs.replace(read, shots=shots)
    member = stage_film(FilmPlan(request, film, 640, 360, 640, 360, 7))[0].cast[0]
    assert (member.performance.view, member.performance.posture) == (view, "walk")
