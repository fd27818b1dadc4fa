"""Words about the picture itself: size, framing, camera, light and look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.acts import act_with
from rushes.film.reading.drafts import ThingDraft, add
from rushes.film.reading.telling.naming import nouns
from rushes.film.reading.words.lexicon import Meaning
from rushes.film.reading.words.units import Unit
from rushes.film.shot_list import Move, Speed

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker


BESIDE = frozenset(["left", "right", "top", "bottom"])
REACH = 3
"""How far from a camera move its speed and direction may stand, in units."""


def _size(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.take_phrase()
    walker.shot.size = walker.shot.size or meaning.name
    unit.use(f"size: {meaning.name}")
    walker.clause.is_camera = True
    walker.clause.subjects = []
    return True


def _framing(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.take_phrase()
    previous = walker.neighbour(-1)
    if previous is not None and previous.has("lighting"):
        return True  # `light from above`
    add(walker.shot.framing, meaning.name)
    unit.use(f"framing: {meaning.name}")
    return True


def _move(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if _is_done_by_subject(walker, unit):
        return True
    if walker.mentioned or (walker.clause.subjects and _stands_after_person(walker)):
        return " " not in unit.text and "-" not in unit.text
    walker.take_phrase()
    _add_move(walker, unit, meaning.name)
    walker.clause.is_camera = True
    walker.clause.subjects = []
    return True


def _is_done_by_subject(walker: Walker, unit: Unit) -> bool:
    """`an eagle flies over the sea`: the bird's act, and no move of the camera."""
    previous, lexicon = walker.neighbour(-1), walker.reading.lexicon
    words = lexicon.split(unit.text)
    if previous is None or walker.clause.is_camera or len(words) < 2:
        return False
    if not previous.has("things", "people", "groups", "pronouns", "names", "function", "speeds"):
        return False
    act = next((m for m in lexicon.phrases.get(words[0], ()) if m.category == "actions"), None)
    if act is None or not (walker.clause.subjects or walker.clause.thing is not None):
        return False
    walker.flush()
    unit.use(f"action: {act.name}")
    walker.act(act.name)
    walker.phrase.preposition = "over"
    return True


def _stands_after_person(walker: Walker) -> bool:
    previous = walker.neighbour(-1)
    return previous is not None and previous.has("people", "pronouns", "groups", "names")


