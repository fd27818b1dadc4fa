"""The camera moves, each as what it adds to a pose over time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.camera.timing import ease, ease_out, glide, unsteadiness
from rushes.film.shot_list import Move

_LEAST_ORBIT = math.radians(52)
_WIDEST_ORBIT = math.radians(84)
_RACK_SIGMA = 0.007
"""Blur of what is infinitely far while the subject is sharp, in picture heights."""
_SPEEDS = {"slow": 0.6, "normal": 1.0, "fast": 1.75}


@dataclass(frozen=True, slots=True)
class Delta:
    """What a move adds to the pose at one moment."""

    right: float = 0.0
    down: float = 0.0
    along: float = 0.0
    """Metres towards what the picture's centre shows."""
    zoom: float = 1.0
    pan: float = 0.0
    tilt: float = 0.0
    focus: float = 1.0
    """Factor on the distance that is sharp."""
    blur: float = 0.0
    """The least depth of field that the move needs to be seen."""


@dataclass(frozen=True, slots=True)
class Take:
    """What a move needs to know of its shot."""

    framing: Framing
    duration_seconds: float
    aspect: float
    has_people: bool
    travel_mps: float
    """How fast the subject moves to the right."""
    random: Random


MoveAt = Callable[[float], Delta]
"""Seconds to what the move adds."""


def _amount(take: Take, move: Move) -> float:
    """How far a move goes, by its speed and the time it has; 1 is normal speed for 4 s."""
    return _SPEEDS[move.speed] * min(1.6, max(0.45, take.duration_seconds / 4))


def _side(move: Move, take: Take) -> int:
    if move.direction in ("left", "counter-clockwise"):
        return -1
    if move.direction in ("right", "clockwise"):
        return 1
    return take.random.choice((-1, 1))


def _share(take: Take, seconds: float) -> float:
    return seconds / take.duration_seconds


def drift(take: Take, move: Move) -> MoveAt:
    """No move told: the picture breathes."""
    side = take.random.choice((-1, 1))
    distance, width = take.framing.distance_m, take.framing.height_m * take.aspect
    far = 0.035 * min(1.4, take.duration_seconds / 4)

    def at(seconds: float) -> Delta:
        share = _share(take, seconds)
        right = side * (share - 0.5) * 0.02 * width
        return Delta(right=right, along=(share - 1) * far * distance, pan=-right / distance * 0.7)

    return at


def _pan(take: Take, move: Move) -> MoveAt:
    """Turns past an empty set; with people it comes to rest on them."""
    side = _side(move, take) if move.direction not in ("up", "down") else 1
    if move.direction in ("up", "down"):
        return _tilt(take, move)
    swing = min(0.75, 0.34 * _amount(take, move)) * take.aspect / take.framing.focal
    if take.has_people:
        return lambda t: Delta(pan=side * (ease(_share(take, t) / 0.8) - 1) * 0.7 * swing)
    return lambda t: Delta(pan=side * (glide(_share(take, t)) - 0.5) * swing)


def _tilt(take: Take, move: Move) -> MoveAt:
    side = 1 if move.direction == "down" else -1
    swing = min(0.7, 0.36 * _amount(take, move)) / take.framing.focal
    return lambda t: Delta(tilt=side * (ease(_share(take, t) / 0.85) - 1) * swing)


def _zoom(take: Take, move: Move) -> MoveAt:
    far = 0.30 * _amount(take, move)
    if move.move == "zoom-in":
        return lambda t: Delta(zoom=math.exp(far * (glide(_share(take, t)) - 1)))
    return lambda t: Delta(zoom=math.exp(-far * glide(_share(take, t))))


def _dolly(take: Take, move: Move) -> MoveAt:
    far, distance = 0.30 * _amount(take, move), take.framing.distance_m
    if move.move == "dolly-in":
        return lambda t: Delta(along=distance * (1 - math.exp(far * (1 - glide(_share(take, t))))))
    return lambda t: Delta(along=distance * (1 - math.exp(far * glide(_share(take, t)))))


def _truck(take: Take, move: Move) -> MoveAt:
    """Slides sideways, turning a little towards the people, so that they stay in the picture."""
    side, distance = _side(move, take), take.framing.distance_m
    width = take.framing.height_m * take.aspect
    far = min(0.9, 0.42 * _amount(take, move)) * min(width, 14.0)
    held = 0.72 if take.has_people else 0.0

    def at(seconds: float) -> Delta:
        right = side * (glide(_share(take, seconds)) - 0.5) * far
        return Delta(right=right, pan=-held * right / distance)

    return at


def _crane(take: Take, move: Move) -> MoveAt:
    """Rises or sinks, looking back at the subject."""
    rise = min(0.9, 0.45 * _amount(take, move)) * min(take.framing.height_m, 9.0)
    distance = take.framing.distance_m
    side = 1 if move.move == "crane-down" or move.direction == "down" else -1

    def at(seconds: float) -> Delta:
        share = ease(_share(take, seconds))
        down = side * rise * (share - (1.0 if side > 0 else 0.0))
        return Delta(down=down, tilt=-0.92 * down / distance)

    return at


def _crane_out(take: Take, move: Move) -> MoveAt:
    """Rises and pulls back from the framing; a composed reveal uses `reveal_from` instead."""
    rising = _crane(take, Move("crane-up", move.speed))
    leaving = _dolly(take, Move("dolly-out", move.speed))

    def at(seconds: float) -> Delta:
        return replace(rising(seconds), along=leaving(seconds).along * 1.6)

    return at


