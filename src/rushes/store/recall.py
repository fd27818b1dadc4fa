"""What was read stays in memory for as long as the database does not change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from rushes.store.database import Database

K = TypeVar("K")
V = TypeVar("V")

MAX_RECALLED = 1_000


class Recall(Generic[K, V]):
    """Answers of one kind of read by their parameters, never older than the database's stamp.

    Polls come far oftener than changes: between two changes each is read once.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stamp: object = None
        self._answers: dict[K, V] = {}

    async def get(self, key: K, read: Callable[[], Awaitable[V]]) -> V:
        """The answer to a read, from memory where nothing has changed since. Not to be altered."""
        stamp = self._database.stamp()
        if stamp is None:
            return await read()
        if stamp != self._stamp or len(self._answers) >= MAX_RECALLED:
            self._stamp = stamp
            self._answers = {}
        answers = self._answers
        if key in answers:
            return answers[key]
        # The stamp is older than what is read now: a change in between makes it read again.
        answer = answers[key] = await read()
        return answer
