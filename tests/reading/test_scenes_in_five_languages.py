"""Scenes as film makers write them: the same is read from each, whatever the language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reading_prompts import moves, read_with_all_drawn, role, thing, wears
from rushes.film.shot_list import ShotList, Thing

SCENES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "scenes.toml").read_text(encoding="utf-8")
)
LANGUAGES = ("en", "pt", "es", "fr", "de")


def film_of(scene: dict[str, Any], language: str) -> ShotList:
    film = read_with_all_drawn(scene[language], 10)
    assert film.language == language
    return film


def matches(told: Thing, wanted: dict[str, Any]) -> bool:
    """Whether a thing is as it must be; `actions` may be more."""
    return all(
        set(value) <= set(told.actions) if name == "actions" else getattr(told, name) == value
        for name, value in wanted.items()
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_set_and_seen_as_told(name: str, language: str) -> None:
    scene = SCENES[name]
    film = film_of(scene, language)
    shot = film.shots[0]
    if "sizes" in scene:
        assert list(dict.fromkeys(shot.size for shot in film.shots)) == scene["sizes"]
    if "moves" in scene:
        told = [move for shot in film.shots for move in moves(shot) if move[0] != "static"]
        assert [list(move) for move in dict.fromkeys(told)] == scene["moves"]
    for part, value in (("place", shot.place), ("time", shot.time_of_day),
                        ("weather", shot.weather)):  # fmt: skip
        assert value == scene.get(part, value)
    assert scene.get("lighting", "") in ("", *(light for s in film.shots for light in s.lighting))
    assert scene.get("look", "") in ("", *film.look)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_has_its_people(name: str, language: str) -> None:
    scene = SCENES[name]
    film = film_of(scene, language)
    assert len(film.people) == scene.get("people", len(film.people))
    for person_id, age in scene.get("ages", {}).items():
        assert film.person(person_id).age == age
    for person_id, clothes in scene.get("wears", {}).items():
        assert wears(film.person(person_id)) == clothes
    for person_id, acts in scene.get("acts", {}).items():
        assert role(film.shots[0], person_id).actions == tuple(acts)
    for person_id, held in scene.get("holds", {}).items():
        assert role(film.shots[0], person_id).holds == tuple(held)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_has_its_things(name: str, language: str) -> None:
    scene = SCENES[name]
    film = film_of(scene, language)
    for thing_name, wanted in scene.get("things", {}).items():
        assert matches(thing(film.shots[0], thing_name), wanted)
    assert set(scene.get("excluded", ())) <= set(film.excluded)
    assert not set(film.excluded) & {told.name for shot in film.shots for told in shot.things}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_heard(name: str, language: str) -> None:
    scene = SCENES[name]
    film = film_of(scene, language)
    heard = [sound for shot in film.shots for sound in shot.sounds] + list(film.ambience)
    assert {*scene.get("sounds", ()), *scene.get("ambience", ())} <= set(heard)
    speakers = [speech.person for shot in film.shots for speech in shot.speech]
    assert speakers == scene.get("speakers", [])
    if "music" in scene:
        assert [[m.instrument, m.mood or ""] for m in film.music] == scene["music"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_guessed_where_every_word_is_known(name: str, language: str) -> None:
    film = film_of(SCENES[name], language)
    assert film.words.guessed == ()
