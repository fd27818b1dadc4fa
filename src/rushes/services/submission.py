"""Take a request in: judge its input, store the media that came with it, put it in the queue."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import msgspec

from rushes.blobs.base import Blobs
from rushes.catalog.library import Catalog
from rushes.domain.schema_dialect import Prepared
from rushes.errors import InvalidInput
from rushes.inputs.media import MediaInput, collect_media, fetch_media, judge_media
from rushes.services.access import Caller
from rushes.services.disk import DiskGuard
from rushes.services.news import News
from rushes.settings import Settings
from rushes.store.media import MediumRecord, MediumState
from rushes.store.requests import Accepted, NewRequest, RequestStore

REQUEST_ID_CHARACTERS = 22
"""132 random bits."""
IDS_IN_A_DRAW = 64
MAX_IDEMPOTENCY_KEY_CHARACTERS = 255

_log = logging.getLogger(__name__)


class Submission:
    """Takes requests in."""

    def __init__(
        self,
        store: RequestStore,
        catalog: Catalog,
        blobs: Blobs,
        news: News,
        settings: Settings,
        engines: Mapping[str, str],
        default_engine: str,
    ) -> None:
        """`engines` names the engine of a model id, where it is not the default one."""
        self._store = store
        self._catalog = catalog
        self._blobs = blobs
        self._news = news
        self._settings = settings
        self._engines = engines
        self._default_engine = default_engine
        self._request_ids = _request_ids()
        self._disk = DiskGuard(settings.home, settings.storage.min_free_bytes)

    async def accept(
        self, caller: Caller, model_id: str, values: Any, idempotency_key: str | None
    ) -> Accepted:
        """Judge an input and put its request in the queue, durably."""
        model = self._catalog.get(model_id)
        prepared = model.inputs.prepare(values)
        media = collect_media(model.inputs.media, prepared.values)
        await self._judge(prepared, media)
        digest = b""
        if idempotency_key is not None:
            _check_key(idempotency_key)
            digest = await _digest(model_id, values, is_large=any(item.is_data for item in media))
            repeat = await self._store.find_repeat(caller.account_id, idempotency_key, digest)
            if repeat is not None:
                return repeat
        self._disk.check()
        new = NewRequest(
            id=next(self._request_ids),
            account_id=caller.account_id,
            model_id=model_id,
            engine=self._engines.get(model_id, self._default_engine),
            warnings=prepared.warnings,
            idempotency_key=idempotency_key,
            input_sha256=digest,
        )
        if any(item.is_data for item in media):
            # Not cut short when the caller goes away, or its blobs would be left without a row.
            accepted = await asyncio.shield(self._insert_with_data(new, prepared.values, media))
        else:
            accepted = await self._insert(new, prepared.values, [_to_fetch(item) for item in media])
        if not accepted.is_repeat:
            self._news.wake_workers()
            fields = {"request_id": accepted.request_id, "model_id": model_id}
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
        return await self._store.insert(new, self._settings.limits)

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


async def _digest(model_id: str, values: Any, is_large: bool) -> bytes:
    def work() -> bytes:
        return hashlib.sha256(msgspec.json.encode([model_id, values], order="sorted")).digest()

    return await asyncio.to_thread(work) if is_large else work()


def _replaced(value: Any, place: tuple[str | int, ...], new: str) -> Any:
    if not place:
        return new
    copied = value.copy()
    copied[place[0]] = _replaced(value[place[0]], place[1:], new)
    return copied
