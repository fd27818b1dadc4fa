"""How many entries of the yardstick come to a drawing, to a card, to nothing."""

from __future__ import annotations

from collections.abc import Callable

from rushes.engines.animatic.clips import clip_named
from rushes.engines.animatic.drawing.finishing.grade import known_looks
from rushes.engines.animatic.staging.goings import doing_of
from rushes.film.reading.words.world import the_world
from rushes.film.shot_list import DrawnAs, Shot, ShotList, Thing
from yardstick.lists import Entry, Shows

AIM = 0.98
"""The share that must be drawn."""
_UNMOVED = frozenset({"lean", "queue"})
"""What a vehicle may do without moving."""


def resolves(entry: Entry, film: ShotList) -> DrawnAs:
    """What the entry came to: a drawing, a labelled card, or nothing."""
    return _RULES[entry.shows](entry, film, film.shots[0])


def _thing(entry: Entry, film: ShotList, shot: Shot) -> DrawnAs:
    if entry.label == "person":
        return "drawing" if shot.people else "nothing"
    worn = any(person.accessories or person.clothes for person in film.people)
    drawn = [thing.drawn_as for thing in shot.things]
    return drawn[0] if drawn else "drawing" if worn else "nothing"


def _place(entry: Entry, film: ShotList, shot: Shot) -> DrawnAs:
    if shot.place_drawn_as == "drawing" or not shot.things:
        return shot.place_drawn_as
    return shot.things[0].drawn_as


def _act(entry: Entry, film: ShotList, shot: Shot) -> DrawnAs:
    acts = [action for person in shot.people for action in person.actions]
    emotions = [person.emotion for person in shot.people]
    if any(clip_named(act) or clip_named(the_world().general_act(act)) for act in acts):
        return "drawing"
    return "drawing" if any(emotions) else "nothing"


def _colour(entry: Entry, film: ShotList, shot: Shot) -> DrawnAs:
    colour = entry.label.split()[0]
    things = [thing for thing in shot.things if thing.colour == colour]
    return things[0].drawn_as if things else "nothing"


def _where(entry: Entry, film: ShotList, shot: Shot) -> DrawnAs:
    is_placed = any(getattr(thing, "relative_to", None) or thing.where for thing in shot.things)
    return "drawing" if is_placed and len(shot.things) > 1 else "nothing"


def _move(entry: Entry, film: ShotList, shot: Shot) -> DrawnAs:
    asks_stillness = entry.label in ("static", "steady and smooth")
    is_told = any(move.move != "static" for move in shot.moves) or shot.framing
    return "drawing" if is_told or (asks_stillness and not film.words.left) else "nothing"


def _look(entry: Entry, film: ShotList, shot: Shot) -> DrawnAs:
    return "drawing" if set(film.look) & known_looks() else "nothing"


def _does(entry: Entry, film: ShotList, shot: Shot) -> DrawnAs:
    thing = next((thing for thing in shot.things if thing.drawn_as != "nothing"), None)
    if thing is None or thing.drawn_as == "card":
        return "nothing" if thing is None else "card"
    return "drawing" if _is_done(thing) else "nothing"


def _is_done(thing: Thing) -> bool:
    return bool(doing_of(thing).actions or _UNMOVED & set(thing.actions))


_RULES: dict[Shows, Callable[[Entry, ShotList, Shot], DrawnAs]] = {
    "thing": _thing,
    "place": _place,
    "act": _act,
    "colour": _colour,
    "where": _where,
    "move": _move,
    "look": _look,
    "does": _does,
}
