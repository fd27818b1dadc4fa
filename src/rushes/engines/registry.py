"""The engines by name, each imported only where it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from rushes.engines.base import Checkable, Engine, EngineHealth, EngineState
from rushes.errors import SettingsError
from rushes.settings import DEFAULT_ENGINE as DEFAULT_ENGINE
from rushes.settings import Animatic, EngineSettings, Relay, Settings

EngineFactory = Callable[[str, Any], Engine]
"""Makes the engine of a name with the settings of its kind."""


@dataclass(frozen=True, slots=True)
class EngineKind:
    """What is known of a kind of engine without importing it."""

    name: str
    about: str
    is_free: bool
    """Whether it charges nothing; else the record's price, unless a route says otherwise."""
    factory: EngineFactory


def _animatic(name: str, settings: Animatic) -> Engine:
    from rushes.engines.animatic.engine import AnimaticEngine

    return AnimaticEngine(settings.processes, settings.longest_px)


def _relay(name: str, settings: Relay) -> Engine:
    made: Engine = import_module("rushes.engines.relay.engine").RelayEngine(name, settings)
    return made


KINDS: Mapping[str, EngineKind] = {
    kind.name: kind
    for kind in (
        EngineKind("animatic", "Draws a sketch of the film on this machine.", True, _animatic),
        EngineKind("relay", "Sends requests on to another server of this wire.", False, _relay),
    )
}


def kind_of(engine: EngineSettings) -> EngineKind:
    """What is known of an engine's kind."""
    return KINDS[engine.kind]


def requests_at_once(engine: EngineSettings | None) -> int:
    """How many requests one instance of an engine serves at a time."""
    return getattr(engine, "requests_at_once", 1)


def make_engine(name: str, settings: Settings, address: str | None = None) -> Engine:
    """Make an engine; what is slow to load is left to its `warm_up`.

    Args:
        address: `module:attribute` of a factory, called with the settings, that takes the place
            of the named one's.

    Raises:
        SettingsError: there is no such engine.
    """
    if address is not None:
        module, _, attribute = address.partition(":")
        made: Engine = getattr(import_module(module), attribute)(settings)
        return made
    engine = settings.engines.get(name)
    if engine is None:
        raise SettingsError(f"there is no engine {name!r}; known are {', '.join(settings.engines)}")
    return kind_of(engine).factory(name, engine)


def check_engine(engine: Engine) -> EngineHealth:
    """Whether an engine works: by its own check, else by its having been made. Spends nothing."""
    try:
        if isinstance(engine, Checkable):
            return engine.check()
        return EngineHealth(EngineState.READY, "its libraries load")
    finally:
        engine.close()
