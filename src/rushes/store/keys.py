"""Accounts and keys as the database keeps them; a token itself is never here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rushes.store.database import Database, Row, Transaction, now, to_microseconds, to_moment
from rushes.store.recall import Recall
from rushes.store.sql import load_queries

_SQL = load_queries("keys")


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key as it is listed."""

    id: str
    name: str
    account: str
    """The account's name."""
    is_owner: bool
    created_at: datetime
    last_used_at: datetime | None
    """Up to a minute behind."""
    revoked_at: datetime | None
    expires_at: datetime | None
    spending_limit: str | None
    """As it was set; None: as the settings say."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key about to be made."""

    name: str
    account: str
    """Its account's name; the account is made when it is new."""
    token_sha256: bytes
    is_owner: bool = False
    expires_at: datetime | None = None
    spending_limit: str | None = None


@dataclass(frozen=True, slots=True)
class KeyMatch:
    """What a call's key is checked against."""

    id: str
    account_id: str
    account: str
    """The account's name."""
    token_sha256: bytes
    is_owner: bool
    is_revoked: bool
    expires_at: datetime | None


class KeyStore:
    """Accounts and keys in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recall: Recall[bytes, KeyMatch | None] = Recall(database)

    async def add(self, new: NewKey) -> bool:
        """Store a key, and its account when that is new; False when the key's name is taken."""
        moment = to_microseconds(now())

        def act(transaction: Transaction) -> bool:
            made = {"id": secrets.token_urlsafe(9), "name": new.account, "now": moment}
            transaction.change(_SQL["add_account"], made)
            owner = transaction.row(_SQL["account_by_name"], {"name": new.account})
            assert owner is not None
            key = {
                "id": secrets.token_hex(6),
                "name": new.name,
                "account_id": owner["id"],
                "token_sha256": new.token_sha256,
                "is_owner": int(new.is_owner),
                "now": moment,
                "expires_at": None if new.expires_at is None else to_microseconds(new.expires_at),
                "spending_limit": new.spending_limit,
            }
            return transaction.row(_SQL["add_key"], key) is not None

        return await self._database.write(act)

    async def find(self, token_sha256: bytes) -> KeyMatch | None:
        """The key whose token has this hash."""
        return await self._recall.get(token_sha256, lambda: self._find(token_sha256))

    async def _find(self, token_sha256: bytes) -> KeyMatch | None:
        row = await self._database.row(_SQL["key_by_hash"], {"token_sha256": token_sha256})
        if row is None:
            return None
        return KeyMatch(
            row["id"],
            row["account_id"],
            row["account"],
            row["token_sha256"],
            bool(row["is_owner"]),
            row["revoked_at"] is not None,
            to_moment(row["expires_at"]),
        )

    async def all(self) -> list[KeyRecord]:
        """Every key, oldest first, the revoked ones too."""
        return [_record(row) for row in await self._database.rows(_SQL["list_keys"], {})]

    async def revoke(self, name_or_id: str) -> bool:
        """Revoke a key for good; False when there is none."""
        values = {"name_or_id": name_or_id, "now": to_microseconds(now())}
        return await self._database.write(
            lambda transaction: transaction.row(_SQL["revoke_key"], values) is not None
        )

    async def touch(self, used: Mapping[str, datetime]) -> None:
        """Note when keys were used last."""

        def act(transaction: Transaction) -> None:
            for key_id, moment in used.items():
                values = {"id": key_id, "used_at": to_microseconds(moment)}
                transaction.change(_SQL["touch_key"], values)

        await self._database.write(act)


def _record(row: Row) -> KeyRecord:
    created_at = to_moment(row["created_at"])
    assert created_at is not None
    return KeyRecord(
        row["id"],
        row["name"],
        row["account"],
        bool(row["is_owner"]),
        created_at,
        to_moment(row["last_used_at"]),
        to_moment(row["revoked_at"]),
        to_moment(row["expires_at"]),
        row["spending_limit"],
    )
