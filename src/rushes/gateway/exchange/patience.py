"""How long is waited for a client: one timer for all of them, since one each costs a fifth of a
submit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

T = TypeVar("T")


class Patience:
    """Waits for clients, for each the same time and no longer."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._deadlines: dict[asyncio.Task[Any], float] = {}
        """Of the tasks that wait, the earliest first; in seconds of the event loop's clock."""
        self._overdue: set[asyncio.Task[Any]] = set()
        self._is_watching = False

    async def wait_for(self, coming: Awaitable[T]) -> T:
        """What comes. One wait of a task at a time. Raises TimeoutError when it takes too long."""
        task = asyncio.current_task()
        assert task is not None
        loop = task.get_loop()
        self._deadlines[task] = loop.time() + self.seconds
        if not self._is_watching:
            self._is_watching = True
            loop.call_later(self.seconds, self._end_the_overdue, loop)
        try:
            return await coming
        except asyncio.CancelledError:
            if task in self._overdue and task.uncancel() == 0:
                raise TimeoutError from None
            raise
        finally:
            del self._deadlines[task]
            self._overdue.discard(task)

    def _end_the_overdue(self, loop: asyncio.AbstractEventLoop) -> None:
        """And come again when the next is due."""
        moment = loop.time()
        for task, deadline in self._deadlines.items():
            if deadline > moment:
                loop.call_later(deadline - moment, self._end_the_overdue, loop)
                return
            if task not in self._overdue:
                self._overdue.add(task)
                task.cancel()
        self._is_watching = False
