"""The queue as workers use it: claim, heartbeat, checkpoint, finish, give back, and the reaper.

Every change is conditional on the worker and the attempt that hold the request, so an attempt that
has lost its lease can write nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from rushes.domain.request import Artifact, AttemptEnd, State, state_after
from rushes.domain.spending import to_microusd
from rushes.errors import AttemptsExhausted
from rushes.store import measures
from rushes.store.database import Database, Row, Transaction, now, to_microseconds, to_moment
from rushes.store.sql import load_queries

_SQL = load_queries("claims")


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker's hold on a request: what every change of it is conditional on."""

    request_id: str
    worker_id: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ends its request."""

    state: State
    artifacts: Sequence[Artifact] = ()
    error: Mapping[str, Any] | None = None
    """The wire's error shape, when failed."""
    cost_usd: Decimal | None = None
    """What was spent; None: nothing, or where `is_cost_known` is false, perhaps something."""
    film_seconds: float = 0.0
    is_cost_known: bool = True


@dataclass(frozen=True, slots=True)
class Reaped:
    """A lost lease, and what became of its request."""

    request_id: str
    worker_id: str
    attempt: int
    state: State


class ClaimStore:
    """The queue of one worker."""

    def __init__(
        self,
        database: Database,
        worker_id: str,
        engines: Sequence[str],
        lease: timedelta,
        max_attempts: int,
        retention: timedelta,
    ) -> None:
        """`engines` are the names whose requests this worker takes."""
        self._database = database
        self._worker_id = worker_id
        self._engines = msgspec.json.encode(list(engines)).decode()
        self._lease = lease
        self._max_attempts = max_attempts
        self._retention = retention

    async def claim_next(self, engines: Sequence[str] | None = None) -> Claim | None:
        """Take the next request of the account whose turn it is; None when none waits.

        Args:
            engines: some of the worker's own; None: all.
        """
        wanted = self._engines if engines is None else msgspec.json.encode(engines).decode()
        values: dict[str, Any] = {"engines": wanted, "worker_id": self._worker_id}
        if await self._database.row(_SQL["is_anything_waiting"], values) is None:
            return None

        def act(transaction: Transaction) -> Row | None:
            moment = now()
            values["now"] = to_microseconds(moment)
            values["lease_expires_at"] = to_microseconds(moment + self._lease)
            row = transaction.row(_SQL["claim_next"], values)
            if row is not None and row["attempt"] == 1:
                waited = (values["now"] - row["created_at"]) / 1_000_000
                sample = (row["engine"], row["model_id"], waited)
                measures.add_sample(transaction, measures.WAIT_SECONDS, *sample)
            return row

        row = await self._database.write(act)
        return None if row is None else Claim(row["id"], self._worker_id, row["attempt"])

    async def heartbeat(self, claim: Claim) -> datetime | None:
        """Renew the lease and give its new end; None when the claim no longer holds."""
        ends_at = now() + self._lease
        values = {**_holder(claim), "lease_expires_at": to_microseconds(ends_at)}
        held = await self._database.write(
            lambda transaction: transaction.row(_SQL["heartbeat"], values) is not None
        )
        return ends_at if held else None

    async def checkpoint(self, claim: Claim, document: Mapping[str, Any]) -> bool:
        """Store an engine's checkpoint, durably; False when the claim no longer holds.

        An empty one is none: nothing was spent.
        """
        text = msgspec.json.encode(document).decode() if document else None
        values = {**_holder(claim), "checkpoint": text}
        return await self._database.write(
            lambda transaction: transaction.row(_SQL["checkpoint"], values) is not None
        )

    async def finish(self, claim: Claim, ending: Ending) -> bool:
        """End the request, its files becoming visible with that; False when the claim is lost."""
        return await self._database.write(
            lambda transaction: _finish(transaction, claim, ending, now() + self._retention)
        )

    async def fall_back(self, claim: Claim, fall_backs: Sequence[str]) -> bool:
        """Hand the request to the first of its `fall_backs`; False when the claim is lost."""
        engine, *others = fall_backs
        left = msgspec.json.encode(others).decode() if others else None
        values = {**_holder(claim), "engine": engine, "fall_backs": left}
        return await self._database.write(
            lambda transaction: transaction.row(_SQL["fall_back"], values) is not None
        )

    async def put_back(self, claim: Claim, end: AttemptEnd, error: Mapping[str, Any]) -> State:
        """Give a request back, or fail it with `error` when its attempts are used up.

        Gives the state it has now by this; RUNNING when the claim no longer held and nothing
        was changed.
        """

        def act(transaction: Transaction) -> State:
            row = transaction.row(_SQL["holding"], _holder(claim))
            if row is None:
                return State.RUNNING
            return self._end_attempt(transaction, claim, end, row["tries"], error)

        return await self._database.write(act)

    async def reap(self, held: Sequence[Claim] = ()) -> list[Reaped]:
        """Take requests from workers whose leases ran out: back to the queue, or failed.

        Args:
            held: what this worker itself is at work on. After a machine has slept, its leases are
                over as well; their next heartbeats renew them, if nobody else was first.
        """
        held_ids = msgspec.json.encode([claim.request_id for claim in held]).decode()
        values = {"now": to_microseconds(now()), "held": held_ids}
        if not await self._database.rows(_SQL["lost_leases"], values):
            return []

        def act(transaction: Transaction) -> list[Reaped]:
            reaped = []
            for row in transaction.rows(_SQL["lost_leases"], values):
                claim = Claim(row["id"], row["worker_id"], row["attempt"])
                error = attempts_exhausted_error(row["tries"])
                state = self._end_attempt(
                    transaction, claim, AttemptEnd.LEASE_LOST, row["tries"], error
                )
                reaped.append(Reaped(claim.request_id, claim.worker_id, claim.attempt, state))
            return reaped

        return await self._database.write(act)

    def _end_attempt(
        self,
        transaction: Transaction,
        claim: Claim,
        end: AttemptEnd,
        tries: int,
        error: Mapping[str, Any],
    ) -> State:
        state = state_after(end, tries, self._max_attempts)
        if state is State.QUEUED:
            values = {**_holder(claim), "given_back": int(end is AttemptEnd.GIVEN_BACK)}
            transaction.row(_SQL["requeue"], values)
        else:
            ending = Ending(state, error=error, is_cost_known=False)
            _finish(transaction, claim, ending, now() + self._retention)
        return state


