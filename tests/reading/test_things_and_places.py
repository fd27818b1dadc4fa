"""Things and places: known, unknown, and words that are neither."""

from __future__ import annotations

import pytest

from reading_prompts import moves, read, role, thing, thing_names
from rushes.film.film_request import FilmRequest
from rushes.film.reading import Drawable, read_film
from rushes.film.shot_list import FRAMINGS, MOVES, SIZES, TIMES_OF_DAY, WEATHERS


def test_an_unknown_thing_becomes_a_labelled_card() -> None:
    film = read("A rusty zorblax waters a blue flumph in the park.")
    shot = film.shots[0]
    assert thing(shot, "zorblax").drawn_as == "card"
    assert thing(shot, "flumph").drawn_as == "card"
    assert thing(shot, "flumph").colour == "blue"
    assert {span.text for span in film.words.guessed} == {"zorblax", "flumph"}


def test_a_known_thing_without_a_drawing_becomes_a_card() -> None:
    nothing = Drawable(places=frozenset(), things=frozenset())
    shot = read_film(FilmRequest("A dragon waters a cactus."), nothing).shots[0]
    assert {(t.name, t.drawn_as) for t in shot.things} == {("dragon", "card"), ("cactus", "card")}
    assert thing(shot, "dragon").actions == ("water-plants",)


def test_an_unknown_place_becomes_a_labelled_card() -> None:
    shot = read("A man waits in a gleaming florbatorium.").shots[0]
    assert (shot.place, shot.place_drawn_as) == ("florbatorium", "card")
    assert thing_names(shot) == set()


@pytest.mark.parametrize(
    "words",
    [
        "A beautiful moment of joy and the freedom of love",
        "The elegance of an anniversary, a celebration of style and beauty",
        "The loneliness and the transformation of an existence",
        "A beleza de um momento, a emoção do aniversário",
        "An atmosphere of mystery with a sense of wonder",
    ],
)
def test_abstract_words_make_no_cards(words: str) -> None:
    assert read(words).shots[0].things == ()


def test_what_has_a_drawing_is_told_by_the_caller() -> None:
    request = FilmRequest(prompt="A dragon in a castle with a candle.")
    drawable = Drawable(places=frozenset({"castle"}), things=frozenset({"dragon"}))
    shot = read_film(request, drawable).shots[0]
    assert shot.place_drawn_as == "drawing"
    assert thing(shot, "dragon").drawn_as == "drawing"
    assert thing(shot, "candle").drawn_as == "card"


def test_numbers_and_plurals_are_counted() -> None:
    shot = read(
        "Seven boats, two red chairs, a dozen candles and a lamp, rows of cypresses."
    ).shots[0]
    counts = {t.name: t.count for t in shot.things}
    assert (counts["boat"], counts["chair"], counts["candle"], counts["lamp"]) == (7, 2, 12, 1)
    assert counts["cypress"] > 5
    assert thing(shot, "chair").colour == "red"


def test_where_things_stand_is_told_of_them() -> None:
    shot = read(
        "Close-up of a vase on a table, a bicycle and a telescope in the background. "
        "On the left, a dog."
    ).shots[0]
    assert thing(shot, "bicycle").where == thing(shot, "telescope").where == "background"
    assert thing(shot, "dog").where == "left"
    assert thing(shot, "vase").where == "on the table"


def test_a_held_thing_is_in_the_hand_and_not_on_the_set() -> None:
    shot = read("A man walks in the rain holding an umbrella.").shots[0]
    assert role(shot, "man-1").holds == ("umbrella",)
    assert "umbrella" not in thing_names(shot)


def test_a_held_thing_without_a_drawing_is_also_a_card() -> None:
    nothing = Drawable(places=frozenset(), things=frozenset())
    shot = read_film(FilmRequest("A man holds a trumpet."), nothing).shots[0]
    card = thing(shot, "trumpet")
    assert (card.drawn_as, card.where) == ("card", "in hand")


