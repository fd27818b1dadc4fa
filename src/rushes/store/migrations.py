"""Bring a database up to this program's schema, one numbered step after the other.

A step is a file `sql/migrations/NNNN_what.sql`; SQLite's `user_version` is the last one taken.
`sql/schema.sql` is the whole result, for people to read; a test proves that they agree.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from rushes.errors import DatabaseTooNew


def all_migrations() -> dict[int, str]:
    """The number and text of every step, in order."""
    folder = files("rushes.store") / "sql" / "migrations"
    named = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name[:4].isdigit())
    return {int(name[:4]): entry.read_text(encoding="utf-8") for name, entry in named}


def migrate(connection: sqlite3.Connection) -> None:
    """Take every step that the database has not had. Safe while others do the same.

    The connection must be in autocommit mode (`isolation_level=None`).

    Raises:
        DatabaseTooNew: a newer Rushes has had the database.
    """
    steps = all_migrations()
    newest = max(steps)
    if _version(connection) == newest:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        had = _version(connection)
        if had > newest:
            raise DatabaseTooNew(
                f"the database has format {had}, and this Rushes knows formats up to {newest}; "
                "run the newer Rushes that wrote it, or restore a backup"
            )
        for number in range(had + 1, newest + 1):
            for statement in split_statements(steps[number]):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {newest}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def split_statements(script: str) -> Iterator[str]:
    """The statements of a script; a trigger's body stays whole."""
    pending = ""
    for line in script.splitlines():
        if not pending and (not line.strip() or line.startswith("--")):
            continue
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
