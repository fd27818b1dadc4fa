"""Fetch the media of requests: in the background as soon as they are accepted, or at their turn."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from rushes.blobs.base import Blobs
from rushes.errors import InternalError, NotFound
from rushes.inputs.media import MediaInput, fetch_media
from rushes.services.submission import media_blob_path
from rushes.settings import Settings
from rushes.store.media import MediaStore, MediumRecord, MediumState
from rushes.store.requests import RequestStore
from rushes.worker.failures import our_error, wire_error

SIDE_BY_SIDE = 4
_LEASE_MARGIN_SECONDS = 30.0

_log = logging.getLogger(__name__)


class MediumFault(Exception):
    """A medium can't be used; `error` says why, in the wire's shape."""

    def __init__(self, error: dict[str, object]) -> None:
        super().__init__(str(error.get("error_message")))
        self.error = error


class MediaFetching:
    """The media of one worker's home."""

    def __init__(
        self,
        media: MediaStore,
        requests: RequestStore,
        blobs: Blobs,
        settings: Settings,
        folder: Path,
    ) -> None:
        """`folder` takes what is being fetched."""
        self._media = media
        self._requests = requests
        self._blobs = blobs
        self._settings = settings
        self._folder = folder
        self._lease_seconds = settings.media.timeout_seconds + _LEASE_MARGIN_SECONDS
        self._under_way: dict[tuple[int, str], asyncio.Task[None]] = {}
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look for waiting media now."""
        self._woken.set()

    async def run(self) -> None:
        """Fetch what waits, a few side by side, until cancelled."""
        try:
            while True:
                self._woken.clear()
                while len(self._under_way) < SIDE_BY_SIDE:
                    medium = await self._next()
                    if medium is None:
                        break
                    self._start(medium)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._settings.queue.poll_seconds):
                        await self._woken.wait()
        finally:
            for task in list(self._under_way.values()):
                task.cancel()

    async def paths(self, request_id: str, folder: Path) -> dict[str, Path]:
        """Every medium of a request as a file: fetched by now, or fetched at once.

        Args:
            folder: takes copies of blobs that don't lie on this machine.

        Raises:
            MediumFault: one can't be fetched or used.
        """
        found: dict[str, Path] = {}
        media = await self._media.of_request(request_id)
        if any(item.state is MediumState.WAITING for item in media):
            waiting = [item for item in media if item.state is MediumState.WAITING]
            await asyncio.gather(*(asyncio.shield(self._start(item)) for item in waiting))
            media = await self._media.of_request(request_id)
        for number, item in enumerate(media):
            if item.state is not MediumState.FETCHED or item.blob_path is None:
                fault = item.error or wire_error(InternalError(f"{item.name} was not fetched"))
                raise MediumFault(fault)
            found[item.name] = await self._local(item.blob_path, folder / f"medium-{number}")
        return found

    async def drop_refused(self, request_id: str, error: Mapping[str, Any]) -> None:
        """Delete the bytes of media that an engine could not take: none is kept of those.

        Args:
            error: what the request failed with, in the wire's shape; its faults name the media.
        """
        faults = error.get("detail")
        places = [fault["loc"][1:] for fault in faults] if isinstance(faults, list) else []
        names = {"/".join(str(part) for part in place) for place in places}
        for item in await self._media.of_request(request_id):
            if item.name in names and item.blob_path is not None:
                await self._media.set_refused(item, dict(error))
                await self._blobs.delete([item.blob_path])

    async def _next(self) -> MediumRecord | None:
        if not await self._media.is_any_waiting():
            return None
        return await self._media.claim_next(self._lease_seconds)

    def _start(self, medium: MediumRecord) -> asyncio.Task[None]:
        key = (medium.request_sequence, medium.name)
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(self._fetch_one(key, medium))
        return task

    async def _fetch_one(self, key: tuple[int, str], medium: MediumRecord) -> None:
        try:
            await self._fetch(medium)
        finally:
            del self._under_way[key]
            self._woken.set()

    async def _fetch(self, medium: MediumRecord) -> None:
        known = await self._requests.state_of(medium.request_id)
        if known is None or known[0].is_over or medium.source is None:
            gone = NotFound("its request was over before it was fetched")
            await self._media.set_failed(medium, wire_error(gone))
            return
        blob_path = media_blob_path(medium.request_id)
        is_kept = False
        try:
            is_kept = await self._bring(medium, medium.source, blob_path)
        except Exception as error:
            told = our_error(error)
            if told is not error:
                _log.exception("medium not fetched", extra={"request_id": medium.request_id})
            await self._media.set_failed(medium, wire_error(told))
        finally:
            if not is_kept:
                await self._blobs.delete_under(str(PurePosixPath(blob_path).parent))

    async def _bring(self, medium: MediumRecord, source: str, blob_path: str) -> bool:
        wanted = MediaInput(medium.name, medium.kind, source)
        fetched = await fetch_media(wanted, self._folder, self._settings.media)
        try:
            stored = await self._blobs.put_file(fetched.path, blob_path)
        finally:
            fetched.path.unlink(missing_ok=True)
        return await self._media.set_fetched(
            medium, blob_path, fetched.media_type, stored.size_bytes, self._settings.limits
        )

    async def _local(self, blob_path: str, target: Path) -> Path:
        path = self._blobs.local_path(blob_path)
        if path is not None:
            return path
        size = await self._blobs.size(blob_path)
        with target.open("wb") as file:
            async for chunk in self._blobs.read_range(blob_path, 0, size):
                file.write(chunk)
        return target
