"""The contract of the store's database: statements, reads, and writes that are durable.

SQLite is the one implementation so far. The contract keeps to what PostgreSQL can give as well:
named parameters, rows by column name, and acts that run in one transaction apart from the event
loop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Item = TypeVar("Item")

Parameters = Mapping[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Row(Protocol):
    """One row, by column name."""

    def __getitem__(self, column: str) -> Any: ...


class Transaction(Protocol):
    """What an act sees of the database: its own changes, and all or nothing of them kept."""

    def rows(self, statement: str, parameters: Parameters) -> Sequence[Row]:
        """Every row a statement gives; a changing statement gives rows by RETURNING."""

    def row(self, statement: str, parameters: Parameters) -> Row | None:
        """The first row, or None."""

    def change(self, statement: str, parameters: Parameters) -> int:
        """Run a changing statement; gives how many rows it changed."""


class Database(Protocol):
    """Where the store's statements run."""

    async def rows(self, statement: str, parameters: Parameters) -> Sequence[Row]:
        """Every row of a reading statement, as of now."""

    async def row(self, statement: str, parameters: Parameters) -> Row | None:
        """The first row of a reading statement, or None."""

    def stamp(self) -> object:
        """Something that differs whenever the database has changed, by whomever; None: unknown.

        What was read when the stamp was the same is still true. It is asked for once in a turn of
        the event loop, and so costs next to nothing where many read at once.
        """

    async def write(self, act: Callable[[Transaction], T]) -> T:
        """Run an act in a transaction; its changes are durable when this returns.

        The act runs on another thread and must not wait for anything but the transaction. It may
        be undone and run again, when another act beside it raised. When it raises itself, nothing
        of it is kept and the exception comes out here.

        Raises:
            StorageFull: the disk is full.
            NotReady: the database stayed locked.
        """

    async def write_together(
        self, act: Callable[[Transaction, Sequence[Item]], Sequence[T]], item: Item
    ) -> T:
        """Like `write`, for an act that does in one step what many ask for at the same time.

        It is given the items that wait for it, or for an act that equals it, in the order in
        which they came, and gives an answer for each. When it raises, all is undone and it is
        given each item alone, so that the exception meets only whose it is.
        """

    async def copy_to(self, target: Path) -> None:
        """Write a consistent copy of the whole database to a new file, while others go on."""

    async def find_damage(self) -> list[str]:
        """What a look through the whole database finds broken; empty when it is sound."""

    async def close(self) -> None:
        """Finish the waiting writes and let go of the database."""


def to_microseconds(moment: datetime) -> int:
    """How a moment is stored: whole microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def to_moment(microseconds: int | None) -> datetime | None:
    """A stored moment, in UTC; None stays None."""
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
