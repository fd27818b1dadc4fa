"""Requests as every edge sees them: submit, look, list, cancel, delete, and their files."""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rushes.blobs.base import Blobs
from rushes.domain.request import Artifact, Request, State
from rushes.errors import Conflict, InvalidInput, NotFound, PermissionDenied
from rushes.services.access import Caller
from rushes.services.news import News
from rushes.services.submission import Submission, blob_folder
from rushes.store.database import now
from rushes.store.positions import Positions
from rushes.store.requests import Accepted, PageQuery, RequestStore
from rushes.wire import CancelOutcome

MAX_PAGE = 200
CANCEL_ELSEWHERE_SECONDS = 10.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request and what is known of its progress."""

    request: Request
    queue_position: int | None = None
    """Requests that come before it; only while queued, here or elsewhere."""
    progress: float | None = None
    """0..1, only while running and once the engine has told it."""
    phase: str | None = None
    waits_elsewhere: bool = False
    """Whether its engine has sent it on, and it is queued there."""

    @property
    def state(self) -> State:
        """How it stands, seen from outside: one that waits elsewhere is queued still."""
        return State.QUEUED if self.waits_elsewhere else self.request.state


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests to list."""

    state: State | None = None
    model_id: str | None = None
    created_after: datetime | None = None
    """From this moment on."""
    created_before: datetime | None = None
    limit: int = 50
    """1 to 200."""
    cursor: str | None = None
    """`next_cursor` of the page before."""


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A page, newest first. A later page never shows what this one did."""

    requests: list[Request]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Output:
    """A file that anyone with its address may have, until it expires."""

    artifact: Artifact
    expires_at: datetime | None


class Requests:
    """What the product does with requests."""

    def __init__(
        self,
        store: RequestStore,
        positions: Positions,
        submission: Submission,
        blobs: Blobs,
        news: News,
        retention: timedelta,
    ) -> None:
        self._store = store
        self._positions = positions
        self._submission = submission
        self._blobs = blobs
        self._news = news
        self._retention = retention

    async def submit(
        self,
        caller: Caller,
        model_id: str,
        values: Mapping[str, Any],
        idempotency_key: str | None = None,
        engine: str | None = None,
    ) -> Accepted:
        """Take a request in; it is durably in the queue when this returns.

        Args:
            engine: the engine that was asked for; None: as the model's route says.

        Raises:
            ModelNotFound: there is no such model.
            InvalidInput: with every fault of the input at once, its media's too; or the engine
                does not serve the model.
            PermissionDenied: the caller may not choose the engine.
            Conflict: the idempotency key came with another input within a day.
            LimitExceeded: the account is over one of its limits.
            InsufficientFunds: it would cost more than the key or the account may spend.
            StorageFull: the disk has too little room.
        """
        return await self._submission.accept(caller, model_id, values, idempotency_key, engine)

    async def get(self, caller: Caller, request_id: str) -> RequestView:
        """A request and its progress.

        Raises:
            NotFound: there is no such request, or it was deleted.
            PermissionDenied: it is another account's.
        """
        request = await self._owned(caller, request_id)
        if request.state is State.QUEUED:
            return RequestView(request, await self._positions.of(request_id))
        if request.state is State.RUNNING:
            heard = self._news.progress(request.id, request.attempt)
            if heard is not None and heard.is_waiting:
                return RequestView(request, heard.queue_position, None, heard.phase, True)
            if heard is not None:
                return RequestView(request, None, heard.fraction, heard.phase)
        return RequestView(request)

    async def cancel(
        self, caller: Caller, request_id: str, force: bool = False
    ) -> tuple[Request, CancelOutcome]:
        """Cancel a queued request; one that runs or is over is left alone.

        One that waits in somebody else's queue is cancelled there, if it still can be.

        Args:
            force: cancel a running one too. Only the owner may.

        Raises:
            NotFound, PermissionDenied: as for `get`; also when force is not the caller's to use.
        """
        if force and not caller.is_owner:
            raise PermissionDenied("only the owner's key can cancel a running request by force")
        request = await self._owned(caller, request_id)
        if request.state is State.RUNNING and await self._cancel_elsewhere(request):
            return await self._owned(caller, request_id), CancelOutcome.CANCELLED
        expires_at = now() + self._retention
        is_cancelled = await self._store.cancel(request_id, expires_at, by_force=force)
        if is_cancelled:
            _log.info("request cancelled", extra={"request_id": request_id, "by_force": force})
            if force:
                self._news.ask_to_look(request_id)
        request = await self._owned(caller, request_id)
        outcome = CancelOutcome.CANCELLED if is_cancelled else CancelOutcome.NOT_CANCELLABLE
        return request, outcome

    async def _cancel_elsewhere(self, request: Request) -> bool:
        """Have its engine pass a cancel on, where its work waits; whether it is cancelled now."""
        heard = self._news.progress(request.id, request.attempt)
        if heard is None or not heard.is_waiting:
            return False
        self._news.ask_to_cancel(request.id)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CANCEL_ELSEWHERE_SECONDS):
                while heard is not None and heard.is_waiting:
                    await asyncio.sleep(0.05)
                    known = await self._store.state_of(request.id)
                    if known is None or known[0] is not State.RUNNING:
                        return known is not None and known[0] is State.CANCELLED
                    heard = self._news.progress(request.id, request.attempt)
        return False

    async def list(self, caller: Caller, chosen: RequestFilter | None = None) -> RequestPage:
        """A page of the caller's account's requests, newest first.

        Raises:
            InvalidInput: the limit or the cursor is none.
        """
        chosen = chosen or RequestFilter()
        if not 1 <= chosen.limit <= MAX_PAGE:
            raise InvalidInput(f"limit is {chosen.limit}; it must be from 1 to {MAX_PAGE}")
        query = PageQuery(
            chosen.state,
            chosen.model_id,
            chosen.created_after,
            chosen.created_before,
            chosen.limit,
            None if chosen.cursor is None else read_cursor(chosen.cursor),
        )
        page = await self._store.page(caller.account_id, query)
        return RequestPage(page.requests, None if page.next is None else _cursor(page.next))

    async def delete(self, caller: Caller, request_id: str) -> None:
        """Delete a request that is over, and its files.

        Raises:
            NotFound, PermissionDenied: as for `get`.
            Conflict: it is not over.
        """
        request = await self._owned(caller, request_id)
        if not await self._store.delete_finished(request_id):
            raise Conflict(
                f"request {request_id} is {request.state}; cancel it or wait for its end first"
            )
        await self._blobs.delete_under(blob_folder(request_id))
        _log.info("request deleted", extra={"request_id": request_id})

    async def output(self, token: str, name: str) -> Output:
        """The file at an unguessable address.

        Raises:
            NotFound: there is none, or it was deleted.
        """
        found = await self._store.output(token)
        if found is None or found.artifact.name != name:
            raise NotFound("there is no such file, or it has expired")
        if found.expires_at is not None and found.expires_at <= now():
            raise NotFound("there is no such file, or it has expired")
        return Output(found.artifact, found.expires_at)

    async def _owned(self, caller: Caller, request_id: str) -> Request:
        request = await self._store.get(request_id)
        if request is None:
            raise NotFound(f"there is no request {request_id[:128]!r}, or it was deleted")
        if request.account_id != caller.account_id and not caller.is_owner:
            raise PermissionDenied(f"request {request_id} belongs to another account")
        return request


def _cursor(place: tuple[int, int]) -> str:
    return base64.urlsafe_b64encode(f"{place[0]}.{place[1]}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[int, int]:
    """The place in the list that a page's `next_cursor` stands for. Raises InvalidInput."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        created_at, _, sequence = text.partition(".")
        place = (int(created_at), int(sequence))
    except (binascii.Error, ValueError) as error:
        raise InvalidInput(f"the cursor {cursor[:60]!r} is none of ours") from error
    if not all(0 <= part < 2**62 for part in place):
        raise InvalidInput(f"the cursor {cursor[:60]!r} is none of ours")
    return place
