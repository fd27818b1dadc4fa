"""Housekeeping of the gateway's process: what has expired goes, what was noted is written down."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from rushes.blobs.base import Blobs
from rushes.errors import RushesError
from rushes.services.access import Access
from rushes.services.submission import blob_folder
from rushes.settings import Settings
from rushes.store.requests import RequestStore

ROUND_SECONDS = 60.0
_BATCH = 100

_log = logging.getLogger(__name__)


def kept_for(settings: Settings) -> timedelta:
    """How long a request is kept once it is over."""
    return timedelta(days=settings.storage.retention_days)


class Retention:
    """Deletes finished requests whose time is up, with their files."""

    def __init__(self, store: RequestStore, blobs: Blobs, access: Access) -> None:
        self._store = store
        self._blobs = blobs
        self._access = access

    async def run(self) -> None:
        """Go round until cancelled; a round that fails is told of and tried again."""
        while True:
            try:
                await self.go_round()
            except (RushesError, OSError):
                _log.exception("housekeeping failed")
            await asyncio.sleep(ROUND_SECONDS)

    async def go_round(self) -> int:
        """Delete all that has expired; gives how many requests."""
        deleted = 0
        while expired := await self._store.expired(_BATCH):
            gone = [item for item in expired if await self._store.delete_finished(item)]
            for request_id in gone:
                await self._blobs.delete_under(blob_folder(request_id))
            deleted += len(gone)
            if not gone:
                break
        if deleted:
            _log.info("expired requests deleted", extra={"requests": deleted})
        await self._store.forget_idempotency_keys()
        await self._access.note_use()
        return deleted
