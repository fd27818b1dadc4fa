"""People: every combination is drawn, inside its bounds, always the same."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from painted_people import (
    LIGHT,
    MAN,
    WOMAN,
    Pixels,
    crown,
    drawn,
    figure,
    ink_of,
    performance,
)
from rushes.engines.animatic.drawing.light import light_for
from rushes.engines.animatic.drawing.people import close_up_parts, figure_parts
from rushes.engines.animatic.scene import CastMember, Figure

VIEWS = ("profile", "three-quarter", "front", "back")
POSTURES = ("stand", "sit", "walk", "run", "dance", "kneel", "lie")
STYLES = ("short", "cropped", "bald", "loose", "long", "bun", "ponytail", "curly", "bob")
ACTIONS = (
    "laugh", "smile", "whisper", "talk", "pour", "hold", "drink", "read", "phone", "hold-hands",
    "kiss", "hug", "wave", "point", "weep", "write", "clap", "look", "rest", "turn", "nod", "give",
    "throw", "push", "toast", "eat", "work", "jump", "cheer", "drive", "bow", "photograph", "fight",
)  # fmt: skip


@pytest.mark.parametrize(("view", "posture"), list(itertools.product(VIEWS, POSTURES)))
def test_everyone_is_drawn_in_every_view_and_posture(view: str, posture: str) -> None:
    for who in (WOMAN, MAN):
        how = performance(view=view, posture=posture)
        assert ink_of(figure(who, how)) > 60 * 60 * 0.25


@pytest.mark.parametrize(("view", "posture"), list(itertools.product(VIEWS, POSTURES)))
def test_nothing_is_painted_outside_the_bounds_of_its_part(view: str, posture: str) -> None:
    how = performance(view=view, posture=posture, holds=("cup",))
    for who in (WOMAN, MAN):
        parts = figure_parts(who, how, LIGHT)
        whole = drawn(parts, seconds=0.4).astype(int)
        clipped = drawn(parts, seconds=0.4, clips=True).astype(int)
        assert np.abs(whole - clipped).max() <= 24


@pytest.mark.parametrize(("style", "view"), list(itertools.product(STYLES, VIEWS)))
def test_every_hair_style_is_drawn_within_its_bounds(style: str, view: str) -> None:
    who = replace(WOMAN, hair_style=style, age="old" if style == "bald" else "young")
    parts = figure_parts(who, performance(view=view), LIGHT)
    whole, clipped = drawn(parts).astype(int), drawn(parts, clips=True).astype(int)
    assert ink_of(drawn(parts)) > 900
    assert np.abs(whole - clipped).max() <= 24


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_moves(action: str) -> None:
    how = performance(actions=(action,), holds=("wine glass",) if action == "drink" else ())
    moments = [figure(WOMAN, how, seconds=0.13 + 0.31 * i) for i in range(6)]
    assert any((moments[0] != moment).any() for moment in moments[1:])


@pytest.mark.parametrize("action", ACTIONS)
def test_no_action_leaves_the_bounds_of_its_parts(action: str) -> None:
    parts = figure_parts(MAN, performance(actions=(action,)), LIGHT)
    for seconds in (0.2, 0.9, 1.6):
        whole = drawn(parts, seconds=seconds, reach=2.4).astype(int)
        clipped = drawn(parts, seconds=seconds, reach=2.4, clips=True).astype(int)
        cut_off = np.abs(whole - clipped).max(axis=2) > 40
        assert cut_off.sum() <= 1, "more than the soft edge of one pixel"


def test_an_unknown_action_is_played_as_an_idle_gesture() -> None:
    juggling = performance(actions=("juggle",))
    assert ink_of(figure(WOMAN, juggling)) > 900
    assert (figure(WOMAN, juggling) != figure(WOMAN, performance())).any()


def test_idle_people_breathe_and_blink() -> None:
    how = performance(view="front")
    parts = figure_parts(WOMAN, how, LIGHT)
    lids = [part for part in parts if part.phases == 3]
    assert lids
    assert {lids[0].phase_at(0.04 * i) for i in range(200) if lids[0].phase_at} == {0, 1, 2}
    assert (drawn(parts, seconds=0.0) != drawn(parts, seconds=2.1)).any()


def test_two_people_do_not_move_as_one() -> None:
    early = figure_parts(MAN, performance(posture="walk"), LIGHT)
    late = figure_parts(MAN, performance(posture="walk", offset_seconds=0.4), LIGHT)
    assert (drawn(early) != drawn(late)).any()


@pytest.mark.parametrize("posture", ["walk", "run", "dance"])
def test_moving_cycles_have_eight_to_twelve_drawings(posture: str) -> None:
    parts = figure_parts(MAN, performance(posture=posture), LIGHT)
    assert 8 <= max(part.phases for part in parts) <= 12


def test_the_same_person_is_drawn_the_same_twice() -> None:
    for view in VIEWS:
        how = performance(view=view, actions=("talk",))
        first = figure(WOMAN, how, seconds=1.7, pixels_per_metre=200.0, reach=1.8)
        assert (first == figure(WOMAN, how, seconds=1.7, pixels_per_metre=200.0, reach=1.8)).all()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hair_colour", "#1a1210"), ("top_colour", "#8a2020"), ("skin", "#6a4430"),
        ("sleeves", "long"), ("top", "coat"), ("build", "heavy"), ("hair_style", "bun"),
        ("age", "old"), ("accessories", ("glasses",)), ("accessories", ("hat",)),
        ("accessories", ("scarf",)),
    ],
)  # fmt: skip
def test_what_a_figure_is_like_changes_the_drawing(field: str, value: object) -> None:
    changed = replace(WOMAN, **{field: value})  # type: ignore[arg-type]
    for view in ("profile", "front"):
        how = performance(view=view)
        assert (figure(WOMAN, how) != figure(changed, how)).any()


@pytest.mark.parametrize("top", ["coat", "jacket", "suit", "sweater", "t-shirt", "blouse"])
def test_every_garment_is_drawn_within_its_bounds(top: str) -> None:
    who = replace(MAN, top=top, sleeves="long", build="heavy")
    for view, posture in itertools.product(VIEWS, ("stand", "run", "sit")):
        parts = figure_parts(who, performance(view=view, posture=posture), LIGHT)
        whole, clipped = drawn(parts).astype(int), drawn(parts, clips=True).astype(int)
        assert np.abs(whole - clipped).max() <= 24


def test_a_coat_is_longer_than_a_jacket() -> None:
    lows = []
    for top in ("jacket", "coat"):
        who = replace(MAN, top=top, top_colour="#c02020", bottom_colour="#203040")
        pixels = figure(who, performance(view="front")).astype(int)
        middle = pixels[:, 117:123]
        red = (middle[:, :, 2] - middle[:, :, 0] > 60).any(axis=1)
        lows.append(int(np.flatnonzero(red)[-1]))
    assert lows[1] > lows[0] + 8


def test_a_beard_and_the_legs_clothes_are_seen() -> None:
    how = performance()
    for changes in ({"has_beard": False}, {"bottom": "shorts"}, {"bottom_colour": "#203040"}):
        assert (figure(MAN, how) != figure(replace(MAN, **changes), how)).any()


def test_facing_left_is_the_mirror_image() -> None:
    # Light that falls alike on both sides: only then are mirrored pictures the same.
    even = replace(LIGHT, sun=(0.0, -0.1), key_side=0)
    for view in ("profile", "three-quarter"):
        right = figure_parts(WOMAN, performance(view=view, facing=1), even)
        left = figure_parts(WOMAN, performance(view=view, facing=-1), even)
        mirrored = drawn(right, light=even)[:, ::-1].astype(int)
        assert np.abs(drawn(left, light=even).astype(int) - mirrored).mean() < 0.25


@pytest.mark.parametrize(
    ("age", "height_m"), [("baby", 0.72), ("child", 1.2), ("teen", 1.58), ("young", 1.7)]
)
def test_people_are_as_tall_as_their_height(age: str, height_m: float) -> None:
    who = replace(WOMAN, age=age, height_m=height_m, hair_style="cropped")
    top = crown(figure(who, performance(view="front"), pixels_per_metre=100.0)) / 100 - 2.0
    assert top == pytest.approx(-height_m, abs=0.05 + 0.02 * height_m)


def test_children_have_larger_heads_for_their_height() -> None:
    grown, child = performance(), performance()
    heads = []
    for who, how in ((WOMAN, grown), (replace(WOMAN, age="child", height_m=1.2), child)):
        face = next(p for p in figure_parts(who, how, LIGHT) if p.phases == 3)
        heads.append((face.bounds[3] - face.bounds[1]) / who.height_m)
    assert heads[1] > 1.15 * heads[0]


def test_seated_people_are_lower_and_lying_people_lowest() -> None:
    tops = [crown(figure(MAN, performance(posture=p))) for p in ("stand", "sit", "lie")]
    assert tops[0] < tops[1] < tops[2]


def test_what_is_held_is_drawn() -> None:
    empty = ink_of(figure(WOMAN, performance(actions=("hold",))))
    for name in ("cup", "wine glass", "phone", "book", "flowers"):
        holding = performance(actions=("hold",), holds=(name,))
        assert (figure(WOMAN, holding) != figure(WOMAN, performance(actions=("hold",)))).any()
    assert empty > 900


def test_children_are_never_given_wine() -> None:
    child = replace(WOMAN, age="child", height_m=1.2)
    with_wine = performance(actions=("toast",), holds=("wine glass",))
    with_cup = performance(actions=("toast",), holds=("cup",))
    assert (figure(child, with_wine) == figure(child, with_cup)).all()
    assert (figure(WOMAN, with_wine) != figure(WOMAN, with_cup)).any()


def test_someone_who_pours_has_a_living_stream_of_wine() -> None:
    parts = figure_parts(MAN, performance(actions=("pour",), holds=("wine bottle",)), LIGHT)
    live = [part for part in parts if part.is_live]
    assert live
    first = drawn(tuple(live), seconds=0.1, pixels_per_metre=300.0, reach=1.9)
    assert ink_of(first) > 10
    assert (first != drawn(tuple(live), seconds=0.2, pixels_per_metre=300.0, reach=1.9)).any()


def test_who_leans_in_comes_nearer_in_the_first_seconds() -> None:
    parts = figure_parts(MAN, performance(actions=("whisper",)), LIGHT)
    face = next(part for part in parts if part.motion and part.phases > 1)
    assert face.motion is not None
    assert face.motion(3.0).dx > face.motion(0.0).dx + 0.02


@pytest.mark.parametrize("emotion", ["joy", "laughter", "sorrow", "anger", "fear", "surprise"])
@pytest.mark.parametrize("view", ["profile", "three-quarter", "front"])
def test_emotions_are_seen_on_the_face(emotion: str, view: str) -> None:
    calm = figure(WOMAN, performance(view=view), pixels_per_metre=200.0, reach=1.8)
    moved = performance(view=view, emotion=emotion)
    assert (figure(WOMAN, moved, pixels_per_metre=200.0, reach=1.8) != calm).any()


def test_light_changes_how_people_look() -> None:
    night = light_for("night", "clear", False, (), 1)
    parts = figure_parts(WOMAN, performance(), LIGHT)
    assert drawn(parts, light=night).mean() < drawn(parts).mean()


def test_small_people_are_drawn_with_their_colours() -> None:
    red = replace(MAN, top_colour="#c02020")
    tiny = figure(red, performance(), pixels_per_metre=20.0)
    solid = tiny[tiny[:, :, 3] > 200].astype(int)
    blue, red_channel = solid[:, 0], solid[:, 2]
    assert ((red_channel - blue) > 60).sum() > 8


MEMBERS = (
    CastMember(WOMAN, performance(posture="sit"), -0.7, 0.0),
    CastMember(MAN, performance(posture="sit", facing=-1), 0.7, 0.0),
)


@pytest.mark.parametrize("aspect", [16 / 9, 1.0, 9 / 16])
@pytest.mark.parametrize("subject", ["hands", "eyes", "feet"])
@pytest.mark.parametrize("count", [1, 2])
def test_close_ups_fill_a_good_part_of_every_picture(
    subject: str, aspect: float, count: int
) -> None:
    parts = close_up_parts(subject, MEMBERS[:count], LIGHT, aspect)
    pixels = drawn(parts, pixels_per_metre=120.0, reach=1.2)
    half = round(aspect * 60)
    seen = pixels[144 - 60 : 144 + 60, 144 - half : 144 + half]
    assert ink_of(seen) / (seen.shape[0] * seen.shape[1]) > 0.08


def test_close_ups_stay_within_their_bounds() -> None:
    for subject in ("hands", "eyes", "feet"):
        parts = close_up_parts(subject, MEMBERS, LIGHT, 16 / 9)
        whole = drawn(parts, pixels_per_metre=150.0, reach=1.6).astype(int)
        clipped = drawn(parts, pixels_per_metre=150.0, reach=1.6, clips=True).astype(int)
        assert np.abs(whole - clipped).max() <= 24


def test_clasped_hands_have_each_ones_skin_and_sleeve() -> None:
    def hands(right: Figure) -> Pixels:
        cast = (MEMBERS[0], replace(MEMBERS[1], figure=right))
        return drawn(
            close_up_parts("hands", cast, LIGHT, 16 / 9), pixels_per_metre=120.0, reach=1.2
        )

    usual = hands(MAN)
    for changes in ({"skin": "#5a3a28"}, {"top_colour": "#b02020"}, {"sleeves": "none"}):
        assert (hands(replace(MAN, **changes)) != usual).any()  # type: ignore[arg-type]


def test_the_ring_sparkles_and_the_thumb_strokes() -> None:
    def moments(cast: tuple[CastMember, ...]) -> list[Pixels]:
        parts = close_up_parts("hands", cast, LIGHT, 16 / 9)
        thumbs = tuple(part for part in parts if part.phases > 1)
        return [drawn(thumbs, seconds=s, pixels_per_metre=120.0, reach=1.2) for s in (0.0, 1.3)]

    first, second = moments(MEMBERS)
    assert (first != second).any()
    with_ring = close_up_parts("hands", MEMBERS, LIGHT, 16 / 9)
    bare = replace(MEMBERS[0], figure=replace(WOMAN, accessories=()))
    without = close_up_parts("hands", (bare, MEMBERS[1]), LIGHT, 16 / 9)
    assert len(with_ring) > len(without)
    glints = [p.motion(0.2 * i).opacity for p in with_ring if p.motion for i in range(20)]
    assert min(glints) < 0.3 < 0.9 < max(glints)


def test_one_persons_hand_holds_the_thing() -> None:
    reader = (replace(MEMBERS[1], performance=performance(holds=("book",))),)
    folded = drawn(close_up_parts("hands", MEMBERS[1:], LIGHT, 1.0), pixels_per_metre=100.0)
    holding = drawn(close_up_parts("hands", reader, LIGHT, 1.0), pixels_per_metre=100.0)
    assert (folded != holding).any()


def test_a_close_up_of_nobody_is_empty() -> None:
    assert close_up_parts("hands", (), LIGHT, 1.0) == ()
