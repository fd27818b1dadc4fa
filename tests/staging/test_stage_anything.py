"""Any shot list that a reader could write is staged and drawn."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.staging.stagecraft import drawn_stagecraft
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import (
    FRAMINGS,
    MOVES,
    SIZES,
    TIMES_OF_DAY,
    WEATHERS,
    Move,
    Person,
    PersonInShot,
    Shot,
    Thing,
)

MakePlan = Callable[..., FilmPlan]
MakeShot = Callable[..., Shot]

_CAST = tuple(
    Person(f"person-{n}", "somebody", kind)
    for n, kind in enumerate(("woman", "man", "girl", "boy", "child", "baby", "person", "robot"))
)
_ACTIONS = (
    "smile walk run sit eat pour hold-hands whisper dance kiss hug lie kneel cook type yodel "
    "look wave talk drink read"
).split()
_WHERE = (None, "foreground", "background", "left", "right", "on the table", "sky", "top")


def _shot(random: Random, make_shot: MakeShot) -> Shot:
    craft = drawn_stagecraft()
    places = [*sorted(craft.known_places), "planet of cheese", None]
    names = [*sorted(craft.known_things), "flux capacitor", "x" * 60]
    people = tuple(
        PersonInShot(
            person.id,
            tuple(random.sample(_ACTIONS, random.randint(0, 2))),
            holds=tuple(random.sample(names, random.randint(0, 1))),
            body_part=random.choice((None, None, "hands", "eyes", "feet", "face", "elbow")),
        )
        for person in random.sample(_CAST, random.choice((0, 1, 1, 2, 2, 3, 5, 8)))
    )
    things = tuple(
        Thing(
            random.choice(names),
            count=random.choice((1, 1, 2, 5, 40)),
            colour=random.choice((None, "red", "dark green", "plaid")),
            where=random.choice(_WHERE),
        )
        for _ in range(random.randint(0, 3))
    )
    return make_shot(
        end=24,
        size=random.choice(SIZES),
        framing=tuple(random.sample(FRAMINGS, random.randint(0, 2))),
        moves=tuple(
            Move(move, random.choice(("slow", "normal", "fast")))
            for move in random.sample(MOVES, random.randint(0, 2))
        ),
        place=random.choice(places),
        indoors=random.random() < 0.3,
        time_of_day=random.choice(TIMES_OF_DAY),
        weather=random.choice(WEATHERS),
        people=people,
        things=things,
        lighting=random.choice(((), ("candlelight",), ("neon",))),
    )


@pytest.mark.parametrize("seed", range(60))
def test_anything_is_staged(seed: int, make_plan: MakePlan, make_shot: MakeShot) -> None:
    random = Random(seed)
    shot = _shot(random, make_shot)
    ratio = random.choice(("16:9", "9:16", "1:1", "3:1", "1:3"))
    (scene,) = stage_film(make_plan((shot,), ratio, cast=_CAST), drawn_stagecraft())
    for frame in range(0, 25, 4):
        pose = scene.camera(frame / 24)
        assert all(
            math.isfinite(value)
            for value in (pose.x, pose.y, pose.z, pose.focal, pose.shift_x, pose.shift_y)
        )
        assert pose.y < 0
        assert pose.z < 0
        assert pose.focal > 0.3
        assert pose.focus_m > 0
    assert all(math.isfinite(prop.x + prop.y + prop.z + prop.scale) for prop in scene.props)
    assert len(scene.props) <= 60


@pytest.mark.parametrize("seed", range(100, 112))
def test_anything_is_drawn(seed: int, make_plan: MakePlan, make_shot: MakeShot) -> None:
    random = Random(seed)
    plan = make_plan(
        (_shot(random, make_shot),), random.choice(("16:9", "9:16", "1:1")), cast=_CAST
    )
    renderer = FilmRenderer(plan)
    first, last = renderer.frame(0).copy(), renderer.frame(23)
    for frame in (first, last):
        assert (frame[..., 3] == 255).all()
        assert np.ptp(frame[..., :3]) > 60
