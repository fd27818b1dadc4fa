"""Look through a home: its database, its blobs against it, and its model records."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from rushes.blobs.base import Blobs
from rushes.catalog.library import Catalog
from rushes.domain.request import State
from rushes.errors import NotFound
from rushes.store.database import Database
from rushes.store.requests import RequestStore

SETTLE_SECONDS = 1.0
"""A submit stores its media a moment before its row; it is given this long."""


@dataclass(slots=True)
class Diagnosis:
    """What was found."""

    damage: list[str] = field(default_factory=list)
    """Faults of the database itself; a backup is the remedy."""
    missing: list[str] = field(default_factory=list)
    """Blobs that a request names and that are not there."""
    wrong_size: list[str] = field(default_factory=list)
    """Blobs that are not as long as the request says."""
    orphaned: list[str] = field(default_factory=list)
    """Blobs that no request names."""
    refused_records: list[str] = field(default_factory=list)
    """Model records of the home that can't be used: file, line and reason."""
    removed: int = 0
    """How many orphaned blobs were deleted."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        found = (self.damage, self.missing, self.wrong_size, self.orphaned, self.refused_records)
        return not any(found)


class Doctor:
    """Looks through an open home, which may be in use."""

    def __init__(self, database: Database, blobs: Blobs, catalog: Catalog) -> None:
        self._database = database
        self._catalog = catalog
        self._store = RequestStore(database)
        self._blobs = blobs

    async def look(self, repair: bool = False, settle_seconds: float = SETTLE_SECONDS) -> Diagnosis:
        """Look through everything.

        Args:
            repair: delete orphaned blobs. Nothing else can be repaired, and nothing is deleted on
                the word of a damaged database.
        """
        found = Diagnosis(damage=await self._database.find_damage())
        found.refused_records = [str(refusal) for refusal in self._catalog.refusals]
        if found.damage:
            # What a damaged database does not name may be somebody's film all the same.
            return found
        miscounted = await self._store.wrong_turns()
        if miscounted:
            found.damage.append(f"{miscounted} turns miscount their queue")
        stored = dict(await self._blobs.list_under(""))
        known = {path: size for _, path, size in await self._store.blob_paths()}
        for path, size in known.items():
            if path not in stored:
                if await self._is_missing(path):
                    found.missing.append(path)
            elif stored[path] != size:
                found.wrong_size.append(path)
        suspects = [path for path in stored if path not in known]
        if suspects:
            await asyncio.sleep(settle_seconds)
            named = {path for _, path, _ in await self._store.blob_paths()}
            found.orphaned = [path for path in suspects if await self._is_orphan(path, named)]
        if repair:
            await self._blobs.delete(found.orphaned)
            found.removed = len(found.orphaned)
        return found

    async def _is_missing(self, path: str) -> bool:
        """Unless it came after the listing, or went together with its request."""
        try:
            await self._blobs.size(path)
        except NotFound:
            return path in {named for _, named, _ in await self._store.blob_paths()}
        return False

    async def _is_orphan(self, path: str, named: set[str]) -> bool:
        """Unless its request is still at work on it."""
        if path in named:
            return False
        parts = PurePosixPath(path).parts
        known = await self._store.state_of(parts[1]) if len(parts) > 2 else None
        if known is None:
            return True
        state, attempt = known
        if parts[2] == "media":
            return state.is_over
        return state is not State.RUNNING or parts[2] != str(attempt)
