"""Camera moves measured on the picture: how marks at three depths move over it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.compositor import Compositor
from rushes.engines.animatic.drawing.compositing.projection import Picture, Placed
from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import CameraPath, Light
from rushes.engines.animatic.staging.camera.directing import DUTCH_DEGREES, direct
from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.camera.path import camera_path, schedule
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.film_request import FilmRequest
from rushes.film.reading import read_film
from rushes.film.shot_list import Move, PersonInShot, Shot

SECONDS, FPS, ASPECT = 4.0, 24, 16 / 9
PICTURE = Picture(480, 270)
FRAMING = Framing(height_m=3.0, centre_x=0.0, centre_y=-1.3, horizon=-0.04, focal=1.4)
DEPTHS = {0: -1.6, 1: 0.0, 2: 14.0}
"""Channel of a mark's colour to its z: blue near, green the subject, red far."""
LIGHT = Light("day", "clear", False, (0, -0.6), "#fff", "#888", "#fff", "#888888", 0.0, 0.0, 1)


def _mark(channel: int, z: float) -> Placed:
    colour = 0xFF000000 | 255 << (8 * channel)
    half = 0.028 * (z + FRAMING.distance_m)
    box = Bounds(-half, -half, half, half)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.drawRect(skia.Rect.MakeLTRB(*box), skia.Paint(Color=colour))

    # Beside one another, so that none hides another.
    x = {0: -0.35, 1: 0.0, 2: 2.2}[channel]
    return Placed(Part(box, paint), x, -1.3 + {0: 0.3, 1: 0.0, 2: -1.0}[channel], z)


