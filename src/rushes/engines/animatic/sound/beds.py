"""What is heard in a place when nothing happens, by its name, the hour and the weather."""

from __future__ import annotations

from typing import NamedTuple


class Layer(NamedTuple):
    """A sound of a bed, and how much louder than usual it is there."""

    sound: str
    gain_db: float = 0.0


_NATURE_BY_HOUR: dict[str, tuple[Layer, ...]] = {
    "dawn": (Layer("birds", 1),),
    "day": (Layer("birds", -3),),
    "golden hour": (Layer("birds", -7), Layer("crickets", -2)),
    "dusk": (Layer("crickets", 1),),
    "night": (Layer("crickets", 1),),
}
_GREEN = (
    "vineyard hills, terrace, balcony, villa, village, forest, valley, field, farm, garden, park, "
    "campsite, cemetery, ruins, windmill, castle, island, jungle, countryside, hills, meadow, "
    "vineyard, orchard, woods, yard"
)
_BEDS: dict[str, tuple[Layer, ...]] = {
    _GREEN: (Layer("wind", -4), Layer("leaves", -4)),
    "beach, sea, cliff, lighthouse, coast, ocean, shore": (Layer("waves", -3), Layer("wind", -7)),
    "harbor, dock, pier": (Layer("waves", -7), Layer("seagulls", -6)),
    "lake, river, swamp, pond, creek": (Layer("stream", -5), Layer("leaves", -6)),
    "waterfall": (Layer("waterfall", -2),),
    "fountain": (Layer("stream", -5),),
    "mountain, volcano, glacier, desert, canyon, planet, rooftop, tower, ski slope, sky": (
        Layer("wind", 1),
    ),
    "underwater": (Layer("underwater"),),
    "city, street, alley, road, bridge, parking lot, gas station, crosswalk, downtown, highway": (
        Layer("traffic"),
    ),
    "square": (Layer("crowd", -7), Layer("traffic", -9)),
    "market, amusement park, zoo, shop, airport, mall, festival": (Layer("crowd", -2),),
    "train station": (Layer("crowd", -5), Layer("train", -10)),
    "construction site": (Layer("construction", -6), Layer("traffic", -6)),
    "factory": (Layer("hum", 3), Layer("construction", -9)),
    "cafe, restaurant, bar, cafeteria": (Layer("cafe murmur"),),
    "office, classroom, library, laboratory, hospital, museum": (Layer("room tone", 1),),
    "church, theater, corridor, staircase": (Layer("room tone", 2),),
    "kitchen": (Layer("room tone", 1), Layer("hum", -6)),
    "stadium": (Layer("cheering", -6),),
    "gym": (Layer("room tone", 1), Layer("crowd", -10)),
    "pool": (Layer("stream", -8), Layer("crowd", -9)),
    "cave": (Layer("room tone", 1), Layer("water drops", -2)),
    "space, spaceship, elevator": (Layer("hum", 1),),
    "car interior": (Layer("car", -7),),
    "train interior": (Layer("train", -7),),
}
BEDS: dict[str, tuple[Layer, ...]] = {
    name.strip(): layers for names, layers in _BEDS.items() for name in names.split(",")
}
_GREEN_PLACES = frozenset(name.strip() for name in _GREEN.split(","))
_WEATHER: dict[str, tuple[Layer, ...]] = {
    "rain": (Layer("rain"),),
    "snow": (Layer("snow hush", 2), Layer("wind", -8)),
    "wind": (Layer("wind", 4),),
    "fog": (Layer("snow hush"),),
}
INDOOR_WEATHER_DB = -9.0
_HALLS = frozenset("church theater museum stadium cave factory castle pool gym corridor".split())


def bed_layers(
    place: str | None,
    features: tuple[str, ...],
    time_of_day: str,
    weather: str,
    indoors: bool,
) -> tuple[Layer, ...]:
    """The layers of a place's bed; a quiet room or a quiet wind where the place says nothing."""
    named = [name for name in (place, *features) if name and _bed_of(name)]
    layers = list(_bed_of(named[0]) or ()) if named else []
    if not layers:
        layers.append(Layer("room tone") if indoors else Layer("wind", -3))
    is_green = any(_last_known(name) in _GREEN_PLACES for name in named[:1])
    if is_green and not indoors and weather in ("clear", "cloudy", "wind"):
        layers += _NATURE_BY_HOUR.get(time_of_day, ())
    quieter = INDOOR_WEATHER_DB if indoors else 0.0
    layers += [Layer(sound, gain + quieter) for sound, gain in _WEATHER.get(weather, ())]
    return tuple(layers)


def is_hall(place: str | None) -> bool:
    """Whether a place echoes."""
    return any(word in _HALLS for word in (place or "").split())


def _bed_of(name: str) -> tuple[Layer, ...] | None:
    return BEDS.get(_last_known(name) or "")


def _last_known(name: str) -> str | None:
    """The longest known place in a name: `a narrow alley` is an `alley`."""
    padded = f" {name.lower()} "
    found = [known for known in BEDS if f" {known} " in padded]
    return max(found, key=len) if found else None