def test_what_is_poured_comes_from_its_bottle() -> None:
    shot = read("A waiter pours wine in a restaurant.").shots[0]
    assert role(shot, "man-1").holds == ("wine bottle",)
    assert "wine glass" in thing_names(shot)


def test_the_strictest_scale_adds_nothing_that_was_not_named() -> None:
    prompt = "A waiter pours wine. A woman cooks."
    loose, strict = read(prompt, cfg_scale=0.5).shots[0], read(prompt, cfg_scale=1.0).shots[0]
    assert loose.place == "kitchen"
    assert "wine glass" in thing_names(loose)
    assert strict.place is None
    assert thing_names(strict) == set()


def test_an_animal_acts_like_anyone() -> None:
    film = read("A red fox runs through a snowy forest at night. It sleeps.")
    fox = thing(film.shots[0], "fox")
    assert (fox.colour, fox.actions) == (None, ("run", "sleep"))
    assert (film.shots[0].place, film.shots[0].weather) == ("forest", "snow")
    assert film.people == ()


def test_it_is_the_thing_of_the_shot_before() -> None:
    film = read("A dog sleeps. Cut to a garden: it runs.", 6)
    assert thing(film.shots[1], "dog").actions == ("run",)


def test_a_place_is_kept_until_another_is_named() -> None:
    film = read("A man in a park. Cut to a woman. Cut to a kitchen. Cut to a cup.", 8)
    assert [shot.place for shot in film.shots] == ["park", "park", "kitchen", "kitchen"]
    assert [shot.indoors for shot in film.shots] == [False, False, True, True]


@pytest.mark.parametrize(
    ("words", "move", "direction"),
    [
        ("static shot", "static", None),
        ("camera pans left across", "pan", "left"),
        ("the camera tilts up", "tilt", "up"),
        ("zoom in on", "zoom-in", None),
        ("slow zoom out from", "zoom-out", None),
        ("dolly in on", "dolly-in", None),
        ("the camera pulls back from", "dolly-out", None),
        ("truck right past", "truck", "right"),
        ("crane up over", "crane-up", None),
        ("the camera descends to", "crane-down", None),
        ("crane pull-back from", "crane-out", None),
        ("the camera circles clockwise around", "orbit", "clockwise"),
        ("tracking shot of", "track", None),
        ("handheld shot of", "handheld", None),
        ("aerial footage of", "aerial", None),
        ("the camera sweeps over", "sweep", None),
        ("whip pan to the right over", "whip-pan", "right"),
        ("rack focus from", "rack-focus", None),
    ],
)
def test_every_camera_move_is_known(words: str, move: str, direction: str | None) -> None:
    assert move in MOVES
    told = read(f"{words} a car").shots[0].moves[0]
    assert told.move == move
    assert told.direction == direction


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("Extreme wide shot", "EWS"),
        ("Wide shot", "WS"),
        ("Medium shot", "MS"),
        ("Medium close-up", "MCU"),
        ("Close up", "CU"),
        ("Extreme close-up", "ECU"),
        ("Plano geral aberto", "EWS"),
        ("Plano aberto", "WS"),
        ("Plano médio", "MS"),
        ("Plano próximo", "MCU"),
        ("Primeiro plano", "CU"),
        ("Plano detalhe", "ECU"),
    ],
)
def test_every_size_is_known(words: str, size: str) -> None:
    assert size in SIZES
    of = "de um carro" if words.startswith(("Pl", "Pr")) else "of a car"
    assert read(f"{words} {of}").shots[0].size == size


@pytest.mark.parametrize("framing", FRAMINGS)
def test_every_framing_is_known(framing: str) -> None:
    words = {"single": "clean single", "group": "group shot"}.get(framing, framing)
    assert framing in read(f"{words} in a bar").shots[0].framing


