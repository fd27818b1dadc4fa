"""What adjectives say of people, and the words that a noun phrase is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.drafts import NounPhrase, PersonDraft, add
from rushes.film.reading.words.units import Unit

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker

CLOSE_SIZES = frozenset(["CU", "ECU"])
MOST_WORDS_LENGTH = 120


def words_of(walker: Walker, unit: Unit, phrase: NounPhrase) -> str:
    """The words of a noun phrase, as they stand."""
    first = phrase.first or unit
    if first is not unit and first.has("prepositions"):
        first = next((u for u in walker.units[: walker.at + 1] if u.start > first.start), unit)
    start = first.start if first.source == unit.source else unit.start
    return " ".join(walker.slice(start, unit.end, unit.source).split())[:MOST_WORDS_LENGTH]


def qualify_person(walker: Walker, person: PersonDraft, modifiers: list[Unit]) -> None:
    """Ages, builds, hair and feelings told of someone."""
    for unit in modifiers:
        for meaning in unit.meanings:
            category, name = meaning.category, meaning.name
            if category == "ages":
                person.age = person.age if person.age in ("child", "baby") else name
            elif category == "builds":
                person.build = person.build or name
            elif category == "skins":
                person.skin = person.skin or name
            elif category == "hair_colours":
                person.hair_colour = name
            elif category == "hair_styles" and (len(unit.text) > 5 or not walker.has_spaces):
                person.hair_style = person.hair_style or name
            elif category == "accessories":
                add(person.accessories, name)
            elif category == "emotions":
                walker.shot.role_of(person).emotion = name
            else:
                continue
            unit.use(f"{category}: {name}")
            if not category.startswith("hair"):
                break


def named_modifier(phrase: NounPhrase, category: str) -> str | None:
    for unit in phrase.modifiers:
        meaning = unit.get(category)
        if meaning is not None:
            return meaning.name
    return None
