"""What people's actions ask of a shot: a view, room for their things; and who is in a crowd."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from rushes.engines.animatic.clips import Clip, clip_named, clip_of
from rushes.engines.animatic.scene import CastMember, Figure, Performance, Rgb
from rushes.engines.animatic.staging.casting import someone_else
from rushes.engines.animatic.staging.colours import colour_of
from rushes.film.shot_list import PersonInShot, Shot
from rushes.film.thing_records import thing_record

_STANDARD_M = 1.7
_SHOULDERS_M = 1.3
_HELD_FROM_M = 0.5
"""What is smaller in the hand needs no room of its own."""


POSTURES = {
    "walk": "walk",
    "stroll": "walk",
    "march": "walk",
    "hike": "walk",
    "cross": "walk",
    "walk-to-camera": "walk",
    "walk-away": "walk",
    "run-to-camera": "run",
    "run-away": "run",
    "run": "run",
    "jog": "run",
    "sprint": "run",
    "chase": "run",
    "dance": "dance",
    "waltz": "dance",
    "sit": "sit",
    "eat": "sit",
    "dine": "sit",
    "drive": "sit",
    "meditate": "sit",
    "type": "sit",
    "lie": "lie",
    "sleep": "lie",
    "kneel": "kneel",
    "pray": "kneel",
    "stand": "stand",
    "pour": "stand",
    "cook": "stand",
    "jump": "stand",
    "sing": "stand",
}
"""What an action without a clip of its own that says is done in."""
_BODILY = frozenset("walk run sit lie kneel dance".split())
_MOST_TURNS = 3

Seating = Literal["", "table", "seat"]
"""What a shot offers to sit on: nothing, chairs at a table, or a bench, a bed, a sofa."""


@dataclass(frozen=True, slots=True)
class Room:
    """The box around someone's things: metres from their place, forwards and y down."""

    behind: float = 0.0
    ahead: float = 0.0
    top: float = 0.0


def telling_clip(actions: tuple[str, ...]) -> Clip | None:
    """The clip that decides how someone is shown: one with things of its own, else one that takes
    the whole body, else the first."""
    clips = [clip for action in actions if (clip := clip_of(action))]
    for is_telling in (
        lambda clip: bool(clip.props),
        lambda clip: clip.takes_whole_body,
        lambda clip: bool(clip.views or clip.posture),
    ):
        for clip in clips:
            if is_telling(clip):
                return clip
    return None


def actions_with(person: PersonInShot, shot: Shot) -> tuple[str, ...]:
    """Someone's actions, each made that of the thing it is done with where there is one: to run, on
    a treadmill; to drink, a beer."""
    names = [*person.holds, *(thing.name for thing in shot.things)]

    def particular(action: str) -> str:
        options = (f"{action}-{name.replace(' ', '-')}" for name in names)
        return next((option for option in options if clip_named(option)), action)

    return tuple(particular(action) for action in person.actions)


def vehicle_m(clip: Clip) -> float:
    """How long the longest thing of an action is that stands on the ground: what is ridden."""
    sizes = (
        record.size[0] * prop.scale
        for prop in clip.props
        if not prop.on and (record := thing_record(prop.name))
    )
    return max(sizes, default=0.0)


def things_in_use(person: PersonInShot, shot: Shot) -> tuple[tuple[str, Rgb | None], ...]:
    """Things of the shot that someone's actions draw themselves, with the colours told."""
    clip = telling_clip(actions_with(person, shot))
    if clip is None:
        return ()
    named = {thing.name: colour_of(thing.colour) for thing in shot.things if clip.draws(thing.name)}
    named |= {name: None for name in person.holds if clip.draws(name) and name not in named}
    return tuple(named.items())


def view_for(actions: tuple[str, ...], wanted: str) -> str:
    """The view asked for, or the best in which the action is understood."""
    clip = telling_clip(actions)
    if clip is None or not clip.views or wanted in clip.views:
        return wanted
    return clip.views[0]


