"""Languages whose verbs stand as in English, and whose clauses stand before the noun: 的."""

from __future__ import annotations

from dataclasses import dataclass, field

from rushes.film.reading.ordering.joints import (
    PEOPLE,
    WORN,
    aside,
    clause_end,
    is_count,
    is_noun,
    is_part_of_noun,
    is_predicate,
    part_of_whole,
    preposition,
)
from rushes.film.reading.words.units import Unit


def lay_attributes_after(units: list[Unit]) -> list[Unit]:
    """The units with clauses and wholes after the nouns they tell of, `in` and `on` before."""
    reader = _Stretch()
    for at, unit in enumerate(units):
        reader.step(unit, units[at + 1] if at + 1 < len(units) else None)
    reader.settle()
    return reader.told


@dataclass(slots=True)
class _Stretch:
    """What has been laid out so far."""

    told: list[Unit] = field(default_factory=list)
    start: int = 0
    """Where the clause begins in `told`."""
    pending: list[Unit] = field(default_factory=list)
    """A clause that tells of the noun to come."""
    left: list[Unit] = field(default_factory=list)
    """A whole, an owner or a place that the noun to come belongs to."""
    head: int = 0
    """Where that noun begins in `told`."""
    moved: list[Unit] = field(default_factory=list)
    """An object told before its verb."""
    moves_object: bool = False

    def step(self, unit: Unit, following: Unit | None) -> None:
        if unit.kind in ("punct", "line", "quote", "time"):
            if unit.text == "、" and self._goes_on(following):
                self.told.append(unit)
                return
            self.settle()
            self._put_object_back()
            self.told.append(unit)
            self.start = len(self.told)
        elif unit.has("attributives"):
            self.settle()
            if self.told and self.told[-1].has("negations"):
                self.told.append(clause_end(unit))  # `空无一人的街道`: the street is there
            else:
                self._attribute(following)
        elif unit.has("postpositions") and self.told and self._noun_before():
            self.settle()
            self._place(unit)
        elif unit.has("postpositions"):
            self.settle()
            self.told.append(preposition(unit.meanings[0].name, unit))
        elif unit.has("object_marks") and not unit.has("counters"):
            self.settle()
            self._put_object_back()
            self.head, self.moves_object = len(self.told), True
        elif is_predicate(unit):
            self.settle()
            self._act(unit)
        else:
            if (self.pending or self.left) and not is_part_of_noun(unit):
                self.settle()
            self.told.append(unit)
            if unit.has("people", "groups"):
                self._dressed()

    def settle(self) -> None:
        """The noun that something was told of has ended: what was told follows it."""
        if not (self.pending or self.left):
            return
        head = self.told[self.head :]
        if self.left:
            head = part_of_whole(head, self.left) if head else self.left
        self.told[self.head :] = [*head, *aside(self.pending)] if head else self.pending
        self.pending, self.left = [], []

    def _goes_on(self, following: Unit | None) -> bool:
        """Whether `、` stands in a list that tells of one noun: `穿红裙、戴草帽的女人`."""
        return following is not None and not (self.pending or self.left)

    def _noun_before(self) -> bool:
        last = self.told[-1]
        return len(self.told) > self.start and (is_noun(last) or last.kind == "aside")

    def _noun_start(self) -> int:
        """Where the noun phrase that has just been told begins."""
        at = len(self.told)
        depth = 0
        while at > self.start:
            unit = self.told[at - 1]
            if unit.kind == "aside":
                depth += 1 if unit.text == ")" else -1
            elif (not depth and not is_part_of_noun(unit) and not unit.has("possessive")) or (
                not depth
                and unit.has(*PEOPLE)
                and at < len(self.told)
                and not self.told[at].has("possessive")
            ):
                break
            at -= 1
        return at

    def _place(self, unit: Unit) -> None:
        """`桌子上`: the noun and where it is taken for, as `on the table`."""
        meaning = unit.get("postpositions")
        assert meaning is not None
        at = self._noun_start()
        before = self.told[at - 1] if at > self.start else None
        told = before.get("prepositions") if before is not None else None
        if told is None:
            self.told.insert(at, preposition(meaning.name, unit))
        elif told.name in ("in", "at", "on"):
            self.told[at - 1] = preposition(meaning.name, unit)

    def _attribute(self, following: Unit | None) -> None:
        """`的`: what has been told is told of the noun to come."""
        if len(self.told) == self.start or following is None or not is_part_of_noun(following):
            return
        verb = self._clause_start()
        last = self.told[-1]
        if verb is not None:
            self.pending, self.told = self.told[verb:], self.told[:verb]
        elif last.has(*PEOPLE) or last.kind == "aside" or is_noun(last):
            at = self._noun_start()
            if (
                at > self.start
                and self.told[at - 1].has("prepositions")
                and not self.told[at - 1].text
            ):
                at -= 1
                if at > self.start and self.told[at - 1].has("prepositions"):
                    self.told.pop(at - 1)
                    at -= 1
            self.left, self.told = self.told[at:], self.told[:at]
        self.head = len(self.told)

    def _clause_start(self) -> int | None:
        """Where the clause before `的` begins, if it is one and not the noun's mere quality."""
        first = self._bounds()
        verbs = [at for at in range(first, len(self.told)) if is_predicate(self.told[at])]
        if not verbs:
            return None
        last = self.told[-1]
        if not (is_predicate(last) or is_noun(last) or last.kind == "aside"):
            return None
        at = verbs[0]
        start = at
        while (
            start > first
            and not is_noun(self.told[start - 1])
            and not is_count(self.told[start - 1])
        ):
            start -= 1
        if not self._has_subject(first, start):
            return first
        for verb in verbs[1:]:
            between = self.told[verbs[0] + 1 : verb]
            if not any(is_noun(unit) for unit in between):
                return verbs[0] + 1
        if is_predicate(last) and len(verbs) > 1:
            return verbs[-2] + 1
        return None

    def _bounds(self) -> int:
        """After the last mark, count or determiner: nothing before it is in the clause."""
        for at in reversed(range(self.start, len(self.told))):
            unit = self.told[at]
            if is_count(unit) or unit.has("determiners", "conjunctions", "transitions"):
                verb_between = any(is_predicate(u) for u in self.told[at + 1 :])
                if verb_between:
                    return at + 1
        return self.start

    def _has_subject(self, first: int, end: int) -> bool:
        """Whether a noun without a preposition stands before the verb."""
        is_placed = False
        for unit in self.told[first:end]:
            if unit.has("prepositions"):
                is_placed = True
            elif unit.has(*PEOPLE, "things", "camera", "shot_nouns", "sizes") and not is_placed:
                return True
            elif is_noun(unit):
                is_placed = False
        return False

    def _act(self, unit: Unit) -> None:
        if self.moves_object:
            self.moved, self.told = self.told[self.head :], self.told[: self.head]
            self.moves_object = False
            self.told.extend([unit, *self.moved])
            self.moved = []
            return
        self.told.append(unit)

    def _put_object_back(self) -> None:
        self.moves_object = False

    def _dressed(self) -> None:
        """`红裙女子`: clothes right before whoever wears them."""
        at = len(self.told) - 1
        end = at
        while at > max(self.start, self.head if self.pending or self.left else 0) and (
            is_part_of_noun(self.told[at - 1]) and not is_count(self.told[at - 1])
        ):
            at -= 1
        worn = self.told[at:end]
        if worn and worn[-1].has(*WORN):
            self.told[at:] = [self.told[end], preposition("with", worn[0]), *worn]
