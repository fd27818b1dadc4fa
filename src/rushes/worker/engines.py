"""The engines of one worker: one warm process for each, replaced when it is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from rushes.engines.registry import requests_at_once
from rushes.settings import Settings
from rushes.worker.engine_process import EngineProcess


class Engines:
    """Gives the process of an engine, started ahead of the first request."""

    def __init__(
        self, settings: Settings, names: Sequence[str], addresses: Mapping[str, str]
    ) -> None:
        """`addresses` gives factories, `module:attribute`, in the place of engines' own."""
        self.names = tuple(names)
        self._settings = settings
        self._addresses = addresses
        self._processes: dict[str, EngineProcess] = {}
        self._starting: dict[str, asyncio.Lock] = {name: asyncio.Lock() for name in names}

    def requests_at_once(self, name: str) -> int:
        """How many requests an engine serves at a time."""
        return requests_at_once(self._settings.engines.get(name))

    def timeout_seconds(self, name: str) -> float:
        """How long an engine may work on one attempt."""
        own = getattr(self._settings.engines.get(name), "timeout_seconds", None)
        return own or self._settings.queue.engine_timeout_seconds

    def timeout_setting(self, name: str) -> str:
        """Where that is set."""
        has_own = hasattr(self._settings.engines.get(name), "timeout_seconds")
        return f"engines.{name}.timeout_seconds" if has_own else "queue.engine_timeout_seconds"

    async def warm_up(self, name: str) -> None:
        """Start an engine that does not run; returns before it is warm."""
        await self.get(name)

    async def get(self, name: str) -> EngineProcess:
        """The engine's process."""
        async with self._starting[name]:
            process = self._processes.get(name)
            if process is None or not process.is_usable:
                address = self._addresses.get(name)
                process = await EngineProcess.start(name, address, self._settings)
                self._processes[name] = process
            return process

    async def start_apart(self, name: str) -> EngineProcess:
        """A process of the engine that nothing else uses. Close it afterwards."""
        return await EngineProcess.start(name, self._addresses.get(name), self._settings)

    async def close(self) -> None:
        """End every process, the idle ones gracefully."""
        await asyncio.gather(*(process.close() for process in self._processes.values()))
        self._processes.clear()
