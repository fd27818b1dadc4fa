"""What is true of the world in any language, and what can be drawn of it: the shared data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from rushes.art import ART_FOLDER
from rushes.film.reading.words.files import document_of, listed
from rushes.film.thing_records import thing_names, thing_words

CROWD = "crowd"
"""A thing whose drawing is people."""


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


@dataclass(frozen=True, slots=True)
class Scene:
    """What an abstract word makes people think of."""

    place: str
    words: str
    """What the scene shows, in a few words."""
    people: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    emotion: str | None = None
    things: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    """Those of the things that are more than one."""
    things_act: tuple[str, ...] = ()
    time_of_day: str | None = None
    weather: str | None = None
    size: str | None = None
    music: str | None = None


class World:
    """The shared knowledge of `world.toml`."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        places, things = document["places"], document["things"]
        self.indoors = frozenset(listed(places["indoors"]))
        self.wide_places = frozenset(listed(places["wide"]))
        self.usual_where = {
            name: where for where in ("background", "sky", "on the table")
            for name in listed(things[where])
        }  # fmt: skip
        self.not_held = frozenset(listed(things["not_held"]))
        self.elements = frozenset(listed(things["elements"]))
        self.effects = frozenset(listed(things["effects"]))
        self.vehicles = frozenset(listed(things["vehicles"]))
        self.small = frozenset(listed(things["small"]))
        self.natural_colours = {
            name: frozenset(listed(colours))
            for name, colours in document["natural_colours"].items()
        }
        """Colours that name a kind of animal and are no paint: a red fox is as foxes are."""
        self.body_marks = frozenset(listed(things["body_marks"]))
        self.facial_hair = frozenset(listed(things["facial_hair"]))
        self.writing = frozenset(listed(things["writing"]))
        self.where_things: dict[str, str] = document["where_things"]
        self.plural_counts: dict[str, int] = document["plural"]
        self.quantities: dict[str, int] = document["quantities"]
        self.most_people: int = document["groups"]["most_people"]
        self.crowd_count: int = document["groups"]["crowd_count"]
        self.bare_plural: int = document["groups"]["bare_plural"]
        self.drawn_like: dict[str, str] = {
            **{word: name for name, words in thing_words("en").items() for word in listed(words)},
            **document["drawn_like"],
        }
        """Things without a drawing of their own to what looks most like them: a record's words in
        English are names that its drawing serves as well."""
        self.places_drawn_like: dict[str, str] = document["places_drawn_like"]
        self.acts_like: dict[str, str] = document["acts_like"]
        self.acts_with: dict[str, str] = document["acts_with"]
        self.group_members: dict[str, list[str]] = document["group_members"]
        self.poured_from: dict[str, str] = document["poured_from"]
        self.served_in: dict[str, str] = document["served_in"]
        self.light_sources = {
            light: (name, int(count)) for light, (name, count) in document["light_sources"].items()
        }
        self.loose_accessories: dict[str, str] = document["loose_accessories"]
        self.likely_places: dict[str, str] = document["likely_places"]
        self.season_weather: dict[str, str] = document["seasons"]
        self.slow_moves = frozenset(listed(document["moves"]["slow"]))
        self._read_actions(document["actions"])
        self.scenes = msgspec.convert(document["scenes"], dict[str, Scene])
        self._people = msgspec.convert(document["people"], dict[str, Persona])

    def _read_actions(self, actions: Mapping[str, str]) -> None:
        """What follows from what is done."""
        self.full_body = self._with_kinds(actions["full_body"])
        self.goings = self._with_kinds(actions["goes"])
        self.intimate = self._with_kinds(actions["intimate"])
        self.mutual = self._with_kinds(actions["mutual"])
        self.uses_tools = self._with_kinds(actions["uses_tools"])
        self.alone = self._with_kinds(actions["alone"]) - set(listed(actions["with_object"]))
        self.speaks = self._with_kinds(actions["speaks"])
        self.holding = self._with_kinds(actions["holds"])
        self.emotion_of = {
            action: emotion.removeprefix("emotion_")
            for emotion, names in actions.items()
            if emotion.startswith("emotion_")
            for action in self._with_kinds(names)
        }

    def persona(self, name: str) -> Persona:
        """What the canonical word for a person says of them."""
        known = self._people.get(name)
        if known is None:
            known = Persona("person" if name in document_of("callings") else name)
        return known

    def general_act(self, action: str) -> str:
        """What an act is a kind of, or itself: `jog` is `run`."""
        return self.acts_like.get(action, action)

    def act_with(self, action: str, name: str) -> str | None:
        """The act that an act with a thing is: to play a piano is `play-piano`."""
        return self.acts_with.get(f"{action} {name}") or self.acts_with.get(
            f"{self.general_act(action)} {name}"
        )

    def _with_kinds(self, names: str) -> frozenset[str]:
        told = set(listed(names))
        return frozenset(told | {act for act, general in self.acts_like.items() if general in told})

    def count_of(self, name: str) -> int:
        """How many a plural without a number stands for."""
        return self.plural_counts.get(name, self.plural_counts["default"])


def drawn_name(name: str, drawn: frozenset[str], drawn_like: Mapping[str, str]) -> str | None:
    """The drawing that shows what has this name: its own, or of what looks most like it."""
    seen = set()
    while name not in drawn:
        seen.add(name)
        name = drawn_like.get(name, "")
        if not name or name in seen:
            return None
    return name


@cache
def the_world() -> World:
    """The shared knowledge, read once."""
    return World(document_of("world"))


@cache
def usual_drawable() -> Drawable:
    """What has a drawing in `art/`."""
    painted = tomllib.loads((ART_FOLDER / "things.toml").read_text(encoding="utf-8"))
    things = frozenset(painted) | frozenset(thing_names()) | {CROWD}
    return Drawable(drawn_places(), things)


def drawn_places() -> frozenset[str]:
    """Names of the places that have a set of their own, from the heads of their records."""
    names = set()
    for path in (ART_FOLDER / "places").glob("*.toml"):
        head = tomllib.loads(
            re.split(r"^\[", path.read_text(encoding="utf-8"), maxsplit=1, flags=re.M)[0]
        )
        if not head.get("fallback"):
            names.add(head["name"])
    return frozenset(names)


@cache
def colour_table() -> Mapping[str, str]:
    """Colours as `#rrggbb` by canonical name."""
    return document_of("colours")
