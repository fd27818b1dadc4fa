"""Connections to a SQLite file, and what is damaged in one."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from rushes.errors import DatabaseDamaged

BUSY_SECONDS = 30.0


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode, with this store's pragmas. Raises DatabaseDamaged."""
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    try:
        with damage_is_told():
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            # What a statement might have to undo needs no file of its own.
            connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def copy_database(source: Path, target: Path) -> None:
    """In one step, so that a writer that never rests can't make it start again and again."""
    with closing(connect(source)) as reader, closing(sqlite3.connect(target)) as copy:
        reader.backup(copy)


def find_damage(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        try:
            told = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            loose = [row[0] for row in connection.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                return [str(error)]
            raise
    found = [line for line in told if line != "ok"]
    return found + [f"a row of {table} belongs to nothing" for table in loose]


def use_wal(connection: sqlite3.Connection) -> None:
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


class damage_is_told:  # noqa: N801 - read as a phrase after `with`; a class, since reads are hot
    """Turns SQLite's word for a damaged file into ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, sqlite3.DatabaseError) and is_damage(error):
            raise damaged(error) from error


def is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def damaged(error: sqlite3.DatabaseError) -> DatabaseDamaged:
    return DatabaseDamaged(
        f"the database is damaged ({error}); make a home of a backup with `rushes restore`"
    )
