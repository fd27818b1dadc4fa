"""How many requests come before one in the queue."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from rushes.store.database import Database
from rushes.store.recall import Recall
from rushes.store.sql import load_queries

_SQL = load_queries("positions")

EXACT_POSITIONS = 1_000
"""Up to here a position is exact; beyond, an estimate."""
_KEPT_SECONDS = 0.25
_MAX_KEPT = 10_000


class Positions:
    """The places of queued requests, told in the order in which they will be claimed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recall: Recall[str, int | None] = Recall(database)
        self._thousandths: dict[tuple[str, str, str], tuple[float, int | None]] = {}

    async def of(self, request_id: str) -> int | None:
        """How many requests for the same model will be claimed before it; None when not queued.

        Accounts take turns, so that is not how many are older. Exact up to `EXACT_POSITIONS`.
        """
        return await self._recall.get(request_id, lambda: self._of(request_id))

    async def _of(self, request_id: str) -> int | None:
        place = await self._database.row(_SQL["place_in_queue"], {"id": request_id})
        if place is None:
            return None
        values = {name: place[name] for name in ("engine", "model_id", "account_id", "sequence")}
        thousandth = await self._thousandth(values)
        if thousandth is None or place["sequence"] < thousandth:
            ranked = await self._database.row(_SQL["rank_in_account"], values)
            rank = int(ranked["older"]) if ranked is not None else 0
        else:
            rank = await self._estimated_rank(values)
        others = await self._database.row(_SQL["ahead_in_other_accounts"], {**values, "rank": rank})
        return rank + (int(others["ahead"]) if others is not None else 0)

    async def _thousandth(self, values: Mapping[str, Any]) -> int | None:
        """Where the account's queue for a model is longer than is counted; kept for a moment, so
        that many who look at a long queue don't each walk over its first thousand."""
        key = (values["engine"], values["model_id"], values["account_id"])
        moment = time.monotonic()
        kept = self._thousandths.get(key)
        if kept is None or kept[0] < moment:
            asked = {**values, "exact": EXACT_POSITIONS}
            row = await self._database.row(_SQL["thousandth_in_account"], asked)
            if len(self._thousandths) > _MAX_KEPT:
                self._thousandths.clear()
            kept = (moment + _KEPT_SECONDS, None if row is None else int(row["sequence"]))
            self._thousandths[key] = kept
        return kept[1]

    async def _estimated_rank(self, values: Mapping[str, Any]) -> int:
        """As if the account's requests lay evenly between its oldest and its newest."""
        ends = await self._database.row(_SQL["ends_of_queue"], values)
        if ends is None or ends["newest"] is None:
            return EXACT_POSITIONS
        share = (values["sequence"] - ends["oldest"]) / max(1, ends["newest"] - ends["oldest"])
        estimate: int = round(share * (ends["waiting"] - 1))
        return max(EXACT_POSITIONS, estimate)
