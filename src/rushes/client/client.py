"""The sync client: drives the conversations of `protocol.py` over a blocking transport."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
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
from rushes.client.downloading import download, take_away
from rushes.client.media_file import with_media_files
from rushes.client.protocol import Protocol
from rushes.client.steps import Fetch, Pause, Reply, Report, Send, Steps

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")
OnUpdate = Callable[[Status], object]

URL_VARIABLE = "RUSHES_URL"
TOKEN_VARIABLE = "RUSHES_TOKEN"
DEFAULT_URL = "http://127.0.0.1:8787"


def protocol_for(base_url: str | None, token: str | None) -> Protocol:
    """What was given wins over the environment. Raises ValueError for what cannot be a URL."""
    return Protocol(
        base_url or os.environ.get(URL_VARIABLE) or DEFAULT_URL,
        token or os.environ.get(TOKEN_VARIABLE) or None,
    )


class Client:
    """A server, from code that waits.

    `base_url` defaults to `RUSHES_URL`, else `http://127.0.0.1:8787`; `token` to `RUSHES_TOKEN`.
    Safe to use from several threads. Close it, or use it in a `with`.
    """

    def __init__(self, base_url: str | None = None, token: str | None = None) -> None:
        from rushes.client.transport import Transport

        self._protocol = protocol_for(base_url, token)
        self._transport = Transport(self._protocol.base_url)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._transport.close()

    @property
    def base_url(self) -> str:
        return self._protocol.base_url

    def _drive(self, steps: Steps[T], on_update: OnUpdate | None = None) -> T:
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
                    reply = self._transport.send(step.call)
                case Fetch():
                    reply = self._transport.fetch(step)
                case Pause():
                    time.sleep(step.seconds)
                case Report() if on_update is not None:
                    on_update(step.status)

    def run(
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
        """Submits an input, waits until it is over and returns its result.

        `values` and the keywords together are the input; a `Path` in it is sent as a data URI.
        `engine` picks one of the server's, where its routes allow it.

        Raises:
            InvalidInput: the input does not fit the model's schema; `faults` lists every fault.
            RequestFailed, RequestCancelled: it ended so.
            WaitTimedOut: it was not over in time. It goes on.
            AnswerLost: the submit's answer was lost; it may have been accepted.
        """
        handle = self.submit(model_id, values, engine=engine, **input)
        return handle.wait(on_update=on_update, timeout_seconds=timeout_seconds)

    def submit(
        self,
        model_id: str,
        values: Mapping[str, Any] | None = None,
        /,
        *,
        idempotency_key: str | None = None,
        engine: str | None = None,
        **input: Any,
    ) -> RequestHandle:
        """Submits an input and returns at once. Every submit has a key of its own if none is given.

        `engine` picks one of the server's, where its routes allow it.

        Raises: as `run` does, for the submit.
        """
        film_input = with_media_files({**(values or {}), **input})
        steps = self._protocol.submit(model_id, film_input, idempotency_key, engine)
        submitted = self._drive(steps)
        return RequestHandle(self, submitted.request_id, submitted.warnings)

    def estimate(
        self, model_id: str, values: Mapping[str, Any] | None = None, /, **input: Any
    ) -> Estimate:
        """What each engine would charge for an input; nothing is spent.

        Raises: as `submit` does for an input with faults.
        """
        film_input = with_media_files({**(values or {}), **input})
        return self._drive(self._protocol.estimate(model_id, film_input))

    def engines(self) -> list[EngineRecord]:
        """The server's engines and whether each can be used."""
        return self._drive(self._protocol.engines())

    def engine(self, name: str) -> EngineRecord:
        """One engine, looked at now where the key is the owner's. Raises NotFound."""
        return self._drive(self._protocol.engine(name))

    def request(self, request_id: str) -> RequestHandle:
        """A handle on a request submitted earlier. Asks the server nothing."""
        return RequestHandle(self, request_id)

    def requests(
        self,
        *,
        state: str | None = None,
        model_id: str | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
    ) -> Iterator[RequestSummary]:
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
            page = self._drive(self._protocol.requests_page(query))
            yield from page.requests
            if not page.next_cursor:
                return
            query["cursor"] = page.next_cursor

    def models(
        self, search: str | None = None, *, category: str | None = None, kind: str | None = None
    ) -> list[ModelRecord]:
        """The catalog, or the part of it that fits."""
        return self._drive(self._protocol.models(search, category, kind))

    def model(self, model_id: str) -> ModelRecord:
        """One catalog record with its schemas. Raises ModelNotFound."""
        return self._drive(self._protocol.model(model_id))

    def download(self, url: str, path: str | Path) -> Path:
        """An output's URL to a file, or into a folder; returns where it lies. Sends no token."""
        return self._drive(download(url, Path(path)))


class RequestHandle:
    """One request, as its submitter holds it."""

    def __init__(self, client: Client, request_id: str, warnings: tuple[str, ...] = ()) -> None:
        self._client = client
        self.request_id = request_id
        self.warnings = warnings

    def __repr__(self) -> str:
        return f"RequestHandle({self.request_id!r})"

    def status(self) -> Status:
        """How it stands."""
        return self._client._drive(self._client._protocol.status(self.request_id))

    def result(self, *, include_cost: bool = False) -> Result:
        """What it came to, or how it stands. A failed one is returned, not raised."""
        steps = self._client._protocol.result(self.request_id, include_cost)
        return self._client._drive(steps)

    def wait(
        self, *, on_update: OnUpdate | None = None, timeout_seconds: float | None = None
    ) -> Result:
        """Waits until it is over. `on_update` is called with each status that differs.

        Raises: RequestFailed, RequestCancelled, WaitTimedOut.
        """
        steps = self._client._protocol.wait(self.request_id, timeout_seconds)
        return self._client._drive(steps, on_update)

    def download(self, path: str | Path) -> Path:
        """Waits, then writes the film to a file, or into a folder; returns where it lies."""
        url = self.wait().output_url
        return self._client.download(url, path)

    def storyboard(
        self, folder: str | Path, *, formats: Collection[str] | None = None
    ) -> list[Path]:
        """What a film person takes away of the finished film, as files in a folder.

        `formats`: of `pdf` (storyboard), `png` (contact sheet), `json` (shot list), `otio`
        (timeline), `edl` (cut list) and `vtt` (captions); all unless told.

        Raises:
            Conflict: it is not over.
            NotFound: it made no film, or one whose shots are not known.
            ValueError: there is no such format.
        """
        steps = take_away(self._client._protocol, self.request_id, Path(folder), formats)
        return self._client._drive(steps)

    def promote(self, engine: str | None = None, *, again: bool = False) -> RequestHandle:
        """Sends its input, unchanged, to another engine; without a name, to the only other one.

        The same promotion twice is one request, unless the first failed or was cancelled;
        `again` makes another.
        """
        steps = self._client._protocol.promote(self.request_id, engine, again)
        submitted = self._client._drive(steps)
        return RequestHandle(self._client, submitted.request_id, submitted.warnings)

    def cancel(self, *, force: bool = False) -> Cancelled:
        """Cancels it while it is queued. By `force`, an owner ends a running one too."""
        return self._client._drive(self._client._protocol.cancel(self.request_id, force))

    def delete(self) -> None:
        """Removes it and its files, once it is over."""
        self._client._drive(self._client._protocol.delete(self.request_id))
