"""Drafts to shots: what the words left open is filled in from the other shots."""

from __future__ import annotations

from collections.abc import Iterator

from rushes.film.reading.cast import Cast
from rushes.film.reading.drafts import PersonDraft, RoleDraft, ShotDraft, ThingDraft, add
from rushes.film.reading.words.world import World

PRODUCT, PORTRAIT = "product", "portrait"
"""Genres that are framed in a way of their own."""


def carry_over(shots: list[ShotDraft], context: ShotDraft, world: World, may_guess: bool) -> None:
    """Place, time, weather, light and people that a shot does not name, from those around it."""
    home = main_place(context, world) or next(
        (place for shot in shots if shot.roles and (place := main_place(shot, world))), None
    )
    place, time, weather = main_place(context, world), context.time_of_day, context.weather
    for shot in shots:
        own = main_place(shot, world)
        inherits = own is None and not shot.unknown_places
        if inherits and place is not None:
            shot.places.insert(0, place)
        if inherits and place is None and context.unknown_places:
            shot.unknown_places.extend(context.unknown_places)
        place = _left_at(shot, world) or place
        shot.time_of_day = time = shot.time_of_day or time
        shot.weather = weather = shot.weather or weather
        at_home = not shot.unknown_places and (place == home)
        if at_home:
            _dress_as_context(shot, context)
        _bring_people(shot, context, shots, is_at_home=at_home)
        is_inside = "window" in shot.features
        if is_inside and may_guess and main_place(shot, world) is None and not shot.unknown_places:
            shot.places.append(likely_place(shot, world) or world.likely_places["feature:window"])
            place = shot.places[-1]
        if main_place(shot, world) is None and shot.backdrops and not shot.unknown_places:
            guessed = likely_place(shot, world) if may_guess else None
            if guessed is not None and guessed not in world.indoors:
                shot.places.append(guessed)  # in front of what is seen far away
        if main_place(shot, world) is None and shot.backdrops and not shot.unknown_places:
            place = shot.backdrops[0]
            shot.places.append(place)
        if may_guess and main_place(shot, world) is None and not shot.unknown_places:
            guessed = likely_place(shot, world)
            if guessed is not None:
                shot.places.append(guessed)
                place = guessed


def _left_at(shot: ShotDraft, world: World) -> str | None:
    """Where a shot ends, for the next to go on from: from hills it may close in on a terrace."""
    near = [name for name in shot.places if name not in world.wide_places]
    return near[-1] if near and shot.size == "EWS" else main_place(shot, world)


def main_place(shot: ShotDraft, world: World) -> str | None:
    """The place that a shot is set in: the nearest of those it names."""
    near = [name for name in shot.places if name not in world.wide_places]
    if shot.places and shot.size == "EWS":
        return shot.places[0]
    return near[0] if near else (shot.places[0] if shot.places else None)


def _dress_as_context(shot: ShotDraft, context: ShotDraft) -> None:
    """What the logline says of the set holds in its shots."""
    for light in context.lighting:
        add(shot.lighting, light)
    for feature in context.features:
        add(shot.features, feature)
    names = {thing.name for thing in shot.things}
    for thing in context.things:
        if thing.name not in names:
            shot.things.append(
                ThingDraft(
                    thing.name, thing.words, thing.count, thing.colour, thing.where,
                    thing.relative_to, list(thing.actions), thing.is_known, is_implied=True,
                )
            )  # fmt: skip


def _bring_people(
    shot: ShotDraft, context: ShotDraft, shots: list[ShotDraft], *, is_at_home: bool
) -> None:
    """The logline's people are in shots of their place that name nobody."""
    if not shot.roles and is_at_home and shot.size not in ("CU", "ECU"):
        for role in context.roles:
            shot.roles.append(_copied(role))
        if not context.roles and shot.is_reveal:
            for earlier in shots[: shots.index(shot)]:
                for role in earlier.roles:
                    if not shot.has(role.person):
                        shot.roles.append(RoleDraft(role.person, emotion=role.emotion))
    for role in shot.roles:
        told = next((r for r in context.roles if r.person.who is role.person.who), None)
        if told is not None and not role.actions:
            role.actions.extend(told.actions)
            role.emotion = role.emotion or told.emotion


