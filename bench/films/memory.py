"""What a process tree holds while something is made."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

LOOK_SECONDS = 0.2


class PeakMemory(threading.Thread):
    """The most memory that a process tree held at once: PSS, shared pages counted once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._over = threading.Event()
        self.most_bytes = 0

    def run(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            total = 0
            for process in [self._root, *self._root.children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
            self.most_bytes = max(self.most_bytes, total)

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()


@contextmanager
def peak_memory(pid: int) -> Iterator[PeakMemory]:
    """Look at a process and its descendants for the length of the block."""
    looking = PeakMemory(pid)
    looking.start()
    try:
        yield looking
    finally:
        looking.stop()