def _orbit(take: Take, move: Move) -> MoveAt:
    """Walks an arc about the subject, which stays where it is in the picture."""
    side, distance = _side(move, take), take.framing.distance_m
    reach = min(_WIDEST_ORBIT, max(_LEAST_ORBIT, 0.95 * _amount(take, move)))

    def at(seconds: float) -> Delta:
        angle = side * (glide(_share(take, seconds)) - 0.5) * reach
        right, nearer = distance * math.sin(angle), distance * (1 - math.cos(angle))
        return Delta(right=right, along=nearer, pan=-right / (distance - nearer))

    return at


def follow(take: Take) -> MoveAt:
    """Keeps pace with a subject on the move."""
    return lambda t: Delta(right=take.travel_mps * (t - take.duration_seconds / 2))


def _track(take: Take, move: Move) -> MoveAt:
    if take.travel_mps:
        return follow(take)
    return _truck(take, move)


def _handheld(take: Take, move: Move) -> MoveAt:
    size = 0.011 * {"slow": 0.7, "normal": 1.0, "fast": 2.6}[move.speed] / take.framing.focal
    sideways = unsteadiness(take.random, 0.25, 2.2)
    upright = unsteadiness(take.random, 0.3, 2.6)
    step = unsteadiness(take.random, 0.15, 0.8)
    sway = 0.012 * take.framing.distance_m
    return lambda t: Delta(right=sway * step(t), pan=size * sideways(t), tilt=size * upright(t))


def _sweep(take: Take, move: Move) -> MoveAt:
    """A long glide over the land: sideways, forwards and a little down."""
    side = _side(move, take)
    width = take.framing.height_m * take.aspect
    far, amount = min(width * 0.42, 9.0), _amount(take, move)

    def at(seconds: float) -> Delta:
        share = glide(_share(take, seconds)) - 0.5
        right = side * share * far * amount
        return Delta(
            right=right,
            down=share * 0.05 * take.framing.height_m,
            along=share * 0.16 * take.framing.distance_m * amount,
            pan=-0.25 * right / take.framing.distance_m,
        )

    return at


def _aerial(take: Take, move: Move) -> MoveAt:
    """Flies on, high over the ground."""
    far = 0.34 * take.framing.distance_m * _amount(take, move)
    sway = unsteadiness(take.random, 0.06, 0.2)
    side = 0.05 * take.framing.height_m

    def at(seconds: float) -> Delta:
        share = glide(_share(take, seconds)) - 0.5
        return Delta(right=side * sway(seconds), along=share * far)

    return at


def _whip_pan(take: Take, move: Move) -> MoveAt:
    """Tears round and stops dead on the picture."""
    side = _side(move, take)
    swing = 0.9 * take.aspect / take.framing.focal
    length = min(0.45, take.duration_seconds / 3)
    return lambda t: Delta(pan=side * swing * (ease_out(t / length) - 1))


def _rack_focus(take: Take, move: Move) -> MoveAt:
    """From the distance to the subject, or from the subject to the distance."""
    framing = take.framing
    # So open that what is far off melts away, however wide the picture is (see `lens.blur_px`).
    blur = 4 * _RACK_SIGMA * framing.distance_m / (0.04 * framing.focal)
    goes_away = move.direction in ("out", "away", "background")

    def at(seconds: float) -> Delta:
        gone = ease((_share(take, seconds) - 0.3) / 0.35)
        return Delta(focus=math.exp(2.2 * (gone if goes_away else 1 - gone)), blur=blur)

    return at


def _steadicam(take: Take, move: Move) -> MoveAt:
    """Floats forward, or along with who walks: weightless, never shaken, never quite still."""
    distance = take.framing.distance_m
    far = 0.0 if take.travel_mps else 0.16 * _amount(take, move) * distance
    float_x, float_y = (unsteadiness(take.random, 0.08, 0.22) for _ in range(2))
    size = 0.006 * take.framing.height_m

    def at(seconds: float) -> Delta:
        right = size * float_x(seconds)
        return Delta(
            right=right,
            down=size * float_y(seconds),
            along=far * (glide(_share(take, seconds)) - 1),
            pan=-right / distance,
        )

    return at


def _dolly_zoom(take: Take, move: Move) -> MoveAt:
    """Travels in while the lens widens, so that the subject stays as large and the world behind it
    runs away."""
    distance, far = take.framing.distance_m, min(0.62, 0.5 * _amount(take, move))

    def at(seconds: float) -> Delta:
        # Begins far off with a long lens, and ends near with a short one.
        away = distance * (1 / (1 - far * (1 - ease(_share(take, seconds)))) - 1)
        return Delta(along=-away, zoom=(distance + away) / distance)

    return at


MOVES_AT: dict[str, Callable[[Take, Move], MoveAt]] = {
    "pan": _pan,
    "tilt": _tilt,
    "zoom-in": _zoom,
    "zoom-out": _zoom,
    "dolly-in": _dolly,
    "dolly-out": _dolly,
    "truck": _truck,
    "crane-up": _crane,
    "crane-down": _crane,
    "crane-out": _crane_out,
    "orbit": _orbit,
    "track": _track,
    "handheld": _handheld,
    "aerial": _aerial,
    "sweep": _sweep,
    "whip-pan": _whip_pan,
    "rack-focus": _rack_focus,
    "steadicam": _steadicam,
    "dolly-zoom": _dolly_zoom,
}
