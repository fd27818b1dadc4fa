"""What is said, what is heard, and how the picture looks."""

from __future__ import annotations

import pytest

from reading_prompts import read, role, thing


@pytest.mark.parametrize(
    ("prompt", "speaker"),
    [
        ('A woman says "We must go now".', "woman-1"),
        ('"We must go now," says a man.', "man-1"),
        ('A woman and a man sit. He whispers: "We must go now."', "man-1"),
        ("A woman shouts “We must go now”.", "woman-1"),
        ("Uma mulher diz «We must go now».", "woman-1"),
        ('A man walks. Narrator: "We must go now."', None),
        ('A robot waits. "We must go now," it says.', "person-1"),
    ],
)
def test_quoted_words_belong_to_who_says_them(prompt: str, speaker: str | None) -> None:
    speech = read(prompt).shots[0].speech
    assert [line.text.strip(".,") for line in speech] == ["We must go now"]
    assert speech[0].person == speaker


def test_a_dialogue_goes_back_and_forth() -> None:
    film = read('A woman asks "Who are you?" and a man answers "A friend."', 8)
    assert [(line.person, line.text) for line in film.shots[0].speech] == [
        ("woman-1", "Who are you?"),
        ("man-1", "A friend."),
    ]


def test_words_on_a_sign_are_not_said() -> None:
    shot = read('A sign reading "OPEN" in a street.').shots[0]
    assert shot.speech == ()
    assert "OPEN" in thing(shot, "sign").words


def test_what_is_said_is_not_read_as_picture() -> None:
    shot = read('A man says "I saw a dragon in the castle at night".').shots[0]
    assert shot.things == ()
    assert (shot.place, shot.time_of_day) == (None, "day")


def test_who_speaks_is_shown_speaking() -> None:
    assert "say" in role(read('A man: "Hello there!"').shots[0], "man-1").actions


@pytest.mark.parametrize(
    ("words", "sound"),
    [
        ("Distant church bells", "church bells"),
        ("Sound of rain on the window", "rain sound"),
        ("Waves crashing, seagulls", "waves"),
        ("Audio: traffic noise", "traffic"),
        ("Som de ondas e vento", "waves"),
        ("Crackling fire", "fire-crackle"),
    ],
)
def test_sentences_of_sound_are_heard_and_not_seen(words: str, sound: str) -> None:
    place = "Um campo." if words.startswith("Som") else "A field."
    film = read(f"{place} {words}.")
    assert len(film.shots) == 1
    assert sound in film.ambience


def test_a_sound_told_inside_a_shot_is_heard_there() -> None:
    film = read("A man walks while church bells ring. Cut to a dog.", 6)
    assert film.shots[0].sounds == ("church bells",)
    assert film.shots[1].sounds == ()


def test_music_has_an_instrument_a_mood_and_a_tempo() -> None:
    film = read("A field. Slow melancholic piano, energetic drums. No violins.")
    assert [(m.instrument, m.mood, m.tempo) for m in film.music] == [
        ("piano", "sad", "slow"),
        ("drums", "energetic", None),
    ]
    assert "violin" in film.excluded


def test_an_instrument_that_is_played_is_held_and_heard() -> None:
    film = read("A man plays a guitar in the park.")
    assert role(film.shots[0], "man-1").holds == ("guitar",)
    assert [m.instrument for m in film.music] == ["guitar"]


@pytest.mark.parametrize(
    ("words", "look"),
    [
        ("shot on 35mm film", "film grain"),
        ("black and white", "black and white"),
        ("anamorphic lens flare", "anamorphic"),
        ("shallow depth of field, 85mm", "shallow depth of field"),
        ("in the style of Studio Ghibli", "anime"),
        ("watercolor", "watercolour"),
        ("slow motion", "slow motion"),
        ("teal and orange color grade", "teal and orange"),
        ("em preto e branco, filme antigo", "black and white"),
    ],
)
def test_style_words_are_the_look_and_make_no_things(words: str, look: str) -> None:
    prompt = f"Um carro. {words}." if words.startswith("em ") else f"A car. {words}."
    film = read(prompt)
    assert look in film.look
    assert len(film.shots) == 1
    assert {t.name for t in film.shots[0].things} == {"car"}


def test_light_is_told_and_brings_its_source() -> None:
    shot = read("A man reads by candlelight, rim light, long shadows.").shots[0]
    assert {"candlelight", "rim light", "long shadows"} <= set(shot.lighting)
    assert thing(shot, "candle").count > 1


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("—¿Dónde estabas? —pregunta ella. Un hombre sonríe.", "¿Dónde estabas?"),
        ("— Onde você estava? — pergunta ela. Um homem sorri.", "Onde você estava?"),
    ],
)
def test_speech_between_dashes_is_spoken(prompt: str, said: str) -> None:
    speech = read(prompt).shots[0].speech[0]
    assert (speech.text, speech.person) == (said, "woman-1")


def test_a_dash_after_words_opens_no_speech() -> None:
    film = read("Plano 1 — un hombre camina por la calle, despacio — plano general.")
    assert all(shot.speech == () for shot in film.shots)
