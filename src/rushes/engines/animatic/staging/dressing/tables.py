"""Tables and seats: set up where people or things need them, and laid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rushes.engines.animatic.staging.dressing.dressing import CARD_SIZE_M, Dressing, is_excluded
from rushes.film.shot_list import Thing

_DINNER_TABLES = ("dinner table", "table")
_TABLES = ("table", "desk", "dinner table")
"""What is set up where no table was named: the first that there is."""
_GAP_M = 0.05


@dataclass(slots=True)
class Tables:
    """The table of a shot and what lies on it."""

    on: Dressing
    table_z: float
    """A little before people who sit at it; behind hands that lie on it."""
    is_dining: bool
    width_m: float = 0.0
    height_m: float = 0.0

    def set_up(self, told: Thing | None) -> None:
        """The table named, or one that will do; as many as the people need."""
        known, cast = self.on.craft.known_things, self.on.cast
        choice = _DINNER_TABLES if self.is_dining else _TABLES
        name = told.name if told else next((table for table in choice if table in known), None)
        if name is None or name not in known or is_excluded(name, self.on.excluded):
            return
        width = (self.on.craft.thing_size(name) or (1.4, 0.75))[0]
        wanted = width
        if cast:
            apart = max(member.x for member in cast) - min(m.x for m in cast)
            wanted = max(0.8, apart + 0.12) if len(cast) > 1 else 1.2
        together = max(1, round(wanted / (1.12 * width)))
        scale = min(1.12, max(0.92, wanted / width / together))
        self.width_m = width * scale * together
        self.height_m = (self.on.craft.surface_height(name) or 0.75) * scale
        for place in range(together):
            x = (place - (together - 1) / 2) * width * scale
            thing = Thing(name, colour=told.colour if told else None)
            self.on.add(thing, x, self.table_z, 0.0, scale)
            self.on.props[-1] = replace(self.on.props[-1], facing=1)

    def lay(self, told: Sequence[Thing], is_laid: bool) -> None:
        """What was told, and what lies on such a table; cards behind it."""
        drawn = [thing for thing in told if not self.on.is_card(thing)]
        self._lay([*drawn, *self._settings(drawn, is_laid)])
        self._lay_cards([thing for thing in told if self.on.is_card(thing)])

    def _settings(self, told: list[Thing], is_laid: bool) -> list[Thing]:
        """What lies on a table where nothing forbids it; candles where candles light the set."""
        names = {thing.name for thing in told}
        wanted = []
        lighting = self.on.shot.lighting
        if any("candle" in light for light in lighting) and "candle" not in names:
            wanted.append(Thing("candle", count=2))
        if is_laid and self.on.freedom >= 0.3:
            # A dinner table is drawn laid; only a bare one needs plates.
            is_laid_already = any(prop.name == "dinner table" for prop in self.on.props)
            setting = ("wine glass",) if is_laid_already else ("plate", "wine glass")
            wanted += [Thing(name, count=2) for name in setting if name not in names]
        known, excluded = self.on.craft.known_things, self.on.excluded
        return [w for w in wanted if w.name in known and not is_excluded(w.name, excluded)]

    def _lay(self, things: list[Thing]) -> None:
        """Pairs before the two ends, the rest in the middle, on a strip of the table's top."""
        half, random = (self.width_m or 1.0) / 2, self.on.random
        is_shared = bool(self.on.cast)
        ends = [t for t in things if is_shared and t.count == 2 and t.name != "candle"]
        for place, thing in enumerate(ends):
            for side in (-1, 1):
                share = 0.66 if thing.name == "plate" else (0.38, 0.5)[place % 2]
                share += random.uniform(-0.03, 0.03)
                self._put(thing, side * share * half, place)
        middle = [t for thing in things if thing not in ends for t in [thing] * min(6, thing.count)]
        spots = self._in_a_row(middle) if is_shared else self._around_the_first(middle)
        for place, (thing, x) in enumerate(zip(middle, spots, strict=True)):
            jitter = random.uniform(-0.02, 0.02) if is_shared else 0.0
            self._put(thing, x + jitter, len(ends) + place)

    def _in_a_row(self, things: list[Thing]) -> list[float]:
        """The x of each, side by side about the middle, closer where the table is full."""
        widths = [self.on.size(thing)[0] for thing in things]
        gap = min(_GAP_M, (self.width_m - sum(widths)) / max(1, len(things)))
        x, spots = -(sum(widths) + gap * (len(widths) - 1)) / 2, []
        for width in widths:
            spots.append(x + width / 2)
            x += width + gap
        return spots

    def _around_the_first(self, things: list[Thing]) -> list[float]:
        """The x of each: what is named first in the middle, the others to its sides in turns.

        Several of the first are the subject together.
        """
        if not things or things[0] is things[-1] or things[0].count > 1:
            return self._in_a_row(things)
        spots = [0.0]
        edges = {side: self.on.size(things[0])[0] / 2 for side in (-1, 1)}
        for place, thing in enumerate(things[1:]):
            width, side = self.on.size(thing)[0], (1, -1)[place % 2]
            x = edges[side] + _GAP_M + width / 2
            edges[side] += _GAP_M + width
            # In a narrow picture it stands half behind, rather than out of it.
            spots.append(
                side * min(x, max(0.55 * width, 0.5 * self.on.width_at(0.0) - 0.3 * width))
            )
        return spots

    def _put(self, thing: Thing, x: float, row: int) -> None:
        """Rows lie a little deeper or nearer on the top, as far as a table drawn flat allows."""
        if self.on.cast:
            lift, deep = (0.0, 0.035, 0.015)[row % 3], 0.01 * (row % 3)
        else:
            lift, deep = 0.0, 0.012 * row
        self.on.add(thing, x, self.table_z - 0.03 + deep, -self.height_m - lift)

    def _lay_cards(self, things: list[Thing]) -> None:
        """In a row on the table, behind what is drawn, as small as there is room for."""
        z = self.table_z + 0.12
        width = card_width_m(self.on, z)
        scale = min(1.0, 0.9 * self.on.width_at(z) / (1.06 * width * max(1, len(things))))
        for place, thing in enumerate(things):
            x = (place - (len(things) - 1) / 2) * 1.06 * width * scale
            self.on.add(thing, x, z, -self.height_m, scale)


def card_width_m(on: Dressing, z: float) -> float:
    """How wide a card is that can be read at this depth."""
    height_m = on.width_at(z) / on.aspect
    share = min(0.34 * on.aspect, 0.42) * height_m
    return min(share, max(CARD_SIZE_M[0], 0.55 * share))
