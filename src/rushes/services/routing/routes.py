"""Which engines serve a model, what each charges, and who may choose."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rushes.domain.model import Model
from rushes.domain.pricing import PriceRule
from rushes.engines.registry import DEFAULT_ENGINE, kind_of
from rushes.errors import Fault, InvalidInput, PermissionDenied
from rushes.services.access import Caller
from rushes.settings import EVERYONE, OWNER, Route, RoutePrice, Settings

DEFAULT_ROUTE = Route("*", (DEFAULT_ENGINE,))
_FREE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a request goes."""

    engine: str
    price_usd: Decimal
    """What it is expected to cost."""
    fall_backs: tuple[str, ...] = ()
    """Engines that may take over, in order; none charges more."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A model's route, with the price rule of each of its engines."""

    route: Route
    rules: Mapping[str, PriceRule]


class Routing:
    """The routes of one home."""

    def __init__(self, settings: Settings) -> None:
        self._engines = settings.engines
        self._routes = (*settings.routes, DEFAULT_ROUTE)
        self._plans: dict[str, _Plan] = {}

    def way(
        self, caller: Caller, model: Model, values: Mapping[str, Any], engine: str | None = None
    ) -> Way:
        """Where an input goes whose defaults are filled in.

        Args:
            engine: the engine that was asked for; None: the route's default and its fall-backs.

        Raises:
            InvalidInput: there is no such engine, or it does not serve the model.
            PermissionDenied: the caller may not choose.
        """
        plan = self._plan(model)
        if engine is not None:
            self._check_choice(caller, model, plan.route, engine)
            return Way(engine, plan.rules[engine].price(values))
        default, *others = plan.route.engines
        price = _price(plan.rules[default], values)
        cheap = [name for name in others if _price(plan.rules[name], values) <= price]
        return Way(default, price, tuple(cheap))

    def choices(self, caller: Caller, model: Model) -> list[str]:
        """The engines that a caller may send a model's requests to, the default first."""
        route = self._plan(model).route
        return list(route.engines) if _may_choose(caller, route) else [route.engines[0]]

    def rule(self, model: Model, engine: str) -> PriceRule:
        """What an engine of the model's route charges."""
        return self._plan(model).rules[engine]

    def models_of(self, engine: str) -> list[str]:
        """The patterns of the models that an engine serves by default or by choice."""
        return [route.models for route in self._routes if engine in route.engines]

    def _check_choice(self, caller: Caller, model: Model, route: Route, engine: str) -> None:
        if engine not in self._engines:
            near = difflib.get_close_matches(engine, self._engines, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {_listed(self._engines)}"
            raise _fault(f"there is no engine {engine[:60]!r}; {hint}", "unknown_engine")
        if engine == route.engines[0]:
            return
        if engine not in route.engines:
            served = _listed(route.engines)
            raise _fault(f"the engine {engine!r} does not serve {model.id}; {served} do", "engine")
        if not _may_choose(caller, route):
            raise PermissionDenied(
                f"this key may not choose the engine {engine!r} for {model.id}; "
                "`choosers` of its route says who may"
            )

    def _plan(self, model: Model) -> _Plan:
        plan = self._plans.get(model.id)
        if plan is None:
            route = next(route for route in self._routes if route.fits(model.id))
            rules = {name: self._rule(route, model, name) for name in route.engines}
            plan = self._plans[model.id] = _Plan(route, rules)
        return plan

    def _rule(self, route: Route, model: Model, engine: str) -> PriceRule:
        own = route.prices.get(engine)
        if own is None:
            is_free = kind_of(self._engines[engine]).is_free
            return model.price.at(_FREE, _FREE) if is_free else model.price
        return _overridden(model.price, own)


def _overridden(rule: PriceRule, own: RoutePrice) -> PriceRule:
    if own.times is not None:
        return rule.times(own.times)
    silent = own.silent_usd or _FREE
    return rule.at(silent, silent if own.sound_usd is None else own.sound_usd)


def _price(rule: PriceRule, values: Mapping[str, Any]) -> Decimal:
    return _FREE if rule.is_free else rule.price(values)


def _may_choose(caller: Caller, route: Route) -> bool:
    if EVERYONE in route.choosers or caller.account in route.choosers:
        return True
    return caller.is_owner and OWNER in route.choosers


def _listed(names: Mapping[str, Any] | tuple[str, ...]) -> str:
    return ", ".join(names)


def _fault(message: str, kind: str) -> InvalidInput:
    fault: Fault = {"loc": ["query", "engine"], "msg": message, "type": kind}
    return InvalidInput(message, [fault])
