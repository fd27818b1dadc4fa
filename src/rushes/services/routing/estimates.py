"""What each engine would charge for an input, before anything is spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rushes.domain.model import Model
from rushes.services.access import Caller
from rushes.services.routing.routes import Routing
from rushes.services.submission import Submission


@dataclass(frozen=True, slots=True)
class EngineEstimate:
    """What one engine would charge."""

    engine: str
    price_usd: Decimal
    words: str
    """How that comes about: `5 s at $0.168 a second, with sound`."""
    is_default: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the engines that a caller may choose would charge for an input."""

    model_id: str
    engines: list[EngineEstimate]
    warnings: list[str]


class Estimates:
    """Judges inputs as a submit does, and prices them."""

    def __init__(self, submission: Submission, routing: Routing) -> None:
        self._submission = submission
        self._routing = routing

    async def estimate(self, caller: Caller, model_id: str, values: Any) -> Estimate:
        """What an input would cost. Nothing is kept and nothing is sent.

        Raises:
            ModelNotFound, InvalidInput: as for a submit.
        """
        judged = await self._submission.judge(model_id, values)
        engines = estimates_of(self._routing, caller, judged.model, judged.values)
        return Estimate(model_id, engines, judged.warnings)


def estimates_of(
    routing: Routing, caller: Caller, model: Model, values: Mapping[str, Any]
) -> list[EngineEstimate]:
    """What each engine that a caller may choose charges for a judged input, the default first."""
    found = []
    for number, engine in enumerate(routing.choices(caller, model)):
        rule = routing.rule(model, engine)
        price = Decimal(0) if rule.is_free else rule.price(values)
        found.append(EngineEstimate(engine, price, rule.in_words(values), number == 0))
    return found
