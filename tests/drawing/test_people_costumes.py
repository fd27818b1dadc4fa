"""What people wear: costumes, headgear and trims kept as files."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from painted_people import LIGHT, MAN, WOMAN, drawn, figure, ink_of, performance
from rushes.engines.animatic.costumes import (
    costume_for,
    costumes,
    headgear,
    headgear_named,
    trims,
)
from rushes.engines.animatic.drawing.people import figure_parts
from rushes.engines.animatic.drawing.people.head.expressions import expression_of, expressions
from rushes.engines.animatic.staging.casting import someone_else

VIEWS = ("profile", "three-quarter", "front", "back")


@pytest.mark.parametrize("name", sorted(headgear()))
def test_headgear_is_seen_from_every_side_within_its_bounds(name: str) -> None:
    worn = replace(WOMAN, headgear=name)
    for view in VIEWS:
        how = performance(view=view)
        parts = figure_parts(worn, how, LIGHT)
        whole, clipped = drawn(parts), drawn(parts, clips=True)
        assert np.abs(whole.astype(int) - clipped.astype(int)).max() <= 40
        if name != "clown nose":
            assert (whole != figure(WOMAN, how)).any()


@pytest.mark.parametrize("name", sorted(trims()))
def test_a_trim_is_seen_on_the_chest(name: str) -> None:
    how = performance(view="front")
    assert (figure(replace(MAN, trims=(name,)), how) != figure(MAN, how)).any()


def test_costumes_name_what_there_is() -> None:
    for costume in costumes().values():
        assert costume.headgear is None or costume.headgear in headgear()
        assert set(costume.trims) <= set(trims())


def test_words_of_a_calling_and_names_of_garments_mean_a_costume() -> None:
    assert costume_for((), "two old wizards") is costumes()["wizard robe"]
    assert costume_for(("spacesuit",), "eine frau") is costumes()["spacesuit"]
    assert costume_for(("dress",), "a woman in a red dress") is None


def test_the_longest_name_of_a_hat_wins() -> None:
    assert headgear_named(("black cowboy hat",)) == "cowboy hat"
    assert headgear_named(("hat",)) == ""


def test_capes_wings_gloves_and_hats_take_their_colours() -> None:
    for worn in ("cape", "wings", "gloves", "shoes"):
        red, blue = (replace(MAN, tints=((worn, colour),)) for colour in ("#c02020", "#2030c0"))
        how = performance(view="front")
        assert (figure(red, how) != figure(blue, how)).any()
    hats = [
        replace(MAN, headgear="top hat", tints=(("headgear", colour),))
        for colour in ("#c02020", "#2030c0")
    ]
    assert (figure(hats[0], performance()) != figure(hats[1], performance())).any()


def test_long_robes_cover_more_than_short_skirts() -> None:
    how = performance(view="front")
    covered = [
        ink_of(figure(replace(WOMAN, top_colour="#c02020", skirt_length=length), how))
        for length in ("short", "long")
    ]
    assert covered[1] > covered[0]


def test_a_partner_whom_nobody_described_looks_like_someone_else() -> None:
    other = someone_else(MAN, Random(1))
    assert other.top_colour != MAN.top_colour
    assert other == someone_else(MAN, Random(1))


@pytest.mark.parametrize("view", ["front", "three-quarter", "profile"])
def test_every_feeling_has_a_face_of_its_own(view: str) -> None:
    names = ("calm", "joy", "laughter", "sorrow", "anger", "fear", "surprise", "wink",
             "tongue out", "eyes closed")  # fmt: skip
    faces = [
        figure(WOMAN, performance(view=view, emotion=name), seconds=0.2, pixels_per_metre=190.0)
        for name in names
    ]
    for i, first in enumerate(faces):
        for second in faces[i + 1 :]:
            assert (np.abs(first.astype(int) - second.astype(int)).max(axis=2) > 40).sum() > 6


def test_feelings_are_read_by_every_word_for_them() -> None:
    assert expression_of("Furious") == expressions()["anger"]
    assert expression_of("no such feeling") == expressions()["calm"]


def test_a_shaken_head_turns_from_side_to_side() -> None:
    how = performance(view="front", actions=("shake-head",))
    parts = figure_parts(MAN, how, LIGHT)
    moments = [drawn(parts, seconds=s, pixels_per_metre=120.0, reach=1.9) for s in (0.25, 0.7)]
    assert (moments[0] != moments[1]).any()
