"""Pictures composed as a camera crew would: by where things come to lie on the picture."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from rushes.engines.animatic.drawing.compositing.placing import place_scene
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import CastMember, Prop, Scene
from rushes.engines.animatic.staging.goings import way_of
from rushes.engines.animatic.staging.stagecraft import drawn_stagecraft
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import Move, Person, PersonInShot, Shot, Thing

MakePlan = Callable[..., FilmPlan]
MakeShot = Callable[..., Shot]
STILL = (Move("static"),)
RATIOS = ("16:9", "9:16", "1:1")


def _size(prop: Prop) -> tuple[float, float]:
    width, height = drawn_stagecraft().thing_size(prop.name) or (1.1, 0.7)
    return width * prop.scale, height * prop.scale


def _at(scene: Scene, x: float, y: float, z: float, seconds: float) -> tuple[float, float]:
    """In picture heights from the picture's centre."""
    pose = scene.camera(seconds)
    depth = z - pose.z
    assert depth > 0
    across = pose.focal * ((x - pose.x) / depth - pose.shift_x)
    return across, pose.focal * ((y - pose.y) / depth - pose.shift_y)


def _box(scene: Scene, prop: Prop, seconds: float = 0.0) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a thing on the picture."""
    width, height = _size(prop)
    x = way_of(prop, seconds)
    left, bottom = _at(scene, x - width / 2, prop.y, prop.z, seconds)
    right, top = _at(scene, x + width / 2, prop.y - height, prop.z, seconds)
    return left, top, right, bottom


def _props(scene: Scene, name: str) -> list[Prop]:
    return [prop for prop in scene.props if prop.name == name]


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize(("name", "count"), [("elephant", 9), ("car", 6), ("sheep", 14)])
def test_a_herd_that_the_shot_is_about_fills_the_picture_in_depth(
    name: str, count: int, ratio: str, make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shot = make_shot(place="savanna", things=(Thing(name, count=count),), moves=STILL)
    (scene,) = stage_film(make_plan((shot,), ratio))
    herd = _props(scene, name)
    assert len(herd) == count
    boxes = [_box(scene, prop) for prop in sorted(herd, key=lambda prop: prop.z)]
    assert max(box[2] for box in boxes) - min(box[0] for box in boxes) > 0.75 * scene.aspect
    front = sorted(boxes[:3])
    assert any(left[2] > right[0] for left, right in itertools.pairwise(front)), "they overlap"
    assert max(prop.z for prop in herd) > 1.0, "some stand behind"
    assert max(bottom - top for _, top, _, bottom in boxes[:3]) > 0.16


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("actions", [("walk",), ("run",), ("walk", "slow-down", "sniff")])
def test_who_goes_is_in_the_picture_all_the_time(
    actions: tuple[str, ...], ratio: str, make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shot = make_shot(end=144, place="forest", things=(Thing("fox", actions=actions),), moves=STILL)
    (scene,) = stage_film(make_plan((shot,), ratio))
    (fox,) = _props(scene, "fox")
    for seconds in (0.0, 1.5, 3.0, 4.5, 5.9):
        left, _, right, _ = _box(scene, fox, seconds)
        assert -0.55 * scene.aspect < (left + right) / 2 < 0.55 * scene.aspect
    left, _, right, _ = _box(scene, fox, 4.8)
    assert right > -0.5 * scene.aspect
    assert left < 0.5 * scene.aspect


def test_what_stops_stops_where_it_was_composed_and_does_the_next_thing(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    walks_then_sits = (Thing("dog", actions=("run", "sit")),)
    (scene,) = stage_film(make_plan((make_shot(place="park", things=walks_then_sits),)))
    first, second = _props(scene, "dog")[0].stages
    assert first.actions[0] == "run"
    assert second.actions[0] == "sit"
    assert first.until_seconds == pytest.approx(2.0)
    assert second.travel_mps == 0
    assert first.x + first.travel_mps * 2.0 == pytest.approx(second.x, abs=0.01)


def test_people_do_one_after_another_what_cannot_be_done_at_once(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    woman = PersonInShot("woman-1", ("walk", "sit"))
    shot = make_shot(size="WS", place="park", people=(woman,), things=(Thing("bench"),))
    (member,) = stage_film(make_plan((shot,)))[0].cast
    walking, sitting = member.stages
    assert walking.performance.posture == "walk"
    assert sitting.performance.posture == "sit"
    assert sitting.performance.has_seat
    both = PersonInShot("woman-1", ("walk", "smile"))
    (member,) = stage_film(make_plan((make_shot(people=(both,)),)))[0].cast
    assert len(list(member.stages)) == 1


@pytest.mark.parametrize(
    ("name", "where", "anchor"),
    [
        ("cat", "on", "sofa"),
        ("cat", "on top of", "car"),
        ("banana", "on top of", "microwave"),
        ("dog", "under", "tree"),
        ("dog", "behind", "bench"),
        ("car", "in front of", "house"),
        ("suitcase", "left", "bench"),
        ("suitcase", "right", "bench"),
        ("strawberry", "inside", "microwave"),
    ],
)
def test_things_stand_where_the_words_have_them(
    name: str, where: str, anchor: str, make_plan: MakePlan, make_shot: MakeShot
) -> None:
    things = (Thing(name, where=where, relative_to=anchor), Thing(anchor))
    shot = make_shot(size="WS", place="street", things=things, moves=STILL)
    (scene,) = stage_film(make_plan((shot,)))
    (thing,), (other,) = _props(scene, name), _props(scene, anchor)
    width, height = _size(other)
    reach = (width + _size(thing)[0]) / 2
    top = drawn_stagecraft().surface_height(anchor) or 0.98 * height
    holds = {
        "on": lambda: other.y - thing.y == pytest.approx(top, abs=0.01) and thing.z < other.z,
        "on top of": lambda: other.y - thing.y == pytest.approx(top, abs=0.01),
        "under": lambda: thing.y == other.y and abs(thing.x - other.x) < width / 2,
        "behind": lambda: thing.z > other.z,
        "in front of": lambda: thing.z < other.z,
        "left": lambda: thing.x <= other.x - reach,
        "right": lambda: thing.x >= other.x + reach,
        "inside": lambda: abs(thing.x - other.x) < width / 2 and _size(thing)[1] < height,
    }
    assert holds[where]()
    left, up, right, down = _box(scene, thing)
    assert -0.5 * scene.aspect < left < right < 0.5 * scene.aspect
    assert -0.5 < up < down < 0.5


def test_things_stand_by_people_and_what_rests_lies_at_their_feet(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    told = Thing("dog", where="behind", relative_to="woman-1")
    resting = Thing("dog", actions=("sleep",))
    for thing, is_nearer in ((told, False), (resting, True)):
        shot = make_shot(people=(PersonInShot("woman-1"),), things=(thing,), moves=STILL)
        (scene,) = stage_film(make_plan((shot,)))
        (dog,), (woman,) = _props(scene, "dog"), scene.cast
        assert (dog.z < woman.z) == is_nearer
        assert abs(dog.x - woman.x) < 1.2
        assert _box(scene, dog)[3] < 0.5, "a medium shot is as wide as the dog needs"


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("name", ["bicycle", "cat", "elephant"])
def test_what_an_extreme_wide_shot_is_about_is_found_by_the_eye(
    name: str, ratio: str, make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shot = make_shot(size="EWS", place="field", things=(Thing(name),), moves=STILL)
    (scene,) = stage_film(make_plan((shot,), ratio))
    _, top, _, bottom = _box(scene, _props(scene, name)[0])
    assert 0.06 < bottom - top < 0.5


def _group(count: int) -> tuple[Person, ...]:
    return tuple(Person(f"guest-{n}", "a guest", "person") for n in range(count))


def test_a_couple_stands_close_and_its_guests_around_it(
    make_plan: MakePlan, make_shot: MakeShot, people: tuple[Person, Person]
) -> None:
    guests = _group(4)
    kissing = tuple(PersonInShot(person.id, ("kiss",)) for person in people)
    clapping = tuple(PersonInShot(person.id, ("clap",)) for person in guests)
    shot = make_shot(size="WS", place="garden", people=(*kissing, *clapping))
    (scene,) = stage_film(make_plan((shot,), cast=(*people, *guests)))
    couple, others = scene.cast[:2], scene.cast[2:]
    head_at = drawn_stagecraft().head_at
    heads = [member.x + head_at(member.figure, member.performance)[0] for member in couple]
    assert abs(heads[0] - heads[1]) < 0.3
    assert all(member.z > couple[0].z for member in others)
    assert {member.performance.facing for member in others if member.x < 0} == {1}
    assert {member.performance.facing for member in others if member.x > 0} == {-1}
    assert min(abs(member.x) for member in others) > max(abs(member.x) for member in couple)


@pytest.mark.parametrize(("action", "view", "grows"), [
    ("walk-to-camera", "front", True),
    ("walk-away", "back", False),
])  # fmt: skip
def test_who_comes_grows_and_who_goes_shrinks(
    action: str, view: str, grows: bool, make_plan: MakePlan, make_shot: MakeShot
) -> None:
    walker = PersonInShot("woman-1", (action,))
    shot = make_shot(size="WS", place="street", people=(walker,), moves=STILL)
    (scene,) = stage_film(make_plan((shot,)))
    (member,) = scene.cast
    assert member.performance.view == view

    def seen_at(seconds: float) -> tuple[float, float]:
        z = member.z + member.travel_z_mps * seconds
        _, top = _at(scene, member.x, -member.figure.height_m, z, seconds)
        _, foot = _at(scene, member.x, 0.0, z, seconds)
        assert -0.5 < top < foot < 0.5
        return top, foot

    (top, foot), (last_top, last_foot) = seen_at(0.0), seen_at(3.95)
    assert (last_foot - last_top > 1.5 * (foot - top)) == grows
    assert (foot - top > 1.5 * (last_foot - last_top)) != grows


@pytest.mark.parametrize("place", ["lake", "river", "sea", "pond"])
@pytest.mark.parametrize("action", ["row", "swim"])
def test_who_rows_or_swims_is_out_on_the_water(
    place: str, action: str, make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shot = make_shot(size="WS", place=place, people=(PersonInShot("man-1", (action,)),))
    (scene,) = stage_film(make_plan((shot,)))
    water = drawn_stagecraft().water_in(place)
    assert water is not None
    x, y, z = scene.stands_at
    assert z > water.shore_z
    assert y == water.y
    assert abs(x - water.middle_at(z)) < water.half_width


def test_those_on_land_stay_there(make_plan: MakePlan, make_shot: MakeShot) -> None:
    shot = make_shot(place="lake", people=(PersonInShot("man-1"),), things=(Thing("sailboat"),))
    (scene,) = stage_film(make_plan((shot,)))
    assert scene.stands_at == (0.0, 0.0, 0.0)
    assert _props(scene, "sailboat")[0].z > 6.0


def test_a_product_alone_is_shown_in_a_studio_in_the_middle(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    for ratio in RATIOS:
        things = (Thing("perfume"), Thing("flowers"))
        shot = make_shot(size="MS", time_of_day="day", things=things, moves=STILL)
        (scene,) = stage_film(make_plan((shot,), ratio))
        assert scene.place == "studio"
        left, top, right, bottom = _box(scene, _props(scene, "perfume")[0])
        assert abs(left + right) / 2 < 0.1
        assert bottom - top > 0.2


def test_hands_hold_what_the_words_name(make_plan: MakePlan, make_shot: MakeShot) -> None:
    hands = PersonInShot("man-1", ("take",), body_part="hands")
    driving = PersonInShot("man-1", ("drive",), body_part="hands")
    cases = (
        (hands, (Thing("pizza"), Thing("table")), ("pizza",)),
        (driving, (), ("steering wheel",)),
        (hands, (Thing("table"),), ()),
    )
    for person, things, held in cases:
        (scene,) = stage_film(make_plan((make_shot(size="CU", people=(person,), things=things),)))
        (member,) = scene.cast
        assert member.performance.holds == held
        assert member.travel_mps == 0


def test_people_keep_their_side_and_eyeline_through_shot_and_reverse_shot(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shots = tuple(
        make_shot(number, 48 * number - 48, 48 * number, size="MCU", people=people)
        for number, people in enumerate(
            (
                (PersonInShot("woman-1"), PersonInShot("man-1")),
                (PersonInShot("woman-1"),),
                (PersonInShot("man-1"),),
                (PersonInShot("woman-1"),),
            ),
            1,
        )
    )
    both, *alone = stage_film(make_plan(shots))
    facing = {member.figure.id: member.performance.facing for member in both.cast}
    assert facing == {"woman-1": 1, "man-1": -1}
    for scene in alone:
        (member,) = scene.cast
        assert member.performance.facing == facing[member.figure.id]


def test_an_animal_goes_along_with_who_walks(make_plan: MakePlan, make_shot: MakeShot) -> None:
    walker = PersonInShot("man-1", ("walk",))
    dog = Thing("dog", actions=("walk",))
    for ratio in RATIOS:
        shot = make_shot(size="WS", place="park", people=(walker,), things=(dog,), moves=STILL)
        (scene,) = stage_film(make_plan((shot,), ratio))
        member: CastMember = scene.cast[0]
        (prop,) = _props(scene, "dog")
        assert prop.travel_mps == pytest.approx(member.travel_mps, abs=0.01)
        for seconds in (0.0, 2.0, 3.9):
            left, _, right, _ = _box(scene, prop, seconds)
            assert abs(left + right) / 2 < 0.5 * scene.aspect


def test_cards_stand_at_the_edge_and_small_where_something_drawn_is_the_subject(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    card = Thing("zorblax", drawn_as="card")
    for things in ((Thing("robot"), card), (card, Thing("robot"))):
        shot = make_shot(place="street", things=things, moves=STILL)
        (scene,) = stage_film(make_plan((shot,)))
        (robot,) = _props(scene, "robot")
        (label,) = _props(scene, "zorblax")
        left, _, right, _ = _box(scene, robot)
        assert abs(left + right) / 2 < 0.1
        across, _ = _at(scene, label.x, label.y, label.z, 0.0)
        assert abs(across) > 0.3 * scene.aspect
        assert label.scale < 0.7


def test_two_who_ride_go_the_same_way_without_overlapping(
    make_plan: MakePlan, make_shot: MakeShot, people: tuple[Person, Person]
) -> None:
    riding = tuple(PersonInShot(person.id, ("ride-bike",)) for person in people)
    (scene,) = stage_film(make_plan((make_shot(size="WS", place="field", people=riding),)))
    first, second = scene.cast
    assert first.travel_mps == second.travel_mps != 0
    assert abs(first.x - second.x) > 1.4


def test_three_who_dance_are_a_group_not_a_couple(make_plan: MakePlan, make_shot: MakeShot) -> None:
    guests = _group(3)
    dancing = tuple(PersonInShot(guest.id, ("dance",)) for guest in guests)
    (scene,) = stage_film(make_plan((make_shot(size="WS", people=dancing),), cast=guests))
    xs = sorted(member.x for member in scene.cast)
    assert min(right - left for left, right in itertools.pairwise(xs)) > 0.4


def test_nothing_puts_a_table_where_an_animal_plays(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    shot = make_shot(place="park", things=(Thing("dog"), Thing("frisbee")))
    (scene,) = stage_film(make_plan((shot,)))
    assert {prop.name for prop in scene.props} == {"dog", "frisbee"}
    assert all(prop.y == 0 for prop in scene.props)


def test_the_set_hides_nothing_that_the_shot_is_about(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    rabbit = make_shot(size="WS", place="field", things=(Thing("rabbit"),), moves=STILL)
    (scene,) = stage_film(make_plan((rabbit,)))
    (prop,) = _props(scene, "rabbit")
    left, top, right, bottom = _box(scene, prop)
    pose = scene.camera(0.0)
    for placed in place_scene(scene, [pose]):
        if placed.depth_z >= -0.05 or placed.part.lies_at is not None:
            continue
        box = placed.part.bounds
        start, above = _at(scene, placed.x + box.left, placed.y + box.top, placed.depth_z, 0.0)
        end, _ = _at(scene, placed.x + box.right, placed.y, placed.depth_z, 0.0)
        assert above > (top + bottom) / 2 - 0.01 or start > right or end < left


def test_many_who_sit_do_not_stretch_a_bench(make_plan: MakePlan, make_shot: MakeShot) -> None:
    guests = _group(5)
    sitting = tuple(PersonInShot(guest.id, ("sit",)) for guest in guests)
    for things in ((), (Thing("bench"),)):
        shot = make_shot(size="WS", place="park", people=sitting, things=things)
        (scene,) = stage_film(make_plan((shot,), cast=guests))
        assert all(prop.scale < 1.35 for prop in _props(scene, "bench"))
        assert bool(_props(scene, "bench")) == bool(things)


def test_a_vase_beside_a_clock_stands_on_the_table_below_it(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    things = (Thing("vase", where="left", relative_to="clock"), Thing("clock"))
    shot = make_shot(size="MS", place="room", indoors=True, things=things, moves=STILL)
    (scene,) = stage_film(make_plan((shot,)))
    (vase,), (clock,) = _props(scene, "vase"), _props(scene, "clock")
    assert vase.y < -0.5
    assert _box(scene, vase)[2] < _box(scene, clock)[0]


def test_who_sits_in_a_boat_is_on_the_water_in_it(make_plan: MakePlan, make_shot: MakeShot) -> None:
    sitting = (PersonInShot("man-1", ("sit",)),)
    shot = make_shot(size="WS", place="river", people=sitting, things=(Thing("boat"),))
    (scene,) = stage_film(make_plan((shot,)))
    assert scene.stands_at[2] > 3.2
    assert not scene.props, "neither a bench nor a second boat"
