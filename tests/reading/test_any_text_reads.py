"""Whatever the text, it gives a film: properties that hold for every input."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading_prompts import SEED_PROMPT, read
from rushes.film.film_request import FilmRequest, Segment
from rushes.film.reading import read_film
from rushes.film.reading.words.lexicon import load_lexicon
from rushes.film.shot_list import FRAMINGS, MOVES, SIZES, TIMES_OF_DAY, WEATHERS, ShotList

KNOWN_PHRASES = sorted(
    {p for code in ("de", "en", "es", "fr", "pt") for p in load_lexicon(code).phrases}
)
MARKS = [*'.,;:!?—-"“”()[]*\n', "[0-3s]", "(2s)", "0:00-0:04", "Shot 1:", "zorb", "12", "😀", "漢"]

sentences_of_known_words = st.lists(
    st.one_of(st.sampled_from(KNOWN_PHRASES), st.sampled_from(MARKS)), max_size=60
).map(" ".join)
texts = st.one_of(st.text(max_size=300), sentences_of_known_words).map(lambda text: text[:2500])


@st.composite
def requests(draw: st.DrawFn) -> FilmRequest:
    segments = draw(st.lists(st.builds(Segment, texts, st.integers(3, 5)), max_size=4).map(tuple))
    total = sum(segment.duration_seconds for segment in segments)
    return FilmRequest(
        prompt=draw(texts),
        negative_prompt=draw(st.one_of(st.just(""), texts)),
        duration_seconds=total or draw(st.integers(3, 15)),
        cfg_scale=draw(st.floats(0, 1)),
        has_sound=draw(st.booleans()),
        segments=segments,
        may_add_cuts=draw(st.booleans()),
    )


def check(request: FilmRequest) -> ShotList:
    """Reads a request and asserts what holds for every shot list."""
    film = read_film(request)
    bounds = [0, *(shot.end_frame for shot in film.shots)]
    assert bounds[-1] == request.frame_count
    assert [shot.start_frame for shot in film.shots] == bounds[:-1]
    assert all(shot.frame_count >= 24 for shot in film.shots)
    assert [shot.number for shot in film.shots] == list(range(1, len(film.shots) + 1))
    ids = [person.id for person in film.people]
    assert len(set(ids)) == len(ids)
    for shot in film.shots:
        assert shot.size in SIZES
        assert set(shot.framing) <= set(FRAMINGS)
        assert {move.move for move in shot.moves} <= set(MOVES)
        assert shot.time_of_day in TIMES_OF_DAY
        assert shot.weather in WEATHERS
        assert {person.id for person in shot.people} <= set(ids)
        assert {line.person for line in shot.speech} <= {*ids, None}
        assert all(thing.count >= 1 and thing.name for thing in shot.things)
    check_spans(request, film)
    return film


def check_spans(request: FilmRequest, film: ShotList) -> None:
    sources = {"prompt": request.prompt, "negative_prompt": request.negative_prompt}
    for number, segment in enumerate(request.segments):
        sources[f"multi_prompt[{number}].prompt"] = segment.prompt
    for span in (*film.words.used, *film.words.guessed, *film.words.left):
        assert sources[span.source][span.start : span.end] == span.text


@settings(max_examples=250, deadline=None)
@given(requests())
def test_every_request_gives_shots_that_tile_the_film(request: FilmRequest) -> None:
    check(request)


@settings(max_examples=60, deadline=None)
@given(requests())
def test_the_same_request_gives_the_same_shot_list(request: FilmRequest) -> None:
    assert read_film(request).to_json() == read_film(request).to_json()


@settings(max_examples=60, deadline=None)
@given(requests())
def test_a_shot_list_comes_back_from_its_json(request: FilmRequest) -> None:
    film = read_film(request)
    assert ShotList.from_json(film.to_json()) == film


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "   \n\t ",
        "dog",
        "🍕🚀😀",
        "\x00\x01\x07 a\x1bdog\x7f",
        "‮رجل يمشي في الشارع‬",
        "一个女人在海滩上跳舞",
        "<b>A dog</b> {{cat}} ((masterpiece:1.3)) [[bird]]",
        "asdf qwer zxcv " * 150,
        ("A dog runs. " * 300)[:2500],
        '"' * 80,
        "[[[[((((((" * 60,
        "Shot 1: Shot 2: Shot 3:",
        "cut to cut to cut to",
        "no no no not without",
        "her his their it she",
        "A͟ d̶o̷g",
        "a" * 2500,
        "👨‍👩‍👧 🐕 🏖️ 🌅" * 100,
        "Donaudampfschifffahrtsgesellschaftskapitän" * 59,
        ("Eine Frau, die, der, das, während, wo, trägt, " * 60)[:2500],
        ("l'd'qu's'n'" * 250)[:2500],
        "\u202eאבג " * 300,
        "cinematic, 8k, anamorphic, film grain, masterpiece, bokeh",
        "a\u0300\u0301\u0302" * 600,
    ],
)
def test_odd_texts_are_read(prompt: str) -> None:
    film = check(FilmRequest(prompt=prompt, duration_seconds=15))
    assert film.shots


def test_letters_of_an_unknown_language_are_shown_on_a_card() -> None:
    film = read("한 여자가 해변에서 춤을 춘다")
    assert film.language == "und"
    assert film.shots[0].things[0].drawn_as == "card"


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        (SEED_PROMPT, "en"),
        ("dog", "en"),
        ("A dog", "en"),
        ("cachorrinho", "pt"),
        ("A menina dorme", "pt"),
        ("Um carro vermelho na rua", "pt"),
        ("", "und"),
        ("😀", "und"),
        ("xqzt", "und"),
    ],
)
def test_the_language_is_told_by_its_words(prompt: str, language: str) -> None:
    assert read(prompt).language == language
