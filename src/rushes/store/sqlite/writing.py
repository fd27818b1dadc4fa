"""Writes that wait, committed as one group; and the turnstile between processes that write."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from rushes.errors import NotReady, RushesError, StorageFull
from rushes.store.database import Parameters, Row, Transaction
from rushes.store.sqlite.connecting import BUSY_SECONDS, damaged, is_damage

T = TypeVar("T")

MAKE_WAY_SECONDS = 0.000_05


@dataclass(slots=True)
class Write:
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


def commit_group(connection: sqlite3.Connection, group: Sequence[Write]) -> None:
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


def act_in_turn(
    transaction: Transaction, acts: Sequence[Callable[[Transaction], T]]
) -> Sequence[T]:
    return [act(transaction) for act in acts]


def _act(connection: sqlite3.Connection, group: Sequence[Write]) -> None:
    transaction = _SqliteTransaction(connection)
    for act, alike in groupby(group, attrgetter("act")):
        writes = list(alike)
        answers = act(transaction, [write.item for write in writes])
        for write, answer in zip(writes, answers, strict=True):
            write.answer = answer


def _act_apart(connection: sqlite3.Connection, group: Sequence[Write]) -> None:
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


def _translated(error: Exception) -> Exception:
    if isinstance(error, sqlite3.DatabaseError) and is_damage(error):
        return damaged(error)
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


def settle_group(group: Sequence[Write]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[Write]] = {}
    for write in group:
        by_loop.setdefault(write.loop, []).append(write)
    for loop, writes in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle_all, writes)
        except RuntimeError:
            # The loop was closed while its write was under way: nobody waits for the answer.
            continue


def _settle_all(writes: Sequence[Write]) -> None:
    for write in writes:
        write.settle()
