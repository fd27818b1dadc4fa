"""Back a home up while it is in use, and make a home of a backup.

The database is copied first, as it stands at one moment, and then every blob that the copy knows.
Blobs never change, so they are linked where the disk allows it. A request that was deleted in
between is taken out of the copy, so that a backup never lacks what it names.
"""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

import rushes
from rushes.blobs.base import Blobs
from rushes.errors import Conflict, NotFound
from rushes.services.access import TOKEN_FILE
from rushes.settings import FILE_NAME
from rushes.store.database import Database, now
from rushes.store.requests import RequestStore

DATABASE_FILE = "rushes.db"
BLOBS_FOLDER = "blobs"
MANIFEST_FILE = "backup.json"
_SMALL_FILES = (TOKEN_FILE, FILE_NAME)


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds."""

    blobs: int
    size_bytes: int
    missing: list[str]
    """Blobs that the home itself lacks; `rushes doctor` tells more."""


class Manifest(msgspec.Struct, frozen=True):
    """Written last: a backup without it is not whole."""

    rushes: str
    made_at: str
    blobs: int
    size_bytes: int


class Backup:
    """Makes backups of an open home."""

    def __init__(
        self,
        home: Path,
        database: Database,
        blobs: Blobs,
        open_database: Callable[[Path], Database],
    ) -> None:
        self._home = home
        self._database = database
        self._blobs = blobs
        self._open_database = open_database

    async def make(self, target: Path) -> BackupReport:
        """Write a backup into a new or empty folder.

        Raises:
            Conflict: the folder holds something.
        """
        if target.exists() and any(target.iterdir()):
            raise Conflict(f"{target} is not empty; name a new folder for the backup")
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        await self._database.copy_to(target / DATABASE_FILE)
        copy = self._open_database(target / DATABASE_FILE)
        try:
            report = await self._copy_blobs(RequestStore(copy), target / BLOBS_FOLDER)
        finally:
            await copy.close()
        for name in _SMALL_FILES:
            if (self._home / name).exists():
                shutil.copy2(self._home / name, target / name)
        manifest = Manifest(rushes.__version__, now().isoformat(), report.blobs, report.size_bytes)
        (target / MANIFEST_FILE).write_bytes(msgspec.json.encode(manifest))
        return report

    async def _copy_blobs(self, copied: RequestStore, folder: Path) -> BackupReport:
        live = RequestStore(self._database)
        count = total = 0
        missing: list[str] = []
        for request_id, blob_path, size_bytes in await copied.blob_paths():
            try:
                await self._copy_blob(blob_path, folder / blob_path)
            except (NotFound, FileNotFoundError):
                if await live.state_of(request_id) is None:
                    # It may have been queued when the copy was made, and over and gone since.
                    await copied.cancel(request_id, now(), by_force=True)
                    await copied.delete_finished(request_id)
                else:
                    missing.append(blob_path)
                continue
            count += 1
            total += size_bytes
        return BackupReport(count, total, missing)

    async def _copy_blob(self, blob_path: str, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source = self._blobs.local_path(blob_path)
        if source is not None:
            await asyncio.to_thread(_link_or_copy, source, target)
            return
        size = await self._blobs.size(blob_path)
        with target.open("wb") as file:
            async for chunk in self._blobs.read_range(blob_path, 0, size):
                file.write(chunk)


def restore(source: Path, home: Path) -> None:
    """Make a home of a backup, which stays as it is. No server may use the home meanwhile.

    What ran when the backup was made runs again, as after a lost lease.

    Raises:
        NotFound: there is no whole backup.
        Conflict: the home holds a database already.
    """
    if not (source / MANIFEST_FILE).exists():
        raise NotFound(f"{source} holds no whole backup: it has no {MANIFEST_FILE}")
    if (home / DATABASE_FILE).exists():
        raise Conflict(f"{home} holds a database already; restore into a new home")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    blobs = source / BLOBS_FOLDER
    if blobs.exists():
        shutil.copytree(blobs, home / BLOBS_FOLDER, copy_function=shutil.copy2, dirs_exist_ok=True)
    for name in _SMALL_FILES:
        if (source / name).exists():
            shutil.copy2(source / name, home / name)
    # The database comes last and whole: without it there is no home yet.
    fresh = home / f".{DATABASE_FILE}"
    shutil.copy2(source / DATABASE_FILE, fresh)
    fresh.rename(home / DATABASE_FILE)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copy2(source, target)
