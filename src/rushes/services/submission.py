"""Take a request in: judge its input, store the media that came with it, put it in the queue."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from rushes.blobs.base import Blobs
from rushes.catalog.library import Catalog
from rushes.domain.model import Model
from rushes.domain.schema_dialect import Prepared
from rushes.domain.spending import to_microusd
from rushes.errors import InvalidInput
from rushes.inputs.media import MediaInput, collect_media, fetch_media, judge_media
from rushes.services.access import Caller
from rushes.services.disk import DiskGuard
from rushes.services.news import News
from rushes.services.routing.routes import Routing, Way
from rushes.settings import Settings
from rushes.store.media import MediumRecord, MediumState
from rushes.store.requests import Accepted, NewRequest, RequestStore

REQUEST_ID_CHARACTERS = 22
"""132 random bits."""
IDS_IN_A_DRAW = 64
MAX_IDEMPOTENCY_KEY_CHARACTERS = 255

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """An input that fits its model."""

    model: Model
    values: dict[str, Any]
    warnings: list[str]
    media: Sequence[MediaInput]


class Submission:
    """Takes requests in."""

    def __init__(
        self,
        store: RequestStore,
        catalog: Catalog,
        blobs: Blobs,
        news: News,
        settings: Settings,
        routing: Routing,
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._blobs = blobs
        self._news = news
        self._settings = settings
        self._routing = routing
        self._request_ids = _request_ids()
        self._disk = DiskGuard(settings.home, settings.storage.min_free_bytes)

    async def accept(
        self,
        caller: Caller,
        model_id: str,
        values: Any,
        idempotency_key: str | None = None,
        engine: str | None = None,
    ) -> Accepted:
        """Judge an input and put its request in the queue, durably.

        Args:
            engine: the engine that was asked for; None: as the model's route says.
        """
        judged = await self.judge(model_id, values)
        media = judged.media
        way = self._routing.way(caller, judged.model, judged.values, engine)
        digest = b""
        if idempotency_key is not None:
            is_large = any(item.is_data for item in media)
            digest = await _digest(model_id, values, engine, is_large)
            repeat = await self.find_repeat(caller, idempotency_key, digest)
            if repeat is not None:
                return repeat
        self._disk.check()
        new = self.new_request(caller, judged.model, way)
        new.warnings = judged.warnings
        new.idempotency_key, new.input_sha256 = idempotency_key, digest
        if any(item.is_data for item in media):
            # Not cut short when the caller goes away, or its blobs would be left without a row.
            return await asyncio.shield(self._insert_with_data(new, judged.values, media))
        return await self._insert(new, judged.values, [_to_fetch(item) for item in media])

    async def judge(self, model_id: str, values: Any) -> Judged:
        """An input with its defaults filled in.

        Raises:
            ModelNotFound: there is no such model.
            InvalidInput: with every fault of the input at once, its media's too.
        """
        model = self._catalog.get(model_id)
        prepared = model.inputs.prepare(values)
        media = collect_media(model.inputs.media, prepared.values)
        await self._judge(prepared, media)
        return Judged(model, prepared.values, prepared.warnings, media)

    async def find_repeat(
        self, caller: Caller, idempotency_key: str, digest: bytes
    ) -> Accepted | None:
        """What was answered to an idempotency key before.

        Raises:
            InvalidInput: the key is too long, or empty.
            Conflict: it came with something else.
        """
        _check_key(idempotency_key)
        return await self._store.find_repeat(caller.account_id, idempotency_key, digest)

    def new_request(self, caller: Caller, model: Model, way: Way) -> NewRequest:
        """A request about to be taken in, with an id of its own."""
        return NewRequest(
            id=next(self._request_ids),
            account_id=caller.account_id,
            model_id=model.id,
            engine=way.engine,
            key_id=caller.key_id,
            charge_microusd=to_microusd(way.price_usd) if way.price_usd else 0,
            fall_backs=way.fall_backs,
        )

    async def take_in(self, new: NewRequest) -> Accepted:
        """Put a request in the queue, durably, and wake a worker for it."""
        accepted = await self._store.insert(new, self._settings.limits)
        if not accepted.is_repeat:
            self._news.wake_workers()
            fields = {"request_id": accepted.request_id, "model_id": new.model_id}
            _log.info("request accepted", extra=fields)
        return accepted

    async def _judge(self, prepared: Prepared, media: Sequence[MediaInput]) -> None:
        faults = list(prepared.faults)
        if any(item.is_data for item in media):
            faults += await asyncio.to_thread(judge_media, media, self._settings.media)
        elif media:
            faults += judge_media(media, self._settings.media)
        if faults:
            count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
            raise InvalidInput(f"the input does not fit the model: {count}", faults)

    async def _insert(
        self, new: NewRequest, values: Mapping[str, Any], media: Sequence[MediumRecord]
    ) -> Accepted:
        new.input_json = msgspec.json.encode(values)
        new.media = media
        return await self.take_in(new)

    async def _insert_with_data(
        self, new: NewRequest, values: dict[str, Any], media: Sequence[MediaInput]
    ) -> Accepted:
        async with AsyncExitStack() as undo:
            undo.push_async_callback(self._blobs.delete_under, blob_folder(new.id))
            folder = self._settings.home / "work" / f"submit-{new.id}"
            folder.mkdir(parents=True)
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
            records = []
            for item in media:
                if item.is_data:
                    record = await self._keep_data(new.id, item, folder)
                    mark = f"data:{record.media_type};size={record.size_bytes},"
                    values = _replaced(values, item.location, mark)
                    records.append(record)
                else:
                    records.append(_to_fetch(item))
            accepted = await self._insert(new, values, records)
            if not accepted.is_repeat:
                undo.pop_all()
                shutil.rmtree(folder, ignore_errors=True)
            return accepted

    async def _keep_data(self, request_id: str, item: MediaInput, folder: Path) -> MediumRecord:
        fetched = await fetch_media(item, folder, self._settings.media)
        blob_path = media_blob_path(request_id)
        stored = await self._blobs.put_file(fetched.path, blob_path)
        return MediumRecord(
            item.name,
            item.kind,
            None,
            MediumState.FETCHED,
            blob_path,
            fetched.media_type,
            stored.size_bytes,
        )


def _request_ids() -> Iterator[str]:
    """Unguessable, and never like an option: on a command line they stand as they are.

    Many are cut from one draw, since each draw lets another thread have the interpreter.
    """
    while True:
        drawn = secrets.token_urlsafe(IDS_IN_A_DRAW * REQUEST_ID_CHARACTERS * 6 // 8)
        for start in range(0, len(drawn), REQUEST_ID_CHARACTERS):
            if drawn[start] != "-":
                yield drawn[start : start + REQUEST_ID_CHARACTERS]


def blob_folder(request_id: str) -> str:
    """Where all blobs of a request lie."""
    return f"requests/{request_id}"


def media_blob_path(request_id: str) -> str:
    """A new path for a medium of a request, in a folder that no other fetch uses."""
    return f"{blob_folder(request_id)}/media/{secrets.token_hex(8)}/medium"


def _to_fetch(item: MediaInput) -> MediumRecord:
    return MediumRecord(item.name, item.kind, item.source)


def _check_key(idempotency_key: str) -> None:
    if not 0 < len(idempotency_key) <= MAX_IDEMPOTENCY_KEY_CHARACTERS:
        raise InvalidInput(
            f"an Idempotency-Key has 1 to {MAX_IDEMPOTENCY_KEY_CHARACTERS} characters, "
            f"not {len(idempotency_key)}"
        )


async def _digest(model_id: str, values: Any, engine: str | None, is_large: bool) -> bytes:
    asked = [model_id, values] if engine is None else [model_id, values, engine]

    def work() -> bytes:
        return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).digest()

    return await asyncio.to_thread(work) if is_large else work()


def _replaced(value: Any, place: tuple[str | int, ...], new: str) -> Any:
    if not place:
        return new
    copied = value.copy()
    copied[place[0]] = _replaced(value[place[0]], place[1:], new)
    return copied
