"""What staging asks the art department: what is known, how large it is and what it stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rushes.engines.animatic.scene import Figure, Light, Performance
from rushes.film.thing_records import thing_files, thing_names, thing_record

_TOO_LARGE_FOR_A_TABLE_M = 0.6


class Water(Protocol):
    """A level surface in a place's world: metres."""

    @property
    def shore_z(self) -> float:
        """Its nearest edge."""

    @property
    def y(self) -> float: ...

    @property
    def half_width(self) -> float: ...

    def middle_at(self, z: float) -> float:
        """The x half-way between its banks."""


@dataclass(frozen=True, slots=True)
class Stagecraft:
    """The few facts about drawings that staging needs; it never sees a drawing itself."""

    light_for: Callable[[str, str, bool, tuple[str, ...], int], Light]
    known_places: frozenset[str]
    known_things: frozenset[str]
    thing_size: Callable[[str], tuple[float, float] | None]
    """Name to width and height in metres."""
    stands_on: Callable[[str], str]
    """ground, table, hand, wall or sky."""
    surface_height: Callable[[str], float | None]
    """Height of a table's top, in metres; None for what has none."""
    head_at: Callable[[Figure, Performance], tuple[float, float]]
    """Where the head's joint is from the person's origin, in metres, once they have leaned in."""
    moves_itself: Callable[[str], bool] = lambda name: False
    """Whether it is an animal, a vehicle: of those that go in herds and columns."""
    is_vehicle: Callable[[str], bool] = lambda name: False
    water_in: Callable[[str], Water | None] = lambda place: None
    """The water of a place; None where it has none."""

    def is_table(self, name: str) -> bool:
        """Whether people sit at it and things stand on it: higher than a seat."""
        return (self.surface_height(name) or 0.0) > 0.6

    def lies_on_a_table(self, name: str) -> bool:
        """Whether it is put on a table where nobody holds it."""
        stand = self.stands_on(name)
        size = self.thing_size(name) or (1.0, 1.0)
        return stand == "table" or (stand == "hand" and max(size) < _TOO_LARGE_FOR_A_TABLE_M)

    def is_seat(self, name: str) -> bool:
        """Whether people sit on it: a bench, a sofa, a bed."""
        return 0.3 < (self.surface_height(name) or 0.0) <= 0.6


def drawn_stagecraft() -> Stagecraft:
    """The facts about the drawings that are there. Imports the drawing library."""
    from rushes.engines.animatic.drawing import light, places, things
    from rushes.engines.animatic.drawing.people.figure import actor_of
    from rushes.engines.animatic.drawing.places.waters import water_in

    def head_at(figure: Figure, performance: Performance) -> tuple[float, float]:
        actor = actor_of(figure, performance)
        heads = [skeleton.head for skeleton in actor.skeletons]
        forwards = sum(head[0] for head in heads) / len(heads) + actor.acting.approach_m
        return actor.facing * forwards, sum(head[1] for head in heads) / len(heads)

    return Stagecraft(
        light_for=light.light_for,
        known_places=places.known_places(),
        known_things=things.known_things(),
        thing_size=things.thing_size,
        stands_on=things.stands_on,
        surface_height=things.surface_height,
        head_at=head_at,
        moves_itself=_moves_itself,
        is_vehicle=_is_vehicle,
        water_in=water_in,
    )


def _moves_itself(name: str) -> bool:
    record = thing_record(name)
    return record is not None and any(clip.stride_m for clip in record.clips.values())


def _is_vehicle(name: str) -> bool:
    drawn_by = thing_names().get(name)
    return drawn_by is not None and thing_files()[drawn_by].parent.name == "vehicles"
