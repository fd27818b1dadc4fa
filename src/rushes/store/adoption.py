"""Joining a failed request with what was made for it elsewhere, in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from rushes.errors import Conflict
from rushes.store.database import Database, Transaction
from rushes.store.sql import load_queries

_SQL = load_queries("adoption")


class AdoptionStore:
    """Brings failed requests back into the queue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def adopt(
        self, request_id: str, engine: str, upstream_id: str, checkpoint: Mapping[str, Any]
    ) -> bool:
        """Queue a failed request with a new checkpoint; False when it is not failed.

        Raises:
            Conflict: another request is joined with `upstream_id` already.
        """
        values = {
            "id": request_id,
            "engine": engine,
            "upstream_id": upstream_id,
            "checkpoint": msgspec.json.encode(checkpoint).decode(),
        }

        def act(transaction: Transaction) -> bool:
            other = transaction.row(_SQL["adopter"], values)
            if other is not None:
                raise Conflict(
                    f"request {other['id']} is joined with {upstream_id} already; each request "
                    "over there belongs to one here"
                )
            return transaction.row(_SQL["adopt"], values) is not None

        return await self._database.write(act)
