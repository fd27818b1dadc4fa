"""Where things stand: by another thing, on the table, beside people, before or behind, aloft."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import msgspec

from rushes.engines.animatic.scene import Prop
from rushes.engines.animatic.staging.dressing.dressing import (
    CARD_SIZE_M,
    Dressing,
    is_excluded,
)
from rushes.engines.animatic.staging.dressing.groups import GROUP_FROM, herd
from rushes.engines.animatic.staging.dressing.relations import RELATIONS, anchor_named, spot_by
from rushes.engines.animatic.staging.dressing.seats import seat_people, seated
from rushes.engines.animatic.staging.dressing.subjects import Subject, hangs, place_told
from rushes.engines.animatic.staging.dressing.tables import Tables, card_width_m
from rushes.engines.animatic.staging.goings import (
    company_of,
    doing_of,
    is_afloat,
    is_up,
    seen_from_above,
)
from rushes.engines.animatic.staging.people.extent import extent_of
from rushes.engines.animatic.staging.stagecraft import Water
from rushes.film.shot_list import Thing

_MOST_OF_A_KIND = 14
_ALOFT_SHARES = {"EWS": 0.12, "WS": 0.2, "MCU": 0.45, "CU": 0.6, "ECU": 0.8}
"""How much of the picture's height what flies takes; as if it were wide by the aspect."""
_LARGEST_ALOFT = 80.0
"""How many times its own size at most: a bee that fills a close-up."""
_FLOCK_SHARES = (1.0, 0.6, 0.4)
"""Of that: of one or two, of a few, of many."""
_OTHER_COLOURS = ("white", "black", "grey", "blue", "red", "silver")
_PARTS_OF_LIGHT = frozenset({"sun", "moon", "sky", "stars", "horizon", "clouds", "light"})
_HIP_M = 1.0
_CLIMBS = frozenset({"climb", "climb-up"})


