"""Where a shot's people and things are in its place: on its ground, or out on its water."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from rushes.engines.animatic.clips import clip_of
from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.goings import is_afloat, seen_from_above
from rushes.engines.animatic.staging.stagecraft import Stagecraft, Water
from rushes.film.shot_list import Shot, Thing

_STUDIO = "studio"
_OPEN_WATER, _CALM_WATER = "sea", "lake"
_PRODUCT_M = 0.7
"""What is no larger and alone in a shot without a place is shown in a studio."""
_WORN = frozenset("shoe boots handbag backpack suitcase basket".split()) | {"teddy bear"}
"""What stands on the ground by itself and is sold as well."""
_BOATS = frozenset({"boat", "rowing boat", "canoe"})
_IN_A_BOAT = frozenset("sit rest float drift".split())
_NOT_AWAY = (None, "in", "inside", "on")
_LOWEST_M = 3.5
"""Water farther down is looked at, not gone on."""
_SHORE_SPARE_M = 1.5
_NARROW_M = 20.0
"""Half as wide as this from bank to bank, water isn't open."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The shot in its place, and the water that it is on."""

    shot: Shot
    water: Water | None = None
    """What it is out on."""
    seen: Water | None = None
    """What its place has."""

    @property
    def shore(self) -> Water | None:
        """The water that the shot looks out on, from land."""
        return self.seen if self.water is None else None

    def stands_at(self, framing: Framing, has_people: bool) -> tuple[float, float, float]:
        """Where in the place the middle of the shot is: people out on open water, things so far
        off that their shore is still before them."""
        water = self.water
        if water is None:
            return 0.0, 0.0, 0.0
        is_open = has_people and water.half_width > _NARROW_M
        out = _SHORE_SPARE_M + (framing.distance_m if is_open else 2.5)
        z = max(water.shore_z + out, 0.0 if water.shore_z < 0 else water.shore_z)
        return water.middle_at(z), water.y, z


def whereabouts_of(shot: Shot, craft: Stagecraft) -> Whereabouts:
    """The shot, in a place that suits what it shows where the words name none."""
    shot = _in_their_boat(shot, craft)
    afloat = _is_afloat(shot, craft)
    if shot.place is None and afloat:
        name = _CALM_WATER if shot.people else _OPEN_WATER
        shot = msgspec.structs.replace(shot, place=name, place_drawn_as="drawing")
    elif shot.place is None and _is_product(shot, craft) and _STUDIO in craft.known_places:
        shot = msgspec.structs.replace(shot, place=_STUDIO, place_drawn_as="drawing", indoors=True)
    water = craft.water_in(shot.place or "")
    if water is None or water.y > _LOWEST_M:
        return Whereabouts(shot)
    if not afloat:
        return Whereabouts(shot, None, water)
    things = tuple(seen_from_above(t) if is_afloat(t) else t for t in shot.things)
    return Whereabouts(msgspec.structs.replace(shot, things=things), water, water)


def _in_their_boat(shot: Shot, craft: Stagecraft) -> Shot:
    """Those who sit where there is a small boat and water to go on sit in it, at the oars."""
    boats = [thing for thing in shot.things if thing.name in _BOATS and thing.where in _NOT_AWAY]
    has_water = shot.place is None or craft.water_in(shot.place) is not None
    if len(shot.people) != 1 or not boats or not has_water:
        return shot
    (person,) = shot.people
    if any(action not in _IN_A_BOAT for action in person.actions):
        return shot
    rower = msgspec.structs.replace(person, actions=("row",))
    return msgspec.structs.replace(shot, people=(rower,))


def _is_afloat(shot: Shot, craft: Stagecraft) -> bool:
    """Whether what the shot is about is on or in the water."""
    for person in shot.people:
        for action in person.actions:
            clip = clip_of(action)
            names = [prop.name for prop in clip.props] if clip is not None else []
            if any(
                craft.stands_on(name) == "water" for name in names if name in craft.known_things
            ):
                return True
    if shot.people:
        return False
    things = [thing for thing in shot.things if thing.drawn_as == "drawing"]
    return bool(things) and craft.stands_on(things[0].name) == "water"


def _is_product(shot: Shot, craft: Stagecraft) -> bool:
    """Whether a shot shows small things alone, at no hour and in no weather of their own."""
    things = [thing for thing in shot.things if thing.drawn_as != "nothing"]
    if shot.people or not things or shot.place_features or shot.size == "EWS":
        return False
    is_anywhere = shot.time_of_day == "day" and shot.weather == "clear"
    return is_anywhere and _is_small(things[0], craft)


def _is_small(thing: Thing, craft: Stagecraft) -> bool:
    if thing.name not in craft.known_things or craft.moves_itself(thing.name):
        return False
    size = craft.thing_size(thing.name)
    is_handy = craft.stands_on(thing.name) in ("hand", "table") or thing.name in _WORN
    return is_handy and size is not None and max(size) <= _PRODUCT_M
