"""Who is meant: the same person through all shots, and two of one kind apart."""

from __future__ import annotations

import pytest

from reading_prompts import read, role, thing, wears
from rushes.film.shot_list import Hair


def test_two_of_one_kind_stay_apart() -> None:
    film = read(
        "A woman in red and another woman in blue walk through a market. The woman in red laughs. "
        "Cut to the woman in blue buying an orange.",
        8,
    )
    assert [wears(person) for person in film.people] == [{"outfit": "red"}, {"outfit": "blue"}]
    assert "laugh" in role(film.shots[0], "woman-1").actions
    assert "laugh" not in role(film.shots[0], "woman-2").actions
    assert [person.id for person in film.shots[1].people] == ["woman-2"]
    assert role(film.shots[1], "woman-2").holds == ("orange",)


def test_a_woman_told_again_in_a_later_shot_is_the_same() -> None:
    film = read("A woman in a red dress walks. Cut to a woman smiling. Cut to her hands.", 6)
    assert [person.id for person in film.people] == ["woman-1"]
    assert wears(film.people[0]) == {"dress": "red"}


def test_a_woman_told_otherwise_in_a_later_shot_is_another() -> None:
    film = read("A woman in a red dress walks. Cut to a woman in a blue dress.", 6)
    assert len(film.people) == 2


def test_pronouns_find_their_person_across_shots() -> None:
    film = read(
        "A chef talks to an old man. Cut to a close shot: she smiles. Cut to a garden: he sleeps.",
        6,
    )
    assert [(person.id, person.kind) for person in film.people] == [
        ("woman-1", "woman"),
        ("man-1", "man"),
    ]
    assert role(film.shots[1], "woman-1").actions == ("smile",)
    assert role(film.shots[2], "man-1").actions == ("sleep",)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("A couple walks", ["woman", "man"]),
        ("Two men walk", ["man", "man"]),
        ("Three children walk", ["child"] * 3),
        ("A couple, two men, walk", ["man", "man"]),
        ("A woman and a man walk", ["woman", "man"]),
        ("A family walks", ["woman", "man", "girl", "boy"]),
        ("A bride and a groom walk", ["woman", "man"]),
        ("Um casal caminha", ["woman", "man"]),
        ("Duas meninas e um menino caminham", ["girl", "girl", "boy"]),
    ],
)
def test_as_many_come_as_the_words_say(words: str, kinds: list[str]) -> None:
    film = read(f"{words} on a beach." if words[0] in "AT" else f"{words} na praia.")
    assert sorted(person.kind for person in film.people) == sorted(kinds)
    for person in film.shots[0].people:
        assert person.actions == ("walk",)


@pytest.mark.parametrize("words", ["A crowd of people", "Twenty soldiers", "Spectators"])
def test_too_many_to_tell_apart_are_a_crowd(words: str) -> None:
    film = read(f"{words} wait in the street.")
    assert film.people == ()
    assert thing(film.shots[0], "crowd").count > 5


def test_what_someone_looks_like_is_told_of_them() -> None:
    film = read(
        "A tall young woman with long curly red hair and glasses, wearing a striped white cotton "
        "shirt and black jeans, reads a book next to a bearded old man in a dark blue wool coat."
    )
    woman, man = film.people
    assert woman.age == "young"
    assert woman.hair is not None
    assert woman.hair.colour == "red"
    assert "glasses" in woman.accessories
    assert wears(woman) == {"shirt": "white", "jeans": "black"}
    assert woman.clothes[0].fabric == "cotton"
    assert woman.clothes[0].details == ("striped",)
    assert man.age == "old"
    assert wears(man) == {"coat": "navy"}
    assert "beard" in man.accessories
    assert role(film.shots[0], "woman-1").holds == ("book",)


def test_a_trade_brings_its_clothes_unless_others_are_told() -> None:
    plain, dressed = read("A chef cooks."), read("A chef in a red shirt cooks.")
    assert "chef whites" in wears(plain.people[0])
    assert wears(dressed.people[0]) == {"shirt": "red"}


