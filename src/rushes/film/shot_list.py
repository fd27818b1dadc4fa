"""The shot list: what a film is before it is drawn. Plain data, a published JSON format.

`rushes read`, the demo, the web page and editing programs use it. The words it is made of
(sizes, moves, framings, times of day) are the ones film people use; see `docs/shot-list.md`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rushes.film.film_request import FPS

Size = Literal["EWS", "WS", "MS", "MCU", "CU", "ECU"]
Speed = Literal["slow", "normal", "fast"]
DrawnAs = Literal["drawing", "card", "nothing"]

SIZES: tuple[Size, ...] = ("EWS", "WS", "MS", "MCU", "CU", "ECU")
MOVES = (
    "static pan tilt zoom-in zoom-out dolly-in dolly-out truck crane-up crane-down crane-out "
    "orbit track handheld aerial sweep whip-pan rack-focus steadicam dolly-zoom"
).split()
FRAMINGS = (
    "single two-shot group over-the-shoulder POV profile top-down low-angle high-angle dutch-angle"
).split()
TIMES_OF_DAY = ("dawn", "day", "golden hour", "dusk", "night")
WEATHERS = ("clear", "cloudy", "rain", "snow", "fog", "wind")


class Hair(msgspec.Struct, frozen=True, omit_defaults=True):
    """Hair as the words give it; None where they are silent."""

    colour: str | None = None
    style: str | None = None


class Garment(msgspec.Struct, frozen=True, omit_defaults=True):
    """One piece of clothing. `details` are words such as `rolled-sleeve`."""

    garment: str
    colour: str | None = None
    fabric: str | None = None
    details: tuple[str, ...] = ()


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Someone in the film, the same in every shot."""

    id: str
    """Unique in the film: `woman-1`."""
    words: str
    """The words that brought them in: `a woman in an ivory linen dress`."""
    kind: str
    """woman, man, girl, boy, child, baby, person."""
    age: str | None = None
    """baby, child, teen, young, middle-aged, old; None where the words are silent."""
    build: str | None = None
    skin: str | None = None
    hair: Hair | None = None
    clothes: tuple[Garment, ...] = ()
    accessories: tuple[str, ...] = ()
    """Things worn: `diamond ring`, `glasses`, `hat`."""


class PersonInShot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person as one shot shows them."""

    id: str
    actions: tuple[str, ...] = ()
    """Canonical verbs, in the order told: laugh, pour, hold-hands, whisper, lean-in, walk…"""
    emotion: str | None = None
    holds: tuple[str, ...] = ()
    """Names of things in their hands: `wine bottle`."""
    body_part: str | None = None
    """What of them the shot is about, when not the whole: `hands`, `eyes`, `feet`, `face`."""


class Thing(msgspec.Struct, frozen=True, omit_defaults=True):
    """Things of one kind in a shot."""

    name: str
    """Canonical English name: `cypress`, `candle`; for an unknown thing, the words themselves."""
    words: str = ""
    count: int = 1
    colour: str | None = None
    where: str | None = None
    """foreground, background, left, right, top, bottom, on the table, on the ground, sky, or in
    hand (of whoever holds a thing that has no drawing)."""
    relative_to: str | None = None
    """The thing that `where` counts from: `left` of a `clock`. None: it counts in the picture."""
    drawn_as: DrawnAs = "drawing"
    actions: tuple[str, ...] = ()
    """What it does, in the verbs of people's actions: a dog may walk, run or swim."""


class Speech(msgspec.Struct, frozen=True, omit_defaults=True):
    """Quoted words. `person` is None for a voice nobody in the film owns."""

    text: str
    person: str | None = None


class Move(msgspec.Struct, frozen=True, omit_defaults=True):
    """A camera move."""

    move: str
    speed: Speed = "normal"
    direction: str | None = None
    """left, right, up, down, clockwise, counter-clockwise."""


class Shot(msgspec.Struct, frozen=True):
    """A camera take: `start_frame` is in it, `end_frame` is the next shot's first."""

    number: int
    start_frame: int
    end_frame: int
    start_seconds: float
    end_seconds: float
    size: Size
    framing: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    place: str | None = None
    """Canonical English name of a place that is drawn, or the words of one that is not."""
    place_drawn_as: DrawnAs = "drawing"
    place_words: str | None = None
    """What the prompt calls the place; None where it is a guess."""
    place_features: tuple[str, ...] = ()
    """What else the words say the place has: `villa`, `vineyard hills`, `horizon`."""
    indoors: bool = False
    time_of_day: str = "day"
    weather: str = "clear"
    people: tuple[PersonInShot, ...] = ()
    things: tuple[Thing, ...] = ()
    lighting: tuple[str, ...] = ()
    """candlelight, rim light, neon, backlight, long shadows, moonlight…"""
    speech: tuple[Speech, ...] = ()
    sounds: tuple[str, ...] = ()
    transition: str = "cut"
    caption: str = ""
    words: str = ""
    """The words of the prompt that this shot was read from."""

    @property
    def frame_count(self) -> int:
        return self.end_frame - self.start_frame


class Music(msgspec.Struct, frozen=True, omit_defaults=True):
    """Music named by the words."""

    instrument: str | None = None
    mood: str | None = None
    tempo: str | None = None
    words: str = ""


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of the prompt, by character offsets (end exclusive), and what became of it."""

    text: str
    start: int
    end: int
    meaning: str | None = None
    """For used and guessed words, what they were taken as: `place: terrace`."""
    source: str = "prompt"
    """`prompt`, `negative_prompt` or `multi_prompt[0].prompt`: what the offsets count in."""


class Words(msgspec.Struct, frozen=True):
    """What became of the words."""

    used: tuple[Span, ...] = ()
    guessed: tuple[Span, ...] = ()
    left: tuple[Span, ...] = ()


class ShotList(msgspec.Struct, frozen=True):
    """A film, read."""

    duration_seconds: float
    aspect_ratio: str
    language: str
    people: tuple[Person, ...]
    shots: tuple[Shot, ...]
    words: Words
    version: int = 1
    fps: int = FPS
    look: tuple[str, ...] = ()
    """Style words that act on the picture: anamorphic, black and white, shallow depth of field."""
    music: tuple[Music, ...] = ()
    ambience: tuple[str, ...] = ()
    """Sounds named for the whole film, not for one shot: `church bells`, `crickets`."""
    excluded: tuple[str, ...] = ()
    """What `negative_prompt` or a negation took out, by canonical name."""

    def person(self, person_id: str) -> Person:
        """The person with this id. Raises KeyError when there is none."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def to_json(self) -> bytes:
        """The published JSON, indented."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)

    @classmethod
    def from_json(cls, document: bytes | str) -> ShotList:
        """From the published JSON. Raises msgspec.ValidationError where it is not one."""
        return msgspec.json.decode(document, type=cls)
