"""Requests taken in: those that come at the same time together, within their accounts' limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec

from rushes.errors import Conflict, LimitExceeded
from rushes.settings import Limits
from rushes.store.database import Row, Transaction, now, to_microseconds, to_moment
from rushes.store.media import MediumRecord, insert_media, media_bytes_of
from rushes.store.requests.spending import check_spending
from rushes.store.sql import load_queries

_SQL = load_queries("requests")

IDEMPOTENCY_HOURS = 24
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
    key_id: str | None = None
    """The key that it was sent with, whose limit counts."""
    charge_microusd: int = 0
    """What it is expected to cost."""
    fall_backs: Sequence[str] = ()
    promoted_from: str | None = None
    """The id of the request whose input it has."""
    is_again: bool = False
    """Whether it is wanted even if the same was promoted to the same engine before."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer to a submit: a new request's, or an earlier one's that it repeats."""

    request_id: str
    warnings: list[str]
    is_repeat: bool = False
    """Whether an earlier submit with the same idempotency key, or the same promotion, was
    answered again."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The act that takes in the requests which come at the same time."""

    limits: Limits

    def __call__(self, transaction: Transaction, news: Sequence[NewRequest]) -> list[Accepted]:
        moment = now()
        answers: list[Accepted] = []
        taken: list[NewRequest] = []
        of_account: dict[str, list[NewRequest]] = {}
        for new in news:
            repeat = _promoted(transaction, new, taken) or _take_key(transaction, new, moment)
            answers.append(repeat or Accepted(new.id, new.warnings))
            if repeat is None:
                taken.append(new)
                of_account.setdefault(new.account_id, []).append(new)
        for account_id, coming in of_account.items():
            _check_limits(transaction, account_id, coming, self.limits, moment)
            check_spending(transaction, account_id, _charges(coming), self.limits, moment)
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
        if new.charge_microusd or new.fall_backs or new.promoted_from:
            _route(transaction, new)
        insert_media(transaction, new.id, new.account_id, new.media)


def _route(transaction: Transaction, new: NewRequest) -> None:
    values = {
        "id": new.id,
        "key_id": new.key_id,
        "charged": new.charge_microusd,
        "fall_backs": _encoded(new.fall_backs) if new.fall_backs else None,
        "promoted_from": new.promoted_from,
    }
    transaction.change(_SQL["route_request"], values)


def _charges(coming: Sequence[NewRequest]) -> dict[str, int]:
    """What is to be charged to each key."""
    charges: dict[str, int] = {}
    for new in coming:
        if new.charge_microusd and new.key_id is not None:
            charges[new.key_id] = charges.get(new.key_id, 0) + new.charge_microusd
    return charges


def _promoted(
    transaction: Transaction, new: NewRequest, taken: Sequence[NewRequest]
) -> Accepted | None:
    """The request that the same promotion made before, or makes at the same time."""
    if new.promoted_from is None or new.is_again:
        return None
    values = promotion_of(new)
    for other in taken:
        if promotion_of(other) == values:
            return Accepted(other.id, other.warnings, is_repeat=True)
    row = transaction.row(_SQL["living_promotion"], values)
    return None if row is None else Accepted(row["id"], [], is_repeat=True)


def promotion_of(new: NewRequest) -> dict[str, str | None]:
    """What is the same in two promotions that are one."""
    return {
        "promoted_from": new.promoted_from,
        "engine": new.engine,
        "account_id": new.account_id,
    }


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
    return repeated(row, new.idempotency_key, new.input_sha256)


def repeated(row: Row, idempotency_key: str, input_sha256: bytes) -> Accepted:
    """What was answered to an idempotency key before. Raises Conflict for another input."""
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
