"""Nouns for places and for what belongs to a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.acts import act_with
from rushes.film.reading.drafts import NounPhrase, ThingDraft, add
from rushes.film.reading.telling.naming.kinds import names_a_kind, names_a_kind_of_place
from rushes.film.reading.telling.naming.nouns import POURING, make_subject
from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.units import Unit

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker

INDOORS_PREPOSITIONS = frozenset(["in", "at", "into", "through"])


def _place(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.phrase
    if unit.has("things") and not _is_place_here(walker, unit, phrase):
        return False
    if names_a_kind_of_place(walker, unit) or names_a_kind(walker, unit):
        return True
    if unit.has("actions") and not unit.has("things") and phrase.determiner is None:
        previous = walker.neighbour(-1)
        if previous is not None and previous.has("people", "pronouns"):
            return False
    phrase = walker.take_phrase()
    film, shot = walker.reading.film, walker.shot
    walker.mentioned = []
    if walker.clause.negated:
        add(film.excluded, meaning.name)
        unit.use(f"not: {meaning.name}")
        return True
    if not shot.places and phrase.determiner == "definite":
        shot.place_is_definite = True
    is_behind = walker.where == "background" and phrase.preposition in (None, "of")
    if "window" in shot.features and meaning.name in walker.reading.world.wide_places:
        is_behind = is_behind or phrase.preposition not in INDOORS_PREPOSITIONS
    add(shot.backdrops if is_behind else shot.places, meaning.name)
    walker.clause_places.append(meaning.name)
    for modifier in (*phrase.modifiers, unit):
        material = modifier.get("materials")
        if material is not None:
            add(shot.features, material.name)
            if modifier is not unit:
                modifier.use(f"place feature: {material.name}")
        elif modifier is not unit and modifier.has("deserted"):
            add(film.excluded, "crowd")
            modifier.use("not: crowd")
    unit.use(f"place: {meaning.name}")
    film.place_words.setdefault(meaning.name, unit.text)
    make_subject(walker, ThingDraft(meaning.name, unit.text), phrase)
    walker.place_unit = unit
    walker.thing = None
    return True


def _is_place_here(walker: Walker, unit: Unit, phrase: NounPhrase) -> bool:
    """Whether a word for a thing and a place (a house, `café`) is the place here."""
    world, verb = walker.reading.world, walker.clause.verb
    if verb in world.holding or verb in POURING:
        return False
    if phrase.preposition in INDOORS_PREPOSITIONS:
        return True
    thing = unit.get("things")
    return thing is not None and world.usual_where.get(thing.name) == "on the table"


def _feature(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.take_phrase()
    if walker.clause.negated:
        add(walker.reading.film.excluded, meaning.name)
        return True
    add(walker.shot.features, meaning.name)
    act_with(walker, meaning.name)
    make_subject(walker, ThingDraft(meaning.name, unit.text), phrase)
    unit.use(f"place feature: {meaning.name}")
    walker.mentioned = []
    return True


HANDLERS = {
    "features": _feature,
    "places": _place,
}
