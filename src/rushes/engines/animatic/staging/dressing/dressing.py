"""What is on the set by now, and where the picture has room for more."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from rushes.engines.animatic.scene import CastMember, Prop, Rgb
from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.colours import colour_of
from rushes.engines.animatic.staging.goings import set_going
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.film.shot_list import Shot, Thing

CARD_SIZE_M = (1.1, 0.7)


def is_excluded(name: str, excluded: tuple[str, ...]) -> bool:
    """Whether the film was asked not to show this."""
    words = set(name.split())
    return any(name == word or word in words for word in excluded)


@dataclass(slots=True)
class Dressing:
    """The set of one shot while it is dressed."""

    shot: Shot
    cast: tuple[CastMember, ...]
    framing: Framing
    aspect: float
    craft: Stagecraft
    excluded: tuple[str, ...]
    freedom: float
    """How freely it is dressed with what was not named: 1 − cfg_scale."""
    random: Random
    film_seed: str = ""
    """What all shots of a film agree by: which way a thing goes."""
    props: list[Prop] = field(default_factory=list)
    side: int = 1

    def is_card(self, thing: Thing) -> bool:
        """Whether nobody has drawn it."""
        return thing.name not in self.craft.known_things

    def size(self, thing: Thing) -> tuple[float, float]:
        """Metres across and up."""
        known = None if self.is_card(thing) else self.craft.thing_size(thing.name)
        return known or CARD_SIZE_M

    def width_at(self, z: float) -> float:
        """Metres across the picture at a depth."""
        distance = self.framing.distance_m
        return self.framing.height_m * self.aspect * (distance + z) / distance

    def middle_at(self, z: float) -> float:
        """The world's x in the middle of the picture at a depth."""
        return self.framing.centre_x + z * self.framing.pan

    def y_at(self, down: float, z: float) -> float:
        """The world's y that is seen so far below the picture's middle, in picture heights."""
        framing = self.framing
        depth_ratio = (framing.distance_m + z) / framing.distance_m
        return framing.pose.y + (down - framing.horizon) * framing.height_m * depth_ratio

    def side_of(self, thing: Thing) -> int:
        """Left or right as told, else in turns."""
        if thing.where == "left":
            return -1
        if thing.where == "right":
            return 1
        self.side = -self.side
        return self.side

    def far_enough(self, thing: Thing, z: float, share: float) -> float:
        """`z`, or so much further back that the thing takes no more than this share of the
        picture's width and is not much taller than it. In a room there is only so much room."""
        width, height = self.size(thing)
        if self.is_card(thing):
            return z
        tall = max(width / (share * self.aspect), height / 1.05)
        further = max(z, tall * self.framing.focal - self.framing.distance_m)
        return max(z, min(further, 1.2)) if self.shot.indoors else further

    def add(self, thing: Thing, x: float, z: float, y: float = 0.0, scale: float = 1.0) -> None:
        """Puts one of these things there, doing what it does."""
        colour: Rgb | None = colour_of(thing.colour)
        is_card = self.is_card(thing)
        prop = Prop(
            name=(thing.words or thing.name) if is_card else thing.name,
            x=round(x, 3),
            z=round(z, 3),
            y=round(y, 3),
            colour=colour,
            scale=round(scale, 3),
            facing=self.random.choice((-1, 1)),
            is_card=is_card,
        )
        self.props.append(set_going(prop, thing, self.film_seed, self.random))
