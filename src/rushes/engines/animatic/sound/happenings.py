"""What is heard of what is seen: acts and things to sounds, read from `art/hearing/`."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from rushes.art import ART_FOLDER
from rushes.film.shot_list import PersonInShot, Shot, Thing


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"things": "with"}):
    """What an act sounds like."""

    does: tuple[str, ...]
    sound: str
    things: tuple[str, ...] = ()
    at: tuple[float, ...] = ()
    gain_db: float = 0.0
    doppler: bool = False


class Heard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"names": "is"}):
    """What a thing sounds like."""

    names: tuple[str, ...]
    sound: str
    does: tuple[str, ...] = ()
    at: tuple[float, ...] = ()
    gain_db: float = 0.0
    passes: bool = False
    outdoors: bool = False


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where steps sink in, and what is heard there."""

    words: tuple[str, ...]
    instead: dict[str, str]


class ActBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`art/hearing/acts.toml`."""

    act: tuple[Act, ...]
    ground: Ground


class ThingBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`art/hearing/things.toml`."""

    thing: tuple[Heard, ...]


class Source(NamedTuple):
    """Who or what makes a sound."""

    kind: str
    """person, thing."""
    name: str
    does: tuple[str, ...] = ()
    """The act of a person; the clips of a thing that it belongs to."""
    at: tuple[float, ...] = ()
    """Shares of that clip's cycle at which it is heard; empty: at its own rhythm."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A sound that something in a shot makes."""

    sound: str
    """A key of `SOUNDS`."""
    source: Source
    gain_db: float = 0.0
    pan: float = 0.0
    """Where it is as far as the words say."""
    distance: float | None = None
    passes: bool = False


_WIDE_DB = {"EWS": -10.0, "WS": -4.0, "MS": 0.0, "MCU": 0.0, "CU": 1.0, "ECU": 2.0}
_WIDE_DISTANCE = {"EWS": 0.7, "WS": 0.4}
_NOT_IN_VIEW_DB = {"background": -4.0}


@functools.cache
def act_book() -> ActBook:
    """What acts sound like."""
    return msgspec.toml.decode((ART_FOLDER / "hearing" / "acts.toml").read_bytes(), type=ActBook)


@functools.cache
def thing_book() -> ThingBook:
    """What things sound like."""
    text = (ART_FOLDER / "hearing" / "things.toml").read_bytes()
    return msgspec.toml.decode(text, type=ThingBook)


@functools.cache
def _by_act() -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = {}
    for act in act_book().act:
        for verb in act.does:
            found.setdefault(verb, []).append(act)
    return found


@functools.cache
def _by_thing() -> dict[str, list[Heard]]:
    found: dict[str, list[Heard]] = {}
    for heard in thing_book().thing:
        for name in heard.names:
            found.setdefault(name, []).append(heard)
    return found


def sounds_of_acts(shot: Shot) -> Iterator[Happening]:
    """What the people of a shot are heard doing; from far off in a wide shot."""
    gain, distance = _WIDE_DB[shot.size], _WIDE_DISTANCE.get(shot.size)
    for place, person in enumerate(shot.people):
        pan = 0.0 if len(shot.people) < 2 else -0.3 + 0.6 * place / (len(shot.people) - 1)
        for verb in person.actions:
            act = _act_of(verb, person, shot)
            if act is None or (act.sound == "whisper" and shot.speech):
                continue
            source = Source("person", person.id, (verb,), act.at)
            sound = _on_ground(act.sound, shot)
            yield Happening(sound, source, gain + act.gain_db, pan, distance, act.doppler)


def sounds_of_things(shot: Shot) -> Iterator[Happening]:
    """What the things of a shot sound like."""
    for thing in shot.things:
        if thing.drawn_as == "nothing":
            continue
        for heard in _by_thing().get(thing.name, ()):
            if shot.indoors and heard.outdoors:
                continue
            if heard.does and not _does(thing, heard):
                continue
            source = Source("thing", thing.name, heard.does, heard.at)
            distance = 0.6 if thing.where == "background" else None
            gain = heard.gain_db + _NOT_IN_VIEW_DB.get(thing.where or "", 0.0)
            yield Happening(heard.sound, source, gain, _pan(thing), distance, heard.passes)


def _does(thing: Thing, heard: Heard) -> bool:
    return bool(set(thing.actions) & set(heard.does)) or (
        "fly" in heard.does and thing.where == "sky"
    )


def _act_of(verb: str, person: PersonInShot, shot: Shot) -> Act | None:
    names = {thing.name for thing in shot.things} | set(person.holds)
    for act in _by_act().get(verb, ()):
        if not act.things or names & set(act.things):
            return act
    return None


def _on_ground(sound: str, shot: Shot) -> str:
    ground = act_book().ground
    if sound not in ground.instead or shot.indoors:
        return sound
    words = " ".join((shot.place or "", *shot.place_features, shot.weather))
    return ground.instead[sound] if any(word in words for word in ground.words) else sound


def _pan(thing: Thing) -> float:
    return {"left": -0.5, "right": 0.5}.get(thing.where or "", 0.0)
