"""What belongs to people: clothes, hair, hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rushes.film.reading.acts import act_with
from rushes.film.reading.drafts import GarmentDraft, NounPhrase, PersonDraft, add
from rushes.film.reading.telling.naming import nouns
from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.roles import QUALITIES
from rushes.film.reading.words.units import Unit
from rushes.film.thing_records import is_animal

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker

from rushes.film.reading.telling.naming.qualities import (
    CLOSE_SIZES,
    MOST_WORDS_LENGTH,
    named_modifier,
    qualify_person,
    words_of,
)

CLOSE_UP_PARTS = {"hands": "hands", "fingers": "hands", "eyes": "eyes", "face": "face",
                  "mouth": "face", "teeth": "face", "tongue": "face", "feet": "feet"}  # fmt: skip


def _body_part(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.take_phrase()
    part = CLOSE_UP_PARTS.get(meaning.name)
    shot, cast = walker.shot, walker.reading.cast
    unit.use(f"body part: {meaning.name}")
    act_with(walker, meaning.name)
    if part == "hands" and phrase.preposition in ("in", "on") and walker.thing is not None:
        owners = phrase.owners or walker.wearer
        if owners and nouns.hold(walker, owners[0], walker.thing):
            return True
    if not phrase.owners and not shot.roles and _is_an_animals(walker):
        return True
    is_whole = any(role.body_part is None for role in shot.roles)
    owners = phrase.owners
    if not owners and (is_whole or part is None):
        owners = walker.clause.subjects or walker.wearer
    elif not owners:
        owners = [role.person for role in shot.roles] or cast.they()
        if not owners or (phrase.determiner == "indefinite"):
            owners = [cast.add("person", "", shot.index)]
    if part is None or is_whole or shot.size not in (*CLOSE_SIZES, None):
        walker.mentioned = list(owners)
        if owners and walker.clause.is_fresh:
            walker.clause.subjects = list(owners)
            walker.clause.verb = None
        return True
    known = list(shot.roles)
    for person in owners:
        role = shot.role_of(person)
        role.body_part = role.body_part or part
    cast.touch(owners)
    walker.part_is_open = not phrase.owners
    walker.part_roles = [r for r in shot.roles if r not in known] if not phrase.owners else []
    if len(owners) > 1:
        cast.last_group = list(owners)
    if walker.clause.verb is None or walker.clause.is_fresh or walker.clause.is_camera:
        walker.clause.subjects, walker.clause.is_camera = list(owners), False
        walker.clause.verb, walker.clause.is_fresh = None, False
        for action in walker.clause.waiting:
            walker.give_action(owners, action)
        walker.clause.waiting = []
    walker.mentioned = list(owners)
    return True


def _is_an_animals(walker: Walker) -> bool:
    """`An owl turns its head`: nobody is brought in to have it."""
    things = [walker.clause.thing, walker.reading.last_thing]
    like = walker.reading.world.drawn_like
    names = [thing.name for thing in things if thing is not None]
    return any(is_animal(name) or is_animal(like.get(name, "")) for name in names)


def owns_part_before(walker: Walker, people: list[PersonDraft]) -> bool:
    """`the hands of the woman`, `as mãos dela`: whether the part just told of is theirs."""
    name = walker.loose_accessory
    if name is not None and walker.thing in walker.shot.things:
        walker.shot.things.remove(walker.thing)
        walker.loose_accessory = None
        for person in people:
            add(person.accessories, name)
        return True
    if not walker.part_is_open:
        return False
    walker.part_is_open = False
    guessed, walker.part_roles = walker.part_roles, []
    walker.shot.roles = [role for role in walker.shot.roles if role not in guessed]
    for role in guessed:
        _forget_unnamed(walker, role.person)
    for person in people:
        role = walker.shot.role_of(person)
        role.body_part = role.body_part or (guessed[0].body_part if guessed else None)
    if walker.clause.verb is None or walker.clause.is_fresh or guessed:
        walker.clause.subjects = list(people)
    walker.reading.cast.touch(people)
    return True


def _forget_unnamed(walker: Walker, person: PersonDraft) -> None:
    """Takes someone back who was only thought up as the owner of hands."""
    cast = walker.reading.cast
    if person.words == "" and person is cast.people[-1]:
        cast.people.pop()
        if person in cast.recent:
            cast.recent.remove(person)


def _owners(walker: Walker, phrase: NounPhrase) -> list[PersonDraft]:
    return phrase.owners or walker.wearer or (
        list(walker.clause.subjects) if walker.clause.wears else []
    )  # fmt: skip


def _hair(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.take_phrase()
    act_with(walker, meaning.name)
    owners = _owners(walker, phrase) or walker.reading.cast.recent[-1:]
    own_colour, own_style = unit.get("hair_colours"), unit.get("hair_styles")  # `黒髪`, `长发`
    colour = named_modifier(phrase, "hair_colours") or named_modifier(phrase, "colours")
    colour = colour or (own_colour and own_colour.name)
    style = named_modifier(phrase, "hair_styles") or (own_style and own_style.name)
    for person in owners:
        person.hair_colour = colour or person.hair_colour
        person.hair_style = style or person.hair_style
        _stretch_words(walker, person, unit)
    for modifier in (*phrase.modifiers, unit):
        modifier.use("hair")
    walker.wearer = list(owners)
    walker.garment = None
    walker.hair_owners = list(owners)
    return True


def _haired(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`red-haired`: a quality of whoever follows."""
    for modifier in walker.phrase.modifiers:
        colour = modifier.get("colours")
        if colour is not None and not modifier.has("hair_colours"):
            modifier.meanings = (Meaning("hair_colours", colour.name),)
    return True


