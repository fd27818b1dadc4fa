"""Nouns for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.cast import Asked
from rushes.film.reading.drafts import UNDECIDED, NounPhrase, PersonDraft, add
from rushes.film.reading.telling.naming import kinds, nouns
from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.roles import ACTS
from rushes.film.reading.words.units import Unit

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker

from rushes.film.reading.telling.naming import belongings
from rushes.film.reading.telling.naming.qualities import (
    CLOSE_SIZES,
    named_modifier,
    qualify_person,
    words_of,
)


def _person(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    is_few = 1 < (walker.phrase.count or 1) <= walker.reading.world.most_people
    if unit.has("groups") and unit.text.casefold() != meaning.name and not is_few:
        return False
    if _is_label(walker, unit) or kinds.names_a_kind(walker, unit):
        return True
    phrase = walker.take_phrase()
    name = meaning.name
    if walker.clause.negated:
        add(walker.reading.film.excluded, "people" if name == "person" else name)
        unit.use(f"not: {name}")
        return True
    count = phrase.count or 1
    if meaning.is_plural and count == 1:
        return _plural(walker, unit, phrase, name)
    if count > walker.reading.world.most_people:
        return _as_crowd(walker, unit, phrase, count)
    if count > 1:
        people = _several(walker, unit, phrase, [name] * count)
    else:
        people = [_apposed(walker, unit, phrase, name) or _one(walker, unit, phrase, name)]
    _introduce(walker, unit, phrase, people)
    return True


def _is_label(walker: Walker, unit: Unit) -> bool:
    """`Character A:` names whoever is told of next, or means the one it has named."""
    following = walker.neighbour(1)
    if following is None or walker.phrase.determiner or walker.phrase.modifiers:
        return False
    is_letter = len(following.text) == 1 and following.text.isupper()
    if not is_letter and following.kind != "number":
        return False
    label = f"{unit.text} {following.text}".casefold()
    known = next((p for p in walker.reading.cast.people if p.name == label), None)
    if known is None:
        walker.label = label
        unit.use("person")
    else:
        _introduce(walker, unit, walker.take_phrase(), [known])
    return True


def _one(walker: Walker, unit: Unit, phrase: NounPhrase, name: str) -> PersonDraft:
    """The one person that a noun means."""
    language = walker.reading.lexicon.language
    is_known = language.bare_nouns_are_known or not language.modifiers_come_before
    bare = "definite" if is_known else "indefinite"
    asked = Asked(
        persona=name,
        words=words_of(walker, unit, phrase),
        determiner=phrase.determiner or (bare if phrase.count is None else "indefinite"),
        ordinal=phrase.ordinal,
        colours=frozenset(colours_ahead(walker)),
        hair=named_modifier(phrase, "hair_colours"),
        age=named_modifier(phrase, "ages"),
        is_owned=bool(phrase.owners),
        owners=tuple(phrase.owners),
    )
    return walker.reading.cast.resolve(asked, walker.shot.index)


def _apposed(walker: Walker, unit: Unit, phrase: NounPhrase, name: str) -> PersonDraft | None:
    """`Elena, a young woman`: the one just named."""
    named = walker.just_named or _told_before_comma(walker, phrase)
    walker.just_named = None
    if named is None or phrase.determiner != "indefinite" or walker.clause.verb is not None:
        return None
    told = walker.reading.world.persona(name)
    if named.kind in ("person", told.kind) or told.kind == "person":
        named.kind = told.kind if named.kind == "person" else named.kind
        named.persona, named.age = name, named.age or told.age
        named.hair_colour, named.usual_clothes = told.hair_colour, told.clothes
        return named
    return None


def _told_before_comma(walker: Walker, phrase: NounPhrase) -> PersonDraft | None:
    """`the captain, a woman with grey hair`: who was told of right before the comma."""
    at = walker.units.index(phrase.first) if phrase.first in walker.units else 0
    subjects = walker.clause.subjects
    if at < 2 or len(subjects) != 1 or walker.units[at - 1].text != ",":
        return None
    is_bare = walker.units[at - 2].has("people") and subjects[0].kind == "person"
    return subjects[0] if is_bare and subjects[0].persona != "person" else None


def colours_ahead(walker: Walker) -> list[str]:
    """The colours told right after a noun: `the woman in red`."""
    found: list[str] = []
    for distance in range(1, 7):
        unit = walker.neighbour(distance)
        if unit is None or unit.has("conjunctions", "people"):
            break
        if unit.kind != "word" and not (unit.kind == "aside" and unit.text == "("):
            break
        if unit.has(*ACTS) and not unit.has("wear"):
            break
        colour = unit.get("colours")
        if colour is not None:
            found.append(colour.name)
    return found


def _plural(walker: Walker, unit: Unit, phrase: NounPhrase, name: str) -> bool:
    """`women`, `the men`: those known, or as many as a bare plural stands for."""
    reading = walker.reading
    kind = reading.world.persona(name).kind
    if phrase.determiner in ("definite", None) and not phrase.unknown:
        known = [p for p in reading.cast.people if p.kind == kind]
        if len(known) > 1:
            _introduce(walker, unit, phrase, known[: reading.world.most_people])
            return True
    if kind == "person" and phrase.determiner is None and name == "person":
        return _as_crowd(walker, unit, phrase, None)
    people = _several(walker, unit, phrase, [name] * reading.world.bare_plural)
    _introduce(walker, unit, phrase, people)
    return True


def _several(
    walker: Walker, unit: Unit, phrase: NounPhrase, personas: list[str]
) -> list[PersonDraft]:
    words = words_of(walker, unit, phrase)
    couple = walker.reading.cast.last_group
    if len(personas) == len(couple) == 2 and all(p.kind == UNDECIDED for p in couple):
        for member, persona in zip(couple, personas, strict=True):
            member.kind = walker.reading.world.persona(persona).kind
        return couple
    return walker.reading.cast.add_group(personas, words, walker.shot.index)


def take_member(walker: Walker, phrase: NounPhrase) -> bool:
    """`one` and `the other`, said without a noun, of those who came in together."""
    group = walker.reading.cast.last_group
    if len(group) < 2 or phrase.unknown or phrase.modifiers or phrase.owners:
        return False
    if phrase.determiner == "definite" and phrase.count == len(group):
        walker.mention(list(group), phrase.preposition)
        return True
    if phrase.determiner in ("other", "another"):
        member = group[1]
    elif (phrase.count == 1 or phrase.determiner == "indefinite") and not walker.clause.negated:
        member = group[0]
    else:
        return False
    walker.mention([member], phrase.preposition)
    if phrase.first is not None:
        phrase.first.use(f"person: {member.kind}")
        walker.reading.cast.last_group = group
    return True


def _as_crowd(walker: Walker, unit: Unit, phrase: NounPhrase, count: int | None) -> bool:
    count = count or walker.reading.world.crowd_count
    thing = nouns.add_thing(walker, "crowd", words_of(walker, unit, phrase), phrase, count=count)
    unit.use("thing: crowd")
    walker.mentioned, walker.wearer = [], []
    nouns.make_subject(walker, thing, phrase)
    return True


def _group(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    count, most = walker.phrase.count or 0, walker.reading.world.most_people
    is_few = 0 < count <= most
    if is_few and unit.has("people"):
        return False  # `two dancers`
    phrase = walker.take_phrase()
    if walker.clause.negated:
        add(walker.reading.film.excluded, "people" if meaning.name == "crowd" else meaning.name)
        unit.use("not: people")
        return True
    if meaning.name == "crowd" and not is_few:
        return _as_crowd(walker, unit, phrase, phrase.count)
    cast = walker.reading.cast
    is_bare = phrase.determiner is None and not (phrase.count or phrase.modifiers)
    may_be_known = is_bare and walker.reading.lexicon.language.bare_nouns_are_known
    is_known = may_be_known or phrase.determiner in ("definite", "other")
    if is_known and len(cast.last_group) > 1:
        people = list(cast.last_group)
    else:
        members = walker.reading.world.group_members.get(meaning.name, ["person"])
        if is_few and (count > 1 or len(members) == 1):
            members = [members[0]] * count
        if len(members) > walker.reading.world.most_people:
            return _as_crowd(walker, unit, phrase, len(members))
        people = _several(walker, unit, phrase, members)
    _introduce(walker, unit, phrase, people)
    return True


def _name(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if unit.text[0].islower():
        return False
    phrase = walker.take_phrase()
    cast = walker.reading.cast
    name = unit.text.casefold()
    if walker.mentioned and walker.mentioned[0].name is None and not phrase.determiner:
        walker.mentioned[0].name = name
        unit.use(f"person: {walker.mentioned[0].kind}")
        return True
    person = cast.named(name, meaning.name, unit.text, walker.shot.index)
    walker.just_named = person
    _introduce(walker, unit, phrase, [person])
    return True


def take_name(walker: Walker) -> None:
    """A capitalised unknown word right before an act is somebody's name."""
    phrase = walker.phrase
    names = [unit for unit in phrase.unknown if unit.is_capitalised]
    if not names or phrase.determiner or phrase.preposition or len(names) != len(phrase.unknown):
        return
    if walker.clause.subjects and not walker.clause.is_fresh:
        return
    text = walker.slice(names[0].start, names[-1].end, names[0].source)
    phrase = walker.take_phrase()
    index = walker.shot.index
    person = walker.reading.cast.named(text.casefold(), "person", text, index)
    _introduce(walker, names[-1], phrase, [person])
    names[0].use("person: person")


