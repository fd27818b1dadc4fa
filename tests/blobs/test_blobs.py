"""Bytes under a path: whole or not at all."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

import pytest

from rushes.blobs.object_store import ObjectStoreBlobs
from rushes.errors import NotFound


async def read(blobs: ObjectStoreBlobs, path: str, start: int, end: int) -> bytes:
    return b"".join([chunk async for chunk in blobs.read_range(path, start, end)])


def test_what_is_stored_is_read_back_in_any_range(tmp_path: Path) -> None:
    async def run() -> None:
        blobs = ObjectStoreBlobs(tmp_path / "blobs")
        data = bytes(range(256)) * 3_000
        source = tmp_path / "film.mp4"
        source.write_bytes(data)
        stored = await blobs.put_file(source, "requests/a/1/film.mp4")
        assert stored.size_bytes == len(data) == await blobs.size("requests/a/1/film.mp4")
        assert stored.sha256 == hashlib.sha256(data).hexdigest()
        assert await read(blobs, stored.path, 0, len(data)) == data
        assert await read(blobs, stored.path, 700_000, 700_010) == data[700_000:700_010]
        local = blobs.local_path(stored.path)
        assert local is not None
        assert local.read_bytes() == data

    asyncio.run(run())


def test_deleting_under_a_folder_leaves_its_neighbours(tmp_path: Path) -> None:
    async def run() -> None:
        blobs = ObjectStoreBlobs(tmp_path)
        for path in ("requests/a/1/x", "requests/a/2/y", "requests/ab/1/z"):
            await blobs.put_bytes(path.encode(), path)
        assert await blobs.delete_under("requests/a") == 2
        assert await blobs.list_under("requests") == [("requests/ab/1/z", 15)]
        assert await blobs.delete_under("requests/a") == 0

    asyncio.run(run())


def test_a_missing_blob_is_not_found(tmp_path: Path) -> None:
    async def run() -> None:
        blobs = ObjectStoreBlobs(tmp_path)
        with pytest.raises(NotFound, match="no blob nowhere"):
            await blobs.size("nowhere")
        with pytest.raises(NotFound, match="no blob nowhere"):
            await read(blobs, "nowhere", 0, 1)

    asyncio.run(run())
