"""Walks the units of a take, clause by clause, and drafts the shot that they tell of."""

from __future__ import annotations

from dataclasses import dataclass, field

from rushes.film.reading.cast import Cast
from rushes.film.reading.drafts import (
    FilmDraft,
    GarmentDraft,
    NounPhrase,
    PersonDraft,
    RoleDraft,
    ShotDraft,
    ThingDraft,
    add,
)
from rushes.film.reading.ordering import asides
from rushes.film.reading.ordering.ordering import in_telling_order
from rushes.film.reading.telling import grammar, screen, speech
from rushes.film.reading.telling.naming import (
    belongings,
    nouns,
    persons,
    places,
    pointing,
    unknown,
)
from rushes.film.reading.words.lexicon import Lexicon
from rushes.film.reading.words.roles import ACTS, QUALITIES
from rushes.film.reading.words.units import Unit
from rushes.film.reading.words.world import World

STRONG_MARKS = frozenset(".!?…。！？;；:：—–")


@dataclass(slots=True)
class Reading:
    """What all takes of a film are read with."""

    lexicon: Lexicon
    world: World
    cast: Cast
    film: FilmDraft
    texts: dict[str, str]
    """The text behind each source of units."""
    may_guess: bool
    """`cfg_scale` allows what was not named."""
    last_thing: ThingDraft | None = None
    """What `it` means."""
    known_things: list[ThingDraft] = field(default_factory=list)
    """Things of the shots before, which `the table` may mean."""


@dataclass(slots=True)
class Clause:
    """Who does what, since the last boundary."""

    subjects: list[PersonDraft] = field(default_factory=list)
    thing: ThingDraft | None = None
    """The subject, when it is no person."""
    also: list[ThingDraft] = field(default_factory=list)
    """Things that do the same: `a boy and his dog`."""
    is_camera: bool = False
    verb: str | None = None
    is_fresh: bool = True
    """A new subject may come."""
    negated: bool = False
    waiting: list[str] = field(default_factory=list)
    """Acts told before whoever does them."""
    wears: bool = False


