"""What was read is recalled until the database changes, whoever changes it, and never longer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from rushes.store.database import Transaction
from rushes.store.recall import MAX_RECALLED, Recall
from rushes.store.sqlite import SqliteDatabase, connect


def make_table(path: Path) -> None:
    connection = connect(path)
    connection.execute("CREATE TABLE numbers (number INTEGER NOT NULL)")
    connection.execute("INSERT INTO numbers VALUES (1)")
    connection.close()


class Reader:
    """Reads the number and counts how often it really did."""

    def __init__(self, database: SqliteDatabase) -> None:
        self.database = database
        self.recall: Recall[str, int] = Recall(database)
        self.reads = 0

    async def number(self, key: str = "number") -> int:
        async def read() -> int:
            self.reads += 1
            row = await self.database.row("SELECT number FROM numbers", {})
            assert row is not None
            return int(row["number"])

        return await self.recall.get(key, read)


async def turn() -> None:
    """Let the event loop go round."""
    await asyncio.sleep(0)


def set_number(path: Path, number: int) -> None:
    """As another process would."""
    connection = connect(path)
    connection.execute("UPDATE numbers SET number = ?", (number,))
    connection.close()


@pytest.mark.anyio
async def test_nothing_is_read_twice_while_nothing_changes(tmp_path: Path) -> None:
    reader = Reader(SqliteDatabase(tmp_path / "a.db"))
    make_table(tmp_path / "a.db")
    for _ in range(10):
        assert await reader.number() == 1
        await turn()
    assert reader.reads == 1
    await reader.database.close()


@pytest.mark.anyio
async def test_another_processs_change_is_seen_in_the_next_turn(tmp_path: Path) -> None:
    reader = Reader(SqliteDatabase(tmp_path / "a.db"))
    make_table(tmp_path / "a.db")
    for number in range(50):
        set_number(tmp_path / "a.db", number)
        await turn()
        assert await reader.number() == number
    await reader.database.close()


@pytest.mark.anyio
async def test_a_change_of_ones_own_is_seen_when_its_write_returns(tmp_path: Path) -> None:
    reader = Reader(SqliteDatabase(tmp_path / "a.db"))
    make_table(tmp_path / "a.db")

    for number in range(50):
        await reader.number()

        def act(transaction: Transaction, number: int = number) -> None:
            transaction.change("UPDATE numbers SET number = :number", {"number": number})

        await reader.database.write(act)
        assert await reader.number() == number
    await reader.database.close()


@pytest.mark.anyio
async def test_memory_is_bounded(tmp_path: Path) -> None:
    reader = Reader(SqliteDatabase(tmp_path / "a.db"))
    make_table(tmp_path / "a.db")
    for number in range(MAX_RECALLED * 2 + 1):
        await reader.number(str(number))
    assert len(reader.recall._answers) <= MAX_RECALLED
    await reader.database.close()


def test_a_loop_that_was_closed_in_the_middle_leaves_nothing_stale(tmp_path: Path) -> None:
    reader = Reader(SqliteDatabase(tmp_path / "a.db"))
    make_table(tmp_path / "a.db")
    for number in range(5):
        set_number(tmp_path / "a.db", number)
        assert asyncio.run(reader.number()) == number
    asyncio.run(reader.database.close())
