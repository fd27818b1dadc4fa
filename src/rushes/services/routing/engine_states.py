"""The engines of a home and whether each can be used, as far as a look at them tells."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass, field

import msgspec

from rushes.engines.base import EngineHealth, EngineState
from rushes.engines.registry import kind_of
from rushes.errors import NotFound
from rushes.services.routing.routes import Routing
from rushes.settings import Settings

KEPT_SECONDS = 60.0
"""How long what was found is told again."""
CHECK_SECONDS = 60.0

_log = logging.getLogger(__name__)
_decoder = msgspec.json.Decoder(dict[str, EngineHealth])


@dataclass(frozen=True, slots=True)
class EngineReport:
    """One engine."""

    name: str
    kind: str
    about: str
    is_free: bool
    models: list[str]
    """Patterns of the models that its routes name."""
    health: EngineHealth


@dataclass(slots=True)
class _Found:
    health: EngineHealth
    at: float = field(default_factory=time.monotonic)


class EngineStates:
    """Looks at engines, in a process of their own, and remembers what was found for a while."""

    def __init__(self, settings: Settings, routing: Routing) -> None:
        self._settings = settings
        self._routing = routing
        self._found: dict[str, _Found] = {}
        self._looking = asyncio.Lock()

    async def all(self, is_fresh: bool = False) -> list[EngineReport]:
        """Every engine.

        Args:
            is_fresh: look anew, whatever was found a moment ago.
        """
        await self._look(list(self._settings.engines), is_fresh)
        return [self._report(name) for name in self._settings.engines]

    async def one(self, name: str, is_fresh: bool = True) -> EngineReport:
        """One engine, looked at now. Raises NotFound."""
        if name not in self._settings.engines:
            known = ", ".join(self._settings.engines)
            raise NotFound(f"there is no engine {name[:60]!r}; known are {known}")
        await self._look([name], is_fresh)
        return self._report(name)

    def _report(self, name: str) -> EngineReport:
        kind = kind_of(self._settings.engines[name])
        models = self._routing.models_of(name)
        health = self._found[name].health
        return EngineReport(name, kind.name, kind.about, kind.is_free, models, health)

    async def _look(self, names: Collection[str], is_fresh: bool) -> None:
        async with self._looking:
            oldest = time.monotonic() - (0 if is_fresh else KEPT_SECONDS)
            stale = [
                name for name in names if name not in self._found or self._found[name].at < oldest
            ]
            if stale:
                found = await asyncio.gather(*(self._check(name) for name in stale))
                self._found |= dict(zip(stale, map(_Found, found), strict=True))

    async def _check(self, name: str) -> EngineHealth:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "rushes.engines.checking"),
            *("--home", str(self._settings.home), name),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                told, _ = await process.communicate()
            return _decoder.decode(told)[name]
        except TimeoutError:
            message = f"it did not answer within {CHECK_SECONDS:g} seconds"
            return EngineHealth(EngineState.UNAVAILABLE, message)
        except (msgspec.MsgspecError, KeyError):
            _log.warning("engine check ended without a word", extra={"engine": name})
            return EngineHealth(EngineState.UNKNOWN, "the look at it failed; the log tells more")
        finally:
            if process.returncode is None:
                # With all that it started.
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
