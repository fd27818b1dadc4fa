"""Spending limits: how much money, in which span of time, and amounts as they are stored and said.

Money is stored as whole micro-dollars, so that sums are exact. Days and months are those of UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_UP, Decimal
from enum import StrEnum

from rushes.errors import InvalidInput
from rushes.settings.sections import SPENDING_LIMIT, SPENDING_LIMIT_FORM

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_USD = Decimal(9_000_000_000)
_MICRO = Decimal("0.000001")


class Period(StrEnum):
    """The span that a limit counts over."""

    DAY = "day"
    MONTH = "month"
    EVER = "ever"


@dataclass(frozen=True, slots=True)
class SpendingLimit:
    """The most that a key or an account may spend in each period."""

    microusd: int
    period: Period

    @classmethod
    def parse(cls, text: str) -> SpendingLimit | None:
        """`20/month`, `2.50/day`, or `100` in all; None for `none` and for nothing.

        Raises:
            InvalidInput: it is written otherwise.
        """
        match = SPENDING_LIMIT.fullmatch(text.strip())
        if match is None:
            raise InvalidInput(f"the limit {text[:40]!r} is none: {SPENDING_LIMIT_FORM}")
        if match["amount"] is None:
            return None
        return cls(to_microusd(Decimal(match["amount"])), Period(match["period"] or Period.EVER))

    def first_day(self, moment: datetime) -> int:
        """The first day of the period that a moment is in, counted from 1970."""
        if self.period is Period.EVER:
            return 0
        moment = moment.astimezone(UTC)
        first = moment.replace(day=1) if self.period is Period.MONTH else moment
        return (first - _EPOCH).days

    def __str__(self) -> str:
        amount = usd_in_words(from_microusd(self.microusd))
        return f"{amount} in all" if self.period is Period.EVER else f"{amount} a {self.period}"


def to_microusd(usd: Decimal) -> int:
    """An amount as it is stored, rounded up; no more than `MOST_USD`, and never below nothing."""
    return int(min(max(usd, Decimal(0)), MOST_USD).quantize(_MICRO, ROUND_UP).scaleb(6))


def from_microusd(microusd: int) -> Decimal:
    """A stored amount in US dollars, without needless zeros."""
    return plain(Decimal(microusd).scaleb(-6))


def plain(amount: Decimal) -> Decimal:
    """The same amount without needless zeros or an exponent: 0.840 becomes 0.84, 1E+1 10."""
    whole = amount == amount.to_integral_value()
    return amount.quantize(Decimal(1)) if whole else amount.normalize()


def usd_in_words(usd: Decimal) -> str:
    """`$0.84`, `$20.00`, `$0.0875`: two digits after the point, or as many as it takes."""
    amount = plain(usd)
    exponent = amount.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) else 0
    return f"${amount:.{max(2, digits)}f}"
