"""Camera moves: smooth, pure, and each of its own kind."""

from __future__ import annotations

import math

import pytest

from rushes.engines.animatic.scene import CameraPath, CameraPose
from rushes.engines.animatic.staging.camera.framing import Framing, between
from rushes.engines.animatic.staging.camera.path import camera_path
from rushes.film.shot_list import MOVES, Move

ASPECT = 16 / 9
SECONDS = 4.0
FRAMING = Framing(
    height_m=1.6, centre_x=0.1, centre_y=-1.2, horizon=-0.06, focal=1.7, pan=0.05, blur=0.5
)
WIDE = Framing(height_m=9.0, centre_x=0.0, centre_y=-2.4, horizon=-0.17, focal=1.2)


def _path(*moves: Move, people: bool = True, **given: object) -> CameraPath:
    options = {"has_people": people, **given}
    return camera_path(FRAMING, moves, SECONDS, ASPECT, "seed", **options)  # type: ignore[arg-type]


def _poses(path: CameraPath) -> list[CameraPose]:
    return [path(frame / 24) for frame in range(round(SECONDS * 24))]


def _seen_at(pose: CameraPose, x: float, y: float, z: float) -> tuple[float, float]:
    depth = z - pose.z
    return (
        pose.focal * ((x - pose.x) / depth - pose.shift_x),
        pose.focal * ((y - pose.y) / depth - pose.shift_y),
    )


def _numbers(pose: CameraPose) -> tuple[float, ...]:
    return (pose.x, pose.y, pose.z, pose.focal, pose.shift_x, pose.shift_y)


def test_a_framing_shows_what_it_says() -> None:
    pose = FRAMING.pose
    assert _seen_at(pose, 0.1, -1.2, 0.0) == pytest.approx((0, 0))
    top = _seen_at(pose, 0.1, -1.2 - 0.8, 0.0)
    assert top[1] == pytest.approx(-0.5)
    assert -pose.focal * pose.shift_y == pytest.approx(FRAMING.horizon)


def test_a_static_camera_is_exactly_still() -> None:
    poses = _poses(_path(Move("static")))
    assert set(poses) == {poses[0]}


def test_no_move_told_drifts_gently() -> None:
    poses = _poses(_path())
    places = [_seen_at(pose, 0.0, -1.5, 0.0) for pose in poses]
    assert poses[0] != poses[-1]
    assert max(math.dist(places[0], place) for place in places) < 0.05


@pytest.mark.parametrize("move", [move for move in MOVES if move != "static"])
@pytest.mark.parametrize("speed", ["slow", "normal", "fast"])
def test_every_move_moves_smoothly_and_stays_above_ground(move: str, speed: str) -> None:
    path = _path(Move(move, speed))  # type: ignore[arg-type]
    poses = _poses(path)
    moved = [abs(a - b) for a, b in zip(_numbers(poses[0]), _numbers(poses[-1]), strict=True)]
    has_focus = len({pose.focus_m for pose in poses}) > 1
    assert max(moved) > 1e-3 or has_focus
    assert all(pose.y < 0 and pose.z < 0 for pose in poses)
    if move != "whip-pan":
        steps = [_numbers(b) for b in poses]
        for first, second, third in zip(steps, steps[1:], steps[2:], strict=False):
            for a, b, c in zip(first, second, third, strict=True):
                assert abs(c - 2 * b + a) < 0.02
    assert [path(frame / 24) for frame in (50, 3)] == [poses[50], poses[3]]


def test_a_faster_move_goes_further() -> None:
    far = [abs(_poses(_path(Move("dolly-in", speed)))[0].z) for speed in ("slow", "normal", "fast")]
    assert far == sorted(far)
    assert far[0] < far[2]


@pytest.mark.parametrize(("move", "closer"), [("dolly-in", True), ("dolly-out", False)])
def test_a_dolly_travels_and_keeps_its_lens(move: str, closer: bool) -> None:
    poses = _poses(_path(Move(move)))
    assert {pose.focal for pose in poses} == {FRAMING.focal}
    assert (poses[-1].z > poses[0].z) is closer


@pytest.mark.parametrize(("move", "closer"), [("zoom-in", True), ("zoom-out", False)])
def test_a_zoom_changes_the_lens_alone(move: str, closer: bool) -> None:
    poses = _poses(_path(Move(move)))
    assert len({(pose.x, pose.y, pose.z, pose.shift_x, pose.shift_y) for pose in poses}) == 1
    assert (poses[-1].focal > poses[0].focal) is closer


