"""Where things stand: on the table between people, beside them, before or behind, in the sky."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

import msgspec

from rushes.engines.animatic.scene import CastMember, Prop, Rgb
from rushes.engines.animatic.staging.blocking import extent_of
from rushes.engines.animatic.staging.camera.framing import Framing
from rushes.engines.animatic.staging.colours import colour_of
from rushes.engines.animatic.staging.goings import company_of, doing_of, is_up, set_going
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.film.shot_list import Shot, Thing

_DINNER_TABLES = ("dinner table", "table")
_TABLES = ("table", "desk", "dinner table")
"""What is set up where no table was named: the first that there is."""
_MOST_OF_A_KIND = 14
_CARD_SIZE_M = (1.1, 0.7)
_AFLOAT = frozenset("boat sailboat ship canoe raft yacht".split())
_WATER_FROM_M = {"sea": -20.0, "lake": 9.0, "beach": 11.0}
"""Where the water begins in places that have some."""
_ALOFT_SHARES = {"EWS": 0.12, "WS": 0.2, "MCU": 0.45, "CU": 0.6, "ECU": 0.8}
"""How much of the picture's height what flies takes; as if it were wide by the aspect."""
_OTHER_COLOURS = ("white", "black", "grey", "blue", "red", "silver")
_PARTS_OF_LIGHT = frozenset({"sun", "moon", "sky", "stars", "horizon", "clouds", "light"})


def is_excluded(name: str, excluded: tuple[str, ...]) -> bool:
    """Whether the film was asked not to show this."""
    words = set(name.split())
    return any(name == word or word in words for word in excluded)