def test_a_name_and_what_it_stands_beside_are_one_person() -> None:
    film = read("Elena, a 70-year-old woman with grey hair, knits. Her grandson Marco hugs her.")
    assert [(person.kind, person.age) for person in film.people] == [
        ("woman", "old"),
        ("boy", "child"),
    ]
    assert "hug" in role(film.shots[0], "woman-1").actions


def test_an_unknown_name_before_an_act_is_a_person() -> None:
    film = read("Zyra walks through a forest. Zyra smiles.")
    assert [person.words for person in film.people] == ["Zyra"]
    assert role(film.shots[0], film.people[0].id).actions == ("walk", "smile")


def test_both_sides_of_a_hug_hug() -> None:
    shot = read("A woman hugs a man.").shots[0]
    assert role(shot, "woman-1").actions == role(shot, "man-1").actions == ("hug",)


def test_hands_in_close_up_are_someone_s() -> None:
    shot = read("Close-up of a woman's hands holding a ring.").shots[0]
    hands = role(shot, "woman-1")
    assert (hands.body_part, hands.holds) == ("hands", ("ring",))


def test_hands_of_nobody_told_belong_to_a_person() -> None:
    film = read("Close-up of hands kneading dough.")
    assert [person.kind for person in film.people] == ["person"]
    assert film.shots[0].people[0].body_part == "hands"
    assert film.shots[0].size == "CU"


def test_ages_and_feelings_are_told_of_the_right_one() -> None:
    film = read("A sad little girl looks at a happy old man.")
    girl, man = film.shots[0].people
    assert (girl.emotion, man.emotion) == ("sadness", "joy")
    assert [person.age for person in film.people] == ["child", "old"]


def test_people_of_the_logline_stand_in_the_shots_of_their_place() -> None:
    film = read(
        "A film about two friends on a beach. Wide shot of the beach. Close-up of a crab. "
        "Wide shot of a forest.",
        9,
    )
    assert [len(shot.people) for shot in film.shots] == [2, 0, 0]


def test_lettered_characters_are_the_people_told_after_them() -> None:
    film = read(
        '[Character A: Young woman, excited voice]: "We did it!" [Character B: Old man]: "Yes." '
        "Character A smiles.",
        8,
    )
    assert [(person.kind, person.age) for person in film.people] == [
        ("woman", "young"),
        ("man", "old"),
    ]
    assert [line.person for line in film.shots[0].speech] == ["woman-1", "man-1"]
    assert "smile" in role(film.shots[0], "woman-1").actions


def test_hair_may_stand_as_a_noun_and_beards_have_the_colour_of_the_hair() -> None:
    film = read("A woman with a red bob and a man with a grey beard kiss.")
    woman, man = film.people
    assert woman.hair == Hair("red", "bob")
    assert man.hair == Hair("grey")
    assert man.accessories == ("beard",)


@pytest.mark.parametrize(
    ("prompt", "actions"),
    [
        ("Rain pours outside while a girl reads a book.", {"read"}),
        ("Two guests applaud; confetti falls.", {"clap"}),
        ("A chef talks to a patient lying in bed.", {"talk"}),
    ],
)
def test_what_others_do_is_not_done_by_whoever_stands_nearest(
    prompt: str, actions: set[str]
) -> None:
    shot = read(prompt).shots[0]
    assert set(shot.people[0].actions) == actions


def test_who_plays_guitar_holds_one_and_it_is_heard() -> None:
    film = read("A young man plays guitar by a campfire while friends listen.")
    assert film.shots[0].people[0].holds == ("guitar",)
    assert [music.instrument for music in film.music] == ["guitar"]


def test_a_businessman_is_a_man_and_a_businesswoman_a_woman() -> None:
    film = read("A businessman talks to a businesswoman.")
    assert [person.kind for person in film.people] == ["man", "woman"]
