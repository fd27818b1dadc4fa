"""Words that say less than they seem to, or more: what a film maker would see in them."""

from __future__ import annotations

import pytest

from reading_prompts import moves, read, role, thing, thing_names, wears


@pytest.mark.parametrize(
    "prompt",
    [
        "A girl dances on an empty stage.",
        "Uma menina dança em um palco vazio.",
        "Ein Mädchen tanzt auf einer leeren Bühne.",
        "Une fille danse dans une rue vide.",
    ],
)
def test_an_empty_place_is_empty_of_others(prompt: str) -> None:
    film = read(prompt)
    assert [person.kind for person in film.people] == ["girl"]
    assert film.excluded == ("crowd",)
    assert thing_names(film.shots[0]) == set()


def test_two_people_are_two_persons() -> None:
    shot = read("Two people are hugging.").shots[0]
    assert [person.actions for person in shot.people] == [("hug",), ("hug",)]
    assert shot.things == ()


@pytest.mark.parametrize(
    ("prompt", "act"),
    [
        ("A football stadium, the crowd roars.", "cheer"),
        ("A garden. Wedding guests clap.", "clap"),
        ("A stadium. Cut to the crowd cheering.", "cheer"),
    ],
)
def test_a_crowd_that_is_heard_is_seen(prompt: str, act: str) -> None:
    crowd = thing(read(prompt).shots[-1], "crowd")
    assert crowd.drawn_as == "drawing"
    assert act in crowd.actions


@pytest.mark.parametrize(
    ("prompt", "act"),
    [
        ("A surfer rides a big wave.", "surf"),
        ("A person is hula hooping.", "hula-hoop"),
        ("A person is canoeing.", "canoe"),
        ("A man is running on a treadmill.", "run-treadmill"),
        ("A woman is roller skating.", "roller-skate"),
        ("A man is bungee jumping.", "bungee-jump"),
        ("A woman is grooming a dog.", "groom"),
        ("Kids are making a snowman.", "make-snowman"),
        ("A boy is shooting a basketball.", "play-basketball"),
        ("A player shoots the ball at the goal.", "play-soccer"),
    ],
)
def test_what_people_do_is_the_act_that_is_drawn(prompt: str, act: str) -> None:
    assert read(prompt).shots[0].people[0].actions == (act,)


@pytest.mark.parametrize(
    ("prompt", "act"),
    [
        ("A woman walks slowly towards the camera.", "walk-to-camera"),
        ("A man walks away from the camera.", "walk-away"),
        ("Un homme marche vers la caméra.", "walk-to-camera"),
        ("Una mujer camina hacia la cámara.", "walk-to-camera"),
        ("Uma mulher caminha em direção à câmera.", "walk-to-camera"),
        ("Ein Mann geht auf die Kamera zu.", "walk-to-camera"),
        ("一个男人朝镜头走来。", "walk-to-camera"),
    ],
)
def test_someone_may_come_to_the_camera_or_leave_it(prompt: str, act: str) -> None:
    shot = read(prompt).shots[0]
    assert shot.people[0].actions == (act,)
    assert moves(shot) == [("static", "normal")]


def test_what_flies_is_not_the_camera() -> None:
    shot = read("A bird flies over the sea.").shots[0]
    assert thing(shot, "bird").actions == ("fly",)
    assert moves(shot) == [("static", "normal")]
    assert moves(read("Flying over the sea.").shots[0]) == [("aerial", "slow")]


@pytest.mark.parametrize(
    "prompt",
    [
        "A fox sniffs the ground.",
        "A wheat field under a swirling night sky.",
        "A storm rages outside a lighthouse.",
        "Smoke in the air, dust on the floor.",
        "The herd rests in the shadow.",
    ],
)
def test_parts_of_every_set_are_no_cards(prompt: str) -> None:
    assert [told.name for told in read(prompt).shots[0].things if told.drawn_as == "card"] == []


def test_the_herd_is_the_animals_already_there() -> None:
    shots = read("Elephants walk through the savanna. Cut to the herd drinking.", 10).shots
    assert thing(shots[1], "elephant").actions == ("drink",)
    assert thing_names(shots[1]) == {"elephant"}


