"""The contract of a blob store: bytes under a path, visible whole or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What was stored."""

    path: str
    size_bytes: int
    sha256: str
    """Lower-case hex."""


class Blobs(Protocol):
    """Keeps bytes under paths such as `requests/<id>/<attempt>/film.mp4`.

    A path holds nothing or a whole blob, which is durable when `put_*` returns. It can't rename,
    and `list_under` is not a snapshot.
    """

    async def put_file(self, source: Path, blob_path: str) -> StoredBlob:
        """Store a copy of a file. Raises StorageFull when there is no room."""

    async def put_bytes(self, data: bytes, blob_path: str) -> StoredBlob:
        """Store bytes. Raises StorageFull when there is no room."""

    async def copy(self, blob_path: str, to_path: str) -> None:
        """Store the same bytes under another path.

        Raises:
            NotFound: there is no such blob.
            StorageFull: there is no room.
        """

    def read_range(self, blob_path: str, start: int, end: int) -> AsyncIterator[bytes]:
        """Chunks of the bytes [start, end). Raises NotFound when there is no such blob."""

    async def size(self, blob_path: str) -> int:
        """Size in bytes. Raises NotFound when there is no such blob."""

    async def delete(self, blob_paths: Sequence[str]) -> None:
        """Delete these blobs. One that is not there is passed over."""

    async def delete_under(self, prefix: str) -> int:
        """Delete every blob whose path begins with the folder `prefix`; gives how many."""

    async def list_under(self, prefix: str) -> list[tuple[str, int]]:
        """Path and size of every blob under the folder `prefix`."""

    def local_path(self, blob_path: str) -> Path | None:
        """Where the blob lies on this machine's disk, or None for a remote store."""
