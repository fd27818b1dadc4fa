"""What is being read, while it is being read: drafts of people, things, shots and the film."""

from __future__ import annotations

from dataclasses import dataclass, field

from rushes.film.reading.words.units import Unit
from rushes.film.shot_list import Move, Music

UNDECIDED = "?"
"""The kind of someone who came in with a couple and is a woman or a man, as the words go on."""


@dataclass(slots=True)
class GarmentDraft:
    garment: str
    colour: str | None = None
    fabric: str | None = None
    details: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class PersonDraft:
    """Someone, as far as the words have told."""

    kind: str
    persona: str
    """The canonical word they came in with: `chef`."""
    words: str
    is_open: bool = False
    """Came in with a group or in the logline: `a woman` may mean this one."""
    is_another: bool = False
    """The words set them apart from those already there."""
    take: int = -1
    """The take they came in with; −1: the context."""
    words_take: int = -1
    """The take that their words come from."""
    order: int = 0
    age: str | None = None
    build: str | None = None
    skin: str | None = None
    hair_colour: str | None = None
    hair_style: str | None = None
    garments: list[GarmentDraft] = field(default_factory=list)
    usual_clothes: tuple[str, ...] = ()
    """What their trade wears, where no word tells otherwise."""
    accessories: list[str] = field(default_factory=list)
    name: str | None = None
    merged_into: PersonDraft | None = None
    group: int | None = None
    """Those who came in together have the same number."""

    @property
    def who(self) -> PersonDraft:
        """This person, or the one they turned out to be."""
        person = self
        while person.merged_into is not None:
            person = person.merged_into
        return person

    @property
    def colours(self) -> set[str]:
        """The colours worn, as told."""
        return {garment.colour for garment in self.garments if garment.colour}


@dataclass(slots=True, eq=False)
class RoleDraft:
    """A person in a take."""

    person: PersonDraft
    actions: list[str] = field(default_factory=list)
    emotion: str | None = None
    holds: list[str] = field(default_factory=list)
    body_part: str | None = None


@dataclass(slots=True, eq=False)
class ThingDraft:
    name: str
    words: str
    count: int = 1
    colour: str | None = None
    where: str | None = None
    relative_to: str | None = None
    actions: list[str] = field(default_factory=list)
    is_known: bool = True
    is_implied: bool = False
    """Brought in by another word (candlelight brings candles)."""


@dataclass(slots=True, eq=False)
class ShotDraft:
    """A take, read."""

    index: int
    """−1 for the context."""
    words: str = ""
    size: str | None = None
    is_reveal: bool = False
    framing: list[str] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    unknown_places: list[str] = field(default_factory=list)
    backdrops: list[str] = field(default_factory=list)
    """Places that are seen behind the one that the shot is set in."""
    features: list[str] = field(default_factory=list)
    place_is_definite: bool = False
    """`the terrace`: the one already seen."""
    time_of_day: str | None = None
    weather: str | None = None
    roles: list[RoleDraft] = field(default_factory=list)
    things: list[ThingDraft] = field(default_factory=list)
    lighting: list[str] = field(default_factory=list)
    speech: list[tuple[str, PersonDraft | None]] = field(default_factory=list)
    sounds: list[str] = field(default_factory=list)
    ending: str | None = None
    genre: str | None = None
    """The kind of film that it is a shot of."""

    def role_of(self, person: PersonDraft) -> RoleDraft:
        """The person's role in this take, made when they had none."""
        for role in self.roles:
            if role.person.who is person.who:
                return role
        role = RoleDraft(person)
        self.roles.append(role)
        return role

    def has(self, person: PersonDraft) -> bool:
        return any(role.person.who is person.who for role in self.roles)


@dataclass(slots=True)
class FilmDraft:
    """What is read for the whole film."""

    look: list[str] = field(default_factory=list)
    music: list[Music] = field(default_factory=list)
    ambience: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    opening: str | None = None
    genre: str | None = None
    """The kind of film, where the words name one: `product`, `interview`, `portrait`."""
    place_words: dict[str, str] = field(default_factory=dict)
    """Canonical names of places to the words that first named them."""


@dataclass(slots=True)
class NounPhrase:
    """What stands before a noun that has not come yet."""

    first: Unit | None = None
    determiner: str | None = None
    owners: list[PersonDraft] = field(default_factory=list)
    count: int | None = None
    ordinal: str | None = None
    modifiers: list[Unit] = field(default_factory=list)
    unknown: list[Unit] = field(default_factory=list)
    preposition: str | None = None


def add(names: list[str], name: str) -> None:
    """Appends a name that is not there yet."""
    if name not in names:
        names.append(name)