@dataclass(slots=True)
class Dresser:
    """Places the things of one shot. Take `props` when `dress` has run."""

    shot: Shot
    cast: tuple[CastMember, ...]
    framing: Framing
    aspect: float
    stagecraft: Stagecraft
    excluded: tuple[str, ...]
    dressing: float
    random: Random
    film_seed: str = ""
    """What all shots of a film agree by: which way a thing goes."""
    props: list[Prop] = field(default_factory=list)
    table_z: float = -0.12
    """A little before people who sit at it; behind hands that lie on it."""
    _table_width_m: float = 0.0
    _table_height_m: float = 0.0
    _side: int = 1
    _is_dining: bool = False
    _seat_thing: Thing | None = None
    _cards: int = 0
    """How many cards stand beside the people by now."""

    def dress(self, at_table: bool, is_dining: bool) -> tuple[Prop, ...]:
        """Every thing of the shot as props; a table first where people or things need one."""
        self._is_dining = is_dining
        things = [thing for thing in self.shot.things if self._is_wanted(thing)]
        on_table = [thing for thing in things if self._stand(thing) == "table"]
        tables = [thing for thing in things if self.stagecraft.is_table(thing.name)]
        if tables or at_table or (on_table and self.shot.size != "EWS"):
            self._set_table(tables[0] if tables else None)
        self._side = self.random.choice((-1, 1))
        if on_table or at_table:
            is_laid = at_table and is_dining
            told = [thing for thing in on_table if not self._is_card(thing)]
            self._lay_table([*told, *self._place_settings(told, is_laid)])
            self._lay_cards([thing for thing in on_table if self._is_card(thing)])
        if any(member.y < 0 for member in self.cast):
            self._make_bed(things)
        elif self._has_seated() and not at_table:
            self._seat(things)
        for thing in things:
            if thing not in on_table and thing not in tables and thing is not self._seat_thing:
                self._place(thing)
        return tuple(self.props)

    def _is_wanted(self, thing: Thing) -> bool:
        held = {name for member in self.cast for name in member.performance.holds}
        used = {name for member in self.cast for name, _ in member.performance.uses}
        is_feature = thing.name in self.shot.place_features and not self._is_card(thing)
        return not (
            thing.drawn_as == "nothing"
            or (thing.name in held and not self._is_card(thing))
            or thing.name in used
            or thing.name in _PARTS_OF_LIGHT
            or is_feature
            or is_excluded(thing.name, self.excluded)
        )

    def _is_card(self, thing: Thing) -> bool:
        return thing.name not in self.stagecraft.known_things

    def _size(self, thing: Thing) -> tuple[float, float]:
        return (
            _CARD_SIZE_M
            if self._is_card(thing)
            else self.stagecraft.thing_size(thing.name) or _CARD_SIZE_M
        )

    def _stand(self, thing: Thing) -> str:
        if thing.where == "on the table":
            return "table"
        if is_up(thing):
            return "sky"
        if thing.where == "on the ground" or self._is_card(thing):
            return "ground"
        stand = self.stagecraft.stands_on(thing.name)
        if stand == "hand":
            has_table = self._table_width_m or self._has_seated() or not self.cast
            return (
                "table" if has_table and self.stagecraft.lies_on_a_table(thing.name) else "ground"
            )
        return stand

    def _has_seated(self) -> bool:
        return any(member.performance.posture == "sit" for member in self.cast)

    def _width_at(self, z: float) -> float:
        """Metres across the picture at a depth."""
        distance = self.framing.distance_m
        return self.framing.height_m * self.aspect * (distance + z) / distance

    def _middle_at(self, z: float) -> float:
        """The world's x in the middle of the picture at a depth."""
        return self.framing.centre_x + z * self.framing.pan

    def _add(self, thing: Thing, x: float, z: float, y: float = 0.0, scale: float = 1.0) -> None:
        colour: Rgb | None = colour_of(thing.colour)
        is_card = self._is_card(thing)
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

    def _set_table(self, told: Thing | None) -> None:
        known = self.stagecraft.known_things
        choice = _DINNER_TABLES if self._is_dining else _TABLES
        name = told.name if told else next((table for table in choice if table in known), None)
        if name is None or name not in known or is_excluded(name, self.excluded):
            return
        width = (self.stagecraft.thing_size(name) or (1.4, 0.75))[0]
        wanted = width
        if self.cast:
            apart = max(member.x for member in self.cast) - min(m.x for m in self.cast)
            wanted = max(0.8, apart + 0.12) if len(self.cast) > 1 else 1.2
        together = max(1, round(wanted / (1.12 * width)))
        scale = min(1.12, max(0.92, wanted / width / together))
        self._table_width_m = width * scale * together
        self._table_height_m = (self.stagecraft.surface_height(name) or 0.75) * scale
        for place in range(together):
            x = (place - (together - 1) / 2) * width * scale
            thing = Thing(name, colour=told.colour if told else None)
            self._add(thing, x, self.table_z, 0.0, scale)
            self.props[-1] = replace(self.props[-1], facing=1)

    def _seat(self, things: list[Thing]) -> None:
        """What those who sit away from a table sit on: what was named for it, or what there is."""
        known, excluded = self.stagecraft.known_things, self.excluded
        self._seat_thing = next(
            (thing for thing in things if self.stagecraft.is_seat(thing.name)), None
        )
        usual = "chair" if self.shot.indoors else "bench"
        if self._seat_thing is not None:
            self._place_seat(self._seat_thing)
        elif usual in known and not is_excluded(usual, excluded):
            self._place_seat(Thing(usual))

    def _make_bed(self, things: list[Thing]) -> None:
        """Under whoever lies, from head to feet."""
        self._seat_thing = next(thing for thing in things if self.stagecraft.is_seat(thing.name))
        lying = next(member for member in self.cast if member.y < 0)
        head_x, _ = self.stagecraft.head_at(lying.figure, lying.performance)
        self._add(self._seat_thing, lying.x + 0.3 * head_x, lying.z + 0.1)
        self.props[-1] = replace(self.props[-1], facing=-1 if head_x > 0 else 1)

    def _place_seat(self, thing: Thing) -> None:
        """Under those who sit."""
        seated = [m.x for m in self.cast if m.performance.posture == "sit"]
        width, _ = self._size(thing)
        needed = max(seated) - min(seated) + 0.75
        self._add(thing, (max(seated) + min(seated)) / 2, 0.12, 0.0, max(1.0, needed / width))

    def _place_settings(self, told: list[Thing], is_laid: bool) -> list[Thing]:
        """What lies on a table where nothing forbids it; candles where candles light the set."""
        names = {thing.name for thing in told}
        wanted = []
        if any("candle" in light for light in self.shot.lighting) and "candle" not in names:
            wanted.append(Thing("candle", count=2))
        if is_laid and self.dressing >= 0.3:
            # A dinner table is drawn laid; only a bare one needs plates.
            is_laid_already = any(prop.name == "dinner table" for prop in self.props)
            setting = ("wine glass",) if is_laid_already else ("plate", "wine glass")
            wanted += [Thing(name, count=2) for name in setting if name not in names]
        known = self.stagecraft.known_things
        return [w for w in wanted if w.name in known and not is_excluded(w.name, self.excluded)]

    def _lay_table(self, things: list[Thing]) -> None:
        """Pairs before the two ends, the rest in the middle, on a strip of the table's top."""
        half = (self._table_width_m or 1.0) / 2
        ends = [thing for thing in things if thing.count == 2 and thing.name != "candle"]
        for place, thing in enumerate(ends):
            for side in (-1, 1):
                share = 0.66 if thing.name == "plate" else (0.38, 0.5)[place % 2]
                share += self.random.uniform(-0.03, 0.03)
                self._put_on_table(thing, side * share * half, place)
        middle = [t for thing in things if thing not in ends for t in [thing] * min(6, thing.count)]
        for place, thing in enumerate(middle):
            x = (place - (len(middle) - 1) / 2) * min(0.17, half / max(1, len(middle)))
            self._put_on_table(thing, x + self.random.uniform(-0.02, 0.02), len(ends) + place)

    def _card_width_m(self, z: float) -> float:
        """How wide a card is that can be read at this depth."""
        height_m = self._width_at(z) / self.aspect
        share = min(0.34 * self.aspect, 0.42) * height_m
        return min(share, max(_CARD_SIZE_M[0], 0.55 * share))

    def _lay_cards(self, things: list[Thing]) -> None:
        """In a row on the table, behind what is drawn, as small as there is room for."""
        z = self.table_z + 0.12
        width = self._card_width_m(z)
        scale = min(1.0, 0.9 * self._width_at(z) / (1.06 * width * max(1, len(things))))
        for place, thing in enumerate(things):
            x = (place - (len(things) - 1) / 2) * 1.06 * width * scale
            self._add(thing, x, z, -self._table_height_m, scale)

    def _stand_card(self, thing: Thing) -> None:
        """Beside the people, in turns to the left and the right, and one above the other."""
        z = 0.3
        width, span = self._card_width_m(z), self._width_at(z)
        if not self.cast and not self._cards and thing.where not in ("left", "right"):
            x, row = self.framing.centre_x, 0
        else:
            place = self._cards - (0 if self.cast else 1)
            row = place // 2
            x = self._middle_at(z) + self._side_of(thing) * (0.48 * span - width / 2)
        self._cards += 1
        foot = min(0.0, self._y_at(0.41, z))
        self._add(thing, x, z, foot - row * 1.08 * width * _CARD_SIZE_M[1] / _CARD_SIZE_M[0])

    def _y_at(self, down: float, z: float) -> float:
        """The world's y that is seen so far below the picture's middle, in picture heights."""
        framing = self.framing
        depth_ratio = (framing.distance_m + z) / framing.distance_m
        return framing.pose.y + (down - framing.horizon) * framing.height_m * depth_ratio

    def _put_on_table(self, thing: Thing, x: float, row: int) -> None:
        """Rows lie a little deeper or nearer on the top, as far as a table drawn flat allows."""
        lift = (0.0, 0.035, 0.015)[row % 3]
        self._add(thing, x, self.table_z - 0.03 + 0.01 * (row % 3), -self._table_height_m - lift)

    def _place(self, thing: Thing) -> None:
        stand = self._stand(thing)
        is_card = self._is_card(thing)
        if not is_card and thing.name in _AFLOAT and self.shot.place in _WATER_FROM_M:
            self._float(thing)
            return
        if is_card and stand != "sky" and self.shot.size != "EWS":
            self._stand_card(thing)
            return
        count = 1 if is_card else max(1, min(_MOST_OF_A_KIND, thing.count))
        is_aloft = doing_of(thing).is_aloft
        for place in range(count):
            if is_aloft:
                self._place_aloft(thing, place)
                continue
            if stand == "sky":
                self._place_in_picture(thing, 28.0 + 9 * place, (-0.40, -0.18))
            elif stand == "wall":
                self._place_in_picture(thing, 0.9, (-0.30, -0.12))
            elif thing.where == "foreground":
                self._place_foreground(thing)
            elif thing.where == "background" or self.shot.size == "EWS" or count > 4:
                self._place_background(thing)
            else:
                self._place_beside(thing, place, count)

        if company := company_of(thing):
            self._place_company(thing, company)

    def _float(self, thing: Thing) -> None:
        """On the water, as far off as it must be to be seen whole."""
        count = max(1, min(_MOST_OF_A_KIND, thing.count))
        for place in range(count):
            shore = _WATER_FROM_M[self.shot.place or ""] + 6.0 * place
            z = self._far_enough(thing, max(shore, 4.0 * place), 0.42)
            side = self._side_of(thing) if self.cast or place else 0
            self._add(thing, self._middle_at(z) + side * 0.26 * self._width_at(z), z, 0.1)

    def _place_in_picture(self, thing: Thing, z: float, band: tuple[float, float]) -> None:
        """At a height in the picture, whatever the world's height is there."""
        share, down = self.random.uniform(0.1, 0.36), self.random.uniform(*band)
        if self._is_card(thing) and self.shot.place_drawn_as == "card":
            share, down = 0.34, -0.05  # below the place's own card
        x = self._middle_at(z) + self._side_of(thing) * share * self._width_at(z)
        self._add(thing, x, z, self._y_at(down, z))

    def _place_company(self, thing: Thing, count: int) -> None:
        """More of its kind around it: the herd it joins, the queue it stands in."""
        width, _ = self._size(thing)
        facing = self.props[-1].facing
        for place in range(count):
            side = 1 if place % 2 else -1
            lane = place // 2
            z = (1.6 + self.random.uniform(0.0, 0.4)) * lane * max(1.0, width / 3)
            x = self.framing.centre_x + side * width * (1.12 if lane == 0 else 0.3 + 0.4 * lane)
            colour = (
                self.random.choice(_OTHER_COLOURS) if "queue" in thing.actions else thing.colour
            )
            self._add(msgspec.structs.replace(thing, colour=colour), x, z)
            self.props[-1] = replace(self.props[-1], facing=facing)

    def _place_aloft(self, thing: Thing, place: int) -> None:
        """In the air, where it is seen as large as its shot size tells."""
        share = _ALOFT_SHARES.get(self.shot.size, 0.42) * (0.8 if place else 1.0)
        width, height = self._size(thing)
        seen = max(width / self.aspect, height) / share
        distance = self.framing.distance_m
        z = max(0.8, seen * self.framing.focal) - distance + 0.6 * place
        if self.cast:
            z = max(1.0, z)
        down = self.random.uniform(-0.22, -0.06) if self.cast or place else -0.2
        side = self._side_of(thing) * self.random.uniform(0.12, 0.3) if self.cast or place else 0.0
        x = self._middle_at(z) + side * self._width_at(z)
        self._add(thing, x, z, self._y_at(down, z) + height / 2)

    def _far_enough(self, thing: Thing, z: float, share: float) -> float:
        """`z`, or so much further back that the thing takes no more than this share of the
        picture's width and is not much taller than it. In a room there is only so much room."""
        width, height = self._size(thing)
        if self._is_card(thing):
            return z
        tall = max(width / (share * self.aspect), height / 1.05)
        further = max(z, tall * self.framing.focal - self.framing.distance_m)
        return max(z, min(further, 1.2)) if self.shot.indoors else further

    def _side_of(self, thing: Thing) -> int:
        """Left or right as told, else in turns."""
        if thing.where == "left":
            return -1
        if thing.where == "right":
            return 1
        self._side = -self._side
        return self._side

    def _place_foreground(self, thing: Thing) -> None:
        z = self._far_enough(thing, -0.45 * self.framing.distance_m, 0.34)
        edge = 0.36 * self._width_at(z)
        self._add(thing, self._middle_at(z) + self._side_of(thing) * edge, z)

    def _place_background(self, thing: Thing) -> None:
        """Scattered over the land behind, leaving the middle free."""
        distance = self.framing.distance_m
        deepest = 3.0 if self.shot.indoors else max(10.0, 3.2 * distance)
        nearest = 0.8 if self.shot.indoors else max(2.0, 0.5 * distance)
        z = self.random.uniform(nearest**0.5, deepest**0.5) ** 2
        z = self._far_enough(thing, z, 0.5)
        share = self.random.uniform(0.14, 0.44)
        x = self._middle_at(z) + self._side_of(thing) * share * self._width_at(z)
        self._add(thing, x, z, 0.0, self.random.uniform(0.85, 1.15))

    def _place_beside(self, thing: Thing, place: int, count: int) -> None:
        """Beside the people, or as the subject itself in the middle."""
        width, _ = self._size(thing)
        others = sum(1 for prop in self.props if not self.stagecraft.is_table(prop.name))
        if not self.cast and others < count and thing.where not in ("left", "right"):
            x = self.framing.centre_x + (place - (count - 1) / 2) * width * 1.15
            self._add(thing, x, 0.0)
            return
        side = self._side_of(thing)
        z = self._far_enough(thing, 0.25, 0.5)
        reach = 0.3 * self._width_at(z)
        if self.cast and z <= 0.25:
            extent = extent_of(self.cast, "WS", self.stagecraft.head_at)
            edge = extent.right if side > 0 else extent.left
            x = edge + side * (width / 2 + 0.08 + 0.5 * width * (place // 2))
        else:
            x = self._middle_at(z) + side * (reach + width * (place // 2))
        limit = 0.5 * self._width_at(z) - 0.3 * width
        middle = self._middle_at(z)
        x = min(middle + limit, max(middle - limit, x)) if limit > 0 else x
        self._add(thing, x, z)
