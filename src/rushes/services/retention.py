"""Housekeeping of the gateway's process: what has expired goes, what was noted is written down."""

from __future__ import annotations

import asyncio
import logging

from rushes.blobs.base import Blobs
from rushes.errors import RushesError
from rushes.services.access import Access
from rushes.services.submission import blob_folder
from rushes.store.requests import RequestStore

ROUND_SECONDS = 60.0
_BATCH = 100

_log = logging.getLogger(__name__)


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
            for request_id in expired:
                if await self._store.delete_finished(request_id):
                    deleted += 1
                await self._blobs.delete_under(blob_folder(request_id))
        if deleted:
            _log.info("expired requests deleted", extra={"requests": deleted})
        await self._store.forget_idempotency_keys()
        await self._access.note_use()
        return deleted
