"""What keys and accounts have spent, and the limits that no submit gets past.

A request's expected cost counts from the transaction that takes it in, and what it really cost
once it is over; triggers keep the sums. So requests that come together can't pass a limit together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rushes.domain.spending import SpendingLimit, from_microusd, usd_in_words
from rushes.errors import InsufficientFunds, NotFound
from rushes.settings import Limits
from rushes.store.database import Database, Row, Transaction, now
from rushes.store.sql import load_queries

_SQL = load_queries("spending")


@dataclass(frozen=True, slots=True)
class Spending:
    """What a key or an account has spent."""

    name: str
    is_account: bool
    limit: SpendingLimit | None
    spent_microusd: int
    """In the limit's present period, reservations included; ever, where there is no limit."""

    @property
    def left_microusd(self) -> int | None:
        """None where there is no limit."""
        return None if self.limit is None else max(0, self.limit.microusd - self.spent_microusd)


class SpendingStore:
    """Limits as they are set and looked at."""

    def __init__(self, database: Database, limits: Limits) -> None:
        self._database = database
        self._limits = limits

    async def all(self) -> list[Spending]:
        """Every account, then every key that is not revoked."""
        found = []
        for row in await self._database.rows(_SQL["all_accounts"], {}):
            limit = _limit(row["spending_limit"], self._limits.spending_per_account)
            values = {"account_id": row["id"], "from_day": _first_day(limit, now())}
            spent = await self._database.row(_SQL["spent_by_account"], values)
            found.append(Spending(row["name"], True, limit, _microusd(spent)))
        for row in await self._database.rows(_SQL["all_keys"], {}):
            limit = _limit(row["spending_limit"], self._limits.spending_per_key)
            values = {"account_id": row["account_id"], "key_id": row["id"]}
            spent = await self._database.row(
                _SQL["spent_by_key"], {**values, "from_day": _first_day(limit, now())}
            )
            found.append(Spending(row["name"], False, limit, _microusd(spent)))
        return found

    async def set_limit(self, name: str, limit: str | None, is_account: bool) -> None:
        """Set the limit of a key or an account; None: as the settings say.

        Raises:
            InvalidInput: it is no limit.
            NotFound: there is no such key or account.
        """
        if limit is not None:
            SpendingLimit.parse(limit)
        statement = _SQL["limit_account" if is_account else "limit_key"]
        values = {"name": name, "spending_limit": limit}
        changed = await self._database.write(
            lambda transaction: transaction.row(statement, values) is not None
        )
        if not changed:
            raise NotFound(f"there is no {'account' if is_account else 'key'} {name!r}")


def check_spending(
    transaction: Transaction,
    account_id: str,
    charges: Mapping[str, int],
    limits: Limits,
    moment: datetime,
) -> None:
    """Hold an account's coming requests, all together, against its limit and its keys'.

    Args:
        charges: micro-dollars by key.

    Raises:
        InsufficientFunds: one would be passed.
    """
    of: dict[str, str | int] = {"account_id": account_id}
    for key_id, microusd in charges.items():
        row = transaction.row(_SQL["limits_of_key"], {"key_id": key_id})
        if row is None:
            continue
        limit = _limit(row["key_limit"], limits.spending_per_key)
        if limit is not None:
            values = {**of, "key_id": key_id, "from_day": limit.first_day(moment)}
            spent = _microusd(transaction.row(_SQL["spent_by_key"], values))
            _hold(f"the key {row['key_name']!r}", limit, spent, microusd)
        limit = _limit(row["account_limit"], limits.spending_per_account)
        if limit is not None:
            values = {**of, "from_day": limit.first_day(moment)}
            spent = _microusd(transaction.row(_SQL["spent_by_account"], values))
            _hold(f"the account {row['account_name']!r}", limit, spent, sum(charges.values()))


def _hold(whose: str, limit: SpendingLimit, spent: int, coming: int) -> None:
    if spent + coming > limit.microusd:
        left = usd_in_words(from_microusd(max(0, limit.microusd - spent)))
        raise InsufficientFunds(
            f"this would cost {usd_in_words(from_microusd(coming))}, and {whose} has {left} left "
            f"of {limit}; nothing was sent"
        )


def _limit(own: str | None, default: str) -> SpendingLimit | None:
    return SpendingLimit.parse(default if own is None else own)


def _first_day(limit: SpendingLimit | None, moment: datetime) -> int:
    return 0 if limit is None else limit.first_day(moment)


def _microusd(row: Row | None) -> int:
    return 0 if row is None else int(row["microusd"])
