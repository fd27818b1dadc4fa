"""Nouns that only say of which kind the noun after them is: `a sushi chef`, `a ramen shop`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.words.units import Unit

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker


def names_a_kind_of_place(walker: Walker, unit: Unit) -> bool:
    """`a restaurant kitchen`, `a ramen shop`: the place follows, and this says of which kind."""
    following = walker.neighbour(1)
    if following is None or not walker.reading.lexicon.language.head_is_last:
        return False
    if not following.has("places"):
        return False
    if not unit.has("places"):
        world, thing, place = walker.reading.world, unit.get("things"), following.get("places")
        if thing is None or place is None:
            return False
        is_food = world.usual_where.get(thing.name) == "on the table"
        has_rooms = thing.name in world.not_held and place.name in world.indoors
        if not (is_food or has_rooms):
            return False
    walker.phrase.first = walker.phrase.first or unit
    unit.use("kind of place")
    return True


def _names_a_kind_of_thing(walker: Walker, unit: Unit, following: Unit) -> bool:
    """`a chocolate cake`, `the car door`."""
    own, head = unit.get("things"), following.get("things")
    if own is None or head is None or own.is_plural or following.has("actions", "people"):
        return False
    return bool(walker.phrase.determiner or walker.phrase.count) and own.name != head.name


def names_a_kind(walker: Walker, unit: Unit) -> bool:
    """`a sushi chef`, `a robot bartender`: a person follows, and this says of which kind."""
    language = walker.reading.lexicon.language
    following = walker.neighbour(1)
    if following is None or not (language.head_is_last and language.spaces):
        return False
    if _names_a_kind_of_thing(walker, unit, following):
        walker.phrase.first = walker.phrase.first or unit
        unit.use("kind of thing")
        return True
    heads = ("people", "things") if unit.has("people") else ("people",)
    if not following.has(*heads) or following.has("determiners", "actions", "garments"):
        return False
    own = unit.get("people", "things", "places", "instruments")
    if own is None or own.is_plural or not (walker.phrase.determiner or walker.phrase.count):
        return False
    walker.phrase.first = walker.phrase.first or unit
    unit.use("kind of person")
    return True
