"""Whether the home's disk has room, so that submits are refused before it is full."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from rushes.errors import StorageFull

LOOK_SECONDS = 1.0


class DiskGuard:
    """Looks at the disk's free space, at most once a second."""

    def __init__(self, folder: Path, min_free_bytes: int) -> None:
        self._folder = folder
        self._min_free_bytes = min_free_bytes
        self._looked_at = float("-inf")
        self._free_bytes = 0

    def check(self) -> None:
        """Raises StorageFull when less is free than the settings ask for."""
        if not self._min_free_bytes:
            return
        moment = time.monotonic()
        if moment - self._looked_at >= LOOK_SECONDS:
            self._looked_at = moment
            self._free_bytes = shutil.disk_usage(self._folder).free
        if self._free_bytes < self._min_free_bytes:
            raise StorageFull(
                f"the disk has {self._free_bytes:,} bytes free, less than the "
                f"{self._min_free_bytes:,} that storage.min_free_bytes asks for; "
                "nothing new is taken until there is room"
            )
