"""The async client: drives the conversations of `protocol.py` on an event loop."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rushes.client.answers import (
    Cancelled,
    EngineRecord,
    Estimate,
    ModelRecord,
    RequestSummary,
    Result,
    Status,
)
from rushes.client.client import OnUpdate, protocol_for
from rushes.client.downloading import download, take_away
from rushes.client.media_file import with_media_files
from rushes.client.steps import Fetch, Pause, Reply, Report, Send, Steps

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")


class AsyncClient:
    """A server, from code on an event loop. What it takes and raises is `Client`'s."""

    def __init__(self, base_url: str | None = None, token: str | None = None) -> None:
        from rushes.client.transport import AsyncTransport

        self._protocol = protocol_for(base_url, token)
        self._transport = AsyncTransport(self._protocol.base_url)

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()

    @property
    def base_url(self) -> str:
        return self._protocol.base_url

    async def _drive(self, steps: Steps[T], on_update: OnUpdate | None = None) -> T:
        reply: Reply = None
        while True:
            try:
                step = steps.send(reply)
            except StopIteration as stop:
                value: T = stop.value
                return value
            reply = None
            match step:
                case Send():
                    reply = await self._transport.send(step.call)
                case Fetch():
                    reply = await self._transport.fetch(step)
                case Pause():
                    await asyncio.sleep(step.seconds)
                case Report() if on_update is not None:
                    told = on_update(step.status)
                    if inspect.isawaitable(told):
                        await told

    async def run(
        self,
        model_id: str,
        values: Mapping[str, Any] | None = None,
        /,
        *,
        engine: str | None = None,
        on_update: OnUpdate | None = None,
        timeout_seconds: float | None = None,
        **input: Any,
    ) -> Result:
        """Submits an input, waits until it is over and returns its result; see `Client.run`.

        `on_update` may be a plain function or a coroutine function.
        """
        handle = await self.submit(model_id, values, engine=engine, **input)
        return await handle.wait(on_update=on_update, timeout_seconds=timeout_seconds)

    async def submit(
        self,
        model_id: str,
        values: Mapping[str, Any] | None = None,
        /,
        *,
        idempotency_key: str | None = None,
        engine: str | None = None,
        **input: Any,
    ) -> AsyncRequestHandle:
        """Submits an input and returns at once; see `Client.submit`."""
        film_input = await asyncio.to_thread(with_media_files, {**(values or {}), **input})
        steps = self._protocol.submit(model_id, film_input, idempotency_key, engine)
        submitted = await self._drive(steps)
        return AsyncRequestHandle(self, submitted.request_id, submitted.warnings)

    async def estimate(
        self, model_id: str, values: Mapping[str, Any] | None = None, /, **input: Any
    ) -> Estimate:
        """What each engine would charge for an input; see `Client.estimate`."""
        film_input = await asyncio.to_thread(with_media_files, {**(values or {}), **input})
        return await self._drive(self._protocol.estimate(model_id, film_input))

    async def engines(self) -> list[EngineRecord]:
        """The server's engines and whether each can be used."""
        return await self._drive(self._protocol.engines())

    async def engine(self, name: str) -> EngineRecord:
        """One engine, looked at now where the key is the owner's. Raises NotFound."""
        return await self._drive(self._protocol.engine(name))

    def request(self, request_id: str) -> AsyncRequestHandle:
        """A handle on a request submitted earlier. Asks the server nothing."""
        return AsyncRequestHandle(self, request_id)

    async def requests(
        self,
        *,
        state: str | None = None,
        model_id: str | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
    ) -> AsyncIterator[RequestSummary]:
        """The account's requests, newest first, fetched page by page as they are taken.

        `state` is one of `/result`'s words; times are ISO 8601.
        """
        query: dict[str, object] = {
            "state": state,
            "model_id": model_id,
            "created_after": created_after,
            "created_before": created_before,
        }
        while True:
            page = await self._drive(self._protocol.requests_page(query))
            for summary in page.requests:
                yield summary
            if not page.next_cursor:
                return
            query["cursor"] = page.next_cursor

    async def models(
        self, search: str | None = None, *, category: str | None = None, kind: str | None = None
    ) -> list[ModelRecord]:
        """The catalog, or the part of it that fits."""
        return await self._drive(self._protocol.models(search, category, kind))

    async def model(self, model_id: str) -> ModelRecord:
        """One catalog record with its schemas. Raises ModelNotFound."""
        return await self._drive(self._protocol.model(model_id))

    async def download(self, url: str, path: str | Path) -> Path:
        """An output's URL to a file, or into a folder; returns where it lies. Sends no token."""
        return await self._drive(download(url, Path(path)))


class AsyncRequestHandle:
    """One request, as its submitter holds it. What it takes and raises is `RequestHandle`'s."""

    def __init__(
        self, client: AsyncClient, request_id: str, warnings: tuple[str, ...] = ()
    ) -> None:
        self._client = client
        self.request_id = request_id
        self.warnings = warnings

    def __repr__(self) -> str:
        return f"AsyncRequestHandle({self.request_id!r})"

    async def status(self) -> Status:
        """How it stands."""
        return await self._client._drive(self._client._protocol.status(self.request_id))

    async def result(self, *, include_cost: bool = False) -> Result:
        """What it came to, or how it stands. A failed one is returned, not raised."""
        steps = self._client._protocol.result(self.request_id, include_cost)
        return await self._client._drive(steps)

    async def wait(
        self, *, on_update: OnUpdate | None = None, timeout_seconds: float | None = None
    ) -> Result:
        """Waits until it is over; `on_update` is called with each status that differs."""
        steps = self._client._protocol.wait(self.request_id, timeout_seconds)
        return await self._client._drive(steps, on_update)

    async def download(self, path: str | Path) -> Path:
        """Waits, then writes the film to a file, or into a folder; returns where it lies."""
        url = (await self.wait()).output_url
        return await self._client.download(url, path)

    async def storyboard(
        self, folder: str | Path, *, formats: Collection[str] | None = None
    ) -> list[Path]:
        """What a film person takes away of the finished film; see `RequestHandle.storyboard`."""
        steps = take_away(self._client._protocol, self.request_id, Path(folder), formats)
        return await self._client._drive(steps)

    async def promote(
        self, engine: str | None = None, *, again: bool = False
    ) -> AsyncRequestHandle:
        """Sends its input to another engine; see `RequestHandle.promote`."""
        steps = self._client._protocol.promote(self.request_id, engine, again)
        submitted = await self._client._drive(steps)
        return AsyncRequestHandle(self._client, submitted.request_id, submitted.warnings)

    async def cancel(self, *, force: bool = False) -> Cancelled:
        """Cancels it while it is queued. By `force`, an owner ends a running one too."""
        return await self._client._drive(self._client._protocol.cancel(self.request_id, force))

    async def delete(self) -> None:
        """Removes it and its files, once it is over."""
        await self._client._drive(self._client._protocol.delete(self.request_id))
