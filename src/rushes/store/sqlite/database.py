"""The store's database in one SQLite file: one writer thread that groups commits, inline reads.

WAL with `synchronous=FULL`: a commit is on the disk when it returns. The writer takes every write
that waits and commits them as one group; should one fail, all are done again, each in a savepoint
of its own, so that it does the others no harm. Reads run on the caller's own thread: they take
microseconds and never wait for the writer. Other processes on the same file are welcome.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rushes.errors import MissingSystemLibrary, NotReady
from rushes.store.database import Item, Parameters, Row, Transaction
from rushes.store.migrations import migrate
from rushes.store.sqlite.connecting import (
    connect,
    copy_database,
    damage_is_told,
    find_damage,
    use_wal,
)
from rushes.store.sqlite.writing import Turnstile, Write, act_in_turn, commit_group, settle_group

T = TypeVar("T")

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""
MAX_GROUP = 256


class SqliteDatabase:
    """A database file, brought up to the present schema when opened.

    The writer thread starts with the first write, so after any fork of the process.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the file.

        Raises:
            DatabaseTooNew: a newer Rushes has had it.
            DatabaseDamaged: the file is no database, or is damaged.
            MissingSystemLibrary: this Python's SQLite is too old.
        """
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise MissingSystemLibrary(
                f"this Python brings SQLite {sqlite3.sqlite_version}; Rushes needs "
                f"{'.'.join(str(part) for part in OLDEST_SQLITE)} or newer"
            )
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = path
        self._readers = threading.local()
        self._open_readers: list[sqlite3.Connection] = []
        self._waiting: queue.SimpleQueue[Write | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._thread_lock = threading.Lock()
        self._is_closed = False
        connection = connect(path)
        try:
            with damage_is_told():
                use_wal(connection)
                migrate(connection)
        finally:
            connection.close()

    async def rows(self, statement: str, parameters: Parameters) -> Sequence[Row]:
        with damage_is_told():
            return self._reader().execute(statement, parameters).fetchall()

    async def row(self, statement: str, parameters: Parameters) -> Row | None:
        with damage_is_told():
            cursor = self._reader().execute(statement, parameters)
            found: Row | None = cursor.fetchone()
            cursor.close()
            return found

    def stamp(self) -> object:
        loop = asyncio.get_running_loop()
        taken: tuple[object, object] | None = getattr(self._readers, "stamp", None)
        if taken is None or taken[0] is not loop:
            # First: what was asked for before this moment is answered before the stamp is dropped.
            loop.call_soon(self._forget_stamp)
            reader = self._reader()
            (version,) = reader.execute("PRAGMA data_version").fetchone()
            # A connection counts for itself what others change.
            taken = self._readers.stamp = (loop, (id(reader), version))
        return taken[1]

    async def write(self, act: Callable[[Transaction], T]) -> T:
        return await self.write_together(act_in_turn, act)

    async def write_together(
        self, act: Callable[[Transaction, Sequence[Item]], Sequence[T]], item: Item
    ) -> T:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._thread_lock:
            if self._is_closed:
                raise NotReady("the database is closed")
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_on, name="writer", daemon=True)
                self._thread.start()
            self._waiting.put(Write(act, item, loop, future))
        return await future

    async def copy_to(self, target: Path) -> None:
        await asyncio.to_thread(copy_database, self.path, target)

    async def find_damage(self) -> list[str]:
        return await asyncio.to_thread(find_damage, self.path)

    async def close(self) -> None:
        with self._thread_lock:
            self._is_closed = True
        if self._thread is not None:
            self._waiting.put(None)
            await asyncio.to_thread(self._thread.join)
            self._thread = None
        for connection in self._open_readers:
            connection.close()
        self._open_readers.clear()
        self._readers = threading.local()

    def _forget_stamp(self) -> None:
        self._readers.stamp = None

    def _reader(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._readers, "connection", None)
        if connection is None:
            connection = self._readers.connection = connect(self.path)
            self._open_readers.append(connection)
        return connection

    def _write_on(self) -> None:
        connection = connect(self.path)
        # Another process's commit is waited for in `_begin`, whose naps are shorter than SQLite's.
        connection.execute("PRAGMA busy_timeout = 0")
        turnstile = Turnstile(self.path)
        is_open = True
        while is_open:
            group: list[Write] = []
            first = self._waiting.get()
            while first is not None:
                group.append(first)
                if len(group) == MAX_GROUP or self._waiting.empty():
                    break
                first = self._waiting.get()
            is_open = first is not None
            if group:
                with turnstile:
                    commit_group(connection, group)
                settle_group(group)
                turnstile.make_way()
        connection.close()
        turnstile.close()
