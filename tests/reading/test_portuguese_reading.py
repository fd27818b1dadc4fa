"""Prompts in Portuguese give what the same words give in English."""

from __future__ import annotations

import pytest

from reading_prompts import cut_frames, moves, read, role, thing, thing_names, wears
from rushes.film.shot_list import ShotList

SEED_IN_PORTUGUESE = (
    "Multi-plano cinematográfico de um jovem casal americano celebrando seu aniversário em um"
    " jantar à luz de velas no terraço na Toscana na hora dourada. Plano geral aberto "
    "sobrevoa lentamente colinas de vinhedos, ciprestes projetando longas sombras, depois "
    "corta para um dolly-in lento em um terraço de pedra onde uma mulher de vestido de linho "
    "marfim ri suavemente enquanto o homem de camisa azul-marinho de mangas arregaçadas serve"
    " vinho tinto. Corta para um close-up terno: as mãos deles se entrelaçam sobre a mesa, a "
    "luz de velas refletindo no anel de diamante dela. Corta para um plano conjunto de "
    "perfil: ele se inclina e sussurra; ela sorri, luz dourada recortando seu cabelo loiro "
    "solto. Plano final: um gracioso movimento de grua em recuo revela o terraço, a villa e o"
    " sol derretendo no horizonte toscano. Sinos de igreja ao longe, grilos suaves, violão "
    "acústico suave. Pele fotorrealista, textura de tecido — filmado em Arri Alexa 35, lentes"
    " anamórficas, profundidade de campo rasa."
)


@pytest.fixture(scope="module")
def film() -> ShotList:
    return read(SEED_IN_PORTUGUESE, 15)


def test_the_seed_in_portuguese_has_the_same_five_shots(film: ShotList) -> None:
    assert film.language == "pt"
    assert [shot.size for shot in film.shots] == ["EWS", "MS", "CU", "MCU", "WS"]
    assert [shot.place for shot in film.shots] == ["vineyard hills", *["terrace"] * 4]
    assert [moves(shot) for shot in film.shots] == [
        [("sweep", "slow")],
        [("dolly-in", "slow")],
        [("static", "normal")],
        [("static", "normal")],
        [("crane-out", "slow")],
    ]


def test_the_seed_in_portuguese_has_the_same_people(film: ShotList) -> None:
    woman, man = film.people
    assert (woman.kind, man.kind) == ("woman", "man")
    assert woman.words == "uma mulher de vestido de linho marfim"
    assert wears(woman) == {"dress": "ivory"}
    assert woman.clothes[0].fabric == "linen"
    assert wears(man) == {"shirt": "navy"}
    assert man.clothes[0].details == ("rolled-sleeve",)
    assert woman.accessories == ("diamond ring",)
    assert woman.hair is not None
    assert (woman.hair.colour, woman.hair.style) == ("blonde", "loose")


def test_the_seed_in_portuguese_has_the_same_acts(film: ShotList) -> None:
    dinner, hands, profile = film.shots[1:4]
    assert role(dinner, "woman-1").actions == ("laugh",)
    assert role(dinner, "man-1").actions == ("pour",)
    assert role(dinner, "man-1").holds == ("wine bottle",)
    assert {person.body_part for person in hands.people} == {"hands"}
    assert role(profile, "man-1").actions == ("lean-in", "whisper")
    assert role(profile, "woman-1").actions == ("smile",)


def test_the_seed_in_portuguese_sounds_the_same(film: ShotList) -> None:
    assert film.ambience == ("church bells", "crickets")
    assert [(m.instrument, m.mood) for m in film.music] == [("guitar", "soft")]
    assert {"anamorphic", "photoreal", "shallow depth of field"} <= set(film.look)


def test_adjectives_that_follow_belong_to_the_noun_before() -> None:
    film = read("Um gato preto e um cacto azul na mesa vermelha.")
    shot = film.shots[0]
    assert thing(shot, "cat").colour == "black"
    assert thing(shot, "cactus").colour == "blue"


def test_words_without_their_accents_are_understood() -> None:
    shot = read("Uma mae abraca o bebe na cozinha ao amanhecer").shots[0]
    assert (shot.place, shot.time_of_day) == ("kitchen", "dawn")
    assert {person.id for person in shot.people} == {"woman-1", "baby-1"}


def test_an_age_in_years_is_understood() -> None:
    film = read("Um menino de 8 anos e uma mulher de 75 anos leem um livro.")
    assert {person.kind: person.age for person in film.people} == {"boy": "child", "woman": "old"}


def test_scenes_with_numbers_and_a_length_are_cut_there() -> None:
    film = read(
        "Cena 1 (2s): um homem corre na praia. Cena 2 (4s): uma mulher dança na rua. "
        "Cena final: os dois se abraçam.",
        9,
    )
    assert cut_frames(film) == [48, 144]


def test_what_is_without_is_left_out() -> None:
    film = read("Uma rua à noite, sem pessoas, sem carros ou cachorros, com um gato.")
    assert {"people", "car", "dog"} <= set(film.excluded)
    assert thing_names(film.shots[0]) == {"cat"}


def test_speech_belongs_to_who_says_it() -> None:
    film = read('A neta abraça a avó e diz "te amo, vó".')
    speech = film.shots[0].speech[0]
    assert (speech.text, speech.person) == ("te amo, vó", "girl-1")


def test_the_other_of_two_is_told_apart() -> None:
    film = read(
        "Duas mulheres, uma de vestido verde e a outra de camisa branca, conversam no café."
    )
    assert [wears(person) for person in film.people] == [{"dress": "green"}, {"shirt": "white"}]


def test_what_is_seen_behind_is_no_place_of_its_own() -> None:
    shot = read("Um casal caminha na praia, montanhas ao fundo.").shots[0]
    assert shot.place == "beach"
    assert "mountain" in shot.place_features
