"""Words that no lexicon knows: a thing or a place that is shown as a labelled card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.drafts import NounPhrase, ThingDraft, add
from rushes.film.reading.words.lexicon import fold
from rushes.film.reading.words.units import Unit

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker

from rushes.film.reading.telling.naming import persons
from rushes.film.reading.telling.naming.nouns import (
    MOST_NAME_LENGTH,
    add_thing,
    colour_of,
    hold,
    make_subject,
    words_of,
)
from rushes.film.reading.telling.naming.places import INDOORS_PREPOSITIONS

MOST_UNKNOWN_WORDS = 3
SHORTEST_ABSTRACT = 6


def looks_like_verb(walker: Walker, unit: Unit, *, is_singular: bool) -> bool:
    """Whether an unknown word is a verb, by its ending."""
    language = walker.reading.lexicon.language
    word = unit.text.casefold()
    if word.endswith(language.verb_endings) and len(word) > 4:
        return True
    return (
        is_singular
        and word.endswith(language.singular_verb_endings)
        and not word.endswith(language.singular_endings)
    )


def is_abstract(walker: Walker, word: str) -> bool:
    """Whether an unknown word names nothing one could see, by its ending."""
    language = walker.reading.lexicon.language
    return len(word) >= SHORTEST_ABSTRACT and word.endswith(language.abstract_endings)


def can_be_noun(walker: Walker, unit: Unit) -> bool:
    """Whether an unknown word may name something: not a mere ending, left of a verb."""
    endings = walker.reading.lexicon.language.endings
    return endings is None or any(endings.match(ch) is None for ch in unit.text)


def extend_thing(walker: Walker, unit: Unit) -> bool:
    """`a wine barrel`: an unknown noun right after a known one makes another thing of it."""
    thing = walker.open_thing
    walker.open_thing = None
    if thing is None or thing is not walker.thing or walker.phrase.first is not None:
        return False
    language = walker.reading.lexicon.language
    if not (language.head_is_last and language.spaces):
        return False
    previous = walker.neighbour(-1)
    word = unit.text.casefold()
    if previous is None or previous.end + 1 < unit.start or not previous.has("things"):
        return False
    if looks_like_verb(walker, unit, is_singular=True) or is_abstract(walker, word):
        return False
    if walker.clause.thing is not None and walker.clause.thing is not thing:
        return False
    thing.name = f"{fold(previous.text)} {word}"
    thing.words = f"{thing.words} {unit.text}"[:MOST_NAME_LENGTH]
    thing.is_known = False
    unit.guess(f"thing: {thing.name}")
    return True


def opens_clause(walker: Walker) -> bool:
    """Whether the act that comes is that of something nobody knows: `; confetti falls`."""
    phrase, clause = walker.phrase, walker.clause
    language = walker.reading.lexicon.language
    if not phrase.unknown or not clause.is_fresh or clause.is_camera:
        return False
    if not language.head_is_last or phrase.preposition is not None:
        return False
    word = phrase.unknown[-1].text.casefold()
    is_verb = looks_like_verb(walker, phrase.unknown[-1], is_singular=False)
    return not is_verb and not is_abstract(walker, word)


def take_unknown(walker: Walker, phrase: NounPhrase) -> None:
    """Unknown words in a noun's position: a thing or a place that is shown as a card."""
    is_singular = phrase.determiner in ("indefinite", "another") or phrase.count == 1
    kept = _noun_words(walker, phrase, is_singular=is_singular)
    is_noun = bool(
        phrase.determiner or phrase.count or phrase.owners
        or any(u.has("colours", "materials", "ages") for u in phrase.modifiers)
    )  # fmt: skip
    if phrase.preposition in INDOORS_PREPOSITIONS and all(u.is_capitalised for u in kept):
        is_noun = True
    if len(kept) == 1 and looks_like_verb(walker, kept[0], is_singular=False):
        is_noun = is_noun and kept[0].is_capitalised
    if not kept or not is_noun or is_abstract(walker, kept[-1].text.casefold()):
        return
    if walker.clause.is_camera and phrase.determiner is None:
        return
    if _is_person(walker, phrase, kept):
        persons.take_unknown_person(walker, phrase, kept)
        return
    text = walker.slice(kept[0].start, kept[-1].end, kept[0].source)
    name = " ".join(text.casefold().split())[:MOST_NAME_LENGTH]
    if walker.clause.negated:
        add(walker.reading.film.excluded, name)
        kept[0].use(f"not: {name}")
        return
    shot = walker.shot
    if phrase.preposition in INDOORS_PREPOSITIONS and not shot.places and not shot.unknown_places:
        shot.unknown_places.append(name)
        for unit in kept:
            unit.guess(f"place: {name}")
        return
    for unit in kept:
        unit.guess(f"thing: {name}")
    clause = walker.clause
    subject = clause.subjects[0] if clause.subjects and not clause.is_camera else None
    words = words_of(walker, kept[-1], phrase)
    count = phrase.count or 1
    known = any(t.name == name for t in [*shot.things, *walker.reading.known_things])
    if subject is not None and clause.verb in walker.reading.world.holding and not known:
        held = ThingDraft(name, words, count, colour_of(phrase), is_known=False)
        if phrase.preposition is None and hold(walker, subject, held):
            return
    thing = add_thing(walker, name, words, phrase, count=count)
    thing.is_known = False
    walker.open_thing = None
    make_subject(walker, thing, phrase)


def _is_person(walker: Walker, phrase: NounPhrase, kept: list[Unit]) -> bool:
    """`a hurdler jumps`: an unknown word that ends as words for people do, and acts as one."""
    endings = walker.reading.lexicon.language.person_endings
    word = kept[-1].text.casefold()
    if not endings or not word.endswith(endings) or phrase.determiner is None:
        return False
    after = walker.units[walker.at] if walker.at < len(walker.units) else None
    if after is None or walker.clause.negated or phrase.preposition not in (None, "of", "with"):
        return False
    joint = after.get("conjunctions")
    return after.has("actions", "wear") or (joint is not None and joint.name == "clause")


def _noun_words(walker: Walker, phrase: NounPhrase, *, is_singular: bool) -> list[Unit]:
    """The unknown words that make the noun: up to a verb or a plural that must be its head."""
    language = walker.reading.lexicon.language
    if not language.head_is_last:
        return phrase.unknown[:1]
    kept: list[Unit] = []
    for unit in phrase.unknown[:MOST_UNKNOWN_WORDS]:
        word = unit.text.casefold()
        if kept and looks_like_verb(walker, unit, is_singular=is_singular):
            break
        if is_abstract(walker, word) and word.endswith("ly") and kept:
            break
        kept.append(unit)
        is_plural = word.endswith(language.plural_endings)
        if is_plural and not is_singular and not word.endswith(language.singular_endings):
            break
    return kept
