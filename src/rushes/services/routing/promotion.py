"""Promotion: the input of a request, unchanged, goes to another engine; both know of each other."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import msgspec

from rushes.blobs.base import Blobs
from rushes.catalog.library import Catalog
from rushes.domain.model import Model
from rushes.domain.request import Request
from rushes.errors import Fault, InvalidInput, NotFound
from rushes.services.access import Caller
from rushes.services.requests import Requests
from rushes.services.routing.routes import Routing
from rushes.services.submission import Submission, blob_folder, media_blob_path
from rushes.store.media import MediaStore, MediumRecord, MediumState
from rushes.store.requests import Accepted, NewRequest, RequestStore


@dataclass(frozen=True, slots=True)
class Promoted:
    """What a promotion came to."""

    accepted: Accepted
    engine: str


class Promotion:
    """Sends the inputs of requests on to other engines."""

    def __init__(
        self,
        requests: Requests,
        store: RequestStore,
        media: MediaStore,
        blobs: Blobs,
        catalog: Catalog,
        routing: Routing,
        submission: Submission,
    ) -> None:
        self._requests = requests
        self._store = store
        self._media = media
        self._blobs = blobs
        self._catalog = catalog
        self._routing = routing
        self._submission = submission

    async def promote(
        self,
        caller: Caller,
        request_id: str,
        engine: str | None = None,
        is_again: bool = False,
        idempotency_key: str | None = None,
    ) -> Promoted:
        """Send a request's input and media to another engine, as a request of the caller's own.

        The same request promoted twice to the same engine is one, unless the first failed or was
        cancelled.

        Args:
            engine: None: the only other one that the caller may choose.
            is_again: make another one all the same.

        Raises:
            NotFound, PermissionDenied: as for a look at the request, and for a choice of engine.
            InvalidInput: it can't go to that engine, or does not fit the model any more.
            InsufficientFunds, LimitExceeded: as for a submit.
        """
        source = (await self._requests.get(caller, request_id)).request
        model = self._catalog.get(source.model_id)
        engine = self._target(caller, model, source, engine)
        way = self._routing.way(caller, model, source.input, engine)
        _check_still_fits(model, source)
        new = self._submission.new_request(caller, model, way)
        new.promoted_from, new.is_again = source.id, is_again
        new.input_json = msgspec.json.encode(source.input)
        repeat = await self._find_repeat(caller, new, idempotency_key)
        if repeat is None:
            # Not cut short when the caller goes away, or its blobs would be left without a row.
            repeat = await asyncio.shield(self._take_in(new, source))
        return Promoted(repeat, engine)

    def _target(self, caller: Caller, model: Model, source: Request, engine: str | None) -> str:
        others = [name for name in self._routing.choices(caller, model) if name != source.engine]
        if engine is None:
            if len(others) == 1:
                return others[0]
            found = f"may be {', '.join(others)}: say which" if others else "is none here"
            raise _refusal(f"the engine to promote request {source.id} to {found}")
        if engine == source.engine:
            raise _refusal(
                f"request {source.id} is on the engine {engine!r} already; submit its input anew "
                "to have it made once more"
            )
        return engine

    async def _find_repeat(
        self, caller: Caller, new: NewRequest, idempotency_key: str | None
    ) -> Accepted | None:
        if idempotency_key is not None:
            asked = msgspec.json.encode(["promote", new.promoted_from, new.engine])
            new.idempotency_key = idempotency_key
            new.input_sha256 = hashlib.sha256(asked).digest()
            repeat = await self._submission.find_repeat(caller, idempotency_key, new.input_sha256)
            if repeat is not None:
                return repeat
        return None if new.is_again else await self._store.find_promotion(new)

    async def _take_in(self, new: NewRequest, source: Request) -> Accepted:
        async with AsyncExitStack() as undo:
            undo.push_async_callback(self._blobs.delete_under, blob_folder(new.id))
            media = await self._media.of_request(source.id)
            new.media = [await self._own(new.id, item) for item in media]
            accepted = await self._submission.take_in(new)
            if not accepted.is_repeat:
                undo.pop_all()
            return accepted

    async def _own(self, request_id: str, item: MediumRecord) -> MediumRecord:
        """A medium as the new request's own, which lives on when the first is deleted."""
        if item.state is MediumState.FETCHED and item.blob_path is not None:
            path = media_blob_path(request_id)
            await self._blobs.copy(item.blob_path, path)
            fetched = (MediumState.FETCHED, path, item.media_type, item.size_bytes)
            return MediumRecord(item.name, item.kind, item.source, *fetched)
        if item.source is None:
            raise NotFound(f"{item.name} of the request is not kept: it was refused")
        return MediumRecord(item.name, item.kind, item.source)


def _check_still_fits(model: Model, source: Request) -> None:
    """The model's record may have changed since."""
    faults: Sequence[Fault] = model.inputs.prepare(source.input).faults
    if faults:
        raise InvalidInput(f"the input of {source.id} does not fit {model.id} any more", faults)


def _refusal(message: str) -> InvalidInput:
    fault: Fault = {"loc": ["query", "engine"], "msg": message, "type": "engine"}
    return InvalidInput(message, [fault])
