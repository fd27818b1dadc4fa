"""Languages whose verbs come last and whose prepositions follow the noun: が, を, に, の, で."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rushes.film.reading.ordering.joints import (
    PEOPLE,
    WORN,
    aside,
    clause_end,
    comma,
    head_of,
    is_count,
    is_noun,
    is_part_of_noun,
    is_predicate,
    part_of_whole,
    preposition,
    without,
)
from rushes.film.reading.words.lexicon import Language
from rushes.film.reading.words.units import Unit

HEADS = (*PEOPLE, *WORN, "things", "places", "features", "body_parts")
"""Nouns that a clause before `の` may tell of; of others (`金髪の`), it tells of what follows."""
FILMED = ("camera", "moves", "sizes", "framings")
Role = Literal["subject", "topic", "object", "placed", ""]


@dataclass(slots=True)
class Chunk:
    """A noun phrase with what marks its part in the clause."""

    units: list[Unit]
    role: Role = ""


def lay_verbs_forward(units: list[Unit], language: Language) -> list[Unit]:
    """The units with each verb after its subject and before all else that it governs."""
    clause = _Clause(units, language)
    for at in range(len(units)):
        clause.step(at)
    clause.tell_all()
    return clause.told


@dataclass(slots=True)
class _Clause:
    """What has been read of a clause and not yet been told."""

    units: list[Unit]
    language: Language
    told: list[Unit] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    noun: list[Unit] = field(default_factory=list)
    """The noun phrase that is being read."""
    left: list[Unit] = field(default_factory=list)
    """What stood before the attributive particle: the owner, the whole, the place."""
    told_of: list[Unit] = field(default_factory=list)
    """Clauses that tell of the noun to come."""

    def step(self, at: int) -> None:
        unit = self.units[at]
        following = self.units[at + 1] if at + 1 < len(self.units) else None
        if unit.kind in ("punct", "line", "quote", "time"):
            if not (unit.text == "," and self.told_of and not self.noun):
                self.tell_all()
                self.told.append(unit)
        elif unit.has("auxiliaries") and self._after_verb(at):
            return
        elif unit.has("attributives") and (self.noun or self.chunks):
            if following is not None and is_predicate(following):
                self._close("subject")  # `湯気の立つ`: as `が` in a clause that tells of a noun
            else:
                self._attribute()
        elif unit.has("subject_marks", "topic_marks") and self.noun:
            self._close("subject" if unit.has("subject_marks") else "topic")
        elif unit.has("object_marks") and self.noun:
            self._close("object")
        elif unit.has("conjunctions") and unit.has("postpositions") and self.noun:
            self._join(unit, following)
        elif unit.has("postpositions") and (self.noun or self.left):
            self._place(unit, following)
        elif unit.has("negations"):
            self._negate(unit)
        elif is_predicate(unit) or self._is_camera_move(unit, following):
            self._predicate(unit, self._next_noun(at))
        elif unit.has(
            "function", "light_verbs", "conjunctions", "attributives"
        ) and not is_part_of_noun(unit):
            if not unit.has("attributives"):
                self._close("")
                self.chunks.append(Chunk([unit]))
        else:
            self.noun.append(unit)

    def tell_all(self) -> None:
        """Tells what has no verb."""
        self._close("")
        for chunk in self.chunks:
            self.told.extend(chunk.units)
        self.chunks = []

    def _attribute(self) -> None:
        """`A の B`: what has been read tells of the noun to come."""
        if not self.noun:
            if not self.chunks or self.chunks[-1].role != "placed":
                return
            self.left = self.chunks.pop().units
            return
        told_of = self.told_of
        is_quality = not head_of(self.noun).has(*HEADS)
        self.told_of = [] if is_quality else told_of
        self.left = self._whole_noun()
        self.told_of = told_of if is_quality else []

    def _whole_noun(self) -> list[Unit]:
        """The noun phrase read, with all that tells of it; the next one begins."""
        units = self._counts_first(self.noun)
        whole = part_of_whole(units, self.left) if self.left else units
        whole = [*whole, *self.told_of]
        self.noun, self.left, self.told_of = [], [], []
        return whole

    def _counts_first(self, units: list[Unit]) -> list[Unit]:
        """`女性三人`: counts that follow their noun, before it."""
        for unit in units:
            if unit.has("groups") and unit.has("numbers"):
                is_known_head = unit is not units[-1]
                without(unit, "groups" if is_known_head else "numbers")
        end = len(units)
        while end and is_count(units[end - 1]):
            end -= 1
        if 0 < end < len(units) and is_noun(units[end - 1]):
            return [*units[: end - 1], *units[end:], units[end - 1]]
        return units

    def _close(self, role: Role) -> None:
        if not (self.noun or self.left or self.told_of):
            return
        units = self._whole_noun()
        earlier = self.chunks[-1] if self.chunks else None
        if units and all(is_count(unit) for unit in units) and earlier and earlier.role:
            at = next((i for i, unit in enumerate(earlier.units) if is_part_of_noun(unit)), 0)
            earlier.units[at:at] = units
        elif units:
            self.chunks.append(Chunk(units, role))

    def _place(self, unit: Unit, following: Unit | None) -> None:
        """A postposition: before its noun."""
        meaning = unit.get("postpositions")
        assert meaning is not None
        units = self._whole_noun()
        if not units[0].has("prepositions"):
            units = [preposition(meaning.name, units[0]), *units]
        if not is_noun(head_of(units)):
            units = [*units, comma(unit)]
        self.chunks.append(Chunk(units, "placed"))
        if following is not None and following.kind == "punct" and following.text == ",":
            self.tell_all()

    def _join(self, unit: Unit, following: Unit | None) -> None:
        """`A と B`: and; `A と踊る`: with."""
        is_with = following is None or is_predicate(following) or following.kind != "word"
        if is_with or not is_part_of_noun(following or unit):
            self._place(unit, following)
            return
        units = self._whole_noun()
        without(unit, "postpositions")
        if self.told or self.chunks or units:
            self.chunks.append(Chunk([*units, unit], "topic"))

    def _negate(self, unit: Unit) -> None:
        """`車がない`: what is not there is told after the word that says so."""
        self._close("")
        meaning = unit.get("negations")
        is_of_noun = meaning is not None and meaning.name == "no"
        chunk = self.chunks.pop() if self.chunks and is_of_noun else Chunk([])
        self.chunks.append(Chunk([unit, *chunk.units, clause_end(unit)]))

    def _is_camera_move(self, unit: Unit, following: Unit | None) -> bool:
        """A move that the camera makes: it stands where a verb does."""
        if not unit.has("moves") or (following is not None and following.has("attributives")):
            return False
        return any(u.has("camera") for chunk in self.chunks for u in chunk.units)

    def _after_verb(self, at: int) -> bool:
        """Whether an auxiliary stands by a verb, so that the two are one."""
        before = self.units[at - 1] if at else None
        if before is None or before.kind != "word":
            return False
        return is_predicate(before) or before.has("auxiliaries", "light_verbs")

    def _next_noun(self, at: int) -> bool:
        """Whether the verb here, with its auxiliaries, tells of a noun that follows it."""
        after = at + 1
        while after < len(self.units) and self.units[after].has("auxiliaries"):
            after += 1
        if not self.units[after - 1].text.endswith(self.language.adnominal_endings):
            return False
        for unit in self.units[after : after + 2]:
            if unit.text == "," and unit.kind == "punct":
                continue
            return is_part_of_noun(unit) and not unit.has("function")
        return False

    def _predicate(self, verb: Unit, tells_of_noun: bool) -> None:
        self._close("")
        if not tells_of_noun:
            self._tell_clause(verb)
            return
        governed: list[Chunk] = []
        while self.chunks and self.chunks[-1].role not in ("subject", "topic"):
            governed.insert(0, self.chunks.pop())
        if self.chunks and not governed and self.chunks[-1].role == "subject":
            subject = self.chunks.pop()
            if any(unit.has(*PEOPLE) for unit in subject.units):
                self.chunks.append(Chunk([*subject.units, verb, comma(verb)]))
            else:
                self.chunks.append(Chunk(aside([*subject.units, verb])))
            return
        units = [unit for chunk in governed for unit in chunk.units]
        self.told_of.extend(aside([verb, *units]))

    def _tell_clause(self, verb: Unit) -> None:
        subjects = [i for i, c in enumerate(self.chunks) if c.role in ("subject", "topic")]
        subjects += [i for i, c in enumerate(self.chunks) if any(u.has(*FILMED) for u in c.units)]
        split = max(subjects) + 1 if subjects else 0
        before, after = self.chunks[:split], self.chunks[split:]
        objects = [chunk for chunk in before if chunk.role == "object"]
        for chunk in before:
            if chunk.role != "object":
                self.told.extend(chunk.units)
        self.told.append(verb)
        for chunk in [*objects, *after]:
            self.told.extend(chunk.units)
        self.chunks = []
