"""The schema, its migrations, every named statement and the domain agree."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

import rushes.store
from rushes.domain.request import MOVES, State
from rushes.store.migrations import all_migrations, migrate, split_statements
from rushes.store.sql import load_queries

SUBJECTS = sorted(
    path.name.removesuffix(".sql")
    for path in (files("rushes.store") / "sql").iterdir()
    if path.name.endswith(".sql") and path.name != "schema.sql"
)
STATEMENTS = [(subject, name) for subject in SUBJECTS for name in load_queries(subject)]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        migrate(opened)
        yield opened


def described(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(kind, name, _without_layout(sql)) for kind, name, sql in rows}


def _without_layout(sql: str) -> str:
    """A column that was added later stands in the stored text without a line of its own."""
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))


def test_migrations_from_nothing_give_the_schema(connection: sqlite3.Connection) -> None:
    schema = (files("rushes.store") / "sql" / "schema.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(":memory:")) as whole:
        for statement in split_statements(schema):
            whole.execute(statement)
        assert described(connection) == described(whole) != set()


def test_migrating_twice_changes_nothing(connection: sqlite3.Connection) -> None:
    before = described(connection)
    migrate(connection)
    assert described(connection) == before
    assert connection.execute("PRAGMA user_version").fetchone() == (max(all_migrations()),)


def test_migrations_are_numbered_without_gaps() -> None:
    assert list(all_migrations()) == list(range(1, len(all_migrations()) + 1))


@pytest.mark.parametrize(("subject", "name"), STATEMENTS)
def test_a_statement_fits_the_schema(
    connection: sqlite3.Connection, subject: str, name: str
) -> None:
    statement = load_queries(subject)[name]
    values = dict.fromkeys(re.findall(r":([a-z_0-9]+)", statement), 1)
    connection.execute(f"EXPLAIN {statement}", values)


def test_every_statement_is_used_and_every_used_one_exists() -> None:
    folder = Path(rushes.store.__file__).parent
    for subject in SUBJECTS:
        sources = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
        users = "".join(text for text in sources if f'load_queries("{subject}")' in text)
        used = set(re.findall(r'"([a-z_]+)"', users))
        assert set(load_queries(subject)) <= used, subject


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_the_database_allows_the_moves_of_the_domain_and_no_others(
    connection: sqlite3.Connection, before: State, after: State
) -> None:
    connection.execute("INSERT INTO accounts (id, name, created_at) VALUES ('a', 'a', 0)")
    connection.execute(
        "INSERT INTO requests (id, account_id, model_id, engine, created_at)"
        " VALUES ('r', 'a', 'm', 'e', 0)"
    )
    path = {
        State.QUEUED: [],
        State.RUNNING: [State.RUNNING],
        State.CANCELLED: [State.CANCELLED],
    }.get(before, [State.RUNNING, before])
    for state in path:
        connection.execute("UPDATE requests SET state = ?", (state,))
    if after in MOVES[before]:
        connection.execute("UPDATE requests SET state = ?", (after,))
    else:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE requests SET state = ?", (after,))


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING])
def test_the_database_deletes_no_request_that_is_not_over(
    connection: sqlite3.Connection, state: State
) -> None:
    connection.execute("INSERT INTO accounts (id, name, created_at) VALUES ('a', 'a', 0)")
    connection.execute(
        "INSERT INTO requests (id, account_id, model_id, engine, created_at)"
        " VALUES ('r', 'a', 'm', 'e', 0)"
    )
    if state is State.RUNNING:
        connection.execute("UPDATE requests SET state = 'running'")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM requests")


SCANS = {
    # Small tables, or for a backup, read whole on purpose.
    ("keys", "list_keys"),
    ("spending", "all_accounts"),
    ("spending", "all_keys"),
    ("measures", "all_measures"),
    ("measures", "endings"),
    ("measures", "waiting_by_model"),
    ("requests", "all_blob_paths"),
    ("requests", "wrong_turns"),
    # The few requests that run.
    ("measures", "running_by_model"),
}


@pytest.mark.parametrize(("subject", "name"), [item for item in STATEMENTS if item not in SCANS])
def test_no_statement_walks_over_a_whole_table(
    connection: sqlite3.Connection, subject: str, name: str
) -> None:
    statement = load_queries(subject)[name]
    values = dict.fromkeys(re.findall(r":([a-z_0-9]+)", statement), 1)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    walks = [
        line
        for line in plan
        if re.match(
            r"SCAN (requests|artifacts|media_inputs|idempotency_keys|queued|keys|turns|spending)",
            line,
        )
        and "USING" not in line
    ]
    assert walks == [], plan
    sorts = [line for line in plan if "TEMP B-TREE" in line]
    assert sorts == [], plan
