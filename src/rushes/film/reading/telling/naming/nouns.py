"""Nouns for places, things and sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.acts import act_with
from rushes.film.reading.drafts import NounPhrase, PersonDraft, ThingDraft, add
from rushes.film.reading.telling.naming.kinds import names_a_kind, names_a_kind_of_place
from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.units import Unit
from rushes.film.shot_list import Music

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker


POURING = frozenset(["pour", "serve"])
MOST_NAME_LENGTH = 48


def _thing(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if names_a_kind_of_place(walker, unit) or names_a_kind(walker, unit):
        return True
    if _is_element(walker, unit, meaning):
        return True
    following = walker.neighbour(1)
    if unit.has("instruments") and (
        walker.open_music or (following is not None and following.has("music"))
    ):
        return False
    verb = walker.reading.world.general_act(walker.clause.verb or "")
    is_heard = unit.has("instruments") and verb in ("play", "play-instrument")
    if is_heard and (instrument := unit.get("instruments")):
        walker.reading.film.music.append(Music(instrument.name, words=unit.text))
    elif unit.has("instruments", "sounds") and _is_only_heard(walker):
        return False
    return take_thing(walker, unit, meaning)


def _is_element(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`mist over the water`, `water droplets`: not a glass of it, unless it is drunk or poured."""
    world, verb = walker.reading.world, walker.clause.verb
    if meaning.name not in world.elements or verb in POURING or verb in world.holding:
        return False
    if walker.clause.negated:
        return False
    phrase = walker.take_phrase()
    unit.use(meaning.name)
    walker.mentioned = []
    add(walker.shot.features, meaning.name)
    element = ThingDraft(meaning.name, unit.text)
    walker.clause_things.append(element)
    make_subject(walker, element, phrase)
    return True


def _is_only_heard(walker: Walker) -> bool:
    """Whether a word that is seen or heard is heard here: no article, or after `the sound of`."""
    before = [walker.neighbour(-distance) for distance in range(1, 4)]
    if any(unit is not None and unit.has("audio_nouns", "music", "moods") for unit in before):
        return True
    following = walker.neighbour(1)
    if following is not None and following.has("music", "audio_nouns"):
        return True
    return walker.phrase.determiner is None and walker.phrase.count is None


def _opens_clause(walker: Walker) -> bool:
    """Whether a thing stands apart from the verb before: `…, steam rises`."""
    following = walker.neighbour(1)
    acts = following is not None and following.has("actions") and not following.has("things")
    return walker.where is not None or (acts and walker.clause.is_fresh)


