"""What holds reordered units together, and what kinds of words are told apart in reordering."""

from __future__ import annotations

from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.roles import NOUNLIKE, QUALITIES
from rushes.film.reading.words.units import Kind, Unit

NOUNS = NOUNLIKE | frozenset(
    "abstract names pronouns film_nouns music where sizes framings camera times weathers seasons "
    "looks writing".split()
)
ATTRIBUTES = QUALITIES | frozenset(
    "determiners numbers quantities ordinals counters age_units decades haired".split()
)
PEOPLE = ("people", "groups", "names", "pronouns")
SCREEN = ("sizes", "framings", "shot_nouns", "film_nouns", "abstract")
WORN = ("garments", "accessories")
PREDICATES = ("actions", "wear", "camera_verbs", "reveal")
WHOLE = ("places", "features", "things", "body_parts", "garments", "accessories", "lighting")


def preposition(name: str, near: Unit) -> Unit:
    """A preposition that stands for a word written elsewhere."""
    return _joint("word", "", near, (Meaning("prepositions", name),))


def owner_mark(near: Unit) -> Unit:
    """The mark of the owner before it: `'s`."""
    return _joint("word", "", near, (Meaning("possessive", "marker"),))


def comma(near: Unit) -> Unit:
    """The end of a clause that has no mark of its own."""
    return _joint("punct", ",", near)


def clause_end(near: Unit) -> Unit:
    """The end of all that a clause rules out."""
    return _joint("punct", ";", near)


def aside(units: list[Unit]) -> list[Unit]:
    """Units as a clause of its own, which tells of the noun before it."""
    if not units:
        return []
    return [_joint("aside", "(", units[0]), *units, _joint("aside", ")", units[-1])]


def _joint(kind: Kind, text: str, near: Unit, meanings: tuple[Meaning, ...] = ()) -> Unit:
    return Unit(text, near.start, near.start, kind, meanings, source=near.source)


def is_noun(unit: Unit) -> bool:
    """Whether a unit can be the head of a noun phrase; unknown words can."""
    if unit.kind != "word":
        return False
    return not unit.is_known or unit.has(*NOUNS)


def is_part_of_noun(unit: Unit) -> bool:
    """Whether a unit can stand in a noun phrase."""
    return unit.kind == "number" or is_noun(unit) or unit.has(*ATTRIBUTES)


def is_count(unit: Unit) -> bool:
    return unit.kind == "number" or unit.has("numbers", "quantities", "counters")


def is_predicate(unit: Unit) -> bool:
    """Whether a unit is a verb, and nothing else."""
    return unit.has(*PREDICATES) and not unit.has(*NOUNLIKE)


def without(unit: Unit, *categories: str) -> None:
    """Drops meanings that a unit does not have where it stands, if any are left then."""
    kept = tuple(m for m in unit.meanings if m.category not in categories)
    unit.meanings = kept or unit.meanings


def head_of(units: list[Unit]) -> Unit:
    """The noun that a phrase is about, past the clauses that tell of it."""
    depth = 0
    for unit in reversed(units):
        if unit.kind == "aside":
            depth += 1 if unit.text == ")" else -1
        elif not depth:
            return unit
    return units[-1]


def part_of_whole(head: list[Unit], left: list[Unit]) -> list[Unit]:
    """`left` の `head`, `left` 的 `head`: the two in the order in which they are told."""
    if not (head and left):
        return [*left, *head]
    last, owner = head_of(head), head_of(left)
    is_placed = left[0].has("prepositions") and not left[0].text
    if owner.has(*PEOPLE) and last.has("sounds", "audio_nouns"):
        return head  # `子供たちの笑い声`: those who are heard are not seen
    if owner.has(*PEOPLE) and not is_placed:
        if last.has(*SCREEN) and not last.has("things", "body_parts"):
            return [*head, preposition("of", owner), *left]
        return [*left, *head] if owner.has("pronouns") else [*left, owner_mark(owner), *head]
    if owner.has(*WORN) and last.has("people", "groups"):
        return [*head, preposition("with", owner), *left]
    if owner.has("where"):
        return [*head, *aside(left)]
    if is_placed:
        return [*head, *left]
    if last.has("sizes", "framings") or (owner.has(*WHOLE) and last.has(*SCREEN)):
        return [*head, preposition("of", owner), *left]
    if owner.has(*WHOLE) and not owner.has("weathers", "times", "instruments", "sounds"):
        if last.has("sounds", "audio_nouns", "where"):
            return [*left, *head]
        name = "in" if owner.has("places", "features") else "of"
        return [*head, preposition(name, owner), *left]
    return [*left, *head]
