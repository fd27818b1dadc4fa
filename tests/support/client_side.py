"""The two clients behind one face, so that one test body runs over both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from rushes import AsyncClient, Client

Kind = Literal["Client", "AsyncClient"]


class Side:
    """`client` is one of the two; `do` gives what a call on it comes to."""

    def __init__(self, kind: Kind, runner: asyncio.Runner) -> None:
        self.kind = kind
        self._runner = runner
        self.client: Any = None

    def do(self, outcome: Any) -> Any:
        """A sync call's value as it is; an async call's value once it has come."""
        return outcome if self.kind == "Client" else self._runner.run(outcome)

    def every(self, outcome: Any) -> list[Any]:
        """What an iterator of either kind gives."""
        if self.kind == "Client":
            return list(outcome)

        async def collect(items: AsyncIterator[Any]) -> list[Any]:
            return [item async for item in items]

        return self._runner.run(collect(outcome))


@contextmanager
def client_side(kind: Kind, url: str, token: str | None = "secret") -> Iterator[Side]:
    """A client of this kind for a server, closed at the end."""
    with asyncio.Runner() as runner:
        side = Side(kind, runner)
        if kind == "Client":
            side.client = Client(url, token)
        else:
            side.client = AsyncClient(url, token)
        try:
            yield side
        finally:
            side.do(side.client.close())