def take_unknown_person(walker: Walker, phrase: NounPhrase, kept: list[Unit]) -> None:
    """Someone whom a word that nobody knows names by what they do."""
    unit = kept[-1]
    name = unit.text.casefold()
    cast = walker.reading.cast
    person = next((p for p in cast.people if p.name == name), None)
    if person is None:
        person = cast.add("person", words_of(walker, unit, phrase), walker.shot.index)
        person.name = name
    _introduce(walker, unit, phrase, [person])
    for word in kept:
        word.outcome = ""
        word.guess("person: person")


def _introduce(walker: Walker, unit: Unit, phrase: NounPhrase, people: list[PersonDraft]) -> None:
    """People enter: with what stands before their noun, and as subject or object."""
    unit.use("person: " + ", ".join("person" if p.kind == "?" else p.kind for p in people))
    following = walker.neighbour(1)
    owns = following is not None and following.has("possessive")
    for person in people:
        if walker.label is not None:
            person.name, walker.label = walker.label, None
        is_trade = person.kind == "person" and person.persona != "person"
        if is_trade and _is_feminine(walker, unit, phrase):
            person.kind = "woman"
        qualify_person(walker, person, phrase.modifiers)
        if person.words_take == walker.shot.index and person.words == words_of(
            walker, unit, phrase
        ):
            walker.words_from[person.order] = (phrase.first or unit).start
    if phrase.preposition == "of" and belongings.owns_part_before(walker, people):
        return
    if owns:
        walker.mentioned = people
        walker.reading.cast.touch(people)
        if not (walker.shot.size in CLOSE_SIZES and not walker.shot.roles):
            for person in people:
                walker.shot.role_of(person)
        return
    walker.mention(people, phrase.preposition)
    for act in acts_before(phrase):
        walker.give_action(people, act)
    if walker.shot.size not in CLOSE_SIZES:
        for person in people:
            walker.shot.role_of(person).body_part = None


