"""Requests as the database keeps them: taken in, looked up, listed, cancelled, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from rushes.domain.request import Artifact, Request, State
from rushes.errors import Conflict, LimitExceeded
from rushes.settings import Limits
from rushes.store.database import (
    Database,
    Row,
    Transaction,
    now,
    to_microseconds,
    to_moment,
)
from rushes.store.media import MediumRecord, insert_media, media_bytes_of
from rushes.store.recall import Recall
from rushes.store.sql import load_queries

_SQL = load_queries("requests")

IDEMPOTENCY_HOURS = 24
_FOREVER = 2**62
_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class NewRequest:
    """A request about to be taken in."""

    id: str
    account_id: str
    model_id: str
    engine: str
    input_json: bytes = b""
    warnings: list[str] = field(default_factory=list)
    media: Sequence[MediumRecord] = ()
    idempotency_key: str | None = None
    input_sha256: bytes = b""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer to a submit: a new request's, or an earlier one's of the same key."""

    request_id: str
    warnings: list[str]
    is_repeat: bool = False
    """Whether an earlier submit with the same idempotency key was answered again."""


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
            Conflict: its idempotency key came with another input before.
        """
        return await self._database.write_together(_Intake(limits), new)

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
        return None if row is None else _repeat(row, idempotency_key, input_sha256)

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
        return _request(row, artifacts)

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
            found.append(_request(row, artifacts))
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
        return StoredOutput(_artifact(row), to_moment(row["expires_at"]))

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


@dataclass(frozen=True, slots=True)
class _Intake:
    """The act that takes in the requests which come at the same time."""

    limits: Limits

    def __call__(self, transaction: Transaction, news: Sequence[NewRequest]) -> list[Accepted]:
        moment = now()
        answers: list[Accepted] = []
        taken: list[NewRequest] = []
        of_account: dict[str, list[NewRequest]] = {}
        for new in news:
            repeat = _take_key(transaction, new, moment)
            answers.append(repeat or Accepted(new.id, new.warnings))
            if repeat is None:
                taken.append(new)
                of_account.setdefault(new.account_id, []).append(new)
        for account_id, coming in of_account.items():
            _check_limits(transaction, account_id, coming, self.limits, moment)
        _insert(transaction, taken, moment)
        return answers


def _insert(transaction: Transaction, news: Sequence[NewRequest], moment: datetime) -> None:
    documents = [
        {
            "id": new.id,
            "account_id": new.account_id,
            "model_id": new.model_id,
            "engine": new.engine,
            "input": new.input_json.decode(),
            "warnings": _encoded(new.warnings),
        }
        for new in news
    ]
    values = {"requests": _encoded(documents), "now": to_microseconds(moment)}
    transaction.change(_SQL["insert_requests"], values)
    transaction.change(_SQL["insert_inputs"], values)
    for new in news:
        insert_media(transaction, new.id, new.account_id, new.media)


def _take_key(transaction: Transaction, new: NewRequest, moment: datetime) -> Accepted | None:
    """Note a request's idempotency key; gives the answer of the request that had it before."""
    if new.idempotency_key is None:
        return None
    values = {
        "account_id": new.account_id,
        "idempotency_key": new.idempotency_key,
        "input_sha256": new.input_sha256,
        "request_id": new.id,
        "warnings": _encoded(new.warnings),
        "now": to_microseconds(moment),
        "expires_at": to_microseconds(moment + timedelta(hours=IDEMPOTENCY_HOURS)),
    }
    if transaction.row(_SQL["take_idempotency_key"], values) is not None:
        return None
    row = transaction.row(_SQL["idempotency_key"], values)
    assert row is not None
    return _repeat(row, new.idempotency_key, new.input_sha256)


def _repeat(row: Row, idempotency_key: str, input_sha256: bytes) -> Accepted:
    if row["input_sha256"] != input_sha256:
        raise Conflict(
            f"the idempotency key {idempotency_key!r} was used with another input; "
            "send a new key with a new input"
        )
    return Accepted(row["request_id"], msgspec.json.decode(row["warnings"]), is_repeat=True)


def _check_limits(
    transaction: Transaction,
    account_id: str,
    coming: Sequence[NewRequest],
    limits: Limits,
    moment: datetime,
) -> None:
    """Raises LimitExceeded when an account's requests, all together, would pass its limits."""
    if limits.waiting_requests:
        row = transaction.row(_SQL["waiting_of_account"], {"account_id": account_id})
        waiting = row["waiting"] if row is not None else 0
        if waiting + len(coming) > limits.waiting_requests:
            raise LimitExceeded(
                f"{waiting:,} requests of this account are waiting, the most allowed; "
                "wait for some to finish or cancel them",
                retry_after_seconds=10,
            )
    if limits.requests_per_minute:
        spare = limits.requests_per_minute - len(coming)
        came = moment if spare < 0 else _came(transaction, account_id, spare + 1)
        if came is not None and came > moment - _MINUTE:
            wait = int((came + _MINUTE - moment).total_seconds()) + 1
            raise LimitExceeded(
                f"this account may send {limits.requests_per_minute:,} requests a minute",
                retry_after_seconds=wait,
            )
    coming_bytes = sum(item.size_bytes for new in coming for item in new.media)
    if limits.media_bytes and any(new.media for new in coming):
        kept = media_bytes_of(transaction, account_id)
        if kept + coming_bytes > limits.media_bytes:
            raise LimitExceeded(
                f"this account keeps {kept:,} bytes of input media, and {coming_bytes:,} more "
                f"would pass the {limits.media_bytes:,} allowed; delete finished requests",
                retry_after_seconds=60,
            )


def _came(transaction: Transaction, account_id: str, n: int) -> datetime | None:
    """When an account's n-th newest request came."""
    row = transaction.row(_SQL["nth_newest_of_account"], {"account_id": account_id, "n": n})
    return None if row is None else to_moment(row["created_at"])


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _bound(moment: datetime | None, otherwise: int) -> int:
    return otherwise if moment is None else to_microseconds(moment)


def _request(row: Row, artifacts: Sequence[Row]) -> Request:
    created_at = to_moment(row["created_at"])
    assert created_at is not None
    return Request(
        id=row["id"],
        account_id=row["account_id"],
        model_id=row["model_id"],
        engine=row["engine"],
        state=State(row["state"]),
        input=msgspec.json.decode(row["input"]),
        created_at=created_at,
        attempt=row["attempt"],
        warnings=msgspec.json.decode(row["warnings"]),
        worker_id=row["worker_id"],
        started_at=to_moment(row["started_at"]),
        finished_at=to_moment(row["finished_at"]),
        lease_expires_at=to_moment(row["lease_expires_at"]),
        expires_at=to_moment(row["expires_at"]),
        checkpoint=None if row["checkpoint"] is None else msgspec.json.decode(row["checkpoint"]),
        error=None if row["error"] is None else msgspec.json.decode(row["error"]),
        cost_usd=None if row["cost_usd"] is None else Decimal(row["cost_usd"]),
        artifacts=[_artifact(item) for item in artifacts],
    )


def _artifact(row: Row) -> Artifact:
    return Artifact(
        row["kind"],
        row["name"],
        row["media_type"],
        row["size_bytes"],
        row["sha256"],
        row["token"],
        row["blob_path"],
    )
