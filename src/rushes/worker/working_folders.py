"""Where attempts work: `home/work/<worker>/`, locked while its worker lives, emptied after."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from rushes.store.claims import Claim

_LOCK = ".lock"
_ABANDONED_SECONDS = 3_600.0
"""A folder without a lock is a submit's, or a worker's that starts; neither takes so long."""


class WorkingFolders:
    """The working folders of one worker."""

    def __init__(self, home: Path, worker_id: str) -> None:
        """Take a place in the home, and clear away what dead workers left."""
        self._all = home / "work"
        self._all.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._clear_leftovers()
        self.folder = self._all / worker_id
        # Locked before it has its name, so that no other worker ever sees it without an owner.
        unnamed = self._all / f"new-{worker_id}"
        unnamed.mkdir()
        self._lock = os.open(unnamed / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        unnamed.rename(self.folder)

    @contextlib.contextmanager
    def of_attempt(self, claim: Claim) -> Iterator[Path]:
        """An empty folder for an attempt, deleted with all that is in it."""
        folder = self.folder / f"{claim.request_id}-{claim.attempt}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Delete the worker's folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)

    def _clear_leftovers(self) -> None:
        for folder in self._all.iterdir():
            if folder.is_dir() and _is_abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    path = folder / _LOCK
    if folder.name.startswith("new-") or not path.exists():
        with contextlib.suppress(FileNotFoundError):
            return time.time() - folder.stat().st_mtime > _ABANDONED_SECONDS
        return False
    try:
        lock = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True
