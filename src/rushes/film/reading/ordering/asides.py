"""Clauses within the clause: they tell of the noun before them, and leave the rest as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rushes.film.reading.drafts import PersonDraft, ThingDraft
from rushes.film.reading.words.units import Unit

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Clause, Walker


@dataclass(slots=True)
class Outer:
    """A clause that is interrupted."""

    clause: Clause
    people: list[PersonDraft]
    """Whom the noun before the aside means."""
    wearer: list[PersonDraft]
    thing: ThingDraft | None
    things: list[ThingDraft]
    places: list[str]
    where: str | None


def open_or_close(walker: Walker, unit: Unit) -> None:
    """Begins a clause whose subject is the noun just read, or goes on with the one around."""
    walker.flush()
    if unit.text == "(":
        _open(walker)
    elif walker.outer:
        outer = walker.outer.pop()
        walker.clause, walker.mentioned, walker.wearer = outer.clause, outer.people, outer.wearer
        walker.thing, walker.garment = outer.thing, None
        walker.clause_things, walker.clause_places = outer.things, outer.places
        walker.where = outer.where
        walker.reading.cast.touch(outer.people)


def _open(walker: Walker) -> None:
    clause, people = walker.clause, list(walker.mentioned)
    wearer, things, places = people or walker.wearer, walker.clause_things, walker.clause_places
    walker.outer.append(
        Outer(clause, people, list(wearer), walker.thing, things, places, walker.where)
    )
    walker.clause_things = [thing for thing in things if thing is walker.thing]
    walker.clause_places = places[-1:] if walker.thing is None and not people else []
    inner = type(clause)(is_fresh=False, is_camera=clause.is_camera and not people)
    if people:
        inner.subjects = people
        walker.wearer = people
    elif not inner.is_camera:
        inner.thing = walker.thing or clause.thing or ThingDraft("", "")
        inner.is_fresh = walker.thing is None
    walker.clause, walker.garment = inner, None
