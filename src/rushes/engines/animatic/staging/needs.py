"""What a shot must show though its words leave it open: hands with their thing, a dog whole."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rushes.engines.animatic.clips import clip_of
from rushes.engines.animatic.scene import CastMember
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.film.shot_list import PersonInShot, Shot, Thing

_HELD_M = 1.2
"""What is larger isn't taken into a hand."""
_SEEN_FROM_M = 1.05
"""What stands beside people and is lower isn't seen when they are cut at the hip."""


_AT_WORK = {
    "drive": "steering wheel",
    "steer": "steering wheel",
    "driver": "steering wheel",
    "pilot": "steering wheel",
    "captain": "ship wheel",
}
"""What people's hands are at by their act or calling."""


def with_things_in_hand(shot: Shot, craft: Stagecraft, callings: Mapping[str, str]) -> Shot:
    """A close-up of one person's hands with what they are told to have to do with.

    `callings` is everybody's own words, by id: `the driver`.
    """
    if len(shot.people) != 1 or shot.people[0].body_part not in ("hands", "fingers"):
        return shot
    (person,) = shot.people
    name = next(
        (name for name in _at_hand(person, shot, callings) if _fits_a_hand(name, craft)), None
    )
    if person.holds or name is None:
        return shot
    held = msgspec.structs.replace(person, holds=(name,))
    return msgspec.structs.replace(shot, people=(held,))


def _at_hand(person: PersonInShot, shot: Shot, callings: Mapping[str, str]) -> list[str]:
    """What the words name beside the hands, then what their actions take."""
    told = [thing.name for thing in shot.things if thing.drawn_as == "drawing"]
    clips = [clip for action in person.actions if (clip := clip_of(action))]
    taken = [prop.name for clip in clips for prop in clip.props if "hand" in prop.on]
    usual = [clip.usual_thing for clip in clips if clip.usual_thing]
    own = [*person.actions, *callings.get(person.id, "").lower().split()]
    return [*told, *taken, *usual, *(_AT_WORK[word] for word in own if word in _AT_WORK)]


def _fits_a_hand(name: str, craft: Stagecraft) -> bool:
    size = craft.thing_size(name) if name in craft.known_things else None
    is_handy = size is not None and craft.stands_on(name) in ("hand", "table", "wall")
    return is_handy and not craft.is_table(name) and max(size or (9.0,)) < _HELD_M


def wide_enough(shot: Shot, cast: tuple[CastMember, ...], craft: Stagecraft) -> Shot:
    """The shot as wide as it must be for what stands low beside its people to be in it."""
    if shot.size != "MS" or not cast:
        return shot
    used = {
        name for member in cast for stage in member.stages for name, _ in stage.performance.uses
    }
    if any(_is_low(thing, craft) and thing.name not in used for thing in shot.things):
        return msgspec.structs.replace(shot, size="WS")
    return shot


def _is_low(thing: Thing, craft: Stagecraft) -> bool:
    """Whether it moves by itself on the ground, no higher than people's hips."""
    is_near = thing.where in (None, "left", "right", "foreground", "beside", "on the ground") or (
        thing.relative_to is not None
    )
    if thing.drawn_as != "drawing" or not is_near or not craft.moves_itself(thing.name):
        return False
    size = craft.thing_size(thing.name)
    return craft.stands_on(thing.name) == "ground" and size is not None and size[1] < _SEEN_FROM_M