class Walker:
    """Reads one take. Its state is what the next word is understood by."""

    def __init__(self, reading: Reading, shot: ShotDraft, units: list[Unit]) -> None:
        self.reading, self.shot = reading, shot
        self.units = in_telling_order(units, reading.lexicon)
        self.at = 0
        self.phrase = NounPhrase()
        self.clause = Clause()
        self.last_preposition: str | None = None
        """Of the noun phrase just ended: it holds for what `and` adds."""
        self.mentioned: list[PersonDraft] = []
        """The person or people whose noun has just been read, until something else comes."""
        self.wearer: list[PersonDraft] = []
        """Whom garments and hair belong to when no word says."""
        self.garment: GarmentDraft | None = None
        self.thing: ThingDraft | None = None
        self.clause_things: list[ThingDraft] = []
        self.clause_places: list[str] = []
        self.open_thing: ThingDraft | None = None
        """A thing whose noun may go on: `a wine` … `barrel`."""
        self.part_is_open = False
        self.part_roles: list[RoleDraft] = []
        """Whose a part may be that was just told of, until the words say."""
        self.loose_accessory: str | None = None
        """Something to wear that was just told of, and not yet whose."""
        self.standing: list[ThingDraft] = []
        """Things told to stand beside what is told of next: `a vase on the left of` …"""
        self.awaits_reference = False
        """What is told of next is what others will stand beside."""
        self.reference: str | None = None
        self.verb_follows = False
        """The next word is a verb, even if nobody knows it."""
        self.open_music = False
        """Music has just been told of, and not yet of which kind."""
        self.label: str | None = None
        """`Character A`: the name of whoever is told of next."""
        self.just_named: PersonDraft | None = None
        self.hair_owners: list[PersonDraft] = []
        self.place_unit: Unit | None = None
        self.where: str | None = None
        self.words_from: dict[int, int] = {}
        """Order of a person to where their words start."""
        self.outer: list[asides.Outer] = []
        """What is told of around a clause that tells of a noun."""

    @property
    def has_spaces(self) -> bool:
        """Whether the language sets its words apart."""
        return self.reading.lexicon.language.spaces

    def walk(self) -> None:
        """Reads all units."""
        for at, unit in enumerate(self.units):
            self.at = at
            self._step(unit)
        self.flush()
        self._end_clause()
        for waiting in self.clause.waiting:
            for role in self.shot.roles:
                add(role.actions, waiting)

    def neighbour(self, distance: int) -> Unit | None:
        """The unit so far before (−) or after (+) the current one."""
        at = self.at + distance
        return self.units[at] if 0 <= at < len(self.units) else None

    def slice(self, start: int, end: int, source: str) -> str:
        return self.reading.texts[source][start:end]

    def flush(self) -> None:
        """Ends a noun phrase: what is left of it is a thing unknown, or qualities of someone."""
        self.hair_owners, self.place_unit = [], None
        phrase, self.phrase = self.phrase, NounPhrase()
        if persons.take_member(self, phrase):
            return
        if phrase.unknown:
            unknown.take_unknown(self, phrase)
        elif phrase.modifiers:
            belongings.take_leftover(self, phrase)

    def take_phrase(self) -> NounPhrase:
        """The noun phrase whose head has come. The next one begins."""
        phrase, self.phrase = self.phrase, NounPhrase()
        self.last_preposition = phrase.preposition
        return phrase

    def mention(self, people: list[PersonDraft], preposition: str | None = None) -> None:
        """Someone is spoken of: as the subject of what follows, or the object of what was told."""
        for person in people:
            self.shot.role_of(person)
        self.reading.cast.touch(people)
        clause = self.clause
        joined = bool(clause.subjects) and clause.verb is None and (
            preposition == "with" or self._follows_and()
        )  # fmt: skip
        if joined:
            clause.subjects = [*clause.subjects, *(p for p in people if p not in clause.subjects)]
            self.reading.cast.last_group = list(clause.subjects)
        elif clause.verb is not None and not clause.is_fresh:
            if clause.verb in self.reading.world.mutual:
                for person in people:
                    add(self.shot.role_of(person).actions, clause.verb)
                self.reading.cast.last_group = [*clause.subjects, *people]
        elif preposition is not None and clause.subjects and not clause.is_fresh:
            pass
        else:
            if clause.is_fresh:
                self.clause_things, self.clause_places = [], []
            self.join_things(None)
            clause.subjects, clause.thing, clause.is_camera = list(people), None, False
            clause.verb, clause.is_fresh = None, False
            if len(people) > 1:
                self.reading.cast.last_group = list(people)
            for action in clause.waiting:
                self.give_action(people, action)
            clause.waiting = []
        self.wearer = list(people)
        self.mentioned = [] if preposition == "of" else list(people)
        self.garment = None

    def joins_subject(self) -> bool:
        """Whether what is told of stands with the people before it: nothing was done yet."""
        return self.clause.verb is None and not self.clause.is_camera and self._follows_and()

    def join_things(self, thing: ThingDraft | None) -> bool:
        """Notes things that go on to do what the next subject does; whether there are any."""
        clause, told = self.clause, self.clause.thing
        is_joined = clause.verb is None and not clause.is_camera and self._follows_and()
        if not is_joined:
            clause.also = []
        elif told is not None and told in self.shot.things and told is not thing:
            clause.also.append(told)
        return bool(clause.also)

    def _follows_and(self) -> bool:
        for unit in reversed(self.units[max(0, self.at - 5) : self.at]):
            if unit.has("conjunctions"):
                meaning = unit.get("conjunctions")
                return meaning is not None and meaning.name == "and"
            if not unit.has("determiners", "pronouns", "numbers", *QUALITIES) and unit.is_known:
                return False
        return False

    def act(self, name: str) -> None:
        """An act, of the subject that it has."""
        clause = self.clause
        if clause.negated:
            add(self.reading.film.excluded, name)
            return
        if self.mentioned and not set(self.mentioned) <= set(clause.subjects):
            clause.subjects, clause.thing = list(self.mentioned), None
        if clause.subjects and not clause.is_camera:
            self.give_action(clause.subjects, name)
        elif clause.thing is not None:
            add(clause.thing.actions, name)
        elif not clause.is_camera:
            clause.waiting.append(name)
        for thing in clause.also:
            add(thing.actions, name)
        clause.verb, clause.is_fresh = name, False
        self.mentioned, self.just_named = [], None

    def give_action(self, people: list[PersonDraft], name: str) -> None:
        """Notes that people do something, and what they feel by it."""
        for person in people:
            role = self.shot.role_of(person)
            add(role.actions, name)
            if role.emotion is None:
                role.emotion = self.reading.world.emotion_of.get(name)

    def _step(self, unit: Unit) -> None:
        if unit.kind in ("punct", "line"):
            self._mark(unit)
        elif unit.kind == "aside":
            asides.open_or_close(self, unit)
        elif unit.kind == "quote":
            self.flush()
            speech.take_quote(self, unit)
        elif unit.kind == "number":
            self.flush_unknown()
            self.phrase.first = self.phrase.first or unit
            self.phrase.count = int(min(unit.count, 999))
        elif unit.kind == "word":
            self._word(unit)

    def _word(self, unit: Unit) -> None:
        verb_follows, self.verb_follows = self.verb_follows, False
        if not unit.is_known:
            if verb_follows:
                return
            if not unknown.can_be_noun(self, unit):
                self.flush_unknown()
            elif not unknown.extend_thing(self, unit):
                self.phrase.first = self.phrase.first or unit
                self.phrase.unknown.append(unit)
            return
        for meaning in sorted(unit.meanings, key=lambda m: RANK.get(m.category, 99)):
            handler = HANDLERS.get(meaning.category)
            if handler is not None and handler(self, unit, meaning):
                break

    def flush_unknown(self) -> None:
        if self.phrase.unknown:
            self.flush()

    def _mark(self, unit: Unit) -> None:
        self.flush()
        self.mentioned, self.part_roles, self.part_is_open = [], [], False
        self.thing, self.loose_accessory, self.open_music = None, None, False
        if unit.text in STRONG_MARKS or unit.kind == "line":
            self._end_clause()
            if unit.ends_sentence:
                self.clause.waiting = [] if self.clause.subjects else self.clause.waiting
                self.clause.is_camera = False
                self.garment = None
                self.words_from = {}
        elif unit.text in ",，、":
            self.clause.is_fresh = True
            self.clause.wears = False
            previous = self.neighbour(-1)
            if not (self.has_spaces or (previous is not None and previous.has("where"))):
                self.where = None
            if self.clause.verb is not None:
                self.clause_things, self.clause_places = [], []
            if self.clause.negated and not self._list_goes_on():
                self.clause.negated = False

    def _list_goes_on(self) -> bool:
        """Whether `without cars, people or dogs` is still being told."""
        for unit in self.units[self.at + 1 : self.at + 8]:
            if unit.kind in ("line", "quote") or unit.text in STRONG_MARKS:
                return False
            meaning = unit.get("conjunctions", "negations")
            if meaning is not None and meaning.name in ("or", "no"):
                return True
            if unit.has(*ACTS, "determiners"):
                return False
        return False

    def _end_clause(self) -> None:
        self.clause.is_fresh = True
        self.clause.negated = False
        self.clause.wears = False
        self.where, self.reference, self.awaits_reference, self.standing = None, None, False, []
        self.clause_things, self.clause_places = [], []


HANDLERS = {
    **grammar.HANDLERS,
    **pointing.HANDLERS,
    **screen.HANDLERS,
    **persons.HANDLERS,
    **belongings.HANDLERS,
    **places.HANDLERS,
    **nouns.HANDLERS,
    **grammar.LAST_HANDLERS,
}
"""What each table of a lexicon does to the walk; of a word's meanings the earliest here is tried
first."""


RANK = {category: rank for rank, category in enumerate(HANDLERS)}
