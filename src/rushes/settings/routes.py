"""The tables `[[routes]]`: which engines serve which models, at what price, and who may choose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Any

from rushes.errors import SettingsError
from rushes.settings.values import check_table, exact_amount, setting, suggest

EVERYONE = "everyone"
OWNER = "owner"


@dataclass(frozen=True, slots=True)
class RoutePrice:
    """What an engine charges, in the place of the record's price. US dollars."""

    times: Decimal | None = setting(None, 'Times the record\'s price: `"0.8"`.')
    silent_usd: Decimal | None = setting(None, "For a second, or an output, without sound.")
    sound_usd: Decimal | None = setting(None, "The same with sound; not given: as without.")


@dataclass(frozen=True, slots=True)
class Route:
    """Which engines serve a group of models. The first route that fits a model counts."""

    models: str = setting(
        ..., "Model ids; `*` stands for any characters, slashes too: `kling/kling-3.0/*`."
    )
    engines: tuple[str, ...] = setting(
        ..., "Engines in order: the first is the default, the others its fall-backs and choices."
    )
    choosers: tuple[str, ...] = setting(
        (OWNER,),
        "Who may choose another engine than the default: `everyone`, `owner`, or account names.",
    )
    prices: Mapping[str, RoutePrice] = field(default_factory=lambda: MappingProxyType({}))

    def fits(self, model_id: str) -> bool:
        """Whether the route is this model's."""
        return fnmatchcase(model_id, self.models)


def read_routes(tables: object, source: str, engines: Collection[str]) -> tuple[Route, ...]:
    """The routes of a file.

    Args:
        engines: every engine there is.

    Raises:
        SettingsError: a setting is none, or an engine is not known.
    """
    if not isinstance(tables, list):
        raise SettingsError(f"{source}: routes are written as [[routes]], in double brackets")
    return tuple(
        _read(f"routes {number}", body, source, engines)
        for number, body in enumerate(tables, start=1)
    )


def _read(section: str, body: Any, source: str, engines: Collection[str]) -> Route:
    if not isinstance(body, dict):
        raise SettingsError(f"{source}: [{section}] must be a table")
    given = dict(body)
    prices = given.pop("prices", {})
    if isinstance(given.get("choosers"), str):
        given["choosers"] = [given["choosers"]]
    values = check_table(Route, section, given, source)
    named: tuple[str, ...] = values["engines"]
    if not named or len(set(named)) != len(named):
        raise SettingsError(f"{source}: [{section}] must name one or more engines, each once")
    for engine in named:
        if engine not in engines:
            raise SettingsError(
                f"{source}: [{section}] names {engine!r}, and there is no such engine"
                f"{suggest(engine, list(engines))}"
            )
    return Route(**values, prices=_read_prices(section, prices, source, named))


def _read_prices(
    section: str, tables: object, source: str, engines: tuple[str, ...]
) -> dict[str, RoutePrice]:
    if not isinstance(tables, dict):
        raise SettingsError(
            f"{source}: [{section}] `prices` must hold tables: prices.ENGINE = {{…}}"
        )
    prices = {}
    for engine, body in tables.items():
        if engine not in engines:
            raise SettingsError(
                f"{source}: [{section}] has a price for {engine!r}, which is none of its engines"
                f"{suggest(engine, engines)}"
            )
        prices[engine] = _read_price(f"{section}.prices.{engine}", body, source)
    return prices


def _read_price(section: str, body: object, source: str) -> RoutePrice:
    names = RoutePrice.__slots__
    if not isinstance(body, dict):
        raise SettingsError(f"{source}: [{section}] must be a table")
    for name, value in body.items():
        if name not in names:
            raise SettingsError(
                f"{source}: there is no setting `{name}` in [{section}]{suggest(name, names)}"
            )
        if exact_amount(value) is None:
            raise SettingsError(f"{source}: {section}.{name} must be an amount, not {value!r}")
    price = RoutePrice(**{name: exact_amount(value) for name, value in body.items()})
    if (price.times is None) == (price.silent_usd is None):
        raise SettingsError(f"{source}: [{section}] must give either `times` or `silent_usd`")
    if price.times is not None and price.sound_usd is not None:
        raise SettingsError(f"{source}: [{section}] gives `sound_usd` beside `times`; keep one")
    return price
