"""The light of a set, from the words about time, weather and lighting."""

from __future__ import annotations

import pytest

from rushes.engines.animatic.drawing.light import light_file, light_for
from rushes.engines.animatic.drawing.paint import channels, lit_by, mix, tones
from rushes.film.shot_list import TIMES_OF_DAY, WEATHERS


def brightness(colour: str) -> int:
    return sum(channels(colour))


def test_every_time_of_day_and_weather_of_the_shot_list_has_a_palette() -> None:
    assert set(light_file().time) == set(TIMES_OF_DAY)
    assert set(light_file().weather) == set(WEATHERS)


@pytest.mark.parametrize("time_of_day", TIMES_OF_DAY)
@pytest.mark.parametrize("weather", WEATHERS)
def test_the_same_words_and_seed_give_the_same_light(time_of_day: str, weather: str) -> None:
    first = light_for(time_of_day, weather, False, ("candlelight",), 4)
    again = light_for(time_of_day, weather, False, ("candlelight",), 4)
    assert first == again
    assert 0 <= first.haze_per_km <= 1
    assert first.key_side in (-1, 1)
    assert (first.sun[0] > 0) == (first.key_side > 0), "the light comes from where the sun stands"


def test_the_seed_chooses_the_side_the_sun_stands_on() -> None:
    sides = {light_for("day", "clear", False, (), seed).key_side for seed in range(20)}
    assert sides == {-1, 1}


def test_night_is_darker_than_day_and_golden_hour_is_warm() -> None:
    day, night, gold = (
        light_for(time, "clear", False, (), 1) for time in ("day", "night", "golden hour")
    )
    assert brightness(night.key) * night.exposure < brightness(day.key) * day.exposure
    red, _, blue = channels(gold.key)
    assert red - blue > 60
    assert gold.shadow_length > 3 * day.shadow_length


def test_rain_takes_the_shadows_away_and_fog_the_distance() -> None:
    assert light_for("day", "rain", False, (), 1).shadow_length == 0
    clear, fog = (light_for("day", weather, False, (), 1) for weather in ("clear", "fog"))
    assert fog.haze_per_km > clear.haze_per_km


def test_rooms_have_no_haze_and_lamps_burn_in_them_at_night() -> None:
    room = light_for("night", "clear", True, (), 1)
    assert room.indoors
    assert room.haze_per_km == 0
    assert "lamps" in room.practicals
    red, _, blue = channels(room.key)
    assert red > blue


@pytest.mark.parametrize(
    ("words", "practical"),
    [("candlelight", "candlelight"), ("neon signs", "neon"), ("by firelight", "fire"),
     ("string lights", "string lights"), ("lamplight", "lamps")],
)  # fmt: skip
def test_words_put_lights_into_the_set(words: str, practical: str) -> None:
    assert practical in light_for("night", "clear", False, (words,), 1).practicals


def test_lighting_words_change_the_light_and_unknown_ones_do_not() -> None:
    plain = light_for("dusk", "clear", False, (), 1)
    for words in (
        "moonlight",
        "backlight",
        "silhouette",
        "soft light",
        "neon",
        "dim",
        "cool tones",
    ):
        assert light_for("dusk", "clear", False, (words,), 1) != plain, words
    assert light_for("dusk", "clear", False, ("flibbertigibbet",), 1) == plain
    assert light_for("day", "clear", False, ("long shadows",), 1).shadow_length >= 3


def test_an_unknown_time_or_weather_counts_as_a_clear_day() -> None:
    odd = light_for("teatime", "locusts", False, (), 1)
    day = light_for("day", "clear", False, (), 1)
    assert (odd.key, odd.fill, odd.sun) == (day.key, day.fill, day.sun)


def test_tones_run_from_light_to_dark() -> None:
    light = light_for("day", "clear", False, (), 1)
    tone = tones(light, "#a05040")
    steps = [tone.rim, tone.lit, tone.mid, tone.dark, tone.deep]
    assert [brightness(step) for step in steps] == sorted(map(brightness, steps), reverse=True)


def test_colours_mix_and_are_lit_as_told() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert lit_by("#ffffff", "#ff8040") == "#ff8040"
    assert lit_by("#808080", "#ffffff", 4.0) == "#ffffff"


@pytest.mark.parametrize("colour", ["#2040c0", "#1d2c52", "#5a7a8a"])
def test_blue_things_stay_blue_in_golden_light(colour: str) -> None:
    lit = tones(light_for("golden hour", "clear", False, (), 1), colour).lit
    red, green, blue = channels(lit)
    assert blue >= max(red, green) - 12