@pytest.mark.parametrize("prompt", ["A red fox.", "Um animal: a red fox.", "A brown bear."])
def test_the_colour_of_a_kind_is_not_painted(prompt: str) -> None:
    assert all(told.colour is None for told in read(prompt).shots[0].things)


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("A kitten plays with a ball of wool.", "ball of wool"),
        ("The Eiffel Tower at night.", "iron tower"),
        ("A fuming cauldron in the woods.", "cauldron"),
        ("A crystal ball on a table.", "crystal ball"),
        ("A chocolate cake on a table.", "cake"),
    ],
)
def test_the_longest_name_with_a_drawing_wins(prompt: str, name: str) -> None:
    assert thing(read(prompt).shots[0], name).drawn_as == "drawing"


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [
        ("The young journalist nods.", ["person"]),
        ("Una periodista escribe.", ["woman"]),
        ("Eine Journalistin schreibt.", ["woman"]),
        ("A sushi chef cooks.", ["person"]),
        ("Fishermen row.", ["man", "man", "man"]),
        ("A zorbler jumps and laughs.", ["person"]),
        ("A small robot gives a flower to a girl.", ["person", "girl"]),
    ],
)
def test_trades_and_beings_that_act_are_persons(prompt: str, kinds: list[str]) -> None:
    film = read(prompt)
    assert [person.kind for person in film.people] == kinds
    assert not [told for told in film.shots[0].things if told.drawn_as == "card"]


def test_a_trade_wears_its_costume_in_every_language() -> None:
    for prompt in ("Un mago.", "Ein Zauberer läuft.", "Um mago anda.", "Un sorcier marche."):
        assert "wizard robe" in wears(read(prompt).people[0]), prompt


def test_an_act_before_a_noun_is_that_nouns() -> None:
    shot = read("A queen speaks to a kneeling knight.").shots[0]
    assert role(shot, "woman-1").actions == ("talk",)
    assert "kneel" in role(shot, "person-1").actions


def test_a_product_stands_in_a_studio_and_is_seen_from_near() -> None:
    shot = read("Product shot: a silver watch.").shots[0]
    assert (shot.place, shot.size) == ("studio", "CU")
    portrait = read("Portrait of an old woman.").shots[0]
    assert (portrait.size, thing_names(portrait)) == ("MCU", set())


def test_who_looks_out_of_a_window_is_indoors() -> None:
    shot = read("Rain on a window, behind it the lights of the city. A woman looks out.").shots[0]
    assert shot.indoors
    assert "city" in shot.place_features


@pytest.mark.parametrize("word", ["Loneliness", "Einsamkeit", "Soledad", "孤独", "solitude"])
def test_one_word_is_a_scene_that_is_told_as_guessed(word: str) -> None:
    film = read(word)
    assert (film.shots[0].place, film.shots[0].size) == ("field", "EWS")
    assert [span.text for span in film.words.guessed] == [word]
    assert [person.emotion for person in film.shots[0].people] == ["sadness"]


def test_an_accent_makes_another_word() -> None:
    shot = read("Un chat noir marche sur un toit.").shots[0]
    assert shot.place == "rooftop"
    assert thing(shot, "cat").actions == ("walk",)


def test_sluglines_belong_to_the_shot_they_open() -> None:
    film = read(
        "SHOT 1: EXT. DESERT - DAY. Wide shot of a cowboy. "
        "SHOT 2: INT. SALOON. Close-up of his eyes.",
        10,
    )
    assert [(shot.size, shot.place) for shot in film.shots] == [("WS", "desert"), ("CU", "bar")]


def test_markup_around_parts_of_a_prompt_is_not_speech() -> None:
    film = read('{"scene": "a ninja jumps at night", "camera": "tracking shot"}')
    assert film.language == "en"
    assert film.shots[0].speech == ()
    assert film.shots[0].people[0].actions == ("jump",)


def test_a_closer_view_after_a_comma_is_a_shot() -> None:
    film = read("A mechanic repairs a motorcycle in a garage, close-up of his hands.", 10)
    assert [shot.size for shot in film.shots] == ["MS", "CU"]


def test_a_subject_may_be_two_of_any_kind() -> None:
    shot = read("A boy and his dog run through a field.").shots[0]
    assert role(shot, "boy-1").actions == ("run",)
    assert thing(shot, "dog").actions == ("run",)
    shot = read("A dog and a cat sleep on a couch.").shots[0]
    assert thing(shot, "dog").actions == thing(shot, "cat").actions == ("sleep",)


def test_lines_of_a_list_that_name_a_size_are_shots() -> None:
    film = read("- wide shot of a desert\n- close-up of a thirsty man drinking water", 10)
    assert [shot.size for shot in film.shots] == ["WS", "CU"]


def test_what_is_far_away_is_not_where_it_happens() -> None:
    shot = read("Fishermen row under a great wave, Mount Fuji in the background.").shots[0]
    assert (shot.place, shot.place_features) == ("sea", ("mountain",))
