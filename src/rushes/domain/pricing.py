"""What the vendor charges for an input, in exact decimals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class PriceRule:
    """US dollars per second of film, without and with sound."""

    silent_per_second: Decimal
    sound_per_second: Decimal
    sound_property: str
    """The input property that switches sound on: `sound` or `generate_audio`."""

    def price(self, film_input: Mapping[str, Any]) -> Decimal:
        """The price in US dollars of an input whose defaults are filled in."""
        with_sound = bool(film_input.get(self.sound_property, True))
        rate = self.sound_per_second if with_sound else self.silent_per_second
        return rate * int(film_input["duration"])