def _copied(role: RoleDraft) -> RoleDraft:
    return RoleDraft(role.person, list(role.actions), role.emotion, list(role.holds))


def likely_place(shot: ShotDraft, world: World) -> str | None:
    """Where what happens usually happens."""
    likely = world.likely_places
    for clue in _clues(shot, world):
        if clue in likely:
            return likely[clue]
    is_small = all(world.usual_where.get(thing.name) == "on the table" for thing in shot.things)
    if shot.things and is_small and not (shot.roles or shot.weather or shot.features):
        return likely["small things"]
    return likely.get(f"genre:{shot.genre}")


def _clues(shot: ShotDraft, world: World) -> Iterator[str]:
    """Keys of what happens in a shot, the most telling first."""
    if shot.genre == PRODUCT and not shot.roles:
        yield f"genre:{shot.genre}"
    for feature in shot.features:
        yield f"feature:{feature}"
    for role in shot.roles:
        for action in role.actions:
            yield f"action:{action}"
            yield f"action:{world.general_act(action)}"
    names = [thing.name for thing in shot.things]
    for name in [*names, *(name for role in shot.roles for name in role.holds)]:
        yield f"thing:{name}"
    for role in shot.roles:
        yield f"persona:{role.person.who.persona}"
    for role in shot.roles:
        for action in role.actions:
            yield f"at last:{action}"
    for name in names:
        yield f"at last:{name}"
    for thing in shot.things:
        for action in thing.actions:
            yield f"action:{action}"


def light_up(shot: ShotDraft, world: World) -> None:
    """Light brings its source: candlelight, candles."""
    for light in shot.lighting:
        source = world.light_sources.get(light)
        if source is not None and not any(thing.name == source[0] for thing in shot.things):
            name, count = source
            shot.things.append(ThingDraft(name, light, count, is_implied=True))


def size_of(shot: ShotDraft, world: World) -> str:
    """The size that the words give, or that what is shown asks for."""
    if shot.size is not None:
        return shot.size
    if any(role.body_part for role in shot.roles):
        return "CU"
    moves = {move.move for move in shot.moves}
    if shot.is_reveal or moves & {"crane-out", "crane-up", "sweep"}:
        return "WS"
    if "aerial" in moves:
        return "EWS"
    if not shot.roles and not moves & {"aerial", "sweep"} and _is_of_small_things(shot, world):
        return "CU" if len(shot.things) == 1 or shot.genre == PRODUCT else "MS"
    actions = {action for role in shot.roles for action in role.actions}
    if shot.genre == PORTRAIT and len(shot.roles) == 1:
        return "MCU"
    if "profile" in shot.framing or "over-the-shoulder" in shot.framing:
        return "MCU"
    if "two-shot" in shot.framing:
        return "MCU" if actions & world.intimate else "MS"
    if actions & world.full_body or len(shot.roles) > 3:
        return "WS"
    if shot.roles:
        return "MS"
    if shot.things and not (shot.places or shot.unknown_places):
        return "MS"
    animals = any(thing.actions for thing in shot.things)
    return "MS" if animals else "WS"


def _is_of_small_things(shot: ShotDraft, world: World) -> bool:
    """Whether a shot is only of what must be seen from near."""
    is_near = shot.genre == PRODUCT or not (set(shot.places) - world.indoors)
    shown = [thing for thing in shot.things if not thing.is_implied]
    told = [thing for thing in shown if thing.name not in world.not_held]
    return is_near and bool(told) and all(thing.name in world.small for thing in told)


def framing_of(shot: ShotDraft) -> tuple[str, ...]:
    """The framing that the words give, or that the number of people makes."""
    framing = list(shot.framing)
    if not {"single", "two-shot", "group", "over-the-shoulder", "POV"} & set(framing):
        bodies = sum(role.body_part is None for role in shot.roles)
        if bodies:
            framing.append({1: "single", 2: "two-shot"}.get(bodies, "group"))
    return tuple(framing)


def used_people(shots: list[ShotDraft], cast: Cast) -> list[PersonDraft]:
    """Those who are seen or heard, in the order of coming in."""
    seen = {role.person.who.order for shot in shots for role in shot.roles}
    seen |= {who.who.order for shot in shots for _, who in shot.speech if who is not None}
    return [person for person in cast.people if person.order in seen]
