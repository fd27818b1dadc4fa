"""Composing a shot: how much is in the picture, where heads, horizon and sun lie in it.

Everything is decided in picture heights and metres for the very aspect ratio asked for, so a tall
picture is not a slice of a wide one: people stand closer, more ground and sky is seen.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from rushes.engines.animatic.scene import CastMember, Light
from rushes.engines.animatic.staging.camera.framing import Framing, between
from rushes.engines.animatic.staging.people.extent import Extent, HeadAt, extent_of
from rushes.film.shot_list import Shot

_FOCALS = {"EWS": 1.05, "WS": 1.25, "MS": 1.7, "MCU": 2.3, "CU": 2.8, "ECU": 3.6}
"""Focal lengths in picture heights; 1.5 is a 36 mm lens on full frame."""
_BLURS = {"EWS": 0.0, "WS": 0.12, "MS": 0.55, "MCU": 0.8, "CU": 0.95, "ECU": 1.0}
_WIDTH_SHARE = 0.90
"""How much of the picture's width people may fill."""
_SLATE_SHARE = 0.06
"""The slate covers this much of the picture's foot."""
_EYE_LINES = {"MS": -0.15, "MCU": -0.12, "CU": -0.07, "ECU": -0.03}


def compose(
    shot: Shot,
    cast: tuple[CastMember, ...],
    at_table: bool,
    light: Light,
    aspect: float,
    look: tuple[str, ...],
    random: Random,
    head_at: HeadAt,
) -> Framing:
    """The framing a shot is made for."""
    focal = _focal(shot, random)
    if cast and shot.size != "EWS":
        framing = _on_people(
            shot, extent_of(cast, shot.size, head_at), cast, at_table, aspect, focal, random
        )
    else:
        framing = _on_land(shot, cast, aspect, focal, random, head_at)
    framing = _angled(framing, shot)
    if shot.size != "EWS" or not cast:
        framing = _before_the_sun(framing, shot, cast, light, aspect, random)
    return replace(framing, blur=_blur(shot, look))


_CLOSE_UPS = {"hands": (0.5, -0.79, -0.05), "eyes": (0.24, -1.5, 0.02), "feet": (0.62, -0.2, -0.3)}
"""Metres in the picture's height, the y of its middle, and the horizon."""


def close_up(subject: str, light: Light, aspect: float) -> Framing:
    """On hands, eyes or feet: the picture is what `close_up_parts` draws, so only what lies behind
    is decided."""
    height, middle, horizon = _CLOSE_UPS[subject]
    return Framing(
        height_m=height,
        centre_x=0.0,
        centre_y=middle,
        horizon=horizon,
        focal=2.4,
        pan=0.0 if light.indoors else light.sun[0] - 0.16 * aspect / 2.4,
        blur=1.0,
    )


def reveal_start(
    end: Framing, cast: tuple[CastMember, ...], aspect: float, head_at: HeadAt
) -> Framing:
    """Where a crane-out begins: on the people (or the middle of the set), low and near."""
    if cast:
        extent = extent_of(cast, "WS", head_at)
        height = max(2.3, (extent.right - extent.left) / (aspect * 0.66))
        centre = extent.eyes + 0.14 * height
        middle = (extent.left + extent.right) / 2
    else:
        height, centre, middle = end.height_m * 0.45, end.centre_y * 0.6, end.centre_x
    height = min(height, end.height_m * 0.62)
    start = between(replace(end, centre_x=middle), end, 0.0)
    return replace(
        start,
        height_m=height,
        centre_y=centre,
        horizon=min(-0.06, end.horizon + 0.09),
        pan=end.pan * 0.6,
    )


def end_of_reveal(
    shot: Shot, cast: tuple[CastMember, ...], light: Light, aspect: float, random: Random
) -> Framing:
    """Where a crane-out ends: high and far, people small, the whole set and the sky in view."""
    focal = 1.2 * random.uniform(0.96, 1.04)
    height = random.uniform(10.4, 11.4) if aspect >= 1 else random.uniform(12.5, 14)
    horizon = -0.17 if aspect >= 1 else -0.2
    framing = Framing(
        height_m=height,
        centre_x=0.0,
        centre_y=-0.26 * height,
        horizon=horizon,
        focal=focal,
        blur=0.0,
    )
    return _before_the_sun(framing, shot, (), light, aspect, random)


def _focal(shot: Shot, random: Random) -> float:
    focal = _FOCALS[shot.size] * random.uniform(0.95, 1.06)
    return min(focal, 1.1) if "POV" in shot.framing else focal


def _blur(shot: Shot, look: tuple[str, ...]) -> float:
    if "deep focus" in look:
        return 0.0
    is_shallow = any(word in look for word in ("shallow depth of field", "bokeh", "portrait"))
    is_racking = any(move.move == "rack-focus" for move in shot.moves)
    blur = _BLURS[shot.size] * (1.25 if is_shallow else 1.0)
    return max(blur, 0.8) if is_racking else min(1.3, blur)