def acts_before(phrase: NounPhrase) -> list[str]:
    """What stands before a noun as an act: `a kneeling knight`."""
    acts = [(unit, meaning) for unit in phrase.modifiers if (meaning := unit.get("actions"))]
    for unit, meaning in acts:
        unit.use(f"action: {meaning.name}")
    return [meaning.name for _, meaning in acts]


def _is_feminine(walker: Walker, unit: Unit, phrase: NounPhrase) -> bool:
    """`una periodista`, `Journalistin`: told by the article or by the noun's ending."""
    language = walker.reading.lexicon.language
    word = unit.text.casefold()
    opening = phrase.first.text.casefold() if phrase.first is not None else ""
    return opening in language.feminine_words or word.endswith(language.feminine_endings)


def _age_unit(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`a 70-year-old man`, `um homem de 70 anos`."""
    years = walker.phrase.count
    walker.phrase.count = None
    if years is None:
        return True
    limits = ((3, "baby"), (12, "child"), (19, "teen"), (35, "young"), (59, "middle-aged"))
    age = next((name for limit, name in limits if years <= limit), "old")
    unit.meanings = (Meaning("ages", age),)
    if walker.wearer and walker.phrase.first is not None and not walker.phrase.determiner:
        qualify_person(walker, walker.wearer[-1], [unit])
        walker.take_phrase()
    else:
        walker.phrase.modifiers.append(unit)
    return True


def _decade(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`a woman in her thirties`."""
    if not (walker.phrase.owners or walker.phrase.preposition) and unit.has("looks"):
        return False
    phrase = walker.take_phrase()
    for person in phrase.owners or walker.wearer:
        person.age = meaning.name
        unit.use(f"age: {meaning.name}")
    return True


HANDLERS = {
    "groups": _group,
    "people": _person,
    "names": _name,
    "age_units": _age_unit,
    "decades": _decade,
}
