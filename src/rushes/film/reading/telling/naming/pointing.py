"""Nouns that point: at the set itself, at what has been told of before, at the kind of film."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rushes.film.reading.drafts import ThingDraft
from rushes.film.reading.telling.naming import nouns
from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.units import Unit
from rushes.film.thing_records import is_animal

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker

REACH = 3
"""How far a look may stand from `style`, in units."""


def _set_part(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`the ground`, `the air`: every set has them, and nothing is put there for it."""
    phrase = walker.take_phrase()
    unit.use("part of the set")
    walker.mentioned = []
    nouns.make_subject(walker, ThingDraft(meaning.name, unit.text), phrase)
    return True


def _reference(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`the herd`, `the animal`: what was told of last, if that can be meant."""
    if walker.phrase.determiner == "definite":
        known = _last_told(walker, meaning.name)
        if known is not None:
            phrase = walker.take_phrase()
            unit.use(f"thing: {known.name}")
            nouns.make_subject(walker, shown_again(walker, known), phrase)
            return True
    return nouns.take_thing(walker, unit, Meaning("things", meaning.name, meaning.is_plural))


def _last_told(walker: Walker, kind: str) -> ThingDraft | None:
    """The thing last told of that a word for animals or for vehicles can mean."""
    world = walker.reading.world
    told = [*walker.reading.known_things, *walker.shot.things]
    last = walker.reading.last_thing
    likely = [*reversed([*told, last] if last is not None else told)]
    if kind == "herd":
        likely.sort(key=lambda thing: thing.count == 1)
    for thing in likely:
        name = world.drawn_like.get(thing.name, thing.name)
        if kind == "vehicle" and {name, thing.name} & world.vehicles:
            return thing
        if kind != "vehicle" and (is_animal(name) or is_animal(thing.name)):
            return thing
    return None


def shown_again(walker: Walker, thing: ThingDraft) -> ThingDraft:
    """A thing of an earlier sentence as this shot has it."""
    for known in walker.shot.things:
        if known.name == thing.name:
            return known
    for role in walker.shot.roles:
        if thing.name in role.holds:
            role.holds.remove(thing.name)
    again = replace(thing, actions=[], where=None)
    walker.shot.things.append(again)
    return again


def _genre(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`Product shot`, `interview`, `portrait of`: what kind of film it is."""
    following = walker.neighbour(1)
    if unit.has("things"):
        previous = walker.neighbour(-1)
        opens = previous is None or previous.kind in ("punct", "line") or previous.has(
            "determiners", "looks", *("qualities", "moods", "emotions")
        )  # fmt: skip
        leads_on = following is not None and following.has("prepositions")
        is_listed = previous is not None and previous.text == "," and (
            following is None or following.kind == "punct"
        )  # fmt: skip
        if not (is_listed or (opens and leads_on)):
            return False
    walker.reading.film.genre = walker.reading.film.genre or meaning.name
    unit.use(f"genre: {meaning.name}")
    if unit.has("looks", "shot_nouns"):
        return False
    walker.take_phrase()
    walker.mentioned = []
    walker.clause.is_camera, walker.clause.subjects = True, []
    return True


def _viewer(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`you walk through a house`: whoever looks is not in the picture."""
    walker.flush()
    clause = walker.clause
    clause.subjects, clause.thing, clause.is_camera = [], ThingDraft("", unit.text), False
    clause.verb, clause.is_fresh, walker.mentioned = None, False, []
    return True


def _look_word(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`in the style of`, `anime style`: belongs to the look that stands beside it."""
    near = [walker.neighbour(d) for d in range(-REACH, REACH + 1) if d]
    if any(other is not None and other.has("looks") for other in near):
        unit.use("look")
    walker.phrase.unknown.clear()
    return True


HANDLERS = {
    "genres": _genre,
    "look_words": _look_word,
    "viewers": _viewer,
    "set_parts": _set_part,
    "references": _reference,
}