@pytest.mark.parametrize("time", TIMES_OF_DAY)
@pytest.mark.parametrize("weather", WEATHERS)
def test_every_time_and_weather_is_known(time: str, weather: str) -> None:
    words = {"clear": "clear sky", "wind": "windy"}.get(weather, weather)
    shot = read(f"A field, {words}, {time}.").shots[0]
    assert (shot.time_of_day, shot.weather) == (time, weather)


def test_how_fast_the_camera_moves_is_told() -> None:
    assert moves(read("A slow, graceful dolly in on a car.").shots[0]) == [("dolly-in", "slow")]
    assert moves(read("The camera pans quickly over a car.").shots[0]) == [("pan", "fast")]
    assert moves(read("Dolly in on a car.").shots[0]) == [("dolly-in", "normal")]


def test_a_thing_named_like_a_move_is_a_thing() -> None:
    shot = read("A truck and a drone stand in the street.").shots[0]
    assert thing_names(shot) == {"truck", "drone"}
    assert moves(shot) == [("static", "normal")]


def test_a_place_that_acts_lends_its_act_to_nobody_else() -> None:
    shot = read("A lighthouse stands on a cliff, a boat.").shots[0]
    assert (shot.place, thing(shot, "boat").actions) == ("lighthouse", ())


def test_a_drink_told_beside_its_cup_is_one_cup() -> None:
    shot = read("Close-up of coffee in a cup.").shots[0]
    assert [(t.name, t.count) for t in shot.things] == [("cup", 1)]


def test_a_capitalised_place_that_nobody_knows_is_a_card() -> None:
    shot = read("A car drives through San Zorbino.").shots[0]
    assert (shot.place, shot.place_drawn_as) == ("san zorbino", "card")


@pytest.mark.parametrize(
    ("prompt", "place", "absent"),
    [
        ("Two cooks in a busy restaurant kitchen.", "kitchen", "restaurant"),
        ("A man walks through a house corridor.", "corridor", "house"),
        ("A car stops at a ramen restaurant.", "restaurant", "pasta"),
    ],
)
def test_the_last_noun_of_a_compound_is_the_place(prompt: str, place: str, absent: str) -> None:
    shot = read_film(FilmRequest(prompt)).shots[0]
    assert shot.place == place
    assert absent not in [thing.name for thing in shot.things]
    assert absent not in shot.place_features


def test_a_drone_before_a_move_carries_the_camera() -> None:
    shot = read_film(FilmRequest("A dog runs along the beach, drone tracking shot.")).shots[0]
    assert [thing.name for thing in shot.things] == ["dog"]
    assert [move.move for move in shot.moves] == ["aerial", "track"]


def test_a_place_keeps_the_words_that_named_it() -> None:
    shot = read("An astronaut plants a flag on Mars.").shots[0]
    assert (shot.place, shot.place_words) == ("planet", "Mars")


def test_water_is_a_glass_of_it_only_where_somebody_drinks_it() -> None:
    assert thing_names(read("Wide shot of a lake at dawn, mist over the water.").shots[0]) == set()
    assert "glass" not in thing_names(read("A bottle with water droplets, macro.").shots[0])
    assert role(read("A man drinks water.").shots[0], "man-1").holds == ("glass",)


def test_a_place_that_is_only_likely_is_not_written_on_a_card() -> None:
    nothing = Drawable(places=frozenset(), things=frozenset())
    shot = read_film(FilmRequest("A girl plays the piano."), nothing).shots[0]
    assert (shot.place, shot.place_drawn_as, shot.place_words) == ("theater", "nothing", None)
    named = read_film(FilmRequest("A girl plays the piano in a theater."), nothing).shots[0]
    assert (named.place_drawn_as, named.place_words) == ("card", "theater")


def test_small_things_alone_are_shot_indoors() -> None:
    assert read("Product shot of a perfume bottle and a wine glass.").shots[0].indoors
    assert not read("A bottle on the beach.").shots[0].indoors
