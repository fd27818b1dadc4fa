"""Words that hold a sentence together: articles, pronouns, prepositions, verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.drafts import ThingDraft, add
from rushes.film.reading.telling.naming import belongings, nouns, persons, pointing, unknown
from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.roles import NAMEABLE, NOUNLIKE, QUALITIES
from rushes.film.reading.words.units import Unit


def _determiner(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush()
    walker.phrase.first = unit
    walker.phrase.determiner = meaning.name
    if walker.clause.negated and meaning.name != "indefinite":
        walker.clause.negated = False
    previous = walker.neighbour(-1)
    preposition = unit.get("prepositions") or (previous and previous.get("prepositions"))
    if preposition:
        walker.phrase.preposition = preposition.name
    return True


def _preposition(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush()
    walker.phrase.preposition = meaning.name
    if meaning.name != "of":
        walker.mentioned = []
    pronoun = unit.get("pronouns")
    if pronoun is not None:
        return _pronoun(walker, unit, pronoun)
    determiner = unit.get("determiners")
    if determiner is not None:
        walker.phrase.first = unit
        walker.phrase.determiner = determiner.name
    return True


def _conjunction(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    preposition = walker.phrase.preposition or walker.last_preposition
    walker.flush()
    walker.mentioned = []
    following = walker.neighbour(1)
    if walker.clause.negated and following is not None and following.has("determiners"):
        walker.clause.negated = False  # `no people and a dog`
    if meaning.name == "clause":
        walker.clause.negated = False
        walker.clause.verb = None
        walker.clause.wears = False
    walker.clause.is_fresh = True
    if meaning.name == "and" and preposition:
        walker.phrase.preposition = preposition
    walker.last_preposition = None
    return True


def _negation(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush()
    unit.use("not")
    if meaning.name == "nobody":
        add(walker.reading.film.excluded, "people")
    walker.clause.negated = True
    return True


def _number(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush_unknown()
    phrase = walker.phrase
    phrase.first = phrase.first or unit
    quantities = walker.reading.world.quantities
    phrase.count = quantities.get(meaning.name) or int(meaning.name)
    return True


def _ordinal(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.phrase.ordinal = meaning.name
    return True


def _pronoun(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    preposition = walker.phrase.preposition
    walker.flush()
    reading = walker.reading
    if meaning.name == "she" and _is_done_by_several(walker, unit):
        meaning = Meaning("pronouns", "they")
    if meaning.name == "it":
        _it(walker, unit)
        return True
    if meaning.name == "own":
        people = list(walker.clause.subjects) or reading.cast.recent[-1:]
        if not walker.clause.subjects and _is_done_by_both(walker):
            people = reading.cast.they()
    else:
        people = reading.cast.pronoun(meaning.name, walker.shot.index, unit.text)
    if not people:
        return True
    unit.use("person: " + ", ".join(person.kind for person in people))
    if _owns_what_follows(walker):
        walker.phrase.first = unit
        walker.phrase.owners = people
        walker.phrase.determiner = "definite"
        walker.phrase.preposition = preposition
    elif preposition == "of" and belongings.owns_part_before(walker, people):
        return True
    elif meaning.name != "own":
        walker.mention(people, preposition)
    return True


def _is_done_by_several(walker: Walker, unit: Unit) -> bool:
    """Whether a word for `she` or `they` is `they` here, by the verb beside it."""
    endings = walker.reading.lexicon.language.plural_verbs
    if not endings or not any(m.name == "they" for m in unit.meanings):
        return False
    beside = (walker.neighbour(1), walker.neighbour(-1))
    verb = next((near for near in beside if near is not None and near.has("actions")), None)
    return verb is not None and verb.text.split(" ")[0].casefold().endswith(endings)


def _is_done_by_both(walker: Walker) -> bool:
    """`sus manos se entrelazan`: what follows in the sentence takes two."""
    for unit in walker.units[walker.at + 1 :]:
        if unit.ends_sentence:
            return False
        act = unit.get("actions")
        if act is not None:
            return act.name in walker.reading.world.mutual
    return False


def _reflexive(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`se rasca`, `kratzt sich`: an unknown word beside it is a verb, and names nothing."""
    if walker.reading.lexicon.language.modifiers_come_before:
        previous = walker.neighbour(-1)
        if previous is not None and walker.phrase.unknown[-1:] == [previous]:
            walker.phrase.unknown.pop()
    walker.flush()
    walker.verb_follows = not walker.reading.lexicon.language.modifiers_come_before
    return True


