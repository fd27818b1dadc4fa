"""Where things and their cards stand, and what people sit on."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import Prop, Scene
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import Move, PersonInShot, Shot, Thing

MakePlan = Callable[..., FilmPlan]
MakeShot = Callable[..., Shot]


def _cards(scene: Scene) -> list[Prop]:
    return [prop for prop in scene.props if prop.is_card]


def test_cards_stand_apart_and_in_the_picture(make_plan: MakePlan, make_shot: MakeShot) -> None:
    names = ("zorblax", "flumph", "quux", "blorb")
    things = tuple(Thing(name, drawn_as="card", count=9) for name in names)
    for people in ((), (PersonInShot("woman-1"),)):
        shot = make_shot(size="MS", people=people, things=things, moves=(Move("static"),))
        scene = stage_film(make_plan((shot,)))[0]
        cards = _cards(scene)
        assert [card.name for card in cards] == list(names), "one card for any number"
        assert len({(card.x, card.y) for card in cards}) == len(cards)
        pose = scene.camera(0.0)
        for card in cards:
            foot = (card.y - pose.y) / (card.z - pose.z) - pose.shift_y
            assert foot * pose.focal < 0.5, "its foot is in the picture"


def test_cards_on_a_table_lie_side_by_side(make_plan: MakePlan, make_shot: MakeShot) -> None:
    things = tuple(Thing(n, where="on the table", drawn_as="card") for n in ("a", "b", "c", "d"))
    shot = make_shot(size="MS", things=(*things, Thing("cup")), moves=(Move("static"),))
    xs = [card.x for card in _cards(stage_film(make_plan((shot,)))[0])]
    gaps = [right - left for left, right in itertools.pairwise(xs)]
    assert min(gaps) > 0.15
    assert max(gaps) - min(gaps) < 0.01


def test_what_is_held_and_has_no_drawing_is_still_a_card(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    held = PersonInShot("woman-1", holds=("zorblax",))
    thing = Thing("zorblax", where="in hand", drawn_as="card")
    scene = stage_film(make_plan((make_shot(people=(held,), things=(thing,)),)))[0]
    assert [card.name for card in _cards(scene)] == ["zorblax"]


def test_those_who_sit_have_something_to_sit_on_and_no_table_nobody_named(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    sitting = (PersonInShot("woman-1", ("sit",)),)
    cases = (((Thing("bench"),), "park", False, 1), ((), "park", False, 1))
    for things, place, indoors, benches in (*cases, ((), "room", True, 0)):
        shot = make_shot(people=sitting, things=things, place=place, indoors=indoors)
        scene = stage_film(make_plan((shot,)))[0]
        names = [prop.name for prop in scene.props]
        assert names.count("bench") == benches
        assert scene.cast[0].performance.has_seat == bool(benches), "else a chair comes with her"
        assert not any("table" in name for name in names)


def test_boats_float_on_the_water_where_there_is_some(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    for place, shore in (("beach", 8.0), ("lake", 6.0)):
        shot = make_shot(size="WS", place=place, things=(Thing("sailboat", count=2),))
        scene = stage_film(make_plan((shot,)))[0]
        boats = [prop for prop in scene.props if prop.name == "sailboat"]
        _, y, z = scene.stands_at
        assert len(boats) == 2
        assert all(boat.z + z > shore and boat.y + y > 0 for boat in boats)


def test_a_small_thing_on_a_table_is_in_focus(make_plan: MakePlan, make_shot: MakeShot) -> None:
    shot = make_shot(size="ECU", things=(Thing("cup"),), moves=(Move("static"),))
    scene = stage_film(make_plan((shot,)))[0]
    pose = scene.camera(0.0)
    cup = next(prop for prop in scene.props if prop.name == "cup")
    assert abs(cup.z - pose.z - pose.focus_m) < 0.05


def test_who_lies_lies_on_the_bed_and_is_seen_whole(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    lying = (PersonInShot("woman-1", ("lie",)),)
    for size in ("MS", "WS"):
        shot = make_shot(size=size, people=lying, things=(Thing("bed"),), indoors=True)
        scene = stage_film(make_plan((shot,)))[0]
        (member,) = scene.cast
        bed = next(prop for prop in scene.props if prop.name == "bed")
        assert member.y < -0.3
        assert abs(bed.x - member.x) < 0.5
        pose = scene.camera(0.0)
        across = 16 / 9 * (member.z - pose.z) / pose.focal
        assert across > 1.7, "the whole length is in the picture"


def test_who_drinks_on_a_bench_is_not_set_at_a_table(
    make_plan: MakePlan, make_shot: MakeShot
) -> None:
    drinking = tuple(PersonInShot(name, ("drink",)) for name in ("woman-1", "man-1"))
    shot = make_shot(people=drinking, place="park", things=(Thing("bench"),))
    names = [prop.name for prop in stage_film(make_plan((shot,)))[0].props]
    assert "bench" in names
    assert not any("table" in name for name in names)
