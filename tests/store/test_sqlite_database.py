"""The database: grouped durable writes, failures that stay alone, and files from elsewhere."""

from __future__ import annotations

import asyncio
import resource
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from rushes.errors import DatabaseDamaged, DatabaseTooNew, NotReady, StorageFull
from rushes.store.database import Transaction
from rushes.store.sqlite import SqliteDatabase, connect

pytestmark = pytest.mark.anyio

ADD = "INSERT INTO accounts (id, name, created_at) VALUES (:id, :id, 0)"
COUNT = "SELECT count(*) AS accounts FROM accounts"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    opened = SqliteDatabase(tmp_path / "rushes.db")
    yield opened
    await opened.close()


async def add(database: SqliteDatabase, name: str) -> int:
    return await database.write(lambda transaction: transaction.change(ADD, {"id": name}))


async def count(database: SqliteDatabase) -> int:
    row = await database.row(COUNT, {})
    assert row is not None
    return int(row["accounts"])


async def test_a_write_is_read_at_once(database: SqliteDatabase) -> None:
    assert await add(database, "ana") == 1
    assert await count(database) == 1


async def test_one_failing_write_does_the_others_no_harm(database: SqliteDatabase) -> None:
    def fail(transaction: Transaction) -> int:
        transaction.change(ADD, {"id": "half"})
        raise ZeroDivisionError

    writes = [add(database, f"a{number}") for number in range(20)]
    writes.insert(7, database.write(fail))
    answers = await asyncio.gather(*writes, return_exceptions=True)
    assert isinstance(answers.pop(7), ZeroDivisionError)
    assert answers == [1] * 20
    assert await count(database) == 20


async def test_a_constraint_fails_its_own_write_alone(database: SqliteDatabase) -> None:
    answers = await asyncio.gather(
        *(add(database, name) for name in ("a", "a", "b")), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [int, sqlite3.IntegrityError, int]


async def test_items_that_wait_for_one_act_are_done_in_one_step(database: SqliteDatabase) -> None:
    steps: list[list[str]] = []

    def add_all(transaction: Transaction, names: Sequence[str]) -> list[str]:
        steps.append(list(names))
        for name in names:
            transaction.change(ADD, {"id": name})
        return [name.upper() for name in names]

    names = [f"a{number}" for number in range(20)]
    answers = await asyncio.gather(*(database.write_together(add_all, name) for name in names))
    assert answers == [name.upper() for name in names]
    assert len(steps) < len(names)
    assert [name for step in steps for name in step] == names
    assert await count(database) == 20


async def test_an_item_that_fails_an_act_does_the_others_no_harm(database: SqliteDatabase) -> None:
    def add_all(transaction: Transaction, names: Sequence[str]) -> list[int]:
        return [transaction.change(ADD, {"id": name}) for name in names]

    answers = await asyncio.gather(
        *(database.write_together(add_all, name) for name in ("a", "b", "a", "c")),
        add(database, "d"),
        return_exceptions=True,
    )
    kinds = [type(answer) for answer in answers]
    assert kinds == [int, int, sqlite3.IntegrityError, int, int]
    assert await count(database) == 4


async def test_waiting_writes_share_commits(database: SqliteDatabase, tmp_path: Path) -> None:
    log = tmp_path / "rushes.db-wal"
    frame = 24 + 4096
    await add(database, "first")
    before = log.stat().st_size
    for number in range(50):
        await add(database, f"alone-{number}")
    alone = log.stat().st_size - before
    before = log.stat().st_size
    await asyncio.gather(*(add(database, f"group-{number}") for number in range(50)))
    together = log.stat().st_size - before
    assert alone >= 50 * frame
    assert together < alone / 4, "fifty waiting writes were not grouped"


async def test_a_write_waits_for_another_process(database: SqliteDatabase) -> None:
    with closing(connect(database.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        write = asyncio.create_task(add(database, "ana"))
        await asyncio.sleep(0.05)
        assert not write.done()
        other.execute("ROLLBACK")
        assert await write == 1


async def test_a_cancelled_caller_does_not_stop_the_writer(database: SqliteDatabase) -> None:
    write = asyncio.create_task(add(database, "ana"))
    await asyncio.sleep(0)
    write.cancel()
    assert await add(database, "ben") == 1
    assert await count(database) == 2


async def test_a_closed_database_takes_no_writes(tmp_path: Path) -> None:
    opened = SqliteDatabase(tmp_path / "rushes.db")
    waiting = [asyncio.create_task(add(opened, name)) for name in "abc"]
    await asyncio.sleep(0)
    await opened.close()
    assert await asyncio.gather(*waiting) == [1, 1, 1]
    with pytest.raises(NotReady):
        await add(opened, "d")


async def test_two_loops_write_to_one_database(database: SqliteDatabase) -> None:
    await asyncio.to_thread(lambda: asyncio.run(add(database, "elsewhere")))
    await add(database, "here")
    assert await count(database) == 2


async def test_a_full_disk_is_told_and_the_database_goes_on(tmp_path: Path) -> None:
    opened = SqliteDatabase(tmp_path / "rushes.db")
    await add(opened, "before")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (opened.path.stat().st_size, limit[1]))
    try:
        with pytest.raises(StorageFull):
            await opened.write(
                lambda transaction: [
                    transaction.change(ADD, {"id": f"{number}-{'x' * 4000}"})
                    for number in range(2_000)
                ]
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, ignored)
    assert await add(opened, "after") == 1
    assert await count(opened) == 2
    await opened.close()


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rushes.db"
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 9999")
    with pytest.raises(DatabaseTooNew, match="9999"):
        SqliteDatabase(path)
    with closing(sqlite3.connect(path)) as untouched:
        assert untouched.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_processes_that_open_a_new_file_together_all_succeed(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from rushes.store.sqlite import SqliteDatabase
        sys.stdin.read(1)
        SqliteDatabase(Path(sys.argv[1]))
    """)
    command = [sys.executable, "-c", script, str(tmp_path / "rushes.db")]
    started = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(4)]
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait(60) for process in started] == [0, 0, 0, 0]


async def test_what_was_written_survives_a_kill(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import asyncio, os, signal, sys
        from pathlib import Path
        from rushes.store.sqlite import SqliteDatabase
        async def main():
            database = SqliteDatabase(Path(sys.argv[1]))
            add = "INSERT INTO accounts (id, name, created_at) VALUES (:id, :id, 0)"
            writes = (
                database.write(lambda t, n=n: t.change(add, {"id": str(n)})) for n in range(40)
            )
            await asyncio.gather(*writes)
            os.kill(os.getpid(), signal.SIGKILL)
        asyncio.run(main())
    """)
    path = tmp_path / "rushes.db"
    done = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", script, str(path)])
    assert done.returncode == -signal.SIGKILL
    opened = SqliteDatabase(path)
    assert await count(opened) == 40
    assert await opened.find_damage() == []
    await opened.close()


async def test_a_file_that_is_no_database_is_told_of_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "rushes.db"
    path.write_bytes(b"no database at all, but long enough to be one" * 100)
    with pytest.raises(DatabaseDamaged, match="rushes restore"):
        SqliteDatabase(path)
    assert path.read_bytes().startswith(b"no database")
