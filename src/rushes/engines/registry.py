"""The engines by name, each imported only where it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from rushes.engines.base import Engine
from rushes.errors import SettingsError
from rushes.settings import Settings

DEFAULT_ENGINE = "animatic"

EngineFactory = Callable[[Settings], Engine]


def _animatic(settings: Settings) -> Engine:
    from rushes.engines.animatic.engine import AnimaticEngine

    return AnimaticEngine(processes=settings.animatic.processes)


_FACTORIES: Mapping[str, EngineFactory] = {"animatic": _animatic}


def known_engines() -> tuple[str, ...]:
    """The names of the engines that Rushes brings."""
    return tuple(_FACTORIES)


def make_engine(name: str, settings: Settings, address: str | None = None) -> Engine:
    """Make an engine; what is slow to load is left to its `warm_up`.

    Args:
        address: `module:attribute` of a factory that takes the place of the named one's.

    Raises:
        SettingsError: there is no such engine.
    """
    if address is not None:
        module, _, attribute = address.partition(":")
        factory: EngineFactory = getattr(import_module(module), attribute)
        return factory(settings)
    if name not in _FACTORIES:
        raise SettingsError(f"there is no engine {name!r}; known are {', '.join(_FACTORIES)}")
    return _FACTORIES[name](settings)
