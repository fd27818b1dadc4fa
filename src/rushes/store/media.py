"""The media that came with requests: waiting to be fetched, fetched, or found faulty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

import msgspec

from rushes.errors import LimitExceeded
from rushes.settings import Limits
from rushes.store.database import Database, Row, Transaction, now, to_microseconds
from rushes.store.sql import load_queries

_SQL = load_queries("media")


class MediumState(StrEnum):
    """Where a medium stands."""

    WAITING = "waiting"
    FETCHED = "fetched"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MediumRecord:
    """One medium of a request."""

    name: str
    """`start_image_url`, or `image_urls/0` in a list."""
    kind: str
    source: str | None
    """Its URL; None when the bytes came with the request."""
    state: MediumState = MediumState.WAITING
    blob_path: str | None = None
    media_type: str | None = None
    size_bytes: int = 0
    error: dict[str, Any] | None = None
    """The wire's error shape, when failed."""
    request_sequence: int = 0
    request_id: str = ""
    account_id: str = ""


class MediaStore:
    """What fetches media and hands them to engines."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim_next(self, lease_seconds: float) -> MediumRecord | None:
        """The next medium to fetch, held for `lease_seconds`: of a queued request, oldest first."""
        moment = now()
        values = {
            "now": to_microseconds(moment),
            "lease_expires_at": to_microseconds(moment + timedelta(seconds=lease_seconds)),
        }
        row = await self._database.write(
            lambda transaction: transaction.row(_SQL["claim_medium"], values)
        )
        if row is None:
            return None
        return MediumRecord(
            row["name"],
            row["kind"],
            row["source"],
            request_sequence=row["request_sequence"],
            request_id=row["request_id"],
            account_id=row["account_id"],
        )

    async def is_any_waiting(self) -> bool:
        """Whether a fetch may be wanted: a cheap look before `claim_next`."""
        values = {"now": to_microseconds(now())}
        return await self._database.row(_SQL["is_medium_waiting"], values) is not None

    async def of_request(self, request_id: str) -> list[MediumRecord]:
        """Every medium of a request."""
        rows = await self._database.rows(_SQL["media_of_request"], {"id": request_id})
        return [_record(row) for row in rows]

    async def set_fetched(
        self, medium: MediumRecord, blob_path: str, media_type: str, size_bytes: int, limits: Limits
    ) -> bool:
        """Note where a medium lies now; False when another fetch was first or it isn't wanted.

        Raises:
            LimitExceeded: its account would keep more bytes than it may.
        """
        values = {
            "sequence": medium.request_sequence,
            "name": medium.name,
            "blob_path": blob_path,
            "media_type": media_type,
            "size_bytes": size_bytes,
        }

        def act(transaction: Transaction) -> bool:
            kept = media_bytes_of(transaction, medium.account_id)
            if limits.media_bytes and kept + size_bytes > limits.media_bytes:
                raise LimitExceeded(
                    f"{medium.name} has {size_bytes:,} bytes, and this account keeps {kept:,} of "
                    f"the {limits.media_bytes:,} allowed; delete finished requests"
                )
            return transaction.row(_SQL["medium_fetched"], values) is not None

        return await self._database.write(act)

    async def set_failed(self, medium: MediumRecord, error: dict[str, Any]) -> bool:
        """Note why a medium can't be used; its request fails with that when it runs."""
        values = {
            "sequence": medium.request_sequence,
            "name": medium.name,
            "error": msgspec.json.encode(error).decode(),
        }
        return await self._database.write(
            lambda transaction: transaction.row(_SQL["medium_failed"], values) is not None
        )

    async def set_refused(self, medium: MediumRecord, error: dict[str, Any]) -> None:
        """Note that a fetched medium turned out to be of no use; its bytes count no more."""
        values = {
            "sequence": medium.request_sequence,
            "name": medium.name,
            "error": msgspec.json.encode(error).decode(),
        }
        await self._database.write(
            lambda transaction: transaction.change(_SQL["medium_refused"], values)
        )


def insert_media(
    transaction: Transaction, request_id: str, account_id: str, media: Sequence[MediumRecord]
) -> None:
    """Add a new request's media, within its own transaction."""
    for item in media:
        values = {
            "request_id": request_id,
            "name": item.name,
            "account_id": account_id,
            "kind": item.kind,
            "source": item.source,
            "state": item.state,
            "blob_path": item.blob_path,
            "media_type": item.media_type,
            "size_bytes": item.size_bytes,
        }
        transaction.change(_SQL["insert_medium"], values)


def media_bytes_of(transaction: Transaction, account_id: str) -> int:
    """How many bytes of input media an account keeps."""
    row = transaction.row(_SQL["bytes_of_account"], {"account_id": account_id})
    return int(row["size_bytes"]) if row is not None else 0


def _record(row: Row) -> MediumRecord:
    return MediumRecord(
        row["name"],
        row["kind"],
        row["source"],
        MediumState(row["state"]),
        row["blob_path"],
        row["media_type"],
        row["size_bytes"],
        None if row["error"] is None else msgspec.json.decode(row["error"]),
        row["request_sequence"],
        row["request_id"],
        row["account_id"],
    )
