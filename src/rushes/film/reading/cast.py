"""Who is in the film: which words mean whom, across all shots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rushes.film.reading.drafts import UNDECIDED, PersonDraft
from rushes.film.reading.words.world import World

FEMININE = frozenset(["woman", "girl"])
MASCULINE = frozenset(["man", "boy"])
CHILDREN = frozenset(["girl", "boy", "child"])


@dataclass(slots=True)
class Asked:
    """A mention of someone: what the words say to tell them from others."""

    persona: str
    words: str
    determiner: str | None
    ordinal: str | None = None
    colours: frozenset[str] = frozenset()
    hair: str | None = None
    age: str | None = None
    is_owned: bool = False
    """`her husband`: known or new, but never the owner."""
    owners: tuple[PersonDraft, ...] = ()


@dataclass(slots=True)
class Cast:
    """Everyone so far, in the order of coming in."""

    world: World
    people: list[PersonDraft] = field(default_factory=list)
    recent: list[PersonDraft] = field(default_factory=list)
    """The most recently mentioned last."""
    last_group: list[PersonDraft] = field(default_factory=list)
    _groups: int = 0

    def touch(self, people: Iterable[PersonDraft]) -> None:
        """Notes a mention, for the pronouns to come."""
        for person in people:
            if person in self.recent:
                self.recent.remove(person)
            self.recent.append(person)

    def add(self, persona: str, words: str, take: int, *, kind: str | None = None) -> PersonDraft:
        """Someone new."""
        told = self.world.persona(persona)
        person = PersonDraft(
            kind=kind or told.kind, persona=persona, words=words, take=take, words_take=take,
            order=len(self.people), is_open=take < 0, age=told.age, build=told.build,
            hair_colour=told.hair_colour, hair_style=told.hair_style,
            usual_clothes=told.clothes, accessories=list(told.accessories),
        )  # fmt: skip
        self.people.append(person)
        return person

    def add_group(self, personas: list[str], words: str, take: int) -> list[PersonDraft]:
        """Several who come in together: a couple, two men, a family."""
        self._groups += 1
        members = []
        for persona in personas:
            kind = UNDECIDED if persona == UNDECIDED else None
            member = self.add("person" if kind else persona, words, take, kind=kind)
            member.group, member.is_open = self._groups, True
            members.append(member)
        self.last_group = members
        return members

    def resolve(self, asked: Asked, take: int) -> PersonDraft:
        """Whom a mention of one person means; someone new when nobody fits."""
        if asked.determiner == "another":
            return self._another(asked, take)
        if asked.determiner == "other":
            others = self._fitting(asked)[1:]
            return others[0] if others else self._another(asked, take)
        fitting = self._fitting(asked)
        if asked.ordinal is not None and asked.determiner == "definite":
            ranked = sorted(fitting, key=lambda person: person.order)
            rank = {"last": len(ranked), "next": 2}.get(asked.ordinal)
            number = rank if rank is not None else int(asked.ordinal)
            if 1 <= number <= len(ranked):
                return self._claim(ranked[number - 1], asked, take)
        if asked.determiner == "indefinite":
            fitting = [person for person in fitting if person.is_open]
            fitting.sort(key=lambda person: person.order)
        if fitting and not (asked.is_owned and asked.persona == fitting[0].persona == "person"):
            return self._claim(fitting[0], asked, take)
        return self.add(asked.persona, asked.words, take)

    def pronoun(self, name: str, take: int, words: str) -> list[PersonDraft]:
        """Whom `she`, `he` or `they` means; someone new when nobody fits `she` or `he`."""
        if name == "they":
            return self.they()
        wanted = FEMININE if name == "she" else MASCULINE
        for person in [*reversed(self.recent), *reversed(self.people)]:
            if person.who.kind in wanted:
                return [person.who]
        for person in [*reversed(self.recent), *self.people]:
            if person.kind in (UNDECIDED, "person", "child"):
                person.kind = self._gendered(person.kind, name)
                return [person]
        kind = "woman" if name == "she" else "man"
        return [self.add(kind, words, take)]

    def they(self) -> list[PersonDraft]:
        """Those last spoken of together."""
        if len(self.last_group) > 1:
            return list(self.last_group)
        if len(self.recent) > 1:
            return self.recent[-2:]
        return list(self.recent)

    def named(self, name: str, kind: str, words: str, take: int) -> PersonDraft:
        """The bearer of a proper name."""
        for person in self.people:
            if person.name == name:
                return person
        person = self.add(kind, words, take)
        person.name = name
        return person

    def _another(self, asked: Asked, take: int) -> PersonDraft:
        person = self.add(asked.persona, asked.words, take)
        person.is_another = True
        return person

    def _claim(self, person: PersonDraft, asked: Asked, take: int) -> PersonDraft:
        told = self.world.persona(asked.persona)
        if person.kind in (UNDECIDED, "person", "child") and told.kind not in ("person",):
            person.kind = told.kind
        if not person.words:
            person.words, person.words_take = asked.words, take
        if person.is_open and (asked.determiner == "indefinite" or person.group is not None):
            person.is_open = False
            person.words, person.words_take = asked.words, take
        if person.persona in ("person", person.kind):
            person.persona = asked.persona
            person.usual_clothes = person.usual_clothes or told.clothes
            for accessory in told.accessories:
                if accessory not in person.accessories:
                    person.accessories.append(accessory)
        return person

    def _fitting(self, asked: Asked) -> list[PersonDraft]:
        """Those whom a mention can mean, the likeliest first."""
        kind = self.world.persona(asked.persona).kind
        ranked = []
        for person in self.people:
            if person in asked.owners or not could_be(person.kind, kind):
                continue
            trades = {person.persona, asked.persona} - {"person", kind, person.kind}
            if len(trades) > 1:
                continue
            score = 0
            if asked.colours and person.colours:
                score += 4 if asked.colours & person.colours else -8
            for told, known in ((asked.hair, person.hair_colour), (asked.age, person.age)):
                if told and known:
                    score += 2 if told == known else -8
            score += person.persona == asked.persona
            score += 2 * (person.kind == kind)
            if score < -2:
                continue
            when = self.recent.index(person) if person in self.recent else -1
            ranked.append((score, when, person.order, person))
        ranked.sort(key=lambda item: (-item[0], -item[1], item[2]))
        return [person for *_, person in ranked]

    @staticmethod
    def _gendered(kind: str, pronoun: str) -> str:
        if kind == "child":
            return "girl" if pronoun == "she" else "boy"
        return "woman" if pronoun == "she" else "man"


def could_be(known: str, asked: str) -> bool:
    """Whether someone of a known kind can be meant by a word of another kind."""
    if known == asked or "person" in (known, asked):
        return True
    if known == UNDECIDED:
        return asked in ("woman", "man")
    return "child" in (known, asked) and {known, asked} <= CHILDREN


def merge_repeats(cast: Cast, takes: list[set[int]]) -> None:
    """Joins someone brought in anew (`a woman`) with the one they must be.

    `takes[i]` holds the orders of the people who stand in take i. Those who stand together in one
    take, who differ in what is told of them, or whom the words call another stay apart.
    """
    for person in cast.people:
        if person.is_another or person.name or person.group is not None or person.take < 0:
            continue
        for earlier in cast.people[: person.order]:
            earlier = earlier.who
            if earlier.take == person.take or earlier is person:
                continue
            together = any(person.order in take and earlier.order in take for take in takes)
            if not together and _may_be_one(earlier, person):
                _join(earlier, person)
                for take in takes:
                    if person.order in take:
                        take.add(earlier.order)
                break


def _may_be_one(earlier: PersonDraft, later: PersonDraft) -> bool:
    if not could_be(earlier.kind, later.kind):
        return False
    if "person" in (earlier.kind, later.kind) and earlier.persona != later.persona:
        is_context = earlier.take < 0
        if not is_context:
            return False
    trades = {earlier.persona, later.persona} - {earlier.kind, later.kind, "person"}
    if len(trades) > 1 or (earlier.colours and later.colours and earlier.colours != later.colours):
        return False
    for told in ("age", "hair_colour", "build", "skin"):
        one, other = getattr(earlier, told), getattr(later, told)
        if one and other and one != other:
            return False
    return True


def _join(earlier: PersonDraft, later: PersonDraft) -> None:
    later.merged_into = earlier
    if earlier.kind in (UNDECIDED, "person"):
        earlier.kind = later.kind
    for told in ("age", "hair_colour", "hair_style", "build", "skin"):
        if getattr(earlier, told) is None:
            setattr(earlier, told, getattr(later, told))
    worn = {garment.garment for garment in earlier.garments}
    earlier.garments.extend(g for g in later.garments if g.garment not in worn)
    earlier.usual_clothes = earlier.usual_clothes or later.usual_clothes
    earlier.accessories.extend(a for a in later.accessories if a not in earlier.accessories)


def decide_couples(cast: Cast) -> None:
    """Those of a couple whom no word has told to be a woman or a man: one of each."""
    for person in cast.people:
        if person.kind == UNDECIDED:
            partners = {p.kind for p in cast.people if p.group == person.group and p is not person}
            person.kind = "man" if "woman" in partners else "woman"
