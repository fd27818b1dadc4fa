"""The light of a set from the time of day, the weather, and the words about lighting."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import msgspec

from rushes.art import ART_FOLDER
from rushes.engines.animatic.drawing.paint import mix
from rushes.engines.animatic.scene import Light, Rgb


class TimePalette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The colours of one time of day under a clear sky."""

    key: Rgb
    fill: Rgb
    rim: Rgb
    haze: Rgb
    haze_per_km: float
    shadow_length: float
    sun_height: float
    exposure: float
    sky: tuple[Rgb, Rgb, Rgb, Rgb, Rgb]
    """From overhead to the horizon."""
    clouds: tuple[Rgb, Rgb]
    """Shaded and lit."""


class WeatherPalette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one weather does to a clear day."""

    cover: float
    """How much of the sky is clouded, 0..1."""
    tint: Rgb = "#ffffff"
    tint_share: float = 0.0
    sky_tint: Rgb = "#ffffff"
    sky_share: float = 0.0
    shadow: float = 1.0
    haze_gain: float = 1.0
    exposure: float = 1.0
    sun: float = 1.0
    """How much of the sun's disc is seen, 0..1."""


class LightFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`art/light.toml`."""

    time: dict[str, TimePalette]
    weather: dict[str, WeatherPalette]


@functools.cache
def light_file() -> LightFile:
    """The light's data, read once."""
    return msgspec.toml.decode((ART_FOLDER / "light.toml").read_bytes(), type=LightFile)


def palettes(light: Light) -> tuple[TimePalette, WeatherPalette]:
    """The data behind a light, for painting its sky; unknown words count as a clear day."""
    data = light_file()
    return (
        data.time.get(light.time_of_day, data.time["day"]),
        data.weather.get(light.weather, data.weather["clear"]),
    )


def light_for(
    time_of_day: str,
    weather: str,
    indoors: bool,
    lighting: Sequence[str],
    seed: int,
) -> Light:
    """The light of a set. The seed decides only which side the sun stands on, and how far."""
    random = Random(f"light {seed}")
    side = random.choice((-1, 1))
    sun_x = side * random.uniform(0.07, 0.17)
    data = light_file()
    time = data.time.get(time_of_day, data.time["day"])
    sky = data.weather.get(weather, data.weather["clear"])
    tint = mix(sky.tint, time.fill, 0.5 if time_of_day in ("night", "dusk") else 0.12)
    haze_tint = mix(sky.sky_tint, time.sky[2], 0.6 if time_of_day in ("night", "dusk") else 0.1)
    light = Light(
        time_of_day=time_of_day,
        weather=weather,
        indoors=indoors,
        sun=(sun_x, -time.sun_height),
        key=mix(time.key, tint, sky.tint_share),
        fill=mix(time.fill, tint, sky.tint_share * 0.6),
        rim=mix(time.rim, tint, sky.tint_share * 0.7),
        haze=mix(time.haze, haze_tint, sky.sky_share),
        haze_per_km=min(0.995, 1 - (1 - time.haze_per_km) ** (sky.haze_gain**2)),
        shadow_length=time.shadow_length * sky.shadow,
        key_side=side,
        exposure=time.exposure * sky.exposure,
    )
    if indoors:
        light = _indoor_light(light)
    for words in lighting:
        light = _with_lighting_words(light, words.lower())
    return light


def _indoor_light(outside: Light) -> Light:
    """The same hour seen from a room: a window's light by day, lamps by night."""
    side = outside.key_side
    if outside.time_of_day in ("night", "dusk"):
        return replace(
            outside,
            sun=(side * 0.30, -0.14),
            key="#ffcb92",
            fill="#5f4c58",
            rim="#ffd9a8",
            haze="#6e5648",
            haze_per_km=0.0,
            shadow_length=0.25,
            exposure=0.98,
            practicals=("lamps",),
        )
    return replace(
        outside,
        sun=(side * 0.34, -0.16),
        key=mix(outside.key, "#fff4e2", 0.45),
        fill=mix(outside.fill, "#8e7f7a", 0.5),
        haze_per_km=0.0,
        shadow_length=min(outside.shadow_length, 0.4),
        exposure=max(outside.exposure, 1.0),
    )


