"""Framing a thing: a shot without people is about what it names first."""

from __future__ import annotations

from dataclasses import replace

from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.goings import is_up
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.film.shot_list import Shot, Thing

_HEIGHTS = {"WS": 3.0, "MS": 1.9, "MCU": 1.6, "CU": 1.35, "ECU": 0.75}
"""Picture heights in heights of the thing."""
_CARD_SIZE_M = (1.1, 0.7)
_TABLE_HEIGHT_M = 0.75
_ON_TABLE_M = -0.14
"""Where things on a table stand: it is they that must be sharp."""


def subject_framing(
    shot: Shot, framing: Framing, craft: Stagecraft, excluded: tuple[str, ...], aspect: float
) -> Framing:
    """The framing moved onto the shot's first thing; unchanged where it has none, or is an EWS."""
    if shot.size == "EWS":
        return framing
    subject = _subject(shot, craft, excluded)
    if subject is None:
        return framing
    is_card = subject.name not in craft.known_things
    width, height = _CARD_SIZE_M if is_card else craft.thing_size(subject.name) or _CARD_SIZE_M
    on_table = subject.where == "on the table" or (
        not is_card and craft.lies_on_a_table(subject.name)
    )
    across = width * (1 + 1.15 * (min(4, subject.count) - 1))
    tall = max(height * _HEIGHTS[shot.size], across / (aspect * 0.78))
    foot = -_TABLE_HEIGHT_M if on_table else 0.0
    if shot.size == "WS":
        tall = max(tall, 2.2)
    share = {"ECU": 0.0, "CU": 0.04}.get(shot.size, 0.12)
    middle = 0.1 * tall if is_card else height / 2 + share * tall
    return replace(
        framing,
        height_m=tall,
        centre_x=0.0,
        centre_y=foot - middle,
        horizon=min(framing.horizon, -0.06),
        subject_z=_ON_TABLE_M if on_table else framing.subject_z,
    )


def _subject(shot: Shot, craft: Stagecraft, excluded: tuple[str, ...]) -> Thing | None:
    for thing in shot.things:
        is_far = thing.where in ("background", "foreground") or is_up(thing)
        stand = craft.stands_on(thing.name) if thing.name in craft.known_things else "ground"
        if thing.drawn_as != "nothing" and not is_far and stand in ("ground", "table", "hand"):
            if thing.name in excluded or thing.name in shot.place_features:
                continue
            return thing
    return None
