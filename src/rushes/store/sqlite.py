"""The store's database in one SQLite file: one writer thread that groups commits, inline reads.

WAL with `synchronous=FULL`: a commit is on the disk when it returns. The writer takes every write
that waits and commits them as one group; should one fail, all are done again, each in a savepoint
of its own, so that it does the others no harm. Reads run on the caller's own thread: they take
microseconds and never wait for the writer. Other processes on the same file are welcome.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from rushes.errors import (
    DatabaseDamaged,
    MissingSystemLibrary,
    NotReady,
    RushesError,
    StorageFull,
)
from rushes.store.database import Item, Parameters, Row, Transaction
from rushes.store.migrations import migrate

T = TypeVar("T")

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""
MAX_GROUP = 256
BUSY_SECONDS = 30.0
MAKE_WAY_SECONDS = 0.000_05


@dataclass(slots=True)
class _Write:
    act: Callable[[Transaction, Sequence[Any]], Sequence[Any]]
    item: Any
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    answer: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.answer)


class _SqliteTransaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, parameters: Parameters) -> Sequence[Row]:
        return self._connection.execute(statement, parameters).fetchall()

    def row(self, statement: str, parameters: Parameters) -> Row | None:
        found = self._connection.execute(statement, parameters).fetchall()
        return found[0] if found else None

    def change(self, statement: str, parameters: Parameters) -> int:
        return self._connection.execute(statement, parameters).rowcount


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
        self._waiting: queue.SimpleQueue[_Write | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._thread_lock = threading.Lock()
        self._is_closed = False
        connection = connect(path)
        try:
            with _damage_is_told():
                _use_wal(connection)
                migrate(connection)
        finally:
            connection.close()

    async def rows(self, statement: str, parameters: Parameters) -> Sequence[Row]:
        with _damage_is_told():
            return self._reader().execute(statement, parameters).fetchall()

    async def row(self, statement: str, parameters: Parameters) -> Row | None:
        with _damage_is_told():
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
        return await self.write_together(_act_in_turn, act)

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
            self._waiting.put(_Write(act, item, loop, future))
        return await future

    async def copy_to(self, target: Path) -> None:
        await asyncio.to_thread(_copy, self.path, target)

    async def find_damage(self) -> list[str]:
        return await asyncio.to_thread(_find_damage, self.path)

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
            group: list[_Write] = []
            first = self._waiting.get()
            while first is not None:
                group.append(first)
                if len(group) == MAX_GROUP or self._waiting.empty():
                    break
                first = self._waiting.get()
            is_open = first is not None
            if group:
                with turnstile:
                    _commit_group(connection, group)
                _settle_group(group)
                turnstile.make_way()
        connection.close()
        turnstile.close()


class Turnstile:
    """Lets the writers of all processes through one after the other.

    SQLite gives its lock to whoever asks at the right moment, so that a busy gateway would keep a
    worker out for long. Here the kernel wakes who waits, and who has just been through makes way.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(f"{path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *ended: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def make_way(self) -> None:
        """Let whoever waits go first."""
        time.sleep(MAKE_WAY_SECONDS)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode, with this store's pragmas. Raises DatabaseDamaged."""
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    try:
        with _damage_is_told():
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            # What a statement might have to undo needs no file of its own.
            connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def _copy(source: Path, target: Path) -> None:
    """In one step, so that a writer that never rests can't make it start again and again."""
    with closing(connect(source)) as reader, closing(sqlite3.connect(target)) as copy:
        reader.backup(copy)


def _find_damage(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        try:
            told = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            loose = [row[0] for row in connection.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            if _is_damage(error):
                return [str(error)]
            raise
    found = [line for line in told if line != "ok"]
    return found + [f"a row of {table} belongs to nothing" for table in loose]


def _use_wal(connection: sqlite3.Connection) -> None:
    """Two processes that open a new file together can't both switch: the later one tries again."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: sqlite3.Connection) -> None:
    deadline = time.monotonic() + BUSY_SECONDS
    nap = 0.000_2
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(nap)
            nap = min(nap * 1.5, 0.005)
        else:
            return


def _commit_group(connection: sqlite3.Connection, group: Sequence[_Write]) -> None:
    """Commit the group as one. Should an act raise, all is undone and done again with each act in
    a savepoint of its own, so that it takes no other down: savepoints cost as much as an insert."""
    try:
        _begin(connection)
        try:
            _act(connection, group)
        except Exception:
            if len(group) == 1 or not connection.in_transaction:
                # Alone, or SQLite itself gave the whole group up: the disk is full.
                raise
            connection.execute("ROLLBACK")
            _begin(connection)
            _act_apart(connection, group)
        connection.execute("COMMIT")
    except Exception as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        for write in group:
            write.error = _translated(error)


def _act_in_turn(
    transaction: Transaction, acts: Sequence[Callable[[Transaction], T]]
) -> Sequence[T]:
    return [act(transaction) for act in acts]


def _act(connection: sqlite3.Connection, group: Sequence[_Write]) -> None:
    transaction = _SqliteTransaction(connection)
    for act, alike in groupby(group, attrgetter("act")):
        writes = list(alike)
        answers = act(transaction, [write.item for write in writes])
        for write, answer in zip(writes, answers, strict=True):
            write.answer = answer


def _act_apart(connection: sqlite3.Connection, group: Sequence[_Write]) -> None:
    for write in group:
        connection.execute("SAVEPOINT one_write")
        try:
            _act(connection, [write])
        except Exception as error:
            if not connection.in_transaction:
                raise
            write.error = _translated(error)
            connection.execute("ROLLBACK TO one_write")
        connection.execute("RELEASE one_write")


class _damage_is_told:  # noqa: N801 - read as a phrase after `with`; a class, since reads are hot
    """Turns SQLite's word for a damaged file into ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, sqlite3.DatabaseError) and _is_damage(error):
            raise _damaged(error) from error


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def _damaged(error: sqlite3.DatabaseError) -> DatabaseDamaged:
    return DatabaseDamaged(
        f"the database is damaged ({error}); make a home of a backup with `rushes restore`"
    )


def _translated(error: Exception) -> Exception:
    if isinstance(error, sqlite3.DatabaseError) and _is_damage(error):
        return _damaged(error)
    if isinstance(error, RushesError) or not isinstance(error, sqlite3.OperationalError):
        return error
    told: RushesError
    # A quota that is used up shows as a write that failed, not as a full disk.
    if error.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
        told = StorageFull(f"the disk of the database is full: {error}")
    elif error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
        told = NotReady("the database is held by another program; try again")
    else:
        return error
    told.__cause__ = error
    return told


def _settle_group(group: Sequence[_Write]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[_Write]] = {}
    for write in group:
        by_loop.setdefault(write.loop, []).append(write)
    for loop, writes in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle_all, writes)
        except RuntimeError:
            # The loop was closed while its write was under way: nobody waits for the answer.
            continue


def _settle_all(writes: Sequence[_Write]) -> None:
    for write in writes:
        write.settle()
