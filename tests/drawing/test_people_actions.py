"""What people do: every clip can be played, with its things, within the bounds of its parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from painted_people import LIGHT, MAN, WOMAN, drawn, figure, ink_of, performance
from rushes.engines.animatic.clips import clip_named, clip_names, load_clip
from rushes.engines.animatic.drawing.people import figure_parts
from rushes.engines.animatic.drawing.people.figure import actor_of
from rushes.engines.animatic.drawing.things import known_things

PLAYED = sorted(clip_names())
WITH_THINGS = [name for name in PLAYED if load_clip(name).props]


def played(name: str) -> tuple[str, str]:
    """The action of a clip and the view that it is best understood from."""
    views = load_clip(name).views
    return name, views[0] if views else "profile"


@pytest.mark.parametrize("name", PLAYED)
def test_every_clip_is_played_within_the_bounds_of_its_parts(name: str) -> None:
    action, view = played(name)
    parts = figure_parts(MAN, performance(actions=(action,), view=view), LIGHT)
    whole = drawn(parts, seconds=0.4, reach=3.0, pixels_per_metre=24.0)
    clipped = drawn(parts, seconds=0.4, reach=3.0, pixels_per_metre=24.0, clips=True)
    assert ink_of(whole) > 150
    cut_off = np.abs(whole.astype(int) - clipped.astype(int)).max(axis=2) > 90
    assert cut_off.sum() <= 3


@pytest.mark.parametrize("name", WITH_THINGS)
def test_every_thing_that_a_clip_names_has_a_drawing(name: str) -> None:
    assert {prop.name for prop in load_clip(name).props} <= known_things()


def test_no_two_clips_play_the_same_action() -> None:
    also = [action for name in PLAYED for action in load_clip(name).also]
    assert not set(also) & set(PLAYED), "an action that has a clip of its own"
    assert len(also) == len(set(also))


def test_an_action_is_played_by_the_clip_that_says_so() -> None:
    assert clip_named("kayak") == "canoe"
    assert clip_named("juggle-chainsaws") is None


def test_hands_reach_the_place_that_a_clip_names() -> None:
    how = performance(actions=("play-piano",))
    for who in (MAN, WOMAN):
        arm = actor_of(who, how).skeletons[0].near_arm
        forwards, _, up = load_clip("play-piano").keys[0].set["near_hand_at"]
        unit = who.height_m / 1.7
        assert arm.wrist == pytest.approx((forwards * unit, -up * unit), abs=0.02)


def test_feet_go_round_with_the_pedals() -> None:
    actor = actor_of(WOMAN, performance(actions=("ride-bike",)))
    ankles = [skeleton.near_leg.ankle for skeleton in actor.skeletons]
    assert max(x for x, _ in ankles) - min(x for x, _ in ankles) > 0.2
    assert max(y for _, y in ankles) - min(y for _, y in ankles) > 0.2


def test_the_thing_that_the_words_colour_is_drawn_in_that_colour() -> None:
    riding = performance(actions=("ride-bike",))
    red = replace(riding, uses=(("bicycle", "#d02020"),))
    blue = replace(riding, uses=(("bicycle", "#2030d0"),))
    assert (figure(WOMAN, red, reach=2.4) != figure(WOMAN, blue, reach=2.4)).any()


def test_the_animal_that_the_words_name_is_the_one_stroked() -> None:
    stroking = performance(actions=("pet",))
    cat = replace(stroking, uses=(("cat", None),))
    assert (figure(WOMAN, stroking, reach=2.4) != figure(WOMAN, cat, reach=2.4)).any()


def test_who_rides_sits_in_no_chair() -> None:
    parts = figure_parts(MAN, performance(actions=("meditate",), view="front"), LIGHT)
    seated = figure_parts(MAN, performance(posture="sit", view="front"), LIGHT)
    assert len(parts) < len(seated)
