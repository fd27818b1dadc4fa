"""The prompt that the models' schema gives as its default, read whole."""

from __future__ import annotations

import pytest

from reading_prompts import SEED_PROMPT, read, role, thing, thing_names
from rushes.film.shot_list import ShotList


@pytest.fixture(scope="module")
def seed_film() -> ShotList:
    return read(SEED_PROMPT, 15)


def test_it_has_five_shots_that_fill_fifteen_seconds(seed_film: ShotList) -> None:
    assert len(seed_film.shots) == 5
    assert seed_film.shots[0].start_frame == 0
    assert seed_film.shots[-1].end_frame == 360
    assert seed_film.language == "en"


def test_the_couple_are_one_woman_and_one_man_told_across_shots(seed_film: ShotList) -> None:
    assert [person.id for person in seed_film.people] == ["woman-1", "man-1"]
    woman, man = seed_film.people
    assert woman.words == "a woman in an ivory linen dress"
    assert woman.age == man.age == "young"
    assert woman.hair is not None
    assert (woman.hair.colour, woman.hair.style) == ("blonde", "loose")
    dress, shirt = woman.clothes[0], man.clothes[0]
    assert (dress.garment, dress.colour, dress.fabric) == ("dress", "ivory", "linen")
    assert (shirt.garment, shirt.colour, shirt.details) == ("shirt", "navy", ("rolled-sleeve",))
    assert woman.accessories == ("diamond ring",)
    assert man.accessories == ()


def test_shot_one_sweeps_over_vineyard_hills_without_people(seed_film: ShotList) -> None:
    shot = seed_film.shots[0]
    assert (shot.size, shot.place, shot.time_of_day) == ("EWS", "vineyard hills", "golden hour")
    assert [(move.move, move.speed) for move in shot.moves] == [("sweep", "slow")]
    assert shot.people == ()
    assert "long shadows" in shot.lighting
    assert thing(shot, "cypress").count > 1


def test_shot_two_moves_in_on_the_terrace_where_she_laughs_and_he_pours(
    seed_film: ShotList,
) -> None:
    shot = seed_film.shots[1]
    assert (shot.size, shot.place, shot.indoors) == ("MS", "terrace", False)
    assert [(move.move, move.speed) for move in shot.moves] == [("dolly-in", "slow")]
    assert "stone" in shot.place_features
    assert role(shot, "woman-1").actions == ("laugh",)
    assert role(shot, "man-1").actions == ("pour",)
    assert role(shot, "man-1").holds == ("wine bottle",)
    assert {"dinner table", "candle", "wine glass"} <= thing_names(shot)
    assert "table" not in thing_names(shot)


def test_shot_three_is_their_hands_on_the_same_terrace(seed_film: ShotList) -> None:
    shot = seed_film.shots[2]
    assert (shot.size, shot.place) == ("CU", "terrace")
    assert [move.move for move in shot.moves] == ["static"]
    assert {person.body_part for person in shot.people} == {"hands"}
    assert "hold-hands" in role(shot, "woman-1").actions
    assert role(shot, "man-1").actions == ("hold-hands", "stroke")
    assert "candle" in thing_names(shot)


def test_shot_four_is_a_profile_two_shot_whose_pronouns_find_their_people(
    seed_film: ShotList,
) -> None:
    shot = seed_film.shots[3]
    assert shot.size in ("CU", "MCU")
    assert {"profile", "two-shot"} <= set(shot.framing)
    assert role(shot, "man-1").actions == ("lean-in", "whisper")
    assert role(shot, "woman-1").actions == ("smile",)
    assert "rim light" in shot.lighting
    assert shot.place == "terrace"
    assert all(person.body_part is None for person in shot.people)


def test_shot_five_pulls_back_from_the_couple_on_the_terrace(seed_film: ShotList) -> None:
    shot = seed_film.shots[4]
    assert (shot.size, shot.place) == ("WS", "terrace")
    assert [(move.move, move.speed) for move in shot.moves] == [("crane-out", "slow")]
    assert {"villa", "horizon"} <= set(shot.place_features)
    assert "sun" in thing_names(shot)
    assert {person.id for person in shot.people} == {"woman-1", "man-1"}


def test_bells_crickets_and_guitar_are_heard_and_make_no_shot(seed_film: ShotList) -> None:
    assert seed_film.ambience == ("church bells", "crickets")
    assert [(m.instrument, m.mood) for m in seed_film.music] == [("guitar", "soft")]


def test_technical_words_are_the_look_and_make_no_shot(seed_film: ShotList) -> None:
    look = {"cinematic", "photoreal", "anamorphic", "shallow depth of field", "colour grade"}
    assert look <= set(seed_film.look)


def test_captions_are_short_and_start_with_a_capital(seed_film: ShotList) -> None:
    for shot in seed_film.shots:
        assert 0 < len(shot.caption) <= 111
        assert shot.caption[0].isupper()
        assert shot.words


def test_everything_named_is_drawn_and_nothing_is_a_card(seed_film: ShotList) -> None:
    for shot in seed_film.shots:
        assert shot.place_drawn_as == "drawing"
        assert [t.name for t in shot.things if t.drawn_as == "card"] == []


def test_little_of_it_is_left_over(seed_film: ShotList) -> None:
    assert {span.text for span in seed_film.words.left} <= {
        "American",
        "anniversary",
        "warm",
        "Tuscan",
    }


@pytest.mark.parametrize("seconds", [3, 4])
def test_in_a_very_short_film_hands_across_the_table_are_on_the_terrace(seconds: int) -> None:
    film = read(SEED_PROMPT, seconds)
    assert [shot.place for shot in film.shots[1:]] == ["terrace"] * (len(film.shots) - 1)