def _garment(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.take_phrase()
    act_with(walker, meaning.name)
    owners = _owners(walker, phrase)
    if walker.clause.negated:
        return True
    if not owners and _is_an_animals(walker):
        unit.use(f"clothes: {meaning.name}")  # cats in tuxedos
        return True
    if not owners:
        nouns.add_thing(walker, meaning.name, words_of(walker, unit, phrase), phrase)
        unit.use(f"thing: {meaning.name}")
        return True
    for person in owners:
        own = unit.get("fabrics")  # `Leinenkleid`
        garment = GarmentDraft(
            meaning.name,
            named_modifier(phrase, "colours"),
            named_modifier(phrase, "fabrics") or (own and own.name),
        )
        garment.details = [m.name for u in phrase.modifiers if (m := u.get("details"))]
        _put_on(person, garment)
        walker.garment = next(g for g in person.garments if g.garment == meaning.name)
        _stretch_words(walker, person, unit, phrase.first)
    for modifier in phrase.modifiers:
        if modifier.has("colours", "fabrics", "details"):
            modifier.use(f"clothes: {modifier.meanings[0].name}")
    unit.use(f"clothes: {meaning.name}")
    walker.wearer = list(owners)
    walker.mentioned = list(owners)
    return True


def _put_on(person: PersonDraft, garment: GarmentDraft) -> None:
    for worn in person.garments:
        if worn.garment == garment.garment:
            worn.colour = worn.colour or garment.colour
            worn.fabric = worn.fabric or garment.fabric
            worn.details.extend(d for d in garment.details if d not in worn.details)
            return
    person.garments.append(garment)


def _stretch_words(
    walker: Walker, person: PersonDraft, unit: Unit, opening: Unit | None = None
) -> None:
    """A person's words reach on to what they wear, when nothing happens in between."""
    start = walker.words_from.get(person.order)
    if start is None or walker.clause.verb is not None or person.words_take != walker.shot.index:
        return
    first = min(start, (opening or unit).start)
    words = walker.slice(first, max(unit.end, start + len(person.words)), unit.source)
    words = " ".join(words.split())
    if len(words) <= MOST_WORDS_LENGTH and (unit.start >= start or not walker.has_spaces):
        person.words, walker.words_from[person.order] = words, first


def _person_follows(walker: Walker) -> bool:
    """`a bearded old man`: what is worn is told before whose it is."""
    for distance in range(1, 4):
        unit = walker.neighbour(distance)
        if unit is None or unit.has("people", "groups"):
            return unit is not None
        if not unit.has(*QUALITIES) or unit.has("prepositions", "conjunctions"):
            return False
    return False


def _follows_person(walker: Walker) -> bool:
    """`to a man in a tall hat`: someone stands right before the preposition."""
    if walker.phrase.preposition not in ("in", "with"):
        return False
    for distance in range(-1, -6, -1):
        unit = walker.neighbour(distance)
        if unit is None:
            return False
        if unit.has("prepositions") and not unit.has("determiners"):
            before = walker.neighbour(distance - 1)
            return before is not None and before.has("people", "names")
        if not unit.has("determiners", *QUALITIES):
            return False
    return False


def _unknown_follows(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    """`a bearded zorper`: a quality, of a noun that nobody knows."""
    following = walker.neighbour(1)
    if following is None or following.kind != "word" or following.is_known:
        return False
    is_quality = unit.text.casefold() != meaning.name and walker.phrase.determiner is not None
    return is_quality and walker.reading.lexicon.language.modifiers_come_before


def _accessory(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.phrase
    if _person_follows(walker) or _unknown_follows(walker, unit, meaning):
        phrase.first = phrase.first or unit
        phrase.modifiers.append(unit)
        return True
    is_worn = bool(phrase.owners) or walker.clause.wears or (
        bool(walker.wearer) and phrase.preposition in ("with", "in", "of")
        and walker.clause.verb is None
    ) or (bool(walker.wearer) and walker.garment is not None)  # fmt: skip
    is_worn = is_worn or (bool(walker.wearer) and _follows_person(walker))
    is_worn = is_worn or (meaning.name in walker.reading.world.body_marks and bool(walker.wearer))
    owners = _owners(walker, phrase)
    if not owners or not is_worn or walker.clause.negated:
        walker.loose_accessory = None if walker.clause.negated else meaning.name
        loose = walker.reading.world.loose_accessories.get(meaning.name, meaning.name)
        return nouns.take_thing(walker, unit, Meaning("things", loose, meaning.is_plural))
    walker.take_phrase()
    act_with(walker, meaning.name)
    colour = named_modifier(phrase, "hair_colours") or named_modifier(phrase, "colours")
    for person in owners:
        add(person.accessories, meaning.name)
        if meaning.name in walker.reading.world.facial_hair:
            person.hair_colour = person.hair_colour or colour
        _stretch_words(walker, person, unit, phrase.first)
    unit.use(f"accessory: {meaning.name}")
    walker.wearer = list(owners)
    walker.mentioned = []
    return True


def _takes_hairdo(walker: Walker, phrase: NounPhrase) -> bool:
    """`with a red bob`, `in a loose bun`: a style of hair that stands as a noun."""
    style = named_modifier(phrase, "hair_styles")
    if style is None or not walker.wearer or phrase.preposition not in ("with", "in"):
        return False
    colour = named_modifier(phrase, "hair_colours") or named_modifier(phrase, "colours")
    for person in walker.wearer:
        person.hair_style = style
        person.hair_colour = colour or person.hair_colour
    for unit in phrase.modifiers:
        unit.use("hair")
    for person in walker.wearer:
        _stretch_words(walker, person, phrase.modifiers[-1])
    return True


def take_leftover(walker: Walker, phrase: NounPhrase) -> None:
    """Qualities without a noun: `a woman in red`, `she is tired`, `a shirt, of linen`."""
    if _takes_hairdo(walker, phrase):
        return
    rest = []
    garment = walker.garment
    for unit in phrase.modifiers:
        if garment is not None and unit.has("fabrics", "details"):
            fabric, detail = unit.get("fabrics"), unit.get("details")
            if fabric is not None:
                garment.fabric = garment.fabric or fabric.name
            elif detail is not None:
                add(garment.details, detail.name)
            unit.use(f"clothes: {unit.meanings[0].name}")
            for person in walker.wearer:
                _stretch_words(walker, person, unit)
        elif unit.has("colours"):
            _leftover_colour(walker, unit, phrase)
        else:
            rest.append(unit)
    people = list(walker.clause.subjects) or list(walker.wearer)
    for person in people:
        qualify_person(walker, person, rest)


def _leftover_colour(walker: Walker, unit: Unit, phrase: NounPhrase) -> None:
    colour = unit.get("colours")
    if colour is None:
        return
    if walker.garment is not None and walker.garment.colour is None:
        walker.garment.colour = colour.name
        for person in walker.wearer:
            _stretch_words(walker, person, unit)
    elif walker.wearer and (phrase.preposition in ("in", "of") or walker.clause.wears):
        for person in walker.wearer:
            _put_on(person, GarmentDraft("outfit", colour.name))
            _stretch_words(walker, person, unit)
    else:
        return
    unit.use(f"clothes: {colour.name}")


def qualify_what_stands_before(walker: Walker, unit: Unit) -> None:
    """In languages whose adjectives follow: the quality belongs to the noun just read."""
    phrase = walker.phrase
    if phrase.determiner or phrase.owners or phrase.count or phrase.unknown:
        return
    if phrase.preposition is not None and not unit.has("fabrics", "details"):
        return
    colour = unit.get("colours")
    if walker.open_music and (mood := unit.get("moods")) is not None:
        music = walker.reading.film.music
        music[-1] = msgspec.structs.replace(music[-1], mood=music[-1].mood or mood.name)
        unit.use(f"mood: {mood.name}")
    elif walker.hair_owners and unit.has("hair_colours", "hair_styles", "colours"):
        for person in walker.hair_owners:
            style, tone = unit.get("hair_styles"), unit.get("hair_colours", "colours")
            person.hair_style = style.name if style else person.hair_style
            person.hair_colour = tone.name if tone else person.hair_colour
    elif walker.garment is not None and unit.has("fabrics", "details", "colours"):
        fabric, detail = unit.get("fabrics"), unit.get("details")
        if colour is not None:
            walker.garment.colour = walker.garment.colour or colour.name
        elif fabric is not None:
            walker.garment.fabric = walker.garment.fabric or fabric.name
        elif detail is not None:
            add(walker.garment.details, detail.name)
    elif walker.thing is not None and colour is not None:
        walker.thing.colour = walker.thing.colour or colour.name
    elif walker.mentioned and unit.has("ages", "builds", "skins", "hair_colours", "emotions"):
        for person in walker.mentioned:
            qualify_person(walker, person, [unit])
    elif unit.has("materials") and walker.place_unit is not None:
        material = unit.get("materials")
        if material is not None:
            add(walker.shot.features, material.name)
    elif unit.has("deserted") and walker.place_unit is not None:
        add(walker.reading.film.excluded, "crowd")
        unit.use("not: crowd")
    else:
        return
    if walker.garment is not None:
        for person in walker.wearer:
            _stretch_words(walker, person, unit)
    if not unit.outcome:
        unit.use(f"{unit.meanings[0].category}: {unit.meanings[0].name}")
    phrase.modifiers.remove(unit)


HANDLERS = {
    "body_parts": _body_part,
    "hair": _hair,
    "haired": _haired,
    "garments": _garment,
    "accessories": _accessory,
}