def _with_lighting_words(light: Light, words: str) -> Light:
    """One phrase about lighting, acting on the light; an unknown phrase changes nothing."""
    for needles, act in _LIGHTING:
        if any(needle in words for needle in needles):
            light = act(light)
    return light


def _practical(light: Light, name: str) -> Light:
    if name in light.practicals:
        return light
    return replace(light, practicals=(*light.practicals, name))


def _candles(light: Light) -> Light:
    # By daylight a candle warms only what is near it; at night or indoors it is the key light.
    share = 0.6 if light.indoors or light.time_of_day in ("night", "dusk") else 0.15
    return replace(
        _practical(light, "candlelight"),
        key=mix(light.key, "#ffb469", share),
        fill=mix(light.fill, "#6b4038", share * 0.5),
    )


def _fire(light: Light) -> Light:
    return replace(_candles(light), practicals=(*light.practicals, "fire"))


def _neon(light: Light) -> Light:
    return replace(
        _practical(light, "neon"),
        key=mix(light.key, "#ff6ad5", 0.42),
        fill=mix(light.fill, "#2a5fb0", 0.55),
        rim="#49e6ff",
    )


def _moonlight(light: Light) -> Light:
    return replace(
        light,
        key=mix(light.key, "#a9bff0", 0.6),
        fill=mix(light.fill, "#2a3866", 0.4),
        rim=mix(light.rim, "#cfdcff", 0.7),
    )


def _backlight(light: Light) -> Light:
    return replace(light, rim=mix(light.rim, "#fff3d6", 0.55), exposure=light.exposure * 0.95)


def _silhouette(light: Light) -> Light:
    return replace(
        light,
        key=mix(light.key, "#201820", 0.62),
        fill=mix(light.fill, "#0c0a12", 0.68),
    )


def _long_shadows(light: Light) -> Light:
    return replace(light, shadow_length=max(light.shadow_length, 3.4))


def _soft(light: Light) -> Light:
    return replace(
        light, fill=mix(light.fill, light.key, 0.3), shadow_length=light.shadow_length * 0.5
    )


def _hard(light: Light) -> Light:
    return replace(light, fill=mix(light.fill, "#14101c", 0.35))


def _bright(light: Light) -> Light:
    return replace(light, exposure=light.exposure * 1.1, fill=mix(light.fill, "#ffffff", 0.18))


def _dim(light: Light) -> Light:
    return replace(light, exposure=light.exposure * 0.78)


def _warm(light: Light) -> Light:
    return replace(light, key=mix(light.key, "#ffc073", 0.4), rim=mix(light.rim, "#ffd28a", 0.4))


def _cool(light: Light) -> Light:
    return replace(light, key=mix(light.key, "#b9d2ff", 0.4), fill=mix(light.fill, "#5470a8", 0.3))


_LIGHTING = (
    (("candle",), _candles),
    (("firelight", "fire light", "fireplace", "campfire", "bonfire"), _fire),
    (("neon",), _neon),
    (("moon",), _moonlight),
    (("backlight", "backlit", "rim light", "rim-light", "contre-jour"), _backlight),
    (("silhouette",), _silhouette),
    (("long shadow",), _long_shadows),
    (("soft", "diffuse", "overcast"), _soft),
    (("hard light", "harsh", "dramatic", "chiaroscuro", "high contrast", "low key"), _hard),
    (("high key", "bright"), _bright),
    (("dim", "dark", "low light"), _dim),
    (("warm", "golden", "amber", "tungsten"), _warm),
    (("cool", "cold", "blue light"), _cool),
    (("string light", "fairy light"), lambda light: _practical(light, "string lights")),
    (("lamp", "lantern"), lambda light: _practical(light, "lamps")),
)