def _it(walker: Walker, unit: Unit) -> None:
    """`it`: the thing last spoken of, which is in this shot too."""
    clause, last = walker.clause, walker.reading.last_thing
    if last is None or (clause.verb is not None and not clause.is_fresh):
        return
    last = pointing.shown_again(walker, last)
    clause.subjects, clause.thing, clause.is_camera = [], last, False
    clause.verb, clause.is_fresh = None, False
    walker.mentioned = []
    unit.use(f"thing: {last.name}")


def _owns_what_follows(walker: Walker) -> bool:
    following, distance = walker.neighbour(1), 1
    while following is not None and following.has("speeds") and not walker.has_spaces:
        distance += 1
        following = walker.neighbour(distance)
    if following is None or following.kind != "word":
        return False
    if not following.is_known:
        return not unknown.looks_like_verb(walker, following, is_singular=True)
    if following.has("conjunctions", "prepositions", "determiners", "pronouns"):
        return False
    if following.has("actions", "camera_verbs") and not following.has(*NOUNLIKE):
        return False
    return following.has(*NOUNLIKE, *QUALITIES, "abstract", "numbers", "places", "lighting")


def _possessive(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    owners = list(walker.mentioned)
    walker.flush()
    if owners:
        walker.phrase.owners = owners
        walker.phrase.determiner = "definite"
    return True


def _modifier(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.phrase
    if unit.has("details") and " " in unit.text and walker.garment is not None:
        walker.phrase.modifiers.append(unit)  # `mit hochgekrempelten Ärmeln`
        walker.flush()
        return True
    phrase.first = phrase.first or unit
    phrase.modifiers.append(unit)
    language = walker.reading.lexicon.language
    if not language.modifiers_come_before and not phrase.unknown:
        belongings.qualify_what_stands_before(walker, unit)
    return True


def _action(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if walker.clause.is_camera:
        return False
    if _stands_before_its_noun(walker, unit):
        walker.phrase.first = walker.phrase.first or unit
        walker.phrase.modifiers.append(unit)
        return True
    persons.take_name(walker)
    was_mentioned = list(walker.mentioned)
    is_by_unknown = unknown.opens_clause(walker)
    walker.flush()
    walker.mentioned = was_mentioned
    walker.last_preposition = None
    unit.use(f"action: {meaning.name}")
    if is_by_unknown and walker.clause.thing is None:
        walker.clause.subjects, walker.mentioned = [], []
        walker.clause.thing = ThingDraft(unit.text, unit.text)
    walker.act(meaning.name)
    return True


def _stands_before_its_noun(walker: Walker, unit: Unit) -> bool:
    """`a kneeling knight`, `the burning house`: an act told before whose it is."""
    previous, following = walker.neighbour(-1), walker.neighbour(1)
    if previous is None or following is None or following.kind != "word":
        return False
    language = walker.reading.lexicon.language
    if not unit.text.casefold().endswith(language.active_endings):
        return False
    if not previous.has("determiners", "numbers", "quantities", "possessive_pronouns", *QUALITIES):
        return False
    if previous.has("actions") and previous not in walker.phrase.modifiers:
        return False
    return following.has(*NAMEABLE, *QUALITIES) and not following.has("prepositions", "determiners")


def _wear(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush()
    walker.clause.wears = True
    if walker.clause.subjects:
        walker.wearer = walker.mentioned or list(walker.clause.subjects)
    walker.mentioned = []
    return True


def _skip(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if not unit.has("prepositions"):
        walker.flush_unknown()
    return True


def _abstract(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    thing, previous = walker.open_thing, walker.neighbour(-1)
    is_compound = thing is not None and previous is not None and previous.has("things")
    if is_compound and thing in walker.shot.things and thing is walker.thing:
        walker.shot.things.remove(thing)  # `a mirror effect` shows no mirror
        walker.clause_things = [other for other in walker.clause_things if other is not thing]
    walker.open_thing = None
    phrase = walker.take_phrase()
    walker.mentioned = []
    following = walker.neighbour(1)
    if following is not None and following.has("actions") and walker.clause.is_fresh:
        nouns.make_subject(walker, ThingDraft(unit.text, unit.text), phrase)  # `sweat flies`
    return True


HANDLERS = {
    "negations": _negation,
    "possessive": _possessive,
    "prepositions": _preposition,
    "determiners": _determiner,
    "pronouns": _pronoun,
    "conjunctions": _conjunction,
    "numbers": _number,
    "quantities": _number,
    "ordinals": _ordinal,
    "reflexives": _reflexive,
}


LAST_HANDLERS = {
    "wear": _wear,
    "actions": _action,
    **dict.fromkeys(
        "colours fabrics ages builds skins hair_styles hair_colours emotions details materials "
        "qualities moods sound_levels tempi deserted".split(),
        _modifier,
    ),
    "abstract": _abstract,
    "themes": _abstract,
    **dict.fromkeys("function light_verbs cue_leads sequence transitions".split(), _skip),
}


if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker
