"""Requests as the database keeps them: taken in, looked up, listed, cancelled, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rushes.domain.request import Artifact, Request, State
from rushes.settings import Limits
from rushes.store.database import Database, Row, now, to_microseconds, to_moment
from rushes.store.recall import Recall
from rushes.store.requests.intake import Accepted, Intake, NewRequest, promotion_of, repeated
from rushes.store.requests.rows import read_artifact, read_request
from rushes.store.sql import load_queries

_SQL = load_queries("requests")

_FOREVER = 2**62


@dataclass(frozen=True, slots=True)
class PageQuery:
    """Which of an account's requests a page shows."""

    state: State | None = None
    model_id: str | None = None
    created_after: datetime | None = None
    """From this moment on."""
    created_before: datetime | None = None
    """Before this moment."""
    limit: int = 50
    after: tuple[int, int] | None = None
    """`place` of the last request of the page before."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, newest first."""

    requests: list[Request]
    next: tuple[int, int] | None
    """Where the next page begins, or None at the end."""


@dataclass(frozen=True, slots=True)
class StoredOutput:
    """A file of a succeeded request and when it goes."""

    artifact: Artifact
    expires_at: datetime | None


class RequestStore:
    """What submits, looks at and ends requests from outside; workers use `ClaimStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._requests: Recall[str, Request | None] = Recall(database)

    async def insert(self, new: NewRequest, limits: Limits) -> Accepted:
        """Take a request in, if its account's limits allow it; durable when this returns.

        Raises:
            LimitExceeded: the account has too much waiting, kept or sent in a minute.
            InsufficientFunds: its key or account would spend more than it may.
            Conflict: its idempotency key came with another input before.
        """
        return await self._database.write_together(Intake(limits), new)

    async def find_repeat(
        self, account_id: str, idempotency_key: str, input_sha256: bytes
    ) -> Accepted | None:
        """What was answered to this key before; None when it is new.

        Raises:
            Conflict: it came with another input.
        """
        values = {
            "account_id": account_id,
            "idempotency_key": idempotency_key,
            "now": to_microseconds(now()),
        }
        row = await self._database.row(_SQL["idempotency_key"], values)
        return None if row is None else repeated(row, idempotency_key, input_sha256)

    async def find_promotion(self, new: NewRequest) -> Accepted | None:
        """The request that the same promotion made before; None when it came to nothing."""
        row = await self._database.row(_SQL["living_promotion"], promotion_of(new))
        return None if row is None else Accepted(row["id"], [], is_repeat=True)

    async def get(self, request_id: str) -> Request | None:
        """A request with its files."""
        return await self._requests.get(request_id, lambda: self._get(request_id))

    async def _get(self, request_id: str) -> Request | None:
        row = await self._database.row(_SQL["get_request"], {"id": request_id})
        if row is None:
            return None
        artifacts: Sequence[Row] = ()
        if row["state"] == State.SUCCEEDED:
            sequence = {"sequence": row["sequence"]}
            artifacts = await self._database.rows(_SQL["artifacts_of_request"], sequence)
        return read_request(row, artifacts)

    async def cancel(self, request_id: str, expires_at: datetime, by_force: bool = False) -> bool:
        """Cancel a queued request, or by force a running one; False when it is neither."""
        statement = _SQL["cancel_by_force" if by_force else "cancel_queued"]
        values = {
            "id": request_id,
            "now": to_microseconds(now()),
            "expires_at": to_microseconds(expires_at),
        }
        return await self._database.write(
            lambda transaction: transaction.row(statement, values) is not None
        )

    async def page(self, account_id: str, chosen: PageQuery) -> Page:
        """A page of an account's requests, newest first.

        What is submitted meanwhile never shifts a later page.
        """
        before = chosen.after or (_FOREVER, _FOREVER)
        values = {
            "account_id": account_id,
            "state": chosen.state,
            "model_id": chosen.model_id,
            "from_time": _bound(chosen.created_after, 0),
            "to_time": _bound(chosen.created_before, _FOREVER),
            "before_time": before[0],
            "before_sequence": before[1],
            "limit": chosen.limit + 1,
        }
        name = "list_by_account_and_state" if chosen.state else "list_by_account"
        rows = await self._database.rows(_SQL[name], values)
        found: list[Request] = []
        for row in rows[: chosen.limit]:
            sequence = {"sequence": row["sequence"]}
            artifacts: Sequence[Row] = ()
            if row["state"] == State.SUCCEEDED:
                artifacts = await self._database.rows(_SQL["artifacts_of_request"], sequence)
            found.append(read_request(row, artifacts))
        if len(rows) <= chosen.limit:
            return Page(found, None)
        last = rows[chosen.limit - 1]
        return Page(found, (last["created_at"], last["sequence"]))

    async def delete_finished(self, request_id: str) -> bool:
        """Delete a request that is over, with all its rows; False when it is not over."""
        return await self._database.write(
            lambda transaction: (
                transaction.row(_SQL["delete_finished"], {"id": request_id}) is not None
            )
        )

    async def expired(self, limit: int) -> list[str]:
        """Ids of finished requests whose time is up, the longest overdue first."""
        values = {"now": to_microseconds(now()), "limit": limit}
        return [row["id"] for row in await self._database.rows(_SQL["expired_requests"], values)]

    async def forget_idempotency_keys(self) -> None:
        """Drop the keys whose day is over."""
        values = {"now": to_microseconds(now())}
        await self._database.write(
            lambda transaction: transaction.change(_SQL["forget_idempotency_keys"], values)
        )

    async def output(self, token: str) -> StoredOutput | None:
        """The file with this unguessable token."""
        row = await self._database.row(_SQL["artifact_by_token"], {"token": token})
        if row is None:
            return None
        return StoredOutput(read_artifact(row), to_moment(row["expires_at"]))

    async def blob_paths(self) -> list[tuple[str, str, int]]:
        """Request id, blob path and size of every blob that the database knows."""
        rows = await self._database.rows(_SQL["all_blob_paths"], {})
        return [(row["id"], row["blob_path"], row["size_bytes"]) for row in rows]

    async def state_of(self, request_id: str) -> tuple[State, int] | None:
        """A request's state and last attempt; None when there is no such request."""
        row = await self._database.row(_SQL["state_of_request"], {"id": request_id})
        return None if row is None else (State(row["state"]), row["attempt"])

    async def wrong_turns(self) -> int:
        """How many turns miscount their queue: always 0, unless the file was tampered with."""
        return len(await self._database.rows(_SQL["wrong_turns"], {}))


def _bound(moment: datetime | None, otherwise: int) -> int:
    return otherwise if moment is None else to_microseconds(moment)