@dataclass(slots=True)
class Dresser:
    """Places the things of one shot. Take `on.props` when `dress` has run."""

    on: Dressing
    subject: Subject | None = None
    """What a shot without people is about."""
    table_z: float = -0.12
    shore: Water | None = None
    """The water that this shot is seen from the land of."""
    is_out: bool = False
    """Whether the shot is out on the water itself."""
    _tables: Tables = field(init=False)
    _cards: int = 0
    """How many cards stand beside the people by now."""
    _upon: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many things stand by an anchor in the same way by now."""

    def dress(self, at_table: bool, is_dining: bool) -> tuple[Prop, ...]:
        """Every thing of the shot as props; a table first where people or things need one."""
        on = self.on
        things = [thing for thing in on.shot.things if self._is_wanted(thing)]
        self._tables = Tables(on, self.table_z, is_dining)
        tables = [thing for thing in things if on.craft.is_table(thing.name)]
        self._tables.width_m = 1.0 if tables or at_table else 0.0
        on_table = [thing for thing in things if self._stand(thing) == "table"]
        self._tables.width_m = 0.0
        if tables or at_table or (on_table and on.shot.size != "EWS"):
            self._tables.set_up(tables[0] if tables else None)
        on.side = on.random.choice((-1, 1))
        if on_table or at_table:
            self._tables.lay(on_table, at_table and is_dining)
        seat = seat_people(on, things, at_table)
        rest = [t for t in things if t not in on_table and t not in tables and t is not seat]
        for thing in sorted(rest, key=self._order):
            self._place(thing)
        return tuple(on.props)

    @property
    def lead(self) -> Thing | None:
        return self.subject.thing if self.subject else None

    def _told(self, thing: Thing) -> tuple[str, str | None]:
        """Where it stands, and by what or whom."""
        lies_by = self.on.cast[0].figure.id if self.on.cast else None
        where, name = place_told(thing, self.on.shot.things, self.on.craft, lies_by)
        if name is not None and hangs(name, self.on.craft):
            return where, None  # beside what hangs on a wall is below it
        return where, name

    def _order(self, thing: Thing) -> int:
        """What others stand by comes first."""
        names = {self._told(other)[1] for other in self.on.shot.things}
        return 0 if thing.name in names else 1 if thing.relative_to is None else 2

    def _is_wanted(self, thing: Thing) -> bool:
        on = self.on
        held = {name for member in on.cast for name in member.performance.holds}
        stages = [stage for member in on.cast for stage in member.stages]
        used = {name for stage in stages for name, _ in stage.performance.uses}
        is_feature = thing.name in on.shot.place_features and not on.is_card(thing)
        return not (
            thing.drawn_as == "nothing"
            or (thing.name in held and not on.is_card(thing))
            or thing.name in used
            or thing.name in _PARTS_OF_LIGHT
            or is_feature
            or is_excluded(thing.name, on.excluded)
        )

    def _stand(self, thing: Thing) -> str:
        on = self.on
        if thing.where == "on the table":
            return "table"
        if thing.relative_to is not None and on.craft.is_table(thing.relative_to):
            is_on = RELATIONS.get(thing.where or "", RELATIONS["beside"]).is_on_top
            return "table" if is_on else "ground"
        if thing.relative_to is not None and not hangs(thing.relative_to, on.craft):
            return "ground"
        if is_up(thing):
            return "sky"
        if thing.where == "on the ground" or on.is_card(thing):
            return "ground"
        stand = on.craft.stands_on(thing.name)
        if stand in ("hand", "table") and on.craft.lies_on_a_table(thing.name):
            is_shown = self.subject is not None and self.subject.foot_m > 0
            has_table = self._tables.width_m or seated(on.cast) or is_shown
            return "table" if has_table or stand == "table" else "ground"
        return "ground" if stand == "hand" else stand

    def _place(self, thing: Thing) -> None:
        stand, on = self._stand(thing), self.on
        is_card = on.is_card(thing)
        if not is_card and self._place_by(thing):
            return
        if is_card and stand != "sky" and on.shot.size != "EWS":
            self._stand_card(thing)
            return
        count = 1 if is_card else max(1, min(_MOST_OF_A_KIND, thing.count))
        if self.shore is not None and is_afloat(thing) and not is_card:
            self._float(seen_from_above(thing), count, self.shore)
            return
        is_leaping = self.is_out and is_afloat(thing)
        if doing_of(thing).is_aloft and not is_leaping:
            self._place_aloft(thing, count)
        elif stand in ("sky", "wall"):
            for place in range(count):
                z = 28.0 + 9 * place if stand == "sky" else 0.9
                self._place_in_picture(thing, z, (-0.40, -0.18) if z > 1 else (-0.30, -0.12))
        elif thing.where == "foreground":
            for _ in range(count):
                self._place_foreground(thing)
        elif self.subject is not None and thing in (self.subject.thing, self.subject.by):
            self._place_lead(thing, count)
        elif count >= GROUP_FROM and self._goes_in_herds(thing):
            self._place_herd(thing, count)
        else:
            is_far = thing.where == "background" or on.shot.size == "EWS" or count > 4
            for place in range(count):
                if is_far:
                    self._place_background(thing)
                else:
                    self._place_beside(thing, place)
        if company := company_of(thing):
            self._place_company(thing, company)

    def _place_by(self, thing: Thing) -> bool:
        """By what the words tell its place from; False where that isn't on the set."""
        on = self.on
        where, name = self._told(thing)
        anchor = anchor_named(name, on.props, on.cast, on.craft)
        relation = RELATIONS.get(where)
        if name is None or anchor is None or relation is None:
            return False
        if relation.is_beside and where == "around":
            relation = relation._replace(away_m=on.random.uniform(-0.3, 0.3))
        before, count = self._upon.get((name, where), 0), max(1, min(6, thing.count))
        alike = sum(1 for t in on.shot.things if (t.relative_to, t.where) == (name, thing.where))
        climbs = bool(_CLIMBS & set(thing.actions))
        free = 1 if anchor.x <= on.framing.centre_x else -1
        for place in range(count):
            side = free if relation.is_beside and place % 2 == 0 else -free
            spot = spot_by(
                relation,
                anchor,
                on.size(thing),
                side if relation.is_beside else free,
                (before + place) // (2 if relation.is_beside else 1),
                max(count, alike),
                climbs,
            )
            on.add(thing, spot.x, spot.z, spot.y, spot.scale)
            is_bound = relation.is_on_top or relation.is_within
            if is_bound and not on.props[-1].is_aloft:
                on.props[-1] = replace(on.props[-1], travel_mps=0.0)
        self._upon[name, where] = before + count
        return True

    def _goes_in_herds(self, thing: Thing) -> bool:
        """Whether it is of those that move by themselves: animals and vehicles."""
        return self.on.craft.moves_itself(thing.name)

    def _place_lead(self, thing: Thing, count: int) -> None:
        """What the shot is about, in the middle: one, two side by side, or a herd in depth."""
        on = self.on
        width, _ = on.size(thing)
        if count >= GROUP_FROM:
            for x, z in herd(count, width, on.random):
                on.add(self._one_of(thing), on.framing.centre_x + x, z)
            self._face_alike(count)
            return
        sides = {"left": -0.22, "right": 0.22}
        aside = sides.get(thing.where or "", 0.0) * on.width_at(0.0)
        aside = math.copysign(min(abs(aside), max(0.0, on.width_at(0.0) - width) / 2), aside)
        is_by = self.subject is not None and thing is self.subject.by
        z = 0.3 if is_by else 0.0
        for place in range(count):
            x = on.framing.centre_x + aside + (place - (count - 1) / 2) * width * 1.12
            on.add(thing, x, z)
        self._face_alike(count)

    def _one_of(self, thing: Thing) -> Thing:
        """Vehicles of one kind come in many colours where the words give them none."""
        if thing.colour is not None or not self.on.craft.is_vehicle(thing.name):
            return thing
        return msgspec.structs.replace(thing, colour=self.on.random.choice(_OTHER_COLOURS))

    def _face_alike(self, count: int) -> None:
        """All that go together look the same way."""
        own = self.on.props[-count:]
        self.on.props[-count:] = [replace(prop, facing=own[0].facing) for prop in own]

    def _place_herd(self, thing: Thing, count: int) -> None:
        """Behind or around the people, or far off where the words have it there."""
        on = self.on
        width, _ = on.size(thing)
        z = 1.0 + 0.5 * width
        if thing.where == "background" or on.shot.size == "EWS":
            z = max(6.0, 1.2 * on.framing.distance_m)
        z = on.far_enough(thing, z, 0.4)
        side = {"left": -0.25, "right": 0.25}.get(thing.where or "", 0.0)
        if not side and not on.cast:
            side = 0.2 * on.side_of(thing)
        for x, deep in herd(count, width, on.random):
            on.add(
                self._one_of(thing), on.middle_at(z) + side * on.width_at(z) + 1.15 * x, z + deep
            )
        self._face_alike(count)

    def _float(self, thing: Thing, count: int, water: Water) -> None:
        """On the water, as far off as it must be to be seen whole."""
        on = self.on
        for place in range(count):
            near = water.shore_z + 1.5 + 6.0 * place
            z = on.far_enough(thing, near, 0.42)
            side = 0.26 * on.side_of(thing) * on.width_at(z)
            x = on.middle_at(z) + side
            if water.half_width < 20:
                x = water.middle_at(z) + math.copysign(min(abs(side), 0.6 * water.half_width), side)
            on.add(thing, x, z, water.y)

    def _place_in_picture(self, thing: Thing, z: float, band: tuple[float, float]) -> None:
        """At a height in the picture, whatever the world's height is there."""
        on = self.on
        share, down = on.random.uniform(0.1, 0.36), on.random.uniform(*band)
        if on.is_card(thing) and on.shot.place_drawn_as == "card":
            share, down = 0.34, -0.05  # below the place's own card
        below = (t.where for t in on.shot.things if t.relative_to == thing.name)
        side = {"left": 1, "right": -1}.get(next(below, None) or "") or on.side_of(thing)
        on.add(thing, on.middle_at(z) + side * share * on.width_at(z), z, on.y_at(down, z))

    def _place_company(self, thing: Thing, count: int) -> None:
        """More of its kind around it: the herd it joins, the queue it stands in."""
        on = self.on
        width, _ = on.size(thing)
        facing = on.props[-1].facing
        for place in range(count):
            side = 1 if place % 2 else -1
            lane = place // 2
            z = (1.6 + on.random.uniform(0.0, 0.4)) * lane * max(1.0, width / 3)
            x = on.framing.centre_x + side * width * (1.12 if lane == 0 else 0.3 + 0.4 * lane)
            colour = on.random.choice(_OTHER_COLOURS) if "queue" in thing.actions else thing.colour
            on.add(msgspec.structs.replace(thing, colour=colour), x, z)
            on.props[-1] = replace(on.props[-1], facing=facing)

    def _place_aloft(self, thing: Thing, count: int) -> None:
        """In the air, where it is seen as large as its shot size tells; several as a flock."""
        on = self.on
        share = _ALOFT_SHARES.get(on.shot.size, 0.42) * _FLOCK_SHARES[min(2, count // GROUP_FROM)]
        width, height = on.size(thing)
        seen = max(width / on.aspect, height) / share
        z = max(0.8, seen * on.framing.focal) - on.framing.distance_m
        if on.cast:
            z = max(1.0, z)
        down = on.random.uniform(-0.22, -0.06) if on.cast else -0.14
        side = on.side_of(thing) * on.random.uniform(0.12, 0.3) if on.cast else 0.0
        x, y = on.middle_at(z) + side * on.width_at(z), on.y_at(down, z) + height / 2
        for aside, deep in herd(count, 2.0 * width, on.random):
            up = on.random.uniform(-1.0, 1.0) * height if count > 1 else 0.0
            on.add(thing, x + aside, z + deep, y + up)
        self._face_alike(count)

    def _place_foreground(self, thing: Thing) -> None:
        on = self.on
        z = on.far_enough(thing, -0.45 * on.framing.distance_m, 0.34)
        edge = 0.36 * on.width_at(z)
        on.add(thing, on.middle_at(z) + on.side_of(thing) * edge, z)

    def _place_background(self, thing: Thing) -> None:
        """Scattered over the land behind, leaving the middle free."""
        on = self.on
        distance = on.framing.distance_m
        deepest = 3.0 if on.shot.indoors else max(10.0, 3.2 * distance)
        nearest = 0.8 if on.shot.indoors else max(2.0, 0.5 * distance)
        z = on.random.uniform(nearest**0.5, deepest**0.5) ** 2
        z = on.far_enough(thing, z, 0.5)
        share = on.random.uniform(0.14, 0.44)
        x = on.middle_at(z) + on.side_of(thing) * share * on.width_at(z)
        on.add(thing, x, z, 0.0, on.random.uniform(0.85, 1.15))

    def _place_beside(self, thing: Thing, place: int) -> None:
        """Beside the people, or beside what the shot is about."""
        on = self.on
        width, height = on.size(thing)
        side = on.side_of(thing)
        z = on.far_enough(thing, 0.25, 0.5)
        if on.cast and z <= 0.25:
            extent = extent_of(on.cast, "WS", on.craft.head_at)
            edge = extent.right if side > 0 else extent.left
            x = edge + side * (width / 2 + 0.08 + 0.5 * width * (place // 2))
        else:
            x = on.middle_at(z) + side * (0.3 * on.width_at(z) + width * (place // 2))
        limit = 0.5 * on.width_at(z) - 0.3 * width
        middle = on.middle_at(z)
        if on.cast and width > 0.3 * on.width_at(0.25) and height < _HIP_M:
            # No room beside: it is before their feet.
            limit, z = max(0.05, 0.5 * on.width_at(-0.3) - 0.5 * width), -0.3
        x = min(middle + limit, max(middle - limit, x)) if limit > 0 else x
        on.add(thing, x, z)

    def _free_side(self, z: float) -> int:
        """The side of the picture that people leave more of free."""
        on = self.on
        spread = [member.x for member in on.cast if member.z < z + 1.0] or [0.0]
        middle = on.middle_at(z)
        return 1 if middle - min(spread) >= max(spread) - middle else -1

    def _stand_card(self, thing: Thing) -> None:
        """At the edges, in turns to the left and the right, and one above the other: smaller
        where something drawn is what the shot is about."""
        on = self.on
        z = 0.3
        is_beside_drawn = self.lead is not None and not on.is_card(self.lead)
        scale = 0.6 if is_beside_drawn else 1.0
        width, span = card_width_m(on, z) * scale, on.width_at(z)
        is_alone = not on.cast and not is_beside_drawn
        if is_alone and not self._cards and thing.where not in ("left", "right"):
            x, row = on.framing.centre_x, 0
        else:
            place = self._cards - (1 if is_alone else 0)
            row = place // 2
            if not self._cards and on.cast and thing.where not in ("left", "right"):
                on.side = -self._free_side(z)
            x = on.middle_at(z) + on.side_of(thing) * (0.48 * span - width / 2)
        self._cards += 1
        foot = min(0.0, on.y_at(0.41, z))
        y = foot - row * 1.08 * width * CARD_SIZE_M[1] / CARD_SIZE_M[0]
        on.add(thing, x, z, y, scale)