def room_for(member: CastMember) -> Room:
    """The room that someone's things take, mirrored to where they look."""
    clip = telling_clip(member.performance.actions)
    if clip is None:
        return Room()
    unit = member.figure.height_m / _STANDARD_M
    behind, ahead, top = 0.0, 0.0, 0.0
    uses = dict(member.performance.uses)
    for prop in clip.props:
        record = thing_record(next((name for name in prop.takes if name in uses), prop.name))
        if record is None:
            continue
        width, height = (side * prop.scale for side in record.size)
        if prop.on and max(width, height) < _HELD_FROM_M:
            continue
        x, y = (0.3 if "hand" in prop.on else 0.0), (_SHOULDERS_M if prop.on else 0.0)
        is_upright = abs(prop.degrees) % 180 < 45 and not (prop.toward or prop.swing)
        if is_upright:
            behind = max(behind, width * record.foot[0] - prop.at[0] - x)
            ahead = max(ahead, width * (1 - record.foot[0]) + prop.at[0] + x)
            top = max(top, y + prop.at[2] + height * record.foot[1])
    if member.performance.view in ("front", "back"):
        behind = ahead = max(behind, ahead) if ahead < 1.0 else ahead * 0.5
    return Room(behind * unit, ahead * unit, top * unit)


def posture_for(person: PersonInShot, seating: Seating) -> str:
    """How someone holds themselves: by the first action that says, else seated where one can."""
    clip = telling_clip(person.actions)
    if clip is not None and clip.posture:
        # Who brings their own seat needs none of the set's.
        brings_seat = clip.posture == "sit" and (bool(clip.props) or not clip.has_chair)
        return "stand" if brings_seat else clip.posture
    for action in person.actions:
        if action in POSTURES:
            return POSTURES[action]
    return "sit" if seating else "stand"


def turns_of(actions: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Actions one after another where the body can't do them at once: to walk, then to sit."""
    turns: list[list[str]] = [[]]
    body = ""
    for action in actions:
        takes = _body_of(action)
        clip = clip_of(action)
        if clip is not None and (clip.apart or clip.companion is not None):
            return (actions,)
        if takes and body and takes != body and len(turns) < _MOST_TURNS:
            turns.append([])
        body = takes or body
        turns[-1].append(action)
    return tuple(tuple(turn) for turn in turns)


def _body_of(action: str) -> str:
    """What an action does with the legs; empty for a gesture, which goes with anything."""
    clip = clip_of(action)
    if clip is None:
        posture = POSTURES.get(action, "")
        return posture if posture in _BODILY else ""
    posture = clip.posture or POSTURES.get(action, "")
    if posture in _BODILY:
        return posture
    return action if clip.takes_whole_body and action != "stand" else ""


_CROWD = 11
_FEWEST = 3
_CROWD_LOOKS = (
    ("back", ()), ("three-quarter", ("talk",)), ("front", ()), ("back", ()), ("three-quarter", ()),
)  # fmt: skip


def _crowd_size(told: int) -> int:
    """As many as told where that is a few; a crowd of no number is as many as fill a picture."""
    return told if _FEWEST <= told < _CROWD else _CROWD


def crowd_of(shot: Shot, has_others: bool, aspect: float, random: Random) -> list[CastMember]:
    """The people of a crowd, in rows: behind whoever the shot is about, else the shot's own."""
    crowds = [t for t in shot.things if t.name == "crowd" and t.drawn_as != "nothing"]
    if not crowds:
        return []
    known: Figure | None = None
    members = []
    per_row = max(3, round(2.4 + 1.4 * aspect))
    for place in range(_crowd_size(crowds[0].count)):
        row, column = divmod(place, per_row)
        known = someone_else(known, random)
        view, actions = random.choice(_CROWD_LOOKS)
        z = (1.4 if has_others else 0.0) + 0.9 * row
        x = (column - (per_row - 1) / 2 + 0.5 * (row % 2)) * (0.62 + 0.10 * row)
        performance = Performance(
            view=view,
            facing=random.choice((-1, 1)),
            posture="stand",
            actions=actions,
            uses=(("crowd", None),),
            offset_seconds=round(random.uniform(0, 5), 3),
        )
        members.append(CastMember(known, performance, round(x + random.uniform(-0.1, 0.1), 3), z))
    return members
