"""Drafts to the published shot list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast as as_type

from rushes.film.film_request import FPS, FilmRequest
from rushes.film.reading.cutting.takes import Take
from rushes.film.reading.drafts import PersonDraft, ShotDraft, ThingDraft
from rushes.film.reading.finishing import captions, carrying
from rushes.film.reading.telling.walker import Reading
from rushes.film.reading.words.units import Unit
from rushes.film.reading.words.world import Drawable, World, drawn_name
from rushes.film.shot_list import (
    DrawnAs,
    Garment,
    Hair,
    Move,
    Person,
    PersonInShot,
    Shot,
    ShotList,
    Size,
    Span,
    Speech,
    Thing,
    Words,
)

MOST_CARD_LENGTH = 24


def publish(
    request: FilmRequest,
    language: str,
    reading: Reading,
    shots: list[ShotDraft],
    takes: list[Take],
    bounds: list[int],
    units: dict[str, list[Unit]],
    drawable: Drawable,
) -> ShotList:
    """The shot list of drafts whose frames are laid out."""
    people = carrying.used_people(shots, reading.cast)
    ids = _ids(people)
    film = reading.film
    published = tuple(
        _shot(draft, take, (start, end), number, ids, reading, drawable)
        for number, (draft, take, start, end) in enumerate(
            zip(shots, takes, bounds, bounds[1:], strict=False), start=1
        )
    )
    if film.opening is not None and published[0].transition == "cut":
        published = (_with_transition(published[0], film.opening), *published[1:])
    return ShotList(
        duration_seconds=request.frame_count / FPS,
        aspect_ratio=request.aspect_ratio,
        language=language,
        people=tuple(_person(person, ids) for person in people),
        shots=published,
        words=_words(units, reading.texts),
        look=tuple(film.look),
        music=tuple(film.music),
        ambience=tuple(film.ambience),
        excluded=tuple(film.excluded),
    )


def _ids(people: Iterable[PersonDraft]) -> dict[int, str]:
    counts: dict[str, int] = {}
    ids = {}
    for person in people:
        counts[person.kind] = counts.get(person.kind, 0) + 1
        ids[person.order] = f"{person.kind}-{counts[person.kind]}"
    return ids


def _person(person: PersonDraft, ids: dict[int, str]) -> Person:
    clothes = [Garment(g.garment, g.colour, g.fabric, tuple(g.details)) for g in person.garments]
    if not clothes:
        for usual in person.usual_clothes:
            garment, _, colour = usual.partition("/")
            clothes.append(Garment(garment, colour or None))
    hair = None
    if person.hair_colour or person.hair_style:
        hair = Hair(person.hair_colour, person.hair_style)
    return Person(
        id=ids[person.order],
        words=person.words,
        kind=person.kind,
        age=person.age,
        build=person.build,
        skin=person.skin,
        hair=hair,
        clothes=tuple(clothes),
        accessories=tuple(person.accessories),
    )


def _shot(
    draft: ShotDraft,
    take: Take,
    frames: tuple[int, int],
    number: int,
    ids: dict[int, str],
    reading: Reading,
    drawable: Drawable,
) -> Shot:
    world = reading.world
    place = carrying.main_place(draft, world)
    features = [name for name in draft.places if name != place]
    features += [name for name in (*draft.backdrops, *draft.features) if name != place]
    if place is None and draft.unknown_places:
        place = draft.unknown_places[0]
    place_words = _place_words(place, draft, reading)
    drawn_place = drawn_name(place or "", drawable.places, world.places_drawn_like)
    place_drawn_as: DrawnAs = "nothing"
    if place is not None:
        place_drawn_as = "drawing" if drawn_place is not None else "card"
    if place_words is None and place_drawn_as == "card":
        place_drawn_as = "nothing"  # only guessed: no card names what nobody named
    return Shot(
        number=number,
        start_frame=frames[0],
        end_frame=frames[1],
        start_seconds=frames[0] / FPS,
        end_seconds=frames[1] / FPS,
        size=as_type(Size, carrying.size_of(draft, world)),
        framing=carrying.framing_of(draft),
        moves=tuple(draft.moves) or (Move("static"),),
        place=drawn_place or place,
        place_drawn_as=place_drawn_as,
        place_words=place_words,
        place_features=tuple(dict.fromkeys(features)),
        indoors=place in world.indoors,
        time_of_day=draft.time_of_day or "day",
        weather=draft.weather or "clear",
        people=_people_in(draft, ids),
        things=_things_in(draft, take, world, drawable, is_bare=place is None),
        lighting=tuple(draft.lighting),
        speech=tuple(
            Speech(text, ids[who.who.order] if who is not None else None)
            for text, who in draft.speech
        ),
        sounds=tuple(draft.sounds),
        transition=take.transition,
        caption=captions.caption_of(draft.words, take.units),
        words=draft.words,
    )


def _place_words(place: str | None, draft: ShotDraft, reading: Reading) -> str | None:
    """What the prompt calls the place; None where it is only a likely one."""
    if place is None or place in draft.unknown_places:
        return place
    return reading.film.place_words.get(place)


def _with_transition(shot: Shot, transition: str) -> Shot:
    fields = {name: getattr(shot, name) for name in shot.__struct_fields__}
    return Shot(**{**fields, "transition": transition})


def _people_in(draft: ShotDraft, ids: dict[int, str]) -> tuple[PersonInShot, ...]:
    """The people of a shot, each once, though the words may have met them as two."""
    merged: dict[str, PersonInShot] = {}
    for role in draft.roles:
        person_id = ids[role.person.who.order]
        known = merged.get(person_id, PersonInShot(person_id))
        merged[person_id] = PersonInShot(
            id=person_id,
            actions=tuple(dict.fromkeys([*known.actions, *role.actions])),
            emotion=known.emotion or role.emotion,
            holds=tuple(dict.fromkeys([*known.holds, *role.holds])),
            body_part=role.body_part or known.body_part,
        )
    return tuple(merged.values())


def _things_in(
    draft: ShotDraft, take: Take, world: World, drawable: Drawable, *, is_bare: bool
) -> tuple[Thing, ...]:
    names = {thing.name for thing in draft.things}
    things = [
        _thing(thing, world, drawable)
        for thing in draft.things
        if world.served_in.get(thing.name) not in names
    ]
    for role in draft.roles:
        for held in role.holds:
            known = any(thing.name == held for thing in draft.things)
            if not known and drawn_name(held, drawable.things, world.drawn_like) is None:
                things.append(Thing(held, held, where="in hand", drawn_as="card"))
    words = [unit for unit in take.units if unit.kind == "word"]
    is_unread = sum(not unit.is_known for unit in words) * 2 > len(words)
    if not things and not draft.roles and is_bare and is_unread:
        card = _card_of(draft)
        if card:
            things.append(Thing(card, card, drawn_as="card"))
    return tuple(things)


def _card_of(draft: ShotDraft) -> str:
    """The first words of a shot that gave nothing to draw."""
    words = [word for word in draft.words.split() if any(ch.isalpha() for ch in word)]
    text = "".join(ch for ch in " ".join(words) if ch.isprintable())
    if len(text) <= MOST_CARD_LENGTH:
        return text.strip(" .,;:!?")
    return text[:MOST_CARD_LENGTH].rpartition(" ")[0] or text[:MOST_CARD_LENGTH]


def _thing(draft: ThingDraft, world: World, drawable: Drawable) -> Thing:
    drawn = drawn_name(draft.name, drawable.things, world.drawn_like) if draft.is_known else None
    return Thing(
        name=drawn or draft.name,
        words=draft.words,
        count=draft.count,
        colour=draft.colour,
        where=draft.where or world.usual_where.get(draft.name),
        relative_to=drawn_name(draft.relative_to or "", drawable.things, world.drawn_like)
        or draft.relative_to,
        drawn_as="drawing" if drawn is not None else _undrawn(draft, world),
        actions=_acts_of(draft, world),
    )


def _acts_of(draft: ThingDraft, world: World) -> tuple[str, ...]:
    """What a thing does; what goes on wheels does not walk."""
    if draft.name not in world.vehicles:
        return tuple(draft.actions)
    driven = ("drive" if action in ("walk", "run", "jog") else action for action in draft.actions)
    return tuple(dict.fromkeys(driven))


def _undrawn(draft: ThingDraft, world: World) -> DrawnAs:
    """What has no drawing is a card; not so what has no shape either, such as smoke."""
    return "nothing" if draft.name in world.effects else "card"


def _words(units: dict[str, list[Unit]], texts: dict[str, str]) -> Words:
    used, guessed, left = [], [], []
    for source, read in units.items():
        for unit in read:
            if unit.outcome == "used":
                used.append(_span(unit, source, texts))
            elif unit.outcome == "guessed":
                guessed.append(_span(unit, source, texts))
            elif unit.kind == "word" and (not unit.is_known or _tells_nothing(unit)):
                left.append(_span(unit, source, texts))
    return Words(tuple(used), tuple(guessed), tuple(left))


def _tells_nothing(unit: Unit) -> bool:
    """Whether a known word could only have been drawn, and was not."""
    return unit.has("abstract", "qualities") and not unit.has("prepositions", "conjunctions")


def _span(unit: Unit, source: str, texts: dict[str, str]) -> Span:
    text = texts[source][unit.start : unit.end]
    return Span(text, unit.start, unit.end, unit.taken_as, source)
