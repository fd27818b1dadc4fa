"""What an engine charges for an input, in exact decimals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from rushes.domain.spending import from_microusd, plain, to_microusd, usd_in_words

Unit = Literal["second", "output"]


@dataclass(frozen=True, slots=True)
class PriceRule:
    """US dollars per second of film, or per output, without and with sound."""

    silent_per_second: Decimal
    sound_per_second: Decimal
    sound_property: str
    """The input property that switches sound on: `sound` or `generate_audio`; empty: none does."""
    unit: Unit = "second"
    """`output`: the amounts are for a whole output, however long."""

    @property
    def is_free(self) -> bool:
        """Whether nothing is charged for any input."""
        return not (self.silent_per_second or self.sound_per_second)

    def price(self, film_input: Mapping[str, Any]) -> Decimal:
        """The price in US dollars of an input whose defaults are filled in, to the micro-dollar."""
        rate = self._rate(film_input)
        amount = rate if self.unit == "output" else rate * Decimal(str(film_input["duration"]))
        return from_microusd(to_microusd(amount))

    def in_words(self, film_input: Mapping[str, Any]) -> str:
        """How the price comes about: `5 s at $0.168 a second, with sound`."""
        if self.is_free:
            return "free of charge"
        rate = usd_in_words(self._rate(film_input))
        sound = ""
        if self.sound_property and self.silent_per_second != self.sound_per_second:
            sound = ", with sound" if self._has_sound(film_input) else ", without sound"
        if self.unit == "output":
            return f"{rate} an output{sound}"
        return f"{film_input['duration']} s at {rate} a second{sound}"

    def times(self, factor: Decimal) -> PriceRule:
        """The same rule at a part or a multiple of its amounts."""
        silent, sound = self.silent_per_second * factor, self.sound_per_second * factor
        return replace(self, silent_per_second=plain(silent), sound_per_second=plain(sound))

    def at(self, silent: Decimal, sound: Decimal) -> PriceRule:
        """The same rule with other amounts."""
        return replace(self, silent_per_second=silent, sound_per_second=sound)

    def _has_sound(self, film_input: Mapping[str, Any]) -> bool:
        return bool(self.sound_property) and bool(film_input.get(self.sound_property, True))

    def _rate(self, film_input: Mapping[str, Any]) -> Decimal:
        return self.sound_per_second if self._has_sound(film_input) else self.silent_per_second