def attempts_exhausted_error(tries: int) -> dict[str, Any]:
    """The error of a request each of whose workers was lost."""
    return {
        "error_code": AttemptsExhausted.error_code,
        "error_message": f"the request was tried {tries} times, and each time its worker was lost",
    }


def _holder(claim: Claim) -> dict[str, Any]:
    return {"id": claim.request_id, "worker_id": claim.worker_id, "attempt": claim.attempt}


def _finish(transaction: Transaction, claim: Claim, ending: Ending, expires_at: datetime) -> bool:
    moment = now()
    values = {
        **_holder(claim),
        "state": ending.state,
        "now": to_microseconds(moment),
        "expires_at": to_microseconds(expires_at),
        "error": None if ending.error is None else msgspec.json.encode(ending.error).decode(),
        "cost_usd": None if ending.cost_usd is None else str(ending.cost_usd),
        "charged": to_microusd(ending.cost_usd or Decimal(0)) if ending.is_cost_known else None,
    }
    row = transaction.row(_SQL["finish"], values)
    if row is None:
        return False
    for position, artifact in enumerate(ending.artifacts):
        file = {"sequence": row["sequence"], "position": position, **_columns(artifact)}
        transaction.change(_SQL["insert_artifact"], file)
    started_at = to_moment(row["started_at"])
    if ending.state is State.SUCCEEDED and started_at is not None:
        of = (row["engine"], row["model_id"])
        ran = (moment - started_at).total_seconds()
        measures.add_sample(transaction, measures.RUN_SECONDS, *of, ran)
        measures.add_sample(transaction, measures.FILM_SECONDS, *of, ending.film_seconds)
    return True


def _columns(artifact: Artifact) -> dict[str, Any]:
    return {
        "token": artifact.token,
        "kind": artifact.kind,
        "name": artifact.name,
        "media_type": artifact.media_type,
        "size_bytes": artifact.size_bytes,
        "sha256": artifact.sha256,
        "blob_path": artifact.blob_path,
    }
