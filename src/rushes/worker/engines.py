"""The engines of one worker: one warm process for each, replaced when it is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
        self._current: EngineProcess | None = None

    async def warm_up(self) -> None:
        """Start what does not run; returns before it is warm."""
        for name in self.names:
            await self._usable(name)

    async def get(self, name: str) -> EngineProcess:
        """The engine's process, for the request that runs now."""
        self._current = await self._usable(name)
        return self._current

    async def end_current(self) -> None:
        """End the process of the request that runs, with all that it started."""
        if self._current is not None:
            await self._current.end()
            self._current = None

    async def close(self) -> None:
        """End every process, the idle ones gracefully."""
        for process in self._processes.values():
            await process.close()
        self._processes.clear()

    async def _usable(self, name: str) -> EngineProcess:
        process = self._processes.get(name)
        if process is None or not process.is_usable:
            address = self._addresses.get(name)
            process = await EngineProcess.start(name, address, self._settings)
            self._processes[name] = process
        return process
