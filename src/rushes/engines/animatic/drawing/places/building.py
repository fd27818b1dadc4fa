"""Builds a set from its record: which layers, for this light, this camera and these words."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from rushes.art import ART_FOLDER
from rushes.engines.animatic.drawing.paint import mix
from rushes.engines.animatic.drawing.part import Layer, PlaceDesign
from rushes.engines.animatic.drawing.places.beyond.undersea import dimmed
from rushes.engines.animatic.drawing.places.painters import PAINTERS
from rushes.engines.animatic.drawing.places.site import Site, View
from rushes.engines.animatic.drawing.places.skies import splashes
from rushes.engines.animatic.scene import CameraPose, Light, Rgb

FALLBACK_OUTDOORS = "neutral outdoors"
FALLBACK_INDOORS = "neutral indoors"


class PlaceLight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a place does to the light of the hour: under water, in space, on other worlds."""

    share: float
    """How far the colours of the hour go towards those named here, 0..1."""
    key: Rgb | None = None
    fill: Rgb | None = None
    rim: Rgb | None = None
    haze: Rgb | None = None
    """The haze's colour, whole."""
    haze_per_km: float | None = None
    weather: str | None = None
    """The only weather there is."""


class PlaceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One record in `art/places/`. A layer names its painter; see `art/places/README.md`."""

    name: str
    indoors: bool = False
    fallback: bool = False
    """Stands in for places nobody has drawn; not a place that words can name."""
    sounds: tuple[str, ...] = ()
    beyond: tuple[float, float] | None = None
    """Behind this z the ground lies this many metres lower: past a terrace's edge."""
    light: PlaceLight | None = None
    layer: tuple[dict[str, Any], ...] = ()
    feature: dict[str, tuple[dict[str, Any], ...]] = {}


@functools.cache
def place_file(name: str) -> PlaceFile | None:
    """The record of this name, which its file has too, with hyphens; None for an unknown one."""
    if name not in place_names():
        return None
    path = ART_FOLDER / "places" / f"{name.replace(' ', '-')}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=PlaceFile)


@functools.cache
def place_names() -> frozenset[str]:
    """The names of all records."""
    paths = (ART_FOLDER / "places").glob("*.toml")
    return frozenset(path.stem.replace("-", " ") for path in paths)


def place_files() -> Mapping[str, PlaceFile]:
    """All records, by name. Reading them takes a while: `place_file` reads one."""
    records = ((name, place_file(name)) for name in sorted(place_names()))
    return {name: record for name, record in records if record is not None}


class FeatureFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`art/features.toml`: layers that words may add to any place."""

    outdoors: dict[str, tuple[dict[str, Any], ...]]
    indoors: dict[str, tuple[dict[str, Any], ...]]


@functools.cache
def shared_features() -> FeatureFile:
    """Features any place may have."""
    return msgspec.toml.decode((ART_FOLDER / "features.toml").read_bytes(), type=FeatureFile)


def _shared_for(record: PlaceFile) -> dict[str, tuple[dict[str, Any], ...]]:
    return shared_features().indoors if record.indoors else shared_features().outdoors


@functools.cache
def known_places() -> frozenset[str]:
    """Names of all places that have a drawing."""
    return place_names() - {FALLBACK_OUTDOORS, FALLBACK_INDOORS}


def known_features(name: str) -> frozenset[str]:
    """The features that change what this place shows."""
    record = place_file(name)
    if record is None:
        return frozenset()
    return frozenset(_shared_for(record)) | frozenset(record.feature)


def place_sounds(name: str) -> tuple[str, ...]:
    """What is heard in a place when the words name no sound; empty for an unknown one."""
    record = place_file(name)
    return record.sounds if record else ()


def light_in(name: str | None, light: Light) -> Light:
    """The light of the hour as it is in this place: the same one but for a few."""
    record = place_file(name or "")
    if record is None or record.light is None:
        return light
    own = record.light

    def towards(colour: Rgb, wanted: Rgb | None) -> Rgb:
        return colour if wanted is None else mix(colour, wanted, own.share)

    return replace(
        light,
        key=towards(light.key, own.key),
        fill=towards(light.fill, own.fill),
        rim=towards(light.rim, own.rim),
        haze=dimmed(own.haze, light.time_of_day) if own.haze else light.haze,
        haze_per_km=light.haze_per_km if own.haze_per_km is None else own.haze_per_km,
        weather=own.weather or light.weather,
    )


def build_place(
    name: str,
    features: tuple[str, ...],
    light: Light,
    camera: CameraPose,
    aspect: float,
    seed: int,
    dressing: float,
    excluded: tuple[str, ...],
    truck_m: float = 0.0,
) -> PlaceDesign:
    """The set of a shot. `camera` is its widest pose, from which it goes as far as `truck_m` to
    either side; an unknown name gives a neutral set.

    Features nobody has drawn are passed over. The same arguments give the same set.
    """
    fallback = FALLBACK_INDOORS if light.indoors else FALLBACK_OUTDOORS
    record = place_file(name) or place_file(fallback) or PlaceFile(fallback)
    site = Site(
        place=record.name,
        light=light,
        view=View(camera, aspect, truck_m),
        seed=seed,
        dressing=dressing,
        features=frozenset(features),
        excluded=frozenset(excluded),
        mirrors=record.indoors,
    )
    layers: list[Layer] = []
    if record.beyond is not None and not site.view.is_far:
        edge, low = record.beyond
        site.grounds.append(lambda x, z: low if z > edge else 0.0)
    for entry in _entries(record, site):
        layers.extend(_build(site, entry))
    if not record.indoors and record.light is None:
        layers.extend(_air(site, {entry["paint"] for entry in record.layer}))
    ordered = tuple(sorted(layers, key=lambda layer: -layer.z))
    return PlaceDesign(ordered, site.grounds[-1] if site.grounds else None)


def _entries(record: PlaceFile, site: Site) -> Iterator[dict[str, Any]]:
    """The layers that this shot shows, of the place and of the features asked for."""
    offered = list(record.layer)
    shared = _shared_for(record)
    own = {entry.get("is") for entry in record.layer}
    for feature in sorted(site.features - own):
        offered.extend(record.feature.get(feature, shared.get(feature, ())))
    for entry in offered:
        if _is_shown(entry, site):
            yield entry


def _is_shown(entry: dict[str, Any], site: Site) -> bool:
    what = entry.get("is")
    if what in site.excluded:
        return False
    distance = entry.get("seen")
    if distance is not None and (distance == "far") != site.view.is_far:
        return False
    times = entry.get("times")
    if times is not None and site.light.time_of_day not in times:
        return False
    if what in site.features:
        return True
    return bool(site.dressing >= entry.get("dressing", 0.0))


_VEILS = ((420.0, 0.5), (140.0, 0.45), (46.0, 0.4), (16.0, 0.28))
"""z and strength of the veils that fog, rain and snow hang into every place out of doors."""


def _air(site: Site, drawn: set[str]) -> Iterator[Layer]:
    """What the weather puts into a set, where its record doesn't."""
    if "fog" not in drawn:
        for z, strength in _VEILS:
            yield from PAINTERS["fog"](site, z=z, strength=strength)
    yield from splashes(site)


_CONDITIONS = ("is", "seen", "times", "dressing", "paint")


def _build(site: Site, entry: dict[str, Any]) -> Iterator[Layer]:
    parameters = {key: value for key, value in entry.items() if key not in _CONDITIONS}
    for key, value in parameters.items():
        if isinstance(value, list):
            parameters[key] = tuple(
                tuple(item) if isinstance(item, list) else item for item in value
            )
    yield from PAINTERS[entry["paint"]](site, **parameters)
