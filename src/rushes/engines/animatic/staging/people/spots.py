"""Where people stand to one another, and which way they look."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from rushes.engines.animatic.clips import clip_of
from rushes.engines.animatic.staging.people.performing import (
    POSTURES,
    Seating,
    posture_for,
    vehicle_m,
)
from rushes.film.shot_list import PersonInShot, Shot

EMBRACES = frozenset("hug kiss embrace slow-dance waltz carry cuddle".split())
CLOSE = frozenset(
    "dance whisper lean-in hold-hands shake-hands comfort lean-on caress propose".split()
)
ALONG = {"walk-to-camera": -1, "run-to-camera": -1, "walk-away": 1, "run-away": 1}
"""Actions that lead towards the viewer or away."""
_TO_CAMERA = frozenset("look-at-camera present vlog pose wave sing".split())
_ROUND_M = 0.95
"""From a couple to those who stand around them."""
_MOST_AROUND = 7


@dataclass(frozen=True, slots=True)
class Spot:
    """Where someone stands; None for the posture where their actions decide it."""

    x: float
    z: float
    view: str
    facing: int
    posture: str | None = None
    is_fixed: bool = False
    """Whether the shot, not the action, decides the view."""


def spots_for(
    shot: Shot,
    people: list[PersonInShot],
    aspect: float,
    seating: Seating,
    random: Random,
    facings: Mapping[str, int],
) -> list[Spot]:
    """One for each, around (0, 0). `facings` is which way each looks throughout the film."""
    actions = {action for person in people for action in person.actions}
    if len(people) == 1:
        return [_single_spot(shot, people[0], seating, random, facings.get(people[0].id, 1))]
    if "over-the-shoulder" in shot.framing:
        return _shoulder_spots(shot, len(people))
    if len(people) == 2:
        return _pair_spots(shot, actions, aspect, seating)
    if seating == "table":
        return _table_spots(len(people), aspect)
    couple = couple_in(people)
    if couple is not None and len(people) <= _MOST_AROUND + 2:
        pair = [people[place] for place in couple]
        own = {action for person in pair for action in person.actions}
        around = iter(_half_circle(len(people) - 2, aspect))
        two = iter(_pair_spots(shot, own, aspect, seating))
        return [next(two if place in couple else around) for place in range(len(people))]
    return _group_spots(len(people), aspect, random)


def couple_in(people: list[PersonInShot]) -> tuple[int, int] | None:
    """The only two who do something that takes two: kiss, dance, shake hands."""
    for person in people:
        for action in person.actions:
            clip = clip_of(action)
            takes_two = action in EMBRACES | CLOSE or (clip is not None and clip.apart > 0)
            pair = [place for place, other in enumerate(people) if action in other.actions]
            if takes_two and len(pair) == 2:
                return pair[0], pair[1]
    return None


def _half_circle(count: int, aspect: float) -> list[Spot]:
    """Those who look on, around and behind a couple, turned to them."""
    tight = min(1.0, 0.5 + 0.28 * aspect)
    radius = _ROUND_M + 0.11 * max(0, count - 2)
    spots = []
    for place in range(count):
        side = -1 if place % 2 == 0 else 1
        step = (place // 2 + 0.5) / max(1, (count + 1) // 2)
        angle = math.radians(12 + 58 * step)
        x = side * (0.42 + radius * math.cos(angle)) * tight
        z = 0.25 + radius * math.sin(angle)
        spots.append(Spot(round(x, 3), round(z, 3), "three-quarter", -side))
    return spots


def view_along(actions: tuple[str, ...]) -> str | None:
    """From where one sees who comes nearer or goes away; None for those who do neither."""
    way = next((ALONG[action] for action in actions if action in ALONG), None)
    return None if way is None else "front" if way < 0 else "back"


def _single_spot(
    shot: Shot, person: PersonInShot, seating: Seating, random: Random, facing: int
) -> Spot:
    posture = posture_for(person, seating)
    if "profile" in shot.framing or posture in ("walk", "run"):
        return Spot(0.0, 0.0, "profile", facing)
    if shot.size in ("CU", "ECU") or _TO_CAMERA & set(person.actions):
        return Spot(0.0, 0.0, "front" if random.random() < 0.4 else "three-quarter", facing)
    if shot.size == "EWS" and not person.actions:
        return Spot(0.0, 0.0, "back", facing)
    return Spot(0.0, 0.0, "three-quarter", facing)


def _shoulder_spots(shot: Shot, count: int) -> list[Spot]:
    """The first from behind, near and at the edge; the second faces them; others behind."""
    near = Spot(-0.42, -0.75, "back", 1, is_fixed=True)
    far = Spot(0.16, 0.35, "three-quarter", -1, is_fixed=True)
    others = [Spot(0.75 + 0.5 * place, 0.9, "three-quarter", -1) for place in range(count - 2)]
    return [near, far, *others]


def _pair_spots(shot: Shot, actions: set[str], aspect: float, seating: Seating) -> list[Spot]:
    is_near = shot.size in ("CU", "ECU", "MCU")  # placed by their heads afterwards
    tight = min(1.0, 0.62 + 0.38 * (aspect / 1.78))
    is_walking = bool({"walk", "run"} & {POSTURES.get(action, "") for action in actions})
    if ALONG.keys() & actions:
        return [Spot(-0.3, 0.0, "front", 1), Spot(0.3, 0.02, "front", -1)]
    together = [clip.apart for action in actions if (clip := clip_of(action)) and clip.apart]
    if together:
        return [
            Spot(-together[0] / 2, 0.0, "profile", 1),
            Spot(together[0] / 2, 0, "profile", -1),
        ]
    if EMBRACES & actions:
        apart = 0.17
    elif is_near:
        apart = 0.2
    elif seating == "table":
        apart = 0.74 * tight
    elif seating == "seat":
        apart = 0.36
    elif CLOSE & actions:
        apart = 0.30 * tight
    else:
        apart = 0.46 * tight
    view = (
        "profile" if is_near or seating == "table" or "profile" in shot.framing else "three-quarter"
    )
    travels = [clip for action in actions if (clip := clip_of(action)) and clip.travel_mps]
    if (is_walking or travels) and not EMBRACES & actions:
        gap = max(0.36 * tight, *(0.55 * vehicle_m(clip) for clip in travels), 0.0)
        return [Spot(-gap, 0.12, "profile", 1), Spot(gap, -0.05, "profile", 1)]
    return [Spot(-apart, 0.0, view, 1), Spot(apart, 0.02, view, -1)]


def _table_spots(count: int, aspect: float) -> list[Spot]:
    """Two at the ends, the others along the far side, turned to whom they sit beside."""
    apart = (0.74 if aspect > 1.2 else 0.6) + 0.22 * max(0, count - 4)
    spots = [Spot(-apart, 0.0, "profile", 1)]
    inner = count - 2
    for place in range(inner):
        x = (place + 0.5) / inner * 2 - 1
        spots.append(Spot(x * apart * 0.62, 0.55, "three-quarter", 1 if x < 0 else -1, "sit"))
    return [*spots, Spot(apart, 0.02, "profile", -1)]


def _group_spots(count: int, aspect: float, random: Random) -> list[Spot]:
    """Rows on an arc; more rows where the picture is narrow."""
    per_row = max(2, min(6, round(1.6 + 2.0 * aspect)))
    rows = [min(per_row, count - start) for start in range(0, count, per_row)]
    spots = []
    for row, width in enumerate(rows):
        for place in range(width):
            x = (place - (width - 1) / 2) * 0.58 + (0.28 if row % 2 else 0.0)
            x += random.uniform(-0.05, 0.05)
            z = row * 0.85 + 0.12 * (x / 0.6) ** 2 * 0.3
            view = "front" if abs(x) < 0.2 else "three-quarter"
            spots.append(Spot(round(x, 3), round(z, 3), view, 1 if x <= 0 else -1))
    return spots
