"""Places: every one is drawn at every hour and in every weather, and comes out the same again."""

from __future__ import annotations

import importlib.util
import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rushes.engines.animatic.drawing.light import light_for
from rushes.engines.animatic.drawing.paint import channels
from rushes.engines.animatic.drawing.part import PlaceDesign
from rushes.engines.animatic.drawing.places import (
    build_place,
    known_features,
    known_places,
    light_in,
    place_sounds,
)
from rushes.engines.animatic.drawing.places.building import place_files, shared_features
from rushes.engines.animatic.drawing.places.site import PAINTERS
from rushes.engines.animatic.scene import CameraPose, Light
from rushes.engines.animatic.sound.effects.registry import sound_named
from rushes.film.reading.words.world import usual_drawable
from rushes.film.shot_list import TIMES_OF_DAY, WEATHERS

_SPEC = importlib.util.spec_from_file_location(
    "drawing_pictures", Path(__file__).with_name("pictures.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
pictures = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pictures)

MEDIUM = CameraPose(0.0, -1.4, -5.0, 1.6)
HIGH = CameraPose(0.0, -8.0, -26.0, 1.1, 0.0, 0.13)
LOW = CameraPose(0.0, -0.3, -2.6, 1.7)
WIDE = CameraPose(0.3, -1.5, -5.6, 1.2, 0.0, 0.02)
LOOKING_UP = CameraPose(-0.4, -0.5, -3.4, 1.4, 0.08, -0.16)
NEARLY_OPAQUE = 235
"""Two smooth edges over one another leave a little alpha open."""
FLOORS = ("floor", "road", "room")


def light(place: str, time: str = "day", weather: str = "clear") -> Light:
    return light_for(time, weather, place_files()[place].indoors, (), 5)


def design_of(place: str) -> PlaceDesign:
    return build_place(place, (), light(place), MEDIUM, 16 / 9, 5, 0.5, ())


def picture(
    place: str,
    lit: Light,
    camera: CameraPose = MEDIUM,
    features: tuple[str, ...] = (),
    excluded: tuple[str, ...] = (),
    dressing: float = 0.5,
    aspect: float = 16 / 9,
    height_px: int = 90,
) -> np.ndarray:
    design = build_place(place, features, lit, camera, aspect, 5, dressing, excluded)
    painted: np.ndarray = pictures.paint_set(design.layers, camera, lit, aspect, height_px)
    return painted


PLACES = sorted(place_files())
SHOTS = [
    (time, WEATHERS[number], (16 / 9, 1.0, 9 / 16)[number % 3])
    for number, time in enumerate((*TIMES_OF_DAY, TIMES_OF_DAY[0]))
]
"""Every hour, every weather and every aspect ratio."""
CAMERAS = (MEDIUM, HIGH, LOW, WIDE, LOOKING_UP)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_fills_the_picture_at_every_hour_in_every_weather_and_ratio(place: str) -> None:
    turn = PLACES.index(place)
    seen = set()
    for number, (time, weather, aspect) in enumerate(SHOTS):
        camera = CAMERAS[(number + turn) % len(CAMERAS)]
        painted = picture(place, light(place, time, weather), camera, aspect=aspect, height_px=54)
        told = f"{time}, {weather}, {aspect:.2f}, {camera}"
        assert painted[..., 3].min() > NEARLY_OPAQUE, f"a hole at {told}"
        assert painted[..., :3].std() > 3, f"blank at {told}"
        seen.add(painted.tobytes())
    assert len(seen) == len(SHOTS)


def test_no_two_places_look_alike() -> None:
    small = {place: picture(place, light(place), WIDE, height_px=36) for place in known_places()}
    flat = {name: pixels[..., :3].astype(float) for name, pixels in small.items()}
    for one, other in itertools.combinations(sorted(flat), 2):
        assert np.abs(flat[one] - flat[other]).mean() > 3.0, f"{one} and {other}"


def test_what_is_heard_in_a_place_is_known_to_the_sound() -> None:
    unknown = {
        (place, sound)
        for place, record in place_files().items()
        for sound in record.sounds
        if sound_named(sound) is None
    }
    assert not unknown


OUTDOORS = sorted(name for name, record in place_files().items() if not record.indoors)


@pytest.mark.parametrize("place", OUTDOORS)
def test_a_place_has_no_end_for_a_camera_that_follows_a_runner(place: str) -> None:
    lit = light(place)
    side = 9.0 if OUTDOORS.index(place) % 2 else -9.0
    design = build_place(place, (), lit, MEDIUM, 16 / 9, 5, 0.5, (), truck_m=9.0)
    followed = replace(MEDIUM, x=side)
    painted = pictures.paint_set(design.layers, followed, lit, 16 / 9, 45)
    assert painted[..., 3].min() > NEARLY_OPAQUE


@pytest.mark.parametrize("place", PLACES)
def test_level_floors_keep_their_perspective_under_a_moving_camera(place: str) -> None:
    floors = [entry for entry in place_files()[place].layer if entry["paint"] in FLOORS]
    parts = [part for layer in design_of(place).layers for part in layer.parts]
    flat = [part for part in parts if part.lies_at is not None]
    assert bool(flat) >= bool(floors)
    assert all(part.motion is None and part.phases == 1 for part in flat)


@pytest.mark.parametrize("place", PLACES[::9])
def test_the_same_arguments_paint_the_same_pixels(place: str) -> None:
    lit = light(place, "golden hour")
    assert np.array_equal(picture(place, lit), picture(place, lit))


def test_the_places_named_are_those_with_a_record() -> None:
    assert known_places() == {n for n, record in place_files().items() if not record.fallback}
    assert all(record.name == name for name, record in place_files().items())


def test_reading_knows_exactly_the_places_that_have_a_drawing() -> None:
    assert usual_drawable().places == known_places()


def test_records_name_painters_that_exist_and_painters_are_all_used() -> None:
    used = {
        entry["paint"]
        for record in place_files().values()
        for entries in (record.layer, *record.feature.values())
        for entry in entries
    }
    shared = shared_features()
    for features in (shared.outdoors, shared.indoors):
        used |= {entry["paint"] for entries in features.values() for entry in entries}
    assert used == set(PAINTERS)


@pytest.mark.parametrize("place", ["field", "room"])
def test_every_feature_can_be_added_to_a_place(place: str) -> None:
    lit = light(place)
    plain = picture(place, lit)
    for feature in sorted(known_features(place)):
        assert not np.array_equal(plain, picture(place, lit, features=(feature,))), feature


def test_an_unknown_feature_changes_nothing() -> None:
    lit = light("beach")
    assert np.array_equal(picture("beach", lit), picture("beach", lit, features=("trombone",)))


def test_an_unknown_place_is_a_neutral_set_indoors_and_out() -> None:
    outside = light_for("day", "clear", False, (), 5)
    inside = light_for("day", "clear", True, (), 5)
    neutral = picture("neutral outdoors", outside)
    assert np.array_equal(picture("the moon of Valencia", outside), neutral)
    assert np.array_equal(picture("a submarine", inside), picture("neutral indoors", inside))


def test_what_is_excluded_is_not_in_the_set() -> None:
    lit = light("beach")
    assert not np.array_equal(
        picture("beach", lit, HIGH), picture("beach", lit, HIGH, excluded=("palm",))
    )


def test_without_free_dressing_a_set_holds_only_what_makes_it() -> None:
    lit = light("living room")

    def parts(dressing: float) -> int:
        design = build_place("living room", (), lit, MEDIUM, 16 / 9, 5, dressing, ())
        return sum(len(layer.parts) for layer in design.layers)

    assert parts(0.0) < parts(1.0)


def test_a_terrace_is_a_floor_from_near_and_a_platform_on_the_hillside_from_far() -> None:
    lit = light("terrace", "golden hour")
    near = build_place("terrace", ("villa",), lit, MEDIUM, 16 / 9, 5, 0.5, ())
    far = build_place("terrace", ("villa",), lit, HIGH, 16 / 9, 5, 0.5, ())
    floor_below_far = [
        layer for layer in far.layers for part in layer.parts if layer.z < 0 < part.bounds.bottom
    ]
    assert floor_below_far, "a retaining wall reaches below the terrace's floor"
    assert {layer.z for layer in near.layers} != {layer.z for layer in far.layers}


def test_ground_behind_a_terrace_lies_lower_than_its_floor() -> None:
    design = build_place("terrace", (), light("terrace"), MEDIUM, 16 / 9, 5, 0.5, ())
    assert design.ground_y is not None
    assert design.ground_y(0.0, 0.0) == 0.0
    assert design.ground_y(0.0, 12.0) > 1.0


def test_the_cast_stands_on_level_ground_in_rolling_country() -> None:
    for place in ("vineyard hills", "mountain", "desert", "field"):
        for camera in (MEDIUM, HIGH):
            design = build_place(place, (), light(place), camera, 16 / 9, 5, 0.5, ())
            assert design.ground_y is not None
            for x in (-3.0, 0.0, 3.0):
                assert abs(design.ground_y(x, 0.0)) < 0.05, place


def test_layers_lie_at_many_depths_for_parallax() -> None:
    for place in known_places():
        design = build_place(place, (), light(place), MEDIUM, 16 / 9, 5, 0.5, ())
        assert len({layer.z for layer in design.layers}) >= 6, place


def test_every_place_has_its_sounds() -> None:
    assert all(place_sounds(place) for place in known_places())
    assert place_sounds("nowhere") == ()


@pytest.mark.parametrize("aspect", [16 / 9, 1.0, 9 / 16])
def test_the_villa_behind_a_terrace_stands_in_the_picture(aspect: float) -> None:
    lit = light("terrace", "golden hour")
    camera = CameraPose(0.0, -4.6, -15.0, 1.2, 0.0, 0.1)
    shown = picture("terrace", lit, camera, ("villa",), aspect=aspect)
    bare = picture("terrace", lit, camera, (), ("villa",), aspect=aspect)
    differs = np.abs(shown.astype(int) - bare).sum(axis=2) > 60
    columns = np.flatnonzero(differs.sum(axis=0) > 4)
    assert len(columns) > 0.15 * shown.shape[1]
    assert columns[0] > 0, "its far side is in the picture too"


def test_under_water_the_light_is_the_waters_and_no_rain_falls() -> None:
    hour = light("underwater", "day", "rain")
    wet = light_in("underwater", hour)
    assert wet.weather == "clear"
    assert channels(wet.haze)[2] > channels(hour.haze)[0]
    assert light_in("street", hour) == hour


def test_rain_splashes_on_the_ground_out_of_doors_alone() -> None:
    def changing(place: str, weather: str) -> int:
        lit = light(place, "day", weather)
        design = build_place(place, (), lit, MEDIUM, 16 / 9, 5, 0.5, ())
        return sum(part.phases > 1 for layer in design.layers for part in layer.parts)

    assert changing("street", "rain") > changing("street", "clear")
    assert changing("library", "rain") == changing("library", "clear")


def test_trees_lean_and_grass_moves_in_the_wind() -> None:
    calm, windy = light("field"), light("field", "day", "wind")
    still = build_place("field", (), calm, MEDIUM, 16 / 9, 5, 0.5, ())
    blown = build_place("field", (), windy, MEDIUM, 16 / 9, 5, 0.5, ())
    near = [
        [part.motion is not None for layer in design.layers if layer.z < 30 for part in layer.parts]
        for design in (still, blown)
    ]
    assert sum(near[1]) > sum(near[0])
