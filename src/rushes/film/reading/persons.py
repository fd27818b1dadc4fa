"""Nouns for people, and for what belongs to them: clothes, hair, hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading import nouns
from rushes.film.reading.cast import Asked
from rushes.film.reading.drafts import UNDECIDED, GarmentDraft, NounPhrase, PersonDraft, add
from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.roles import ACTS
from rushes.film.reading.words.units import Unit

if TYPE_CHECKING:
    from rushes.film.reading.clauses import Walker

CLOSE_UP_PARTS = {"hands": "hands", "fingers": "hands", "eyes": "eyes", "face": "face",
                  "mouth": "face", "feet": "feet"}  # fmt: skip
CLOSE_SIZES = frozenset(["CU", "ECU"])
MOST_WORDS_LENGTH = 120
PLAIN_KINDS = frozenset(["woman", "man", "girl", "boy", "child", "baby", "person", "?"])


def _person(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if unit.has("groups") and unit.text.casefold() != meaning.name:
        return False
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


def _one(walker: Walker, unit: Unit, phrase: NounPhrase, name: str) -> PersonDraft:
    """The one person that a noun means."""
    bare = "indefinite" if walker.reading.lexicon.language.modifiers_come_before else "definite"
    asked = Asked(
        persona=name,
        words=words_of(walker, unit, phrase),
        determiner=phrase.determiner or (bare if phrase.count is None else "indefinite"),
        ordinal=phrase.ordinal,
        colours=frozenset(colours_ahead(walker)),
        hair=_named(phrase, "hair_colours"),
        age=_named(phrase, "ages"),
        is_owned=bool(phrase.owners),
        owners=tuple(phrase.owners),
    )
    return walker.reading.cast.resolve(asked, walker.shot.index)


def _apposed(walker: Walker, unit: Unit, phrase: NounPhrase, name: str) -> PersonDraft | None:
    """`Elena, a young woman`: the one just named."""
    named = walker.just_named
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


def colours_ahead(walker: Walker) -> list[str]:
    """The colours told right after a noun: `the woman in red`."""
    found: list[str] = []
    for distance in range(1, 7):
        unit = walker.neighbour(distance)
        if unit is None or unit.kind != "word" or unit.has("conjunctions", "people"):
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
    walker.mentioned = []
    nouns.make_subject(walker, thing, phrase)
    return True


def _group(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.take_phrase()
    if walker.clause.negated:
        add(walker.reading.film.excluded, "people" if meaning.name == "crowd" else meaning.name)
        unit.use("not: people")
        return True
    if meaning.name == "crowd":
        return _as_crowd(walker, unit, phrase, phrase.count)
    cast = walker.reading.cast
    if phrase.determiner in ("definite", "other") and len(cast.last_group) > 1:
        people = list(cast.last_group)
    else:
        members = walker.reading.world.group_members[meaning.name]
        if phrase.count and phrase.count > 1:
            members = [members[0]] * phrase.count
        if len(members) > walker.reading.world.most_people:
            return _as_crowd(walker, unit, phrase, len(members))
        people = _several(walker, unit, phrase, members)
    _introduce(walker, unit, phrase, people)
    return True


def _name(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if not unit.is_capitalised:
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


def _introduce(walker: Walker, unit: Unit, phrase: NounPhrase, people: list[PersonDraft]) -> None:
    """People enter: with what stands before their noun, and as subject or object."""
    unit.use("person: " + ", ".join("person" if p.kind == "?" else p.kind for p in people))
    following = walker.neighbour(1)
    owns = following is not None and following.has("possessive")
    for person in people:
        qualify_person(walker, person, phrase.modifiers)
        if person.words_take == walker.shot.index and person.words == words_of(
            walker, unit, phrase
        ):
            walker.words_from[person.order] = (phrase.first or unit).start
    if phrase.preposition == "of" and owns_part_before(walker, people):
        return
    if owns:
        walker.mentioned = people
        walker.reading.cast.touch(people)
        if not (walker.shot.size in CLOSE_SIZES and not walker.shot.roles):
            for person in people:
                walker.shot.role_of(person)
        return
    walker.mention(people, phrase.preposition)
    if walker.shot.size not in CLOSE_SIZES:
        for person in people:
            walker.shot.role_of(person).body_part = None


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


def words_of(walker: Walker, unit: Unit, phrase: NounPhrase) -> str:
    """The words of a noun phrase, as they stand."""
    first = phrase.first or unit
    if first is not unit and first.has("prepositions"):
        first = next((u for u in walker.units[: walker.at + 1] if u.start > first.start), unit)
    start = first.start if first.source == unit.source else unit.start
    return " ".join(walker.slice(start, unit.end, unit.source).split())[:MOST_WORDS_LENGTH]


def qualify_person(walker: Walker, person: PersonDraft, modifiers: list[Unit]) -> None:
    """Ages, builds, hair and feelings told of someone."""
    for unit in modifiers:
        for meaning in unit.meanings:
            category, name = meaning.category, meaning.name
            if category == "ages":
                person.age = person.age if person.age in ("child", "baby") else name
            elif category == "builds":
                person.build = person.build or name
            elif category == "skins":
                person.skin = person.skin or name
            elif category == "hair_colours":
                person.hair_colour = name
            elif category == "hair_styles" and unit.has("hair_styles") and len(unit.text) > 5:
                person.hair_style = person.hair_style or name
            elif category == "emotions":
                walker.shot.role_of(person).emotion = name
            else:
                continue
            unit.use(f"{category}: {name}")
            break


def _body_part(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.take_phrase()
    part = CLOSE_UP_PARTS.get(meaning.name)
    shot, cast = walker.shot, walker.reading.cast
    unit.use(f"body part: {meaning.name}")
    if part == "hands" and phrase.preposition in ("in", "on") and walker.thing is not None:
        owners = phrase.owners or walker.wearer
        if owners and nouns.hold(walker, owners[0], walker.thing):
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


def _owners(walker: Walker, phrase: NounPhrase) -> list[PersonDraft]:
    return phrase.owners or walker.wearer or (
        list(walker.clause.subjects) if walker.clause.wears else []
    )  # fmt: skip


def _hair(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.take_phrase()
    owners = _owners(walker, phrase) or walker.reading.cast.recent[-1:]
    colour = _named(phrase, "hair_colours") or _named(phrase, "colours")
    style = _named(phrase, "hair_styles")
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
    owners = _owners(walker, phrase)
    if walker.clause.negated:
        return True
    if not owners:
        nouns.add_thing(walker, meaning.name, words_of(walker, unit, phrase), phrase)
        unit.use(f"thing: {meaning.name}")
        return True
    for person in owners:
        garment = GarmentDraft(meaning.name, _named(phrase, "colours"), _named(phrase, "fabrics"))
        garment.details = [m.name for u in phrase.modifiers if (m := u.get("details"))]
        _put_on(person, garment)
        walker.garment = next(g for g in person.garments if g.garment == meaning.name)
        _stretch_words(walker, person, unit)
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


def _stretch_words(walker: Walker, person: PersonDraft, unit: Unit) -> None:
    """A person's words reach on to what they wear, when nothing happens in between."""
    start = walker.words_from.get(person.order)
    if start is None or walker.clause.verb is not None or person.words_take != walker.shot.index:
        return
    words = " ".join(walker.slice(start, unit.end, unit.source).split())
    if start < unit.end and len(words) <= MOST_WORDS_LENGTH:
        person.words = words


