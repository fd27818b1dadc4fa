"""The cast: words are kept, the rest is decided once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.staging.casting import cast_people
from rushes.engines.animatic.staging.colours import COLOURS, HAIRS, colour_of
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import Garment, Person, Shot, ShotList, Words

MakePlan = Callable[..., FilmPlan]


def _film_of(*people: Person, excluded: tuple[str, ...] = ()) -> ShotList:
    return ShotList(5, "16:9", "en", people, (), Words(), excluded=excluded)


def test_what_the_words_say_is_worn(people: tuple[Person, Person]) -> None:
    figures = cast_people(_film_of(*people), seed=3)
    woman, man = figures["woman-1"], figures["man-1"]
    assert (woman.top, woman.top_colour) == ("dress", COLOURS["ivory"])
    assert (woman.hair_colour, woman.hair_style) == (HAIRS["blonde"], "loose")
    assert woman.accessories == ("diamond ring",)
    assert (man.top, man.top_colour, man.sleeves) == ("shirt", COLOURS["navy"], "rolled")


@pytest.mark.parametrize("seed", range(12))
def test_people_left_open_can_be_told_apart(seed: int) -> None:
    crowd = [Person(f"person-{n}", "a person", "person") for n in range(5)]
    figures = cast_people(_film_of(*crowd), seed).values()
    assert len({figure.top_colour for figure in figures}) == 5
    assert len({figure.hair_colour for figure in figures}) == 5


def test_a_person_is_the_same_in_every_shot(
    make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    scenes = stage_film(make_plan(dinner_shots), craft)
    women = {
        member.figure for scene in scenes for member in scene.cast if member.figure.id == "woman-1"
    }
    assert len(women) == 1


def test_another_seed_casts_others_where_words_are_silent() -> None:
    crowd = [Person(f"person-{n}", "a person", "person") for n in range(4)]
    film = _film_of(*crowd)
    assert cast_people(film, 1) != cast_people(film, 2)
    assert cast_people(film, 1) == cast_people(film, 1)


def test_ages_and_kinds_change_the_body() -> None:
    people = (
        Person("child-1", "a child", "child"),
        Person("woman-1", "an old woman", "woman", age="old"),
        Person("man-1", "a man", "man"),
    )
    figures = cast_people(_film_of(*people), 4)
    assert figures["child-1"].age == "child"
    assert figures["child-1"].height_m < 1.4
    assert figures["woman-1"].hair_colour in {HAIRS[name] for name in ("grey", "silver", "white")}


def test_an_excluded_accessory_is_not_worn() -> None:
    person = Person("man-1", "a man", "man", clothes=(Garment("hat"),), accessories=("glasses",))
    figure = cast_people(_film_of(person, excluded=("hat", "glasses")), 1)["man-1"]
    assert figure.accessories == ()


@pytest.mark.parametrize(
    ("words", "colour"),
    [("navy", "#22325c"), ("Navy", "#22325c"), ("#A0B0C0", "#a0b0c0"), (None, None), ("zzz", None)],
)
def test_colour_words_become_colours(words: str | None, colour: str | None) -> None:
    assert colour_of(words) == colour


def test_shades_of_a_colour_differ_from_it() -> None:
    shades = {colour_of("dark green"), colour_of("green"), colour_of("pale green")}
    assert len(shades) == 3
    assert None not in shades
