"""How a place sounds when nothing happens, and how it answers: read from `art/hearing/`."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from rushes.art import ART_FOLDER
from rushes.engines.animatic.sound.effects import sound_named
from rushes.engines.animatic.sound.reverb import Space

OUTDOORS, INDOORS = "outdoors", "room"
_OWN_SOUND_DB = (-4.0, -8.0, -11.0)
_PLAIN_OUTDOORS_DB = -3.0
_GREEN_WEATHER = ("clear", "cloudy", "wind")


class Layer(NamedTuple):
    """A sound of a bed, and how much louder than usual it is there."""

    sound: str
    gain_db: float = 0.0


class _Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"names": "is"}):
    names: tuple[str, ...]
    bed: dict[str, float] = {}
    space: str = ""
    green: bool = False


class PlaceBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`art/hearing/places.toml`."""

    spaces: dict[str, Space]
    place: tuple[_Place, ...]
    hours: dict[str, dict[str, float]]
    weather: dict[str, dict[str, float]]
    weather_indoors: dict[str, dict[str, float]]


class _OwnSounds(msgspec.Struct, frozen=True):
    sounds: tuple[str, ...] = ()


@functools.cache
def place_book() -> PlaceBook:
    """What is known of places by ear."""
    text = (ART_FOLDER / "hearing" / "places.toml").read_bytes()
    return msgspec.toml.decode(text, type=PlaceBook)


@functools.cache
def _known() -> Mapping[str, _Place]:
    known: dict[str, _Place] = {}
    for place in place_book().place:
        for name in place.names:
            known.setdefault(name, place)
    return known


def bed_layers(
    place: str | None,
    features: tuple[str, ...],
    time_of_day: str,
    weather: str,
    indoors: bool,
) -> tuple[Layer, ...]:
    """The layers of a place's bed; a quiet room or a quiet wind where the place says nothing."""
    record = _record_of(place, features)
    bed = dict(record.bed) if record else _own_sounds(place)
    if not bed:
        bed = {"room tone": 0.0} if indoors else {"wind": _PLAIN_OUTDOORS_DB}
    book = place_book()
    if record and record.green and not indoors and weather in _GREEN_WEATHER:
        bed |= book.hours.get(time_of_day, {})
    falling = (book.weather_indoors if indoors else book.weather).get(weather, {})
    for name, gain in falling.items():
        bed[name] = max(gain, bed.get(name, gain))
    return tuple(Layer(name, gain) for name, gain in bed.items())


def space_of(place: str | None, features: tuple[str, ...], indoors: bool) -> str:
    """The name of the space that a shot is heard in."""
    record = _record_of(place, features)
    if record and record.space:
        return record.space
    return INDOORS if indoors else OUTDOORS


def _record_of(place: str | None, features: tuple[str, ...]) -> _Place | None:
    for name in (place, *features):
        known = _longest_known(name) if name else None
        if known:
            return _known()[known]
        if name and name == place and _own_sounds(place):
            return None
    return None


def _longest_known(name: str) -> str | None:
    """The longest known place in a name: `a narrow alley` is an `alley`."""
    padded = f" {name.lower()} "
    found = [known for known in _known() if f" {known} " in padded]
    return max(found, key=len) if found else None


@functools.lru_cache(maxsize=64)
def _own_sounds(place: str | None) -> dict[str, float]:
    """What the place's own file says is heard there."""
    path = ART_FOLDER / "places" / f"{(place or '').lower().replace(' ', '-')}.toml"
    if not place or not path.is_file():
        return {}
    named = msgspec.toml.decode(path.read_bytes(), type=_OwnSounds).sounds
    found = [sound.name for name in named if (sound := sound_named(name))]
    levels = (*_OWN_SOUND_DB, *(_OWN_SOUND_DB[-1:] * len(found)))
    return dict(zip(dict.fromkeys(found), levels, strict=False))