def _accessory(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    phrase = walker.phrase
    is_worn = bool(phrase.owners) or walker.clause.wears or (
        bool(walker.wearer) and phrase.preposition in ("with", "in", "of")
        and walker.clause.verb is None
    ) or (bool(walker.wearer) and walker.garment is not None)  # fmt: skip
    owners = _owners(walker, phrase)
    if not owners or not is_worn or walker.clause.negated:
        walker.loose_accessory = None if walker.clause.negated else meaning.name
        loose = walker.reading.world.loose_accessories.get(meaning.name, meaning.name)
        return nouns.take_thing(walker, unit, Meaning("things", loose, meaning.is_plural))
    walker.take_phrase()
    for person in owners:
        add(person.accessories, meaning.name)
        _stretch_words(walker, person, unit)
    unit.use(f"accessory: {meaning.name}")
    walker.wearer = list(owners)
    walker.mentioned = []
    return True


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
    phrase = walker.take_phrase()
    for person in phrase.owners or walker.wearer:
        person.age = meaning.name
        unit.use(f"age: {meaning.name}")
    return True


def _named(phrase: NounPhrase, category: str) -> str | None:
    for unit in phrase.modifiers:
        meaning = unit.get(category)
        if meaning is not None:
            return meaning.name
    return None


def take_leftover(walker: Walker, phrase: NounPhrase) -> None:
    """Qualities without a noun: `a woman in red`, `she is tired`, `a shirt, of linen`."""
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
    if walker.hair_owners and unit.has("hair_colours", "hair_styles", "colours"):
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
    "groups": _group,
    "people": _person,
    "names": _name,
    "age_units": _age_unit,
    "decades": _decade,
    "body_parts": _body_part,
    "hair": _hair,
    "haired": _haired,
    "garments": _garment,
    "accessories": _accessory,
}
