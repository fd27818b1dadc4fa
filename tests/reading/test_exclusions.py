"""What the words rule out is neither seen nor heard."""

from __future__ import annotations

import pytest

from reading_prompts import read, role, thing_names


@pytest.mark.parametrize(
    "words",
    ["no people", "without people", "nobody", "no humans", "without any person"],
)
def test_a_street_without_people_has_none(words: str) -> None:
    film = read(f"A crowd in a street, {words}.")
    assert film.people == ()
    assert film.shots[0].things == ()
    assert "people" in film.excluded


def test_a_list_of_what_is_missing_is_understood_to_its_end() -> None:
    film = read("A street without cars, dogs or bicycles, a cat sleeps.")
    assert {"car", "dog", "bicycle"} <= set(film.excluded)
    assert thing_names(film.shots[0]) == {"cat"}


def test_the_negative_prompt_removes_from_the_picture() -> None:
    film = read(
        "A man with a dog and a candle in a street in the rain.",
        negative_prompt="dog, blurry, rain, watermark",
    )
    assert "dog" not in thing_names(film.shots[0])
    assert film.shots[0].weather == "clear"
    assert {"dog", "rain"} <= set(film.excluded)
    assert film.shots[0].people != ()


def test_the_negative_prompt_removes_from_the_sound() -> None:
    film = read("A field. Church bells, crickets. Piano.", negative_prompt="music, crickets")
    assert film.music == ()
    assert film.ambience == ("church bells",)


def test_the_negative_prompt_removes_people_and_what_they_do() -> None:
    film = read('A man says "Hello" in a field.', negative_prompt="people")
    assert film.people == ()
    assert [line.person for line in film.shots[0].speech] == [None]


def test_an_unknown_word_in_the_negative_prompt_removes_its_card() -> None:
    film = read("A blue flumph and a dog.", negative_prompt="flumph")
    assert thing_names(film.shots[0]) == {"dog"}


def test_an_act_that_is_denied_is_not_done() -> None:
    shot = read("A woman who does not smile but walks.").shots[0]
    assert role(shot, "woman-1").actions == ("walk",)


def test_what_comes_after_but_is_there() -> None:
    shot = read("A street with no cars but a bicycle and a dog.").shots[0]
    assert thing_names(shot) == {"bicycle", "dog"}


def test_spans_of_the_negative_prompt_count_in_it() -> None:
    film = read("A field", negative_prompt="ugly dog")
    span = next(s for s in film.words.used if s.source == "negative_prompt")
    assert (span.text, span.start, span.end) == ("dog", 5, 8)


def test_an_empty_street_is_dressed_without_a_crowd() -> None:
    assert "crowd" in read("An empty street at dawn.").excluded
