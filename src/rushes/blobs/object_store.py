"""Blobs in a folder of the home, through the library that also speaks S3, GCS and Azure."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import obstore
from obstore.store import LocalStore

from rushes.blobs.base import StoredBlob
from rushes.errors import NotFound, StorageFull

CHUNK_BYTES = 256 * 1024


class ObjectStoreBlobs:
    """Blobs under a local folder, which is created when missing."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._store = LocalStore(prefix=folder, automatic_cleanup=True)

    async def put_file(self, source: Path, blob_path: str) -> StoredBlob:
        with _no_room_is_storage_full(blob_path):
            sha256 = await asyncio.to_thread(_sha256_of, source)
            await obstore.put_async(self._store, blob_path, source)
            await asyncio.to_thread(self._flush, blob_path)
        return StoredBlob(blob_path, source.stat().st_size, sha256)

    async def put_bytes(self, data: bytes, blob_path: str) -> StoredBlob:
        with _no_room_is_storage_full(blob_path):
            await obstore.put_async(self._store, blob_path, data)
            await asyncio.to_thread(self._flush, blob_path)
        return StoredBlob(blob_path, len(data), hashlib.sha256(data).hexdigest())

    async def copy(self, blob_path: str, to_path: str) -> None:
        with _no_room_is_storage_full(to_path):
            try:
                await obstore.copy_async(self._store, blob_path, to_path)
            except FileNotFoundError as error:
                raise NotFound(f"there is no blob {blob_path}") from error
            await asyncio.to_thread(self._flush, to_path)

    async def read_range(self, blob_path: str, start: int, end: int) -> AsyncIterator[bytes]:
        position = start
        while position < end:
            upto = min(end, position + CHUNK_BYTES)
            try:
                chunk = await obstore.get_range_async(
                    self._store, blob_path, start=position, end=upto
                )
            except FileNotFoundError as error:
                raise NotFound(f"there is no blob {blob_path}") from error
            yield bytes(chunk)
            position = upto

    async def size(self, blob_path: str) -> int:
        try:
            meta = await obstore.head_async(self._store, blob_path)
        except FileNotFoundError as error:
            raise NotFound(f"there is no blob {blob_path}") from error
        return int(meta["size"])

    async def delete(self, blob_paths: Sequence[str]) -> None:
        for path in blob_paths:
            with contextlib.suppress(FileNotFoundError):
                await obstore.delete_async(self._store, path)

    async def delete_under(self, prefix: str) -> int:
        paths = [path for path, _ in await self.list_under(prefix)]
        await self.delete(paths)
        return len(paths)

    async def list_under(self, prefix: str) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        async for batch in obstore.list(self._store, prefix.rstrip("/") or None):
            found += [(entry["path"], int(entry["size"])) for entry in batch]
        return found

    def local_path(self, blob_path: str) -> Path | None:
        return self._folder / blob_path

    def _flush(self, blob_path: str) -> None:
        """Make a written blob survive a power cut: its bytes, and its name in the folder."""
        path = self._folder / blob_path
        for target in (path, path.parent):
            descriptor = os.open(target, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _no_room_is_storage_full(blob_path: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        text = str(error)
        no_room = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        if no_room or f"os error {errno.ENOSPC}" in text or f"os error {errno.EDQUOT}" in text:
            raise StorageFull(f"the disk is full: {blob_path} could not be stored") from error
        raise