def take_thing(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """A thing: seen, held, poured, or ruled out."""
    phrase = walker.take_phrase()
    name, world, clause = meaning.name, walker.reading.world, walker.clause
    if clause.negated:
        add(walker.reading.film.excluded, name)
        unit.use(f"not: {name}")
        return True
    unit.use(f"thing: {name}")
    words = words_of(walker, unit, phrase)
    walker.mentioned = []
    subject = clause.subjects[0] if clause.subjects and not clause.is_camera else None
    act_with(walker, name)
    is_poured = clause.verb in POURING and not clause.is_fresh
    if is_poured and name in world.poured_from and phrase.preposition is None:
        _pour(walker, subject, name)
        return True
    name = _known_by(walker, name, phrase)
    count = phrase.count or (world.count_of(name) if meaning.is_plural else 1)
    can_hold = subject is not None and clause.verb in world.holding and not _opens_clause(walker)
    if phrase.preposition == "with" and clause.verb in world.uses_tools and subject is not None:
        tool = ThingDraft(name, words, count, colour_of(phrase))
        if hold(walker, subject, tool):
            return True
    if can_hold and phrase.preposition in (None, "of", "from") and name not in world.not_held:
        held = ThingDraft(world.served_in.get(name, name), words, count)
        held.colour = colour_of(phrase)
        assert subject is not None
        if hold(walker, subject, held):
            return True
    thing = add_thing(walker, name, words, phrase, count=count)
    make_subject(walker, thing, phrase)
    return True


def make_subject(walker: Walker, thing: ThingDraft, phrase: NounPhrase) -> None:
    """A thing that opens a clause does what its verb says."""
    clause = walker.clause
    is_object = clause.verb is not None and not clause.is_fresh
    for unit in phrase.modifiers:
        act = unit.get("actions")  # `a burning candle`
        if act is not None and thing in walker.shot.things:
            add(thing.actions, act.name)
            unit.use(f"action: {act.name}")
    if phrase.preposition not in (None, "of") or is_object or clause.wears:
        return
    if clause.is_camera or clause.is_fresh or not clause.subjects:
        if thing in walker.shot.things:
            walker.reading.last_thing = thing
        if clause.subjects and walker.joins_subject():
            clause.also.append(thing)  # `a boy and his dog`
            clause.is_fresh = False
            return
        walker.join_things(thing)
        clause.subjects, clause.thing, clause.is_camera = [], thing, False
        clause.verb, clause.is_fresh = None, False
        for action in clause.waiting:
            add(thing.actions, action)
        clause.waiting = []


def _pour(walker: Walker, subject: PersonDraft | None, drink: str) -> None:
    world = walker.reading.world
    bottle = world.poured_from.get(drink, world.poured_from["default"])
    if subject is not None:
        role = walker.shot.role_of(subject)
        add(role.holds, bottle)
        role.actions = ["pour" if action == "serve" else action for action in role.actions]
    else:
        walker.shot.things.append(ThingDraft(bottle, drink, where="on the table"))
    glass = world.served_in.get(drink)
    if glass and walker.reading.may_guess and not any(t.name == glass for t in walker.shot.things):
        walker.shot.things.append(ThingDraft(glass, drink, where="on the table", is_implied=True))


def hold(walker: Walker, person: PersonDraft, thing: ThingDraft) -> bool:
    """Puts a thing into someone's hands. False when it does not fit in them."""
    if thing.name in walker.reading.world.not_held:
        return False
    role = walker.shot.role_of(person)
    add(role.holds, thing.name)
    walker.reading.last_thing = thing
    if thing in walker.shot.things:
        walker.shot.things.remove(thing)
    if thing in walker.clause_things:
        walker.clause_things.remove(thing)
    if not thing.is_known:
        thing.where = "in hand"
        walker.shot.things.append(thing)
    walker.thing = thing
    return True


def _known_by(walker: Walker, name: str, phrase: NounPhrase) -> str:
    """`the table` is the dinner table that is already there."""
    if phrase.determiner != "definite":
        return name
    for thing in [*walker.shot.things, *walker.reading.known_things]:
        if thing.name == name or thing.name.endswith(f" {name}"):
            return thing.name
    return name


def add_thing(
    walker: Walker, name: str, words: str, phrase: NounPhrase, *, count: int = 1
) -> ThingDraft:
    """Things of one kind in the shot; told again, they are the same things."""
    colour = colour_of(phrase)
    if colour in walker.reading.world.natural_colours.get(name, ()):
        colour = None
    where, walker.garment = walker.where, None
    for known in walker.shot.things:
        if known.name == name and (colour is None or known.colour in (None, colour)):
            if phrase.determiner in ("another", "other"):
                known.count += count
            else:
                known.count = max(known.count, count)
            known.colour, known.where = known.colour or colour, known.where or where
            known.is_implied = False
            walker.thing = known
            _relate(walker, known)
            return known
    thing = ThingDraft(name, words, count, colour, where)
    walker.shot.things.append(thing)
    walker.reading.last_thing = thing
    _relate(walker, thing)
    walker.clause_things.append(thing)
    walker.thing = thing
    walker.open_thing = thing if phrase.determiner and count == 1 else None
    return thing


def _relate(walker: Walker, thing: ThingDraft) -> None:
    """`a vase to the left of a clock`, `to the left of the clock, a vase`."""
    standing, walker.standing = walker.standing, []
    for other in standing:
        if other is not thing:
            other.relative_to = thing.name
    if walker.awaits_reference:
        walker.awaits_reference, walker.reference = False, thing.name
        thing.where = None
    elif walker.reference is not None and walker.where is not None:
        thing.relative_to = walker.reference


def ensure_thing(walker: Walker, name: str, words: str) -> None:
    """A thing that must be there because something stands on it."""
    name = _known_by(walker, name, NounPhrase(determiner="definite"))
    if not any(t.name == name or t.name.endswith(f" {name}") for t in walker.shot.things):
        walker.shot.things.append(ThingDraft(name, words, is_implied=True))


def colour_of(phrase: NounPhrase) -> str | None:
    for unit in phrase.modifiers:
        meaning = unit.get("colours")
        if meaning is not None:
            unit.use(f"colour: {meaning.name}")
            return meaning.name
    return None


def words_of(walker: Walker, unit: Unit, phrase: NounPhrase) -> str:
    first = phrase.first if phrase.first and phrase.first.source == unit.source else unit
    return " ".join(walker.slice(first.start, unit.end, unit.source).split())[:MOST_NAME_LENGTH]


def _sound(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.take_phrase()
    if walker.clause.negated:
        add(walker.reading.film.excluded, meaning.name)
        unit.use(f"not: {meaning.name}")
        return True
    add(walker.shot.sounds, meaning.name)
    before = [walker.neighbour(-distance) for distance in range(1, 4)]
    is_told = any(near is not None and near.has("audio_nouns", "music") for near in before)
    if walker.last_preposition == "with" and not is_told and _names_children(walker, unit):
        walker.mention(walker.reading.cast.add_group(["child"] * 3, unit.text, walker.shot.index))
        walker.act("play")
        return True
    if _names_crowd(walker, unit) and not is_told:
        crowd = add_thing(walker, "crowd", unit.text, NounPhrase(), count=18)
        add(crowd.actions, "cheer")
    if not unit.outcome:
        unit.use(f"sound: {meaning.name}")
    walker.mentioned = []
    return True


def _names_children(walker: Walker, unit: Unit) -> bool:
    """`with children playing`: they are seen."""
    lexicon = walker.reading.lexicon
    first = lexicon.split(unit.text)[:1]
    return any(m.category == "people" for word in first for m in lexicon.phrases.get(word, ()))


def _names_crowd(walker: Walker, unit: Unit) -> bool:
    """`the crowd roars` is heard, and seen."""
    lexicon = walker.reading.lexicon
    return lexicon.language.spaces and any(
        meaning.category == "groups" and meaning.name == "crowd"
        for word in lexicon.split(unit.text) for meaning in lexicon.phrases.get(word, ())
    )  # fmt: skip


def _music(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.take_phrase()
    if walker.clause.negated:
        add(walker.reading.film.excluded, "music")
        unit.use("not: music")
        return True
    moods = [m.name for u in phrase.modifiers if (m := u.get("moods"))]
    instrument = meaning.name if meaning.category == "instruments" else None
    mood = moods[0] if moods else None
    music = walker.reading.film.music
    previous = walker.neighbour(-1)
    if instrument is None and previous is not None and previous.has("instruments") and music:
        unit.use("music")
        return True
    if instrument is not None and walker.open_music and music and music[-1].instrument is None:
        music[-1] = Music(instrument, music[-1].mood, words=f"{music[-1].words} {unit.text}")
        unit.use(f"music: {instrument}")
        return True
    walker.open_music = instrument is None
    if not any(known.instrument == instrument for known in music):
        music.append(Music(instrument, mood, words=unit.text))
    unit.use(f"music: {instrument or mood or 'any'}")
    return True


def _audio_noun(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush()
    if walker.clause.negated:
        add(walker.reading.film.excluded, "sound")
    unit.use("sound")
    return True


HANDLERS = {
    "things": _thing,
    "instruments": _music,
    "music": _music,
    "sounds": _sound,
    "audio_nouns": _audio_noun,
}