@pytest.mark.parametrize(("direction", "sign"), [("left", -1), ("right", 1)])
def test_a_pan_turns_to_the_side_told_without_travelling(direction: str, sign: int) -> None:
    poses = _poses(_path(Move("pan", direction=direction), people=False))
    assert len({(pose.x, pose.y, pose.z) for pose in poses}) == 1
    assert (poses[-1].shift_x - poses[0].shift_x) * sign > 0.1


def test_a_pan_with_people_comes_to_rest_on_them() -> None:
    poses = _poses(_path(Move("pan", direction="right")))
    assert _seen_at(poses[-1], 0.1, -1.2, 0)[0] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("direction", "sign"), [("up", -1), ("down", 1)])
def test_a_tilt_looks_the_way_told(direction: str, sign: int) -> None:
    poses = _poses(_path(Move("tilt", direction=direction)))
    assert (poses[-1].shift_y - poses[0].shift_y) * sign > 0.05


@pytest.mark.parametrize(("direction", "sign"), [("left", -1), ("right", 1)])
def test_a_truck_has_parallax(direction: str, sign: int) -> None:
    poses = _poses(_path(Move("truck", direction=direction), people=False))
    assert (poses[-1].x - poses[0].x) * sign > 0.2
    near = _seen_at(poses[-1], 0, 0, 0)[0] - _seen_at(poses[0], 0, 0, 0)[0]
    far = _seen_at(poses[-1], 0, 0, 50)[0] - _seen_at(poses[0], 0, 0, 50)[0]
    assert abs(near) > 5 * abs(far)


def test_an_orbit_keeps_its_subject_in_place_while_the_background_swings() -> None:
    poses = _poses(_path(Move("orbit")))
    subject = [_seen_at(pose, 0.1, -1.2, 0)[0] for pose in poses]
    behind = [_seen_at(pose, 0.1, -1.2, 6)[0] for pose in poses]
    assert max(subject) - min(subject) < 0.02
    assert max(behind) - min(behind) > 0.3


def test_a_crane_rises_looking_at_its_subject() -> None:
    poses = _poses(_path(Move("crane-up")))
    assert poses[-1].y < poses[0].y - 0.3
    assert abs(_seen_at(poses[-1], 0, -1.2, 0)[1]) < 0.25


def test_a_crane_out_starts_on_the_subject_and_ends_on_the_wide_view() -> None:
    path = camera_path(WIDE, (Move("crane-out"),), SECONDS, ASPECT, "seed", reveal_from=FRAMING)
    first, last = path(0.0), path(SECONDS)
    assert first == FRAMING.pose
    assert last == WIDE.pose
    heights = [path(frame / 24).y for frame in range(97)]
    depths = [path(frame / 24).z for frame in range(97)]
    assert depths == sorted(depths, reverse=True)
    assert heights[-1] < heights[0]


def test_handheld_never_repeats_and_stays_near() -> None:
    poses = _poses(_path(Move("handheld")))
    assert len(set(poses)) == len(poses)
    assert max(abs(_seen_at(pose, 0.1, -1.2, 0)[0]) for pose in poses) < 0.06


def test_a_rack_ends_sharp_on_the_subject() -> None:
    poses = _poses(_path(Move("rack-focus")))
    assert poses[-1].focus_m == pytest.approx(FRAMING.distance_m)
    assert poses[0].focus_m > 3 * poses[-1].focus_m


def test_moves_combine() -> None:
    poses = _poses(_path(Move("dolly-in"), Move("pan", direction="left")))
    assert poses[-1].z > poses[0].z
    assert poses[-1].shift_x < poses[0].shift_x


def test_an_unheard_of_move_still_gives_a_picture() -> None:
    assert _poses(_path(Move("corkscrew")))[0].focal > 0


def test_framings_blend_by_equal_ratios() -> None:
    heights = [between(FRAMING, WIDE, share).height_m for share in (0, 0.5, 1)]
    assert heights[1] == pytest.approx(math.sqrt(heights[0] * heights[2]))


@pytest.mark.parametrize("travel", [-1.2, 1.2])
def test_the_camera_keeps_pace_with_a_walker(travel: float) -> None:
    path = _path(travel_mps=travel)
    assert (path(SECONDS).x - path(0).x) * math.copysign(1, travel) > 4.0


def test_the_seed_decides_what_words_leave_open() -> None:
    def path(seed: str) -> list[CameraPose]:
        return _poses(camera_path(FRAMING, (Move("handheld"),), SECONDS, ASPECT, seed))

    assert path("a") == path("a")
    assert path("a") != path("b")