def _on_people(
    shot: Shot,
    extent: Extent,
    cast: tuple[CastMember, ...],
    at_table: bool,
    aspect: float,
    focal: float,
    random: Random,
) -> Framing:
    height = _height(shot.size, extent, at_table) * random.uniform(0.98, 1.05)
    across = (extent.right - extent.left) / (aspect * _WIDTH_SHARE)
    may_crop = shot.size == "ECU" and len(cast) == 1
    if not may_crop:
        height = max(height, across, (extent.chins - extent.top) / 0.78)
    if shot.size == "WS":
        centre_y = -(0.36 + random.uniform(0, 0.03)) * height
    else:
        centre_y = extent.eyes - _EYE_LINES[shot.size] * height
    if not may_crop:
        centre_y = max(centre_y, extent.chins - 0.38 * height)
        centre_y = min(centre_y, extent.top + 0.43 * height)
    middle = (extent.left + extent.right) / 2
    if len(cast) == 1:
        middle += _look_room(cast[0], shot, extent, height * aspect)
    horizon = {"WS": -0.08, "MS": -0.07}.get(shot.size, 0.0) + random.uniform(-0.03, 0.04)
    return Framing(
        height_m=height,
        centre_x=middle,
        centre_y=centre_y,
        horizon=horizon,
        focal=focal,
        subject_z=0.0,
        pan=random.uniform(-0.12, 0.12),
    )


def _height(size: str, extent: Extent, at_table: bool) -> float:
    """Metres in the picture's height that the size asks for."""
    seen = 0.9 - _SLATE_SHARE
    if size == "WS":
        return (-extent.top) / (seen - 0.14)
    if size == "MS":
        lowest = -0.48 if at_table else extent.top + 0.52 * extent.stature
        return (lowest - extent.top) / seen
    return {"MCU": 0.36, "CU": 0.27, "ECU": 0.135}[size] * extent.stature


def _look_room(member: CastMember, shot: Shot, extent: Extent, width: float) -> float:
    """One person stands on a third, with room to look or walk into."""
    if member.performance.view == "front" or shot.size == "ECU":
        return 0.0
    share = 0.06 if shot.size in ("CU", "MCU") else 0.13
    spare = max(0.0, width * _WIDTH_SHARE - (extent.right - extent.left)) / 2
    return member.performance.facing * min(share * width, spare)


def _on_land(
    shot: Shot,
    cast: tuple[CastMember, ...],
    aspect: float,
    focal: float,
    random: Random,
    head_at: HeadAt,
) -> Framing:
    """Land first; whoever is in it is small, low and on a third."""
    by_size = {"EWS": 13.0, "WS": 7.5, "MS": 3.2, "MCU": 1.8, "CU": 1.0, "ECU": 0.5}
    height = by_size[shot.size] * random.uniform(0.9, 1.15) * (1.0 if aspect >= 1 else 1.15)
    if cast and shot.size == "EWS":
        extent = extent_of(cast, shot.size, head_at)
        height = max(height * 0.8, (extent.right - extent.left) / (aspect * _WIDTH_SHARE))
    if shot.indoors:
        height = min(height, 4.6)
    is_flying = any(move.move == "aerial" for move in shot.moves)
    horizon = -0.05 - random.uniform(0.0, 0.08) if aspect >= 1 else -random.uniform(0.1, 0.16)
    centre_y = -(0.27 if cast else 0.3) * height
    if shot.indoors:
        centre_y, horizon = -1.45 if height > 2.5 else -1.0, -0.03
    if is_flying:
        horizon, centre_y, height = horizon - 0.12, -0.9 * height, height * 1.6
    side = random.choice((-1, 1)) * (0.0 if len(cast) > 2 else 0.14) * height * aspect
    return Framing(
        height_m=height,
        centre_x=side if cast else 0.0,
        centre_y=centre_y,
        horizon=horizon,
        focal=focal,
        pan=random.uniform(-0.15, 0.15),
    )


def _angled(framing: Framing, shot: Shot) -> Framing:
    """Low, high and top-down: the camera's height and where that puts the horizon."""
    if "top-down" in shot.framing:
        return replace(framing, horizon=-1.05, height_m=framing.height_m * 1.1)
    if "high-angle" in shot.framing:
        return replace(framing, horizon=min(framing.horizon, -0.46))
    if "low-angle" in shot.framing:
        return replace(framing, horizon=max(framing.horizon, 0.33))
    return framing


def _before_the_sun(
    framing: Framing,
    shot: Shot,
    cast: tuple[CastMember, ...],
    light: Light,
    aspect: float,
    random: Random,
) -> Framing:
    """Turns the camera so that a low sun shines into the picture: between two, beside one."""
    right, down = light.sun
    if light.indoors or not -0.3 < down < 0.05 or light.weather not in ("clear", "wind", "cloudy"):
        return framing
    if len(cast) >= 2:
        target = random.uniform(-0.015, 0.015)
    elif cast:
        away = -1 if framing.centre_x < cast[0].x else 1
        target = away * 0.2 * aspect
    else:
        target = random.choice((-1, 1)) * random.uniform(0.1, 0.2) * aspect
    horizon = framing.horizon
    if shot.size in ("CU", "MCU", "ECU") and len(cast) >= 2:
        horizon = max(horizon, min(0.16, -0.13 - framing.focal * down))
    return replace(framing, pan=right - target / framing.focal, horizon=horizon)
