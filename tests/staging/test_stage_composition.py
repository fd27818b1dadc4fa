"""Composed pictures: everyone in frame at every ratio, sizes that mean something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import CameraPose, Scene
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import Move, Person, PersonInShot, Shot, Thing

MakePlan = Callable[..., FilmPlan]
MakeShot = Callable[..., Shot]
RATIOS = ("16:9", "9:16", "1:1", "21:9", "3:4")


def _seen_at(pose: CameraPose, x: float, y: float, z: float) -> tuple[float, float]:
    depth = z - pose.z
    assert depth > 0
    return (
        pose.focal * ((x - pose.x) / depth - pose.shift_x),
        pose.focal * ((y - pose.y) / depth - pose.shift_y),
    )


def _heads(scene: Scene, craft: Stagecraft, seconds: float) -> list[tuple[float, float]]:
    """Crowns on the picture, in picture heights from its centre."""
    heads = []
    for member in scene.cast:
        x, y = craft.head_at(member.figure, member.performance)
        heads.append(
            _seen_at(
                scene.camera(seconds),
                member.x + x + member.travel_mps * seconds,
                y - 0.1 * member.figure.height_m,
                member.z,
            )
        )
    return heads


def _ids(count: int) -> tuple[PersonInShot, ...]:
    return tuple(PersonInShot(name) for name in ("woman-1", "man-1", "third", "fourth")[:count])


@pytest.fixture
def four_people(people: tuple[Person, Person]) -> tuple[Person, ...]:
    return (*people, Person("third", "a friend", "person"), Person("fourth", "a boy", "boy"))


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("size", ["WS", "MS", "MCU", "CU"])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_nobody_is_cut_off_at_any_ratio(
    ratio: str,
    size: str,
    count: int,
    make_plan: MakePlan,
    make_shot: MakeShot,
    craft: Stagecraft,
    four_people: tuple[Person, ...],
) -> None:
    shot = make_shot(size=size, place="terrace", people=_ids(count))
    (scene,) = stage_film(make_plan((shot,), ratio, cast=four_people), craft)
    assert len(scene.cast) == count
    for seconds in (0.0, 2.0, 3.95):
        for across, down in _heads(scene, craft, seconds):
            assert abs(across) < 0.5 * scene.aspect
            assert -0.5 < down < 0.2


def test_sizes_get_ever_closer(make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft) -> None:
    tall = []
    for size in ("EWS", "WS", "MS", "MCU", "CU", "ECU"):
        shot = make_shot(size=size, place="street", people=_ids(1))
        (scene,) = stage_film(make_plan((shot,)), craft)
        pose = scene.camera(2.0)
        tall.append(-pose.z / pose.focal)
    assert tall == sorted(tall, reverse=True)
    assert tall[0] > 2.5 * tall[1]
    assert 2.0 < tall[1] < 3.2
    assert tall[4] < 0.7


def test_a_wide_shot_shows_people_from_head_to_foot(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    for ratio in RATIOS:
        shot = make_shot(size="WS", place="street", people=_ids(2))
        (scene,) = stage_film(make_plan((shot,), ratio), craft)
        pose = scene.camera(2.0)
        for member in scene.cast:
            assert _seen_at(pose, member.x, 0.0, member.z)[1] < 0.44


def test_a_tall_picture_brings_people_closer_together(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    apart = {}
    for ratio in ("16:9", "9:16"):
        shot = make_shot(size="MS", place="terrace", people=_ids(2), moves=(Move("static"),))
        (scene,) = stage_film(make_plan((shot,), ratio), craft)
        apart[ratio] = scene.cast[1].x - scene.cast[0].x
    assert apart["9:16"] < 0.85 * apart["16:9"]


def test_a_profile_two_shot_faces_two_at_one_another_with_the_sun_between(
    make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    for ratio in RATIOS:
        scene = stage_film(make_plan(dinner_shots, ratio), craft)[3]
        left, right = sorted(scene.cast, key=lambda member: member.x)
        assert (left.performance.view, right.performance.view) == ("profile", "profile")
        assert (left.performance.facing, right.performance.facing) == (1, -1)
        heads = _heads(scene, craft, 2.8)
        pose = scene.camera(2.8)
        sun = pose.focal * (scene.light.sun[0] - pose.shift_x)
        assert min(heads)[0] < sun < max(heads)[0]


def test_people_keep_their_side_of_the_line_through_the_film(
    make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    scenes = [scene for scene in stage_film(make_plan(dinner_shots), craft) if scene.cast]
    orders = {
        tuple(m.figure.id for m in sorted(scene.cast, key=lambda member: member.x))
        for scene in scenes
    }
    assert orders == {("woman-1", "man-1")}


def test_a_dinner_has_a_table_between_people_with_candles_on_it(
    make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    scene = stage_film(make_plan(dinner_shots), craft)[1]
    names = [prop.name for prop in scene.props]
    assert names.count("table") == 1
    assert names.count("candle") == 2
    woman, man = scene.cast
    assert woman.x < 0 < man.x
    assert (woman.performance.posture, man.performance.posture) == ("sit", "stand")
    assert all(prop.y < -0.5 for prop in scene.props if prop.name == "candle")


def test_a_close_up_of_hands_says_so(
    make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    scenes = stage_film(make_plan(dinner_shots), craft)
    assert [scene.close_up_of for scene in scenes] == [None, None, "hands", None, None]
    assert len(scenes[2].cast) == 2


def test_a_close_up_shows_whose_eyes_the_words_name_not_who_speaks(
    make_plan: MakePlan, make_shot: Callable[..., Shot], craft: Stagecraft
) -> None:
    people = (PersonInShot("woman-1", body_part="eyes"), PersonInShot("man-1", ("whisper",)))
    (scene,) = stage_film(make_plan((make_shot(size="CU", people=people),)), craft)
    assert scene.close_up_of == "eyes"
    assert [member.figure.id for member in scene.cast] == ["woman-1"]


def test_a_crane_out_reveals_from_the_people_to_the_wide_view(
    make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    for ratio in RATIOS:
        scene = stage_film(make_plan(dinner_shots, ratio), craft)[4]
        first, last = scene.camera(0.0), scene.camera(scene.duration_seconds)
        assert -first.z / first.focal < 5.2
        assert -last.z / last.focal > 8
        assert last.y < first.y - 1
        for across, down in _heads(scene, craft, 0.0):
            assert abs(across) < 0.5 * scene.aspect
            assert -0.5 < down < 0.1


@pytest.mark.parametrize("cfg_scale", [0.0, 1.0])
def test_cfg_scale_says_how_freely_a_table_is_laid(
    cfg_scale: float, make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    scene = stage_film(make_plan(dinner_shots, cfg_scale=cfg_scale), craft)[1]
    assert scene.dressing == pytest.approx(1 - cfg_scale)
    assert any(prop.name == "plate" for prop in scene.props) is (cfg_scale == 0.0)
    assert any(prop.name == "candle" for prop in scene.props)


def test_what_is_excluded_stands_nowhere(
    make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    plan = make_plan(dinner_shots, cfg_scale=0.0, excluded=("candle", "cypress", "villa"))
    for scene in stage_film(plan, craft):
        assert not {prop.name for prop in scene.props} & {"candle", "cypress"}
        assert "villa" not in scene.place_features
        assert scene.excluded == ("candle", "cypress", "villa")


def test_the_unknown_becomes_a_labelled_card(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    things = (Thing("flux capacitor", words="a humming flux capacitor"), Thing("car"))
    shot = make_shot(size="WS", place="moon base", things=things, people=_ids(1))
    (scene,) = stage_film(make_plan((shot,)), craft)
    assert scene.place_is_card
    cards = {prop.name: prop.is_card for prop in scene.props}
    assert cards == {"a humming flux capacitor": True, "car": False}


def test_a_held_thing_is_not_set_down_as_well(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    holder = PersonInShot("man-1", holds=("wine bottle",))
    shot = make_shot(place="street", people=(holder,), things=(Thing("wine bottle"),))
    (scene,) = stage_film(make_plan((shot,)), craft)
    assert scene.props == ()


@pytest.mark.parametrize(("where", "sign"), [("left", -1), ("right", 1)])
def test_things_stand_on_the_side_told(
    where: str, sign: int, make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    shot = make_shot(size="WS", place="street", people=_ids(1), things=(Thing("car", where=where),))
    (scene,) = stage_film(make_plan((shot,)), craft)
    (car,) = scene.props
    assert (car.x - scene.cast[0].x) * sign > 0
    across, _ = _seen_at(scene.camera(2.0), car.x, -0.7, car.z)
    assert abs(across) < 0.5 * scene.aspect


@pytest.mark.parametrize("count", [1, 3, 12])
def test_things_are_counted(
    count: int, make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    shot = make_shot(size="WS", place="street", things=(Thing("car", count=count),))
    (scene,) = stage_film(make_plan((shot,)), craft)
    assert sum(prop.name == "car" for prop in scene.props) == count


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("name", ["car", "candle", "cypress"])
def test_a_shot_of_a_thing_is_framed_on_it(
    name: str, ratio: str, make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    shot = make_shot(size="MS", place="street", things=(Thing(name),))
    (scene,) = stage_film(make_plan((shot,), ratio), craft)
    thing = next(prop for prop in scene.props if prop.name == name)
    size = craft.thing_size(name)
    assert size is not None
    for seconds in (0.0, 3.95):
        pose = scene.camera(seconds)
        for x in (thing.x - size[0] / 2, thing.x + size[0] / 2):
            for y in (thing.y, thing.y - size[1]):
                across, down = _seen_at(pose, x, y, thing.z)
                assert abs(across) < 0.5 * scene.aspect
                assert abs(down) < 0.5


def test_low_and_high_angles_move_the_horizon(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    horizons = []
    for framing in ("low-angle", "single", "high-angle", "top-down"):
        shot = make_shot(size="WS", place="street", people=_ids(1), framing=(framing,))
        (scene,) = stage_film(make_plan((shot,)), craft)
        pose = scene.camera(2.0)
        horizons.append(-pose.focal * pose.shift_y)
    assert horizons == sorted(horizons, reverse=True)
    assert horizons[0] > 0.15
    assert horizons[3] < -0.5


def test_over_the_shoulder_has_a_back_near_and_a_face_far(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    shot = make_shot(size="MS", place="street", people=_ids(2), framing=("over-the-shoulder",))
    (scene,) = stage_film(make_plan((shot,)), craft)
    near, far = sorted(scene.cast, key=lambda member: member.z)
    assert near.performance.view == "back"
    assert far.performance.view == "three-quarter"
    assert near.z < far.z - 0.5


def test_a_walker_crosses_no_more_than_the_picture(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    walker = PersonInShot("man-1", actions=("walk",))
    for size in ("WS", "MS"):
        shot = make_shot(size=size, place="street", people=(walker,), end=240)
        (scene,) = stage_film(make_plan((shot,)), craft)
        (member,) = scene.cast
        assert abs(member.travel_mps) > 1
        for seconds in (0.0, 5.0, 9.9):
            (across, _), *_ = _heads(scene, craft, seconds)
            assert abs(across) < 0.5 * scene.aspect


def test_two_shots_told_alike_are_not_set_up_alike(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    shots = tuple(
        make_shot(n + 1, n * 96, (n + 1) * 96, size="EWS", place="vineyard hills") for n in range(4)
    )
    scenes = stage_film(make_plan(shots), craft)
    assert len({scene.camera(0.0) for scene in scenes}) == 4
    assert len({scene.seed for scene in scenes}) == 4
    assert len({scene.light for scene in scenes}) == 1


def test_the_same_plan_is_staged_the_same(
    make_plan: MakePlan, dinner_shots: tuple[Shot, ...], craft: Stagecraft
) -> None:
    def told(seed: int) -> list[object]:
        scenes = stage_film(make_plan(dinner_shots, seed=seed), craft)
        return [(s.cast, s.props, s.seed, s.camera(1.3), s.light) for s in scenes]

    assert told(5) == told(5)
    assert told(5) != told(6)


def test_a_letterboxed_picture_is_composed_between_its_bars(
    make_plan: MakePlan, make_shot: MakeShot, craft: Stagecraft
) -> None:
    shot = make_shot(size="MS", place="street", people=_ids(2), moves=(Move("static"),))
    (scene,) = stage_film(make_plan((shot,), look=("letterbox",)), craft)
    for _, down in _heads(scene, craft, 1.0):
        assert abs(down) < 0.5 * (16 / 9) / 2.39
