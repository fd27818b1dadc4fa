"""Where the words cut, and how long each shot is."""

from __future__ import annotations

import pytest

from reading_prompts import cut_frames, read, role, thing_names
from rushes.film.film_request import Segment


@pytest.mark.parametrize(
    "prompt",
    [
        "A dog runs. Cut to a cat sleeping.",
        "A dog runs, then cuts to a cat sleeping.",
        "A dog runs; cutting to a cat sleeping.",
        "Shot 1: a dog runs. Shot 2: a cat sleeps.",
        "Shot one - a dog runs. Shot two - a cat sleeps.",
        "First shot: a dog runs. Final shot: a cat sleeps.",
        "The first shot shows a dog that runs. The last shot shows a cat that sleeps.",
        "[0-2s] a dog runs [2-5s] a cat sleeps",
        "0:00-0:02: a dog runs. 0:02-0:05: a cat sleeps.",
        "**Scene 1:** a dog runs\n**Scene 2:** a cat sleeps",
        "1. A dog runs\n2. A cat sleeps",
        "Wide shot of a dog running. Close-up of a cat sleeping.",
        "A dog runs in a forest. Later, a cat sleeps in the kitchen.",
        "A dog runs in a forest. In the kitchen, a cat sleeps.",
        "Um cachorro corre. Corta para um gato dormindo.",
        "Plano 1: um cachorro corre. Plano final: um gato dorme.",
    ],
)
def test_words_that_cut_make_two_shots(prompt: str) -> None:
    first, second = read(prompt).shots
    assert thing_names(first) == {"dog"}
    assert thing_names(second) == {"cat"}


@pytest.mark.parametrize(
    "prompt",
    [
        "A woman cuts a cake.",
        "A man walks on the beach. The camera follows him. He smiles.",
        "A single shot of a man at a table.",
        "He opens the second door.",
        "A woman walks on the beach, the mountains behind her.",
    ],
)
def test_words_that_only_look_like_cuts_make_one_shot(prompt: str) -> None:
    assert len(read(prompt).shots) == 1


def test_bracketed_times_are_kept_to_the_frame() -> None:
    film = read("[0-3s] a dog. [3-4.5s] a cat. [4.5-8s] a bird.", 8)
    assert cut_frames(film) == [72, 108]


def test_times_that_do_not_fit_the_film_are_shared_out() -> None:
    film = read("[0-8s] a dog. [8-10s] a cat.", 5)
    assert len(film.shots) == 2
    assert all(shot.frame_count >= 24 for shot in film.shots)
    assert film.shots[-1].end_frame == 120


def test_lengths_in_brackets_are_kept() -> None:
    film = read("Shot 1 (2s): a dog. Shot 2 (3s): a cat. Shot 3: a bird.", 9)
    assert cut_frames(film) == [48, 120]


def test_multi_prompt_cuts_on_the_exact_frame_and_prompt_is_context() -> None:
    film = read(
        "A detective in a grey coat in a rainy city at night.",
        12,
        segments=(
            Segment("He walks down an alley. Cut to his face.", 5),
            Segment("Close-up of his eyes", 3),
            Segment("Wide shot of the street", 4),
        ),
    )
    assert cut_frames(film) == [120, 192]
    assert {shot.time_of_day for shot in film.shots} == {"night"}
    assert {shot.weather for shot in film.shots} == {"rain"}
    assert [person.id for person in film.people] == ["man-1"]
    assert role(film.shots[1], "man-1").body_part == "eyes"


def test_spans_of_multi_prompt_count_in_their_own_text() -> None:
    segments = (Segment("A dog runs", 3), Segment("A cat sleeps", 3))
    film = read("In a garden", 6, segments=segments)
    spans = {(span.source, span.text): span for span in film.words.used}
    cat = spans["multi_prompt[1].prompt", "cat"]
    assert segments[1].prompt[cat.start : cat.end] == "cat"
    assert ("prompt", "garden") in spans


def test_more_cuts_than_seconds_are_absorbed() -> None:
    prompt = " ".join(f"Shot {number}: a dog runs." for number in range(1, 13))
    film = read(prompt, 5)
    assert 1 <= len(film.shots) <= 5
    assert all(shot.frame_count >= 24 for shot in film.shots)


def test_a_shot_lasts_as_long_as_its_words_need() -> None:
    speech = "I have waited for you all these long years and you came"
    film = read(f'A dog sleeps. Cut to a woman who says "{speech}". Cut to a cat.', 9)
    assert film.shots[1].frame_count >= 12 / 2.5 * 24


def test_a_named_transition_is_recorded() -> None:
    film = read("A dog. Dissolve to a cat. Fade to a bird. Whip pan to a cow. Cut to a horse.", 10)
    assert [shot.transition for shot in film.shots] == [
        "cut",
        "dissolve",
        "fade",
        "whip-pan",
        "cut",
    ]


def test_a_leading_logline_is_context_and_no_shot() -> None:
    film = read(
        "A short film about two lovers in Paris at night. Shot 1: a cafe. Shot 2: a park.", 6
    )
    assert [shot.place for shot in film.shots] == ["cafe", "park"]
    assert {shot.time_of_day for shot in film.shots} == {"night"}


def test_cuts_are_only_added_where_they_may_be() -> None:
    prompt = "A samurai walks over a bridge in the rain"
    assert len(read(prompt, 10).shots) == 1
    film = read(prompt, 10, may_add_cuts=True)
    assert [shot.size for shot in film.shots] == ["WS", "MS", "CU"]
    assert {shot.place for shot in film.shots} == {"bridge"}


def test_sentences_become_shots_where_cuts_may_be_added() -> None:
    film = read("A dog plays in the park. Then it sleeps.", 8, may_add_cuts=True)
    assert [shot.things[0].actions for shot in film.shots] == [("play",), ("sleep",)]


def test_a_film_asked_for_in_one_take_is_never_split() -> None:
    film = read("One continuous shot: a dog runs in a park. It jumps.", 12, may_add_cuts=True)
    assert len(film.shots) == 1


def test_a_shot_s_number_and_times_may_share_their_brackets() -> None:
    film = read("[Shot 1, 0-2s] A dog. [Shot 2, 2-6s] A cat.", 6)
    assert cut_frames(film) == [48]