def _seen(path: CameraPath, seconds: tuple[float, ...]) -> list[dict[int, NDArray[np.float64]]]:
    """x, y and width in pixels of each mark in the drawn frames."""
    poses = [path(frame / FPS) for frame in range(round(SECONDS * FPS))]
    marks = [_mark(channel, z) for channel, z in DEPTHS.items()]
    compositor = Compositor(marks, poses, LIGHT, PICTURE, FPS, None)
    found = []
    for at in seconds:
        pixels = np.zeros((PICTURE.height_px, PICTURE.width_px, 4), np.uint8)
        info = skia.ImageInfo.Make(*PICTURE, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
        surface = skia.Surface.MakeRasterDirect(info, pixels)
        surface.getCanvas().clear(0xFF000000)
        compositor.draw(surface.getCanvas(), min(round(at * FPS), len(poses) - 1))
        surface.flushAndSubmit()
        frame = {}
        for channel in DEPTHS:
            rows, columns = np.nonzero(pixels[:, :, channel] > 128)
            if rows.size:
                frame[channel] = np.array([columns.mean(), rows.mean(), np.ptp(columns) + 1])
        found.append(frame)
    return found


def _path(*moves: Move, **given: object) -> CameraPath:
    options = {"has_people": False, **given}
    return camera_path(FRAMING, moves, SECONDS, ASPECT, "seed", **options)  # type: ignore[arg-type]


def _ways(*moves: Move, **given: object) -> dict[int, NDArray[np.float64]]:
    """How far each mark goes over the picture, and the ratio of its widths."""
    first, last = _seen(_path(*moves, **given), (0.0, SECONDS))
    return {
        channel: np.array(
            [*(last[channel] - first[channel])[:2], last[channel][2] / first[channel][2]]
        )
        for channel in DEPTHS
        if channel in first and channel in last
    }


def test_a_static_picture_is_exactly_still() -> None:
    first, later = _seen(_path(Move("static")), (0.0, 3.0))
    assert all((first[channel] == later[channel]).all() for channel in DEPTHS)


def test_a_zoom_enlarges_all_depths_alike_and_a_dolly_the_near_most() -> None:
    zoomed, travelled = _ways(Move("zoom-in")), _ways(Move("dolly-in"))
    assert np.ptp([way[2] for way in zoomed.values()]) < 0.12
    assert all(way[2] > 1.2 for way in zoomed.values())
    assert travelled[0][2] > travelled[1][2] + 0.05 > travelled[2][2] + 0.1


def test_a_pan_moves_all_depths_alike_and_a_truck_does_not() -> None:
    panned = _ways(Move("pan", "slow", "right"))
    assert np.ptp([way[0] for way in panned.values()]) < 3
    assert all(way[0] < -30 for way in panned.values())
    trucked = _ways(Move("truck", "slow", "right"))
    assert trucked[0][0] < trucked[1][0] - 20 < trucked[2][0] - 40


def test_a_dolly_zoom_keeps_its_subject_and_lets_the_world_run_away() -> None:
    ways = _ways(Move("dolly-zoom"))
    assert ways[1][2] == pytest.approx(1.0, abs=0.12)
    assert ways[2][2] < 0.85
    assert math.hypot(*ways[1][:2]) < 12


def test_an_orbit_goes_round_by_fifty_degrees_at_least() -> None:
    path = _path(Move("orbit", "normal", "right"))
    first, last = path(0.0), path(SECONDS)
    turned = [math.degrees(math.atan2(pose.x, -pose.z)) for pose in (first, last)]
    assert turned[1] - turned[0] >= 50
    ways = _seen(path, (SECONDS * 0.35, SECONDS * 0.65))
    gone = {channel: (ways[1][channel] - ways[0][channel])[0] for channel in DEPTHS}
    assert abs(gone[1]) < 6
    assert gone[0] * gone[2] < 0
    assert abs(gone[2]) > 20


def test_a_steadicam_floats_and_a_shaken_camera_does_not() -> None:
    def roughness(move: Move) -> float:
        seen = _seen(_path(move), tuple(frame / FPS for frame in range(24, 60)))
        track = np.array([frame[1][:2] for frame in seen])
        return float(np.abs(np.diff(track, n=2, axis=0)).mean())

    assert roughness(Move("steadicam")) < 0.5 < roughness(Move("handheld", "fast"))


def test_moves_told_one_after_another_are_made_so() -> None:
    pan, zoom = Move("pan", "normal", "left"), Move("zoom-in")
    seen = _seen(_path(pan, zoom), (0.0, 1.7, 2.4, SECONDS))
    slid = [frame[1][0] for frame in seen[:2]]
    assert abs(slid[1] - slid[0]) > 20
    widths = [frame[1][2] for frame in seen]
    assert widths[1] == pytest.approx(widths[0], abs=1.5)
    assert widths[3] > widths[2] * 1.1


def test_what_goes_on_together_on_a_set_does_so_here() -> None:
    together = schedule([Move("crane-up"), Move("dolly-out"), Move("handheld")], SECONDS)
    assert set(together) == {(0.0, SECONDS)}
    (first, second) = schedule([Move("pan"), Move("zoom-in")], SECONDS)
    assert first[0] == 0.0
    assert 0 < second[0] < sum(first) < SECONDS


def test_racked_focus_softens_what_it_leaves_however_wide_the_picture() -> None:
    wide = replace(FRAMING, height_m=12.0, centre_y=-4.0)
    path = camera_path(wide, (Move("rack-focus"),), SECONDS, ASPECT, "seed")
    first, last = path(0.0), path(SECONDS)
    assert first.focus_m > 5 * last.focus_m
    assert last.blur > 1


def test_first_person_bobs_and_walks_on(
    make_plan: Callable[..., FilmPlan], make_shot: Callable[..., Shot]
) -> None:
    static = (Move("static"),)
    shots = (make_shot(1, 0, 96, size="WS", place="street", framing=("POV",), moves=static),)
    scene = direct(stage_film(make_plan(shots)), shots)[0]
    heights = [scene.camera(frame / 24).y for frame in range(96)]
    turns = np.diff(np.sign(np.diff(heights)))
    assert np.count_nonzero(turns) >= 8
    assert scene.camera(4.0).z > scene.camera(0.0).z + 0.5


def test_a_dutch_angle_turns_the_whole_picture(
    make_plan: Callable[..., FilmPlan], make_shot: Callable[..., Shot]
) -> None:
    def frame(framing: tuple[str, ...]) -> NDArray[np.uint8]:
        shot = make_shot(size="EWS", place="street", framing=framing, moves=(Move("static"),))
        return FilmRenderer(make_plan((shot,))).picture(10).copy()

    level, tilted = frame(()), frame(("dutch-angle",))
    height, width = level.shape[:2]
    turned = np.zeros_like(level)
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    canvas = skia.Surface.MakeRasterDirect(info, turned).getCanvas()
    canvas.rotate(DUTCH_DEGREES, width / 2, height / 2)
    canvas.drawImage(skia.Image.fromarray(level, skia.kBGRA_8888_ColorType), 0, 0)
    middle = slice(height // 2 - 60, height // 2 + 60), slice(width // 2 - 60, width // 2 + 60)

    def unlike(other: NDArray[np.uint8]) -> float:
        return float(np.abs(other[middle].astype(int) - tilted[middle].astype(int)).mean())

    assert unlike(turned) < 0.6 * unlike(level)


@pytest.mark.parametrize(
    ("words", "move", "framing"),
    [
        ("A street, steady and smooth.", "steadicam", ()),
        ("A street seen at an oblique angle.", None, ("dutch-angle",)),
        ("A man in a corridor, dolly zoom.", "dolly-zoom", ()),
        ("A beach, intense shaking.", "handheld", ()),
    ],
)
def test_words_for_moves_and_angles_are_read(
    words: str, move: str | None, framing: tuple[str, ...]
) -> None:
    shot = read_film(FilmRequest(words)).shots[0]
    assert set(framing) <= set(shot.framing)
    assert move is None or move in [one.move for one in shot.moves]


def test_people_stay_whole_in_a_dutch_angle(
    make_plan: Callable[..., FilmPlan], make_shot: Callable[..., Shot]
) -> None:
    people = (PersonInShot("woman-1"),)
    shot = make_shot(size="MS", place="street", people=people, framing=("dutch-angle",))
    frame = FilmRenderer(make_plan((shot,))).picture(20)
    corners = [frame[:6, :6], frame[:6, -6:], frame[-6:, :6], frame[-6:, -6:]]
    assert all(corner[..., 3].min() == 255 for corner in corners)
