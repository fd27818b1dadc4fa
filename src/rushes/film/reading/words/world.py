"""What is true of the world in any language, and what can be drawn of it: the shared data files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from rushes.film.reading.words.lexicon import FOLDER, listed


@dataclass(frozen=True, slots=True)
class Drawable:
    """Canonical names that have a drawing."""

    places: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Persona:
    """What a word for a person says of them: a chef is someone in a white jacket."""

    kind: str
    age: str | None = None
    build: str | None = None
    hair_colour: str | None = None
    hair_style: str | None = None
    clothes: tuple[str, ...] = ()
    """`garment` or `garment/colour`."""
    accessories: tuple[str, ...] = ()


class World:
    """The shared knowledge of `world.toml`."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        places, things, actions = document["places"], document["things"], document["actions"]
        self.indoors = frozenset(listed(places["indoors"]))
        self.wide_places = frozenset(listed(places["wide"]))
        self.usual_where = {
            name: where for where in ("background", "sky", "on the table")
            for name in listed(things[where])
        }  # fmt: skip
        self.not_held = frozenset(listed(things["not_held"]))
        self.elements = frozenset(listed(things["elements"]))
        self.facial_hair = frozenset(listed(things["facial_hair"]))
        self.writing = frozenset(listed(things["writing"]))
        self.where_things: dict[str, str] = document["where_things"]
        self.plural_counts: dict[str, int] = document["plural"]
        self.quantities: dict[str, int] = document["quantities"]
        self.most_people: int = document["groups"]["most_people"]
        self.crowd_count: int = document["groups"]["crowd_count"]
        self.bare_plural: int = document["groups"]["bare_plural"]
        self.drawn_like: dict[str, str] = document["drawn_like"]
        self.group_members: dict[str, list[str]] = document["group_members"]
        self.poured_from: dict[str, str] = document["poured_from"]
        self.served_in: dict[str, str] = document["served_in"]
        self.guessed_holds: dict[str, str] = document["guessed_holds"]
        self.light_sources = {
            light: (name, int(count)) for light, (name, count) in document["light_sources"].items()
        }
        self.loose_accessories: dict[str, str] = document["loose_accessories"]
        self.likely_places: dict[str, str] = document["likely_places"]
        self.season_weather: dict[str, str] = document["seasons"]
        self.slow_moves = frozenset(listed(document["moves"]["slow"]))
        self.full_body = frozenset(listed(actions["full_body"]))
        self.intimate = frozenset(listed(actions["intimate"]))
        self.mutual = frozenset(listed(actions["mutual"]))
        self.speaks = frozenset(listed(actions["speaks"]))
        self.holding = frozenset(listed(actions["holds"]))
        self.emotion_of = {
            action: emotion.removeprefix("emotion_")
            for emotion, names in actions.items()
            if emotion.startswith("emotion_")
            for action in listed(names)
        }
        self._people = msgspec.convert(document["people"], dict[str, Persona])

    def persona(self, name: str) -> Persona:
        """What the canonical word for a person says of them."""
        return self._people.get(name) or Persona(kind=name)

    def count_of(self, name: str) -> int:
        """How many a plural without a number stands for."""
        return self.plural_counts.get(name, self.plural_counts["default"])


def _read(file_name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / file_name).read_text(encoding="utf-8"))


@cache
def the_world() -> World:
    """The shared knowledge, read once."""
    return World(_read("world.toml"))


@cache
def usual_drawable() -> Drawable:
    """What the drawing part of this version can draw, by its own list."""
    document = _read("drawable.toml")
    return Drawable(frozenset(document["places"]), frozenset(document["things"]))


@cache
def colour_table() -> Mapping[str, str]:
    """Colours as `#rrggbb` by canonical name."""
    table: dict[str, str] = _read("colours.toml")
    return table