def _camera_verb(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if not walker.clause.is_camera:
        return False
    walker.flush()
    _add_move(walker, unit, meaning.name)
    walker.clause.verb, walker.clause.is_fresh = "camera", True
    return True


def _add_move(walker: Walker, unit: Unit, name: str) -> None:
    unit.use(f"move: {name}")
    speed: Speed = "normal"
    slow_by_nature = name in walker.reading.world.slow_moves
    direction = None
    for distance in (*range(-1, -REACH - 1, -1), *range(1, REACH + 1)):
        near = walker.neighbour(distance)
        if near is None or (near.kind != "word" and distance > 0):
            if distance > 0:
                break
            continue
        told = near.get("speeds")
        if told is not None and speed == "normal":
            speed = "slow" if told.name == "slow" else "fast"
            near.use(f"speed: {speed}")
        way = near.get("directions")
        if way is not None and direction is None and (distance > 0 or not walker.has_spaces):
            direction = way.name
            near.use(f"direction: {direction}")
    if direction is None:
        direction = _direction_within(walker, unit)
    if speed == "normal" and slow_by_nature:
        speed = "slow"
    known = [move.move for move in walker.shot.moves]
    if name not in known:
        walker.shot.moves.append(Move(name, speed, direction))


def _direction_within(walker: Walker, unit: Unit) -> str | None:
    """`pan left` may be one phrase of the lexicon."""
    lexicon = walker.reading.lexicon
    for word in lexicon.split(unit.text):
        for meaning in lexicon.phrases.get(word, ()):
            if meaning.category == "directions" and meaning.name in ("left", "right"):
                return meaning.name
    return None


def _camera(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if meaning.category == "camera" and _is_where_to(walker):
        act_with(walker, f"{walker.take_phrase().preposition} camera")
        unit.use("camera")
        return True
    walker.take_phrase()
    walker.clause.is_camera = True
    walker.clause.subjects, walker.clause.thing, walker.mentioned = [], None, []
    unit.use("camera")
    return True


def _is_where_to(walker: Walker) -> bool:
    """`walks towards the camera`: it takes the place of where someone goes or looks."""
    clause = walker.clause
    is_told = bool(clause.subjects or clause.thing) and clause.verb is not None
    return is_told and not (clause.is_fresh or clause.is_camera) and bool(walker.phrase.preposition)


def _shot_noun(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if unit.has("things", "places", "actions") and not unit.has("film_nouns"):
        previous = walker.neighbour(-1)
        if previous is None or not previous.has("moves", "sizes", "framings", "ordinals"):
            return False
    return _camera(walker, unit, meaning)


def _reveal(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush()
    walker.shot.is_reveal = True
    unit.use("reveal")
    walker.clause.is_fresh = True
    walker.clause.is_camera = False
    return True


def _where(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush()
    unit.use(f"where: {meaning.name}")
    if _tells_of_next(walker):
        walker.clause_things, walker.clause_places = [], []
    things = [thing for thing in walker.clause_things if thing.where is None]
    for thing in things:
        thing.where = meaning.name
    if meaning.name == "background":
        for place in walker.clause_places:
            if place in walker.shot.places:
                walker.shot.places.remove(place)
                add(walker.shot.backdrops, place)
    beside = meaning.name in BESIDE and _is_of_another(walker, unit)
    walker.standing = things if beside else []
    if not things and not walker.clause_places:
        walker.where = meaning.name
        walker.awaits_reference = beside
    needed = walker.reading.world.where_things.get(meaning.name)
    if needed is not None:
        nouns.ensure_thing(walker, needed, unit.text)
    return True


def _tells_of_next(walker: Walker) -> bool:
    """In languages that put nothing after the noun: whether a thing is still to come."""
    if walker.has_spaces:
        return False
    for unit in walker.units[walker.at + 1 :]:
        if unit.kind not in ("word", "number"):
            return False
        if unit.has("things", "people", "groups"):
            return True
    return False


def _is_of_another(walker: Walker, unit: Unit) -> bool:
    """Whether a side is told of something else's: `on the left of`, `links neben`."""
    lexicon, following = walker.reading.lexicon, walker.neighbour(1)
    words = lexicon.split(unit.text)
    last = lexicon.phrases.get(words[-1], ()) if words else ()
    return any(meaning.category == "prepositions" for meaning in last) or (
        following is not None and following.has("prepositions")
    )


def _time(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if walker.clause.negated:
        return True
    walker.shot.time_of_day = walker.shot.time_of_day or meaning.name
    unit.use(f"time: {meaning.name}")
    following = walker.neighbour(1)
    if following is not None and following.has("actions") and not walker.has_spaces:
        nouns.make_subject(walker, ThingDraft(meaning.name, unit.text), walker.phrase)
    return not unit.has("lighting", "things", "weathers")


def _weather(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if walker.clause.negated:
        unit.use(f"not: {meaning.name}")
        add(walker.reading.film.excluded, meaning.name)
        return True
    walker.shot.weather = walker.shot.weather or meaning.name
    unit.use(f"weather: {meaning.name}")
    following = walker.neighbour(1)
    if following is not None and following.kind == "word" and not following.is_known:
        walker.take_phrase()  # `a storm rages`
        walker.verb_follows = True
    if following is not None and following.has("actions"):
        # `Rain pours while she reads`: it is not she who pours.
        nouns.make_subject(walker, ThingDraft(meaning.name, unit.text), walker.phrase)
    return not unit.has("sounds")


def _season(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    weather = walker.reading.world.season_weather.get(meaning.name)
    walker.shot.weather = walker.shot.weather or weather
    unit.use(f"season: {meaning.name}")
    return True


def _lighting(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    following = walker.neighbour(1)
    is_quality = following is not None and following.has("things", "people", "garments")
    if not is_quality or unit.has("times"):
        walker.flush_unknown()
    add(walker.shot.lighting, meaning.name)
    unit.use(f"light: {meaning.name}")
    walker.mentioned = []
    return True


def _look(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    if unit.has("decades") and walker.phrase.owners:
        return False  # `in her 70s`
    if walker.clause.negated:
        add(walker.reading.film.excluded, meaning.name)
        return True
    add(walker.reading.film.look, meaning.name)
    unit.use(f"look: {meaning.name}")
    return not unit.has("places")  # `cyberpunk city` is both


def _opening(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.reading.film.opening = meaning.name
    unit.use(f"transition: {meaning.name}")
    return True


def _ending(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.shot.ending = meaning.name
    unit.use(f"transition: {meaning.name}")
    return True


def _direction(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    return True


def _speed(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    return True


def _mark_used(walker: Walker, unit: Unit, meaning: Meaning) -> bool:
    walker.flush()
    unit.use(meaning.category)
    return True


HANDLERS = {
    "openings": _opening,
    "endings": _ending,
    "shot_nouns": _shot_noun,
    "film_nouns": _camera,
    "camera": _camera,
    "sizes": _size,
    "framings": _framing,
    "camera_verbs": _camera_verb,
    "moves": _move,
    "reveal": _reveal,
    "where": _where,
    "directions": _direction,
    "speeds": _speed,
    "times": _time,
    "weathers": _weather,
    "seasons": _season,
    "lighting": _lighting,
    "looks": _look,
    "voiceovers": _mark_used,
    "writing": _mark_used,
}
