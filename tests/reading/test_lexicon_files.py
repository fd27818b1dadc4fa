"""The lexicon files: complete, consistent with each other and with the shared tables."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from rushes.art import ART_FOLDER
from rushes.film.reading.telling.walker import HANDLERS
from rushes.film.reading.words.files import FOLDER, SHARED_FILES
from rushes.film.reading.words.lexicon import languages, load_lexicon
from rushes.film.reading.words.world import colour_table, the_world, usual_drawable
from rushes.film.shot_list import FRAMINGS, MOVES, SIZES, TIMES_OF_DAY, WEATHERS
from rushes.film.thing_records import thing_names

CODES = [language.code for language in languages()]
OWN_NAMES = frozenset(["function", "qualities", "abstract"])
"""Tables whose names mean nothing to the rest of the program."""
ELSEWHERE = frozenset(
    "transitions cue_leads sequence possessive seasons deserted tempi sound_levels moods "
    "possessive_pronouns counters attributives postpositions subject_marks topic_marks "
    "object_marks auxiliaries".split()
)
NOT_IN_ENGLISH = frozenset(
    "counters attributives postpositions subject_marks topic_marks object_marks light_verbs "
    "auxiliaries numbers reflexives".split()
)
"""Tables of words that some languages need and English has none of, or not as many."""
RARE = frozenset(
    ["bird house", "bonsai", "christmas ornament", "corkscrew", "jukebox", "party hat",
     "toast-slice", "scratch", "blonde", "lens flare"]
)  # fmt: skip
UNTRANSLATED = {"ja": RARE, "zh": RARE}
"""Names that a language has no word for yet, by its code."""
MANY_READINGS = frozenset(["prepositions", "determiners", "pronouns", *OWN_NAMES])
"""Tables in which one word may stand for several names: `do`, of and the."""


def document(code: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def test_there_is_one_file_for_each_language() -> None:
    files = {file.name for file in FOLDER.iterdir() if file.name.endswith(".toml")}
    assert files - SHARED_FILES == {f"{code}.toml" for code in CODES}
    assert {"en", "pt"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_lexicon_has_every_setting_and_text_for_every_name(code: str) -> None:
    settings, english = document(code), document("en")
    assert set(settings["language"]) >= set(english["language"])
    assert set(settings["inflection"]) >= {"nouns", "verbs", "adjectives"}
    for category, table in settings.items():
        for name, words in table.items():
            if category not in ("language", "inflection"):
                assert isinstance(words, str), (category, name)
                assert words.strip(), (category, name)


@pytest.mark.parametrize("code", CODES)
def test_every_table_of_a_lexicon_is_read_by_something(code: str) -> None:
    tables = set(document(code)) - {"language", "inflection", "variants"}
    assert tables <= {*HANDLERS, *ELSEWHERE}


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_all_languages_share_their_canonical_names(code: str) -> None:
    english, other = load_lexicon("en"), load_lexicon(code)
    settings = {"language", "inflection", "variants"}
    composed = set(the_world().acts_with.values())
    for category in set(document(code)) - settings - OWN_NAMES - NOT_IN_ENGLISH:
        known = english.names(category) | names_told("en", category) | composed
        known |= set(thing_names())
        assert other.names(category) <= known, category


@pytest.mark.parametrize("code", CODES)
def test_no_word_means_two_things_of_one_kind(code: str) -> None:
    for phrase, meanings in load_lexicon(code).phrases.items():
        for category in {meaning.category for meaning in meanings} - MANY_READINGS:
            names = {meaning.name for meaning in meanings if meaning.category == category}
            assert len(names) == 1, (phrase, category, names)


@pytest.mark.parametrize("code", CODES)
def test_a_lexicon_knows_all_that_a_shot_list_can_say(code: str) -> None:
    lexicon = load_lexicon(code)
    assert lexicon.names("sizes") == set(SIZES)
    assert lexicon.names("moves") == set(MOVES)
    assert lexicon.names("framings") == set(FRAMINGS)
    assert lexicon.names("times") == set(TIMES_OF_DAY)
    assert lexicon.names("weathers") == set(WEATHERS)


@pytest.mark.parametrize("code", CODES)
def test_a_lexicon_is_rich(code: str) -> None:
    lexicon = load_lexicon(code)
    for category, least in (("places", 75), ("actions", 80), ("things", 230), ("sounds", 60)):
        assert len(lexicon.names(category)) >= least, category


def test_every_colour_word_has_a_colour() -> None:
    table = colour_table()
    for code in CODES:
        assert load_lexicon(code).names("colours") <= set(table)
    assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in table.values())


def test_what_is_drawable_can_be_named() -> None:
    drawable = usual_drawable()
    english = load_lexicon("en")
    assert drawable.places <= english.names("places")
    assert len(drawable.things & english.names("things")) > 55


def test_the_world_speaks_of_names_that_the_lexicons_know() -> None:
    world, english = the_world(), load_lexicon("en")
    things = english.names("things") | english.names("accessories") | {"crowd"}
    things |= english.names("references") | names_told("en", "things")
    places, actions = english.names("places"), english.names("actions")
    actions |= set(world.acts_with.values())
    assert world.indoors | world.wide_places <= places
    assert set(world.likely_places.values()) <= places
    assert set(world.usual_where) <= things
    assert world.not_held | world.writing <= things
    assert set(world.plural_counts) - {"default"} <= things
    drawn_like = document("world")["drawn_like"]
    assert set(drawn_like) <= things
    assert set(drawn_like.values()) <= things | usual_drawable().things
    assert set(world.poured_from.values()) | set(world.served_in.values()) <= things
    for told in (world.full_body, world.intimate, world.mutual, world.speaks, world.holding):
        assert told <= actions
    assert set(world.emotion_of) <= actions
    assert set(world.acts_like) | set(world.acts_like.values()) <= actions
    assert {told.partition(" ")[0] for told in world.acts_with} <= actions
    assert set(world.places_drawn_like) | set(world.places_drawn_like.values()) <= places
    assert {name for name, _ in world.light_sources.values()} <= things
    assert set(world.light_sources) <= english.names("lighting")
    assert world.slow_moves <= set(MOVES)


def test_the_world_tells_of_people_in_words_that_lexicons_know() -> None:
    world, english = the_world(), load_lexicon("en")
    costumes = set(tomllib.loads((ART_FOLDER / "costumes.toml").read_text(encoding="utf-8")))
    for name in english.names("people"):
        persona = world.persona(name)
        assert persona.kind in ("woman", "man", "girl", "boy", "child", "baby", "person")
        for clothes in persona.clothes:
            garment, _, colour = clothes.partition("/")
            assert garment in english.names("garments") | costumes, name
            assert not colour or colour in colour_table(), name
        assert set(persona.accessories) <= english.names("accessories"), name


@pytest.mark.parametrize("code", CODES)
def test_every_known_thing_and_place_is_found_by_its_word(code: str) -> None:
    lexicon = load_lexicon(code)
    for category in ("things", "places"):
        for phrase, meanings in lexicon.phrases.items():
            if meanings[0].category == category:
                count, found = lexicon.find(phrase.split(" "), 0)
                assert count == len(phrase.split(" ")), phrase
                assert meanings[0] in found, phrase


def names_told(code: str, category: str) -> set[str]:
    """The names of a category that a language's own file has words for; `*`: the words."""
    table = document(code)[category]
    return {name for name in table if name != "*"} | {
        word.strip().lstrip("=") for word in table.get("*", "").split(",") if word.strip()
    }


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_every_language_can_name_what_english_names(code: str) -> None:
    composed = set(the_world().acts_with.values())
    for category in "places things actions colours moves looks people groups".split():
        missing = names_told("en", category) - names_told(code, category) - composed
        assert missing <= UNTRANSLATED.get(code, frozenset()), category
