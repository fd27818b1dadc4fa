"""Nobody spends more than a key or an account may, however many ask at once."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home_side import MODEL, HomeSide, home_side
from rushes.domain.request import AttemptEnd, State
from rushes.domain.spending import SpendingLimit, to_microusd
from rushes.errors import InsufficientFunds, InvalidInput, NotFound
from rushes.services.access import Caller
from rushes.store.claims import Claim, ClaimStore, Ending
from rushes.store.database import Transaction

pytestmark = pytest.mark.anyio

SETTINGS = """
[engines.vendor]
kind = "relay"
url = "https://vendor.test"
[[routes]]
models = "*"
engines = ["animatic", "vendor"]
choosers = "everyone"
"""
RATE = Decimal("0.168")


@contextlib.asynccontextmanager
async def money_side(home: Path, **more: str) -> AsyncIterator[HomeSide]:
    home.mkdir(parents=True, exist_ok=True)
    (home / "rushes.toml").write_text(SETTINGS, encoding="utf-8")
    async with home_side(home, **more) as side:
        yield side


async def new_caller(side: HomeSide, name: str, limit: str | None, account: str = "") -> Caller:
    access = side.services.access
    token = await access.create_key(name, account or name, spending_limit=limit)
    return await access.authenticate(f"Bearer {token}")


async def spend(side: HomeSide, caller: Caller, seconds: int = 5, engine: str = "vendor") -> str:
    values = {"prompt": "a dog", "duration": seconds}
    accepted = await side.services.requests.submit(caller, MODEL, values, engine=engine)
    return accepted.request_id


async def spent(side: HomeSide, name: str, is_account: bool = False) -> int:
    found = await side.services.spending.all()
    (one,) = (item for item in found if (item.name, item.is_account) == (name, is_account))
    return one.spent_microusd


async def claimed(claims: ClaimStore) -> Claim:
    claim = await claims.claim_next(["vendor"])
    assert claim is not None
    return claim


@contextlib.asynccontextmanager
async def waiting_together(side: HomeSide) -> AsyncIterator[None]:
    """What is submitted within waits for the writer, and is then taken in as one group."""
    go = threading.Event()
    held = asyncio.create_task(side.services._database.write(lambda transaction: go.wait()))
    await asyncio.sleep(0)
    yield
    for _ in range(20):
        await asyncio.sleep(0)
    go.set()
    await held


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20/month", "$20.00 a month"),
        ("2.5/day", "$2.50 a day"),
        ("100", "$100.00 in all"),
        ("none", None),
        ("", None),
    ],
)
def test_a_limit_is_read_as_one_writes_it(text: str, limit: str | None) -> None:
    read = SpendingLimit.parse(text)
    assert (None if read is None else str(read)) == limit


@pytest.mark.parametrize("text", ["20/week", "-1", "1e3", "much", "20/", "0.0000001"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="it is written `20/month`"):
        SpendingLimit.parse(text)


async def test_a_limit_stops_a_request_before_it_is_queued(tmp_path: Path) -> None:
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", "1/month")
        await spend(side, caller)
        with pytest.raises(InsufficientFunds) as raised:
            await spend(side, caller)
        assert raised.value.message == (
            "this would cost $0.84, and the key 'ana' has $0.16 left of $1.00 a month; "
            "nothing was sent"
        )
        assert len((await side.services.requests.list(caller)).requests) == 1
        assert await spent(side, "ana") == 840_000


async def test_an_engine_that_is_free_is_not_held_up_by_a_limit(tmp_path: Path) -> None:
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", "0/month")
        await spend(side, caller, engine="animatic")
        with pytest.raises(InsufficientFunds):
            await spend(side, caller)


async def test_an_account_has_a_limit_for_all_its_keys_together(tmp_path: Path) -> None:
    async with money_side(tmp_path) as side:
        first = await new_caller(side, "one", None, "studio")
        second = await new_caller(side, "two", "none", "studio")
        await side.services.spending.set_limit("studio", "1/day", is_account=True)
        await spend(side, first)
        with pytest.raises(InsufficientFunds, match="the account 'studio' has"):
            await spend(side, second)
        await side.services.spending.set_limit("studio", None, is_account=True)
        await spend(side, second)
        with pytest.raises(NotFound):
            await side.services.spending.set_limit("nobody", "1/day", is_account=True)


async def test_the_settings_give_the_limit_of_keys_that_have_none(tmp_path: Path) -> None:
    async with money_side(tmp_path, limits__spending_per_key="1/day") as side:
        with_default = await new_caller(side, "one", None)
        without = await new_caller(side, "two", "none")
        for _ in range(2):
            await spend(side, without)
        await spend(side, with_default)
        with pytest.raises(InsufficientFunds):
            await spend(side, with_default)


@given(
    seconds=st.lists(st.integers(3, 15), min_size=1, max_size=24),
    key_limit=st.integers(0, 12),
    account_limit=st.integers(0, 20),
)
@settings(max_examples=12, deadline=None)
def test_requests_that_come_together_never_pass_a_limit_and_none_is_refused_in_vain(
    seconds: list[int], key_limit: int, account_limit: int
) -> None:
    async def run(home: Path) -> None:
        async with money_side(home) as side, home_side(home) as beside:
            keys = [await new_caller(side, name, f"{key_limit}/day", "all") for name in ("a", "b")]
            await side.services.spending.set_limit("all", f"{account_limit}/day", is_account=True)
            async with waiting_together(side):
                asked = [
                    asyncio.create_task(
                        spend((side, beside)[number % 3 == 0], keys[number % 2], length)
                    )
                    for number, length in enumerate(seconds)
                ]
            answers = await asyncio.gather(*asked, return_exceptions=True)
            costs = [to_microusd(length * RATE) for length in seconds]
            of_key = [0, 0]
            for number, (answer, cost) in enumerate(zip(answers, costs, strict=True)):
                if isinstance(answer, str):
                    of_key[number % 2] += cost
                else:
                    assert isinstance(answer, InsufficientFunds)
            assert max(of_key) <= key_limit * 1_000_000
            assert sum(of_key) <= account_limit * 1_000_000
            assert [await spent(side, name) for name in ("a", "b")] == of_key
            assert await spent(side, "all", is_account=True) == sum(of_key)
            for number, (answer, cost) in enumerate(zip(answers, costs, strict=True)):
                if not isinstance(answer, str):
                    is_over_key = of_key[number % 2] + cost > key_limit * 1_000_000
                    assert is_over_key or sum(of_key) + cost > account_limit * 1_000_000

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder) / "home"))


async def test_what_was_cancelled_gives_its_reservation_back(tmp_path: Path) -> None:
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", "1/day")
        request_id = await spend(side, caller)
        await side.services.requests.cancel(caller, request_id)
        assert await spent(side, "ana") == 0
        await spend(side, caller)


@pytest.mark.parametrize(
    ("ending", "left"),
    [
        (Ending(State.SUCCEEDED, cost_usd=Decimal("0.1234567")), 123_457),
        (Ending(State.SUCCEEDED, cost_usd=Decimal("7.5")), 7_500_000),
        (Ending(State.FAILED, error={}), 0),
        (Ending(State.FAILED, error={}, cost_usd=Decimal("0.2")), 200_000),
        (Ending(State.FAILED, error={}, is_cost_known=False), 0),
    ],
)
async def test_what_it_really_cost_takes_the_place_of_what_was_reserved(
    tmp_path: Path, ending: Ending, left: int
) -> None:
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", None)
        await spend(side, caller)
        claims = side.claims()
        assert await claims.finish(await claimed(claims), ending)
        assert await spent(side, "ana") == left
        assert await spent(side, "ana", is_account=True) == left


async def test_a_reservation_stays_where_money_may_be_gone(tmp_path: Path) -> None:
    """A checkpoint is an engine's word that it begins to spend."""
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", None)
        boss = await side.caller("boss", is_owner=True)
        claims = side.claims(max_attempts=1)
        for end in ("unknown", "lease lost", "forced"):
            await spend(side, caller)
            claim = await claimed(claims)
            assert await claims.checkpoint(claim, {"sent": True})
            if end == "unknown":
                await claims.finish(claim, Ending(State.FAILED, error={}, is_cost_known=False))
            elif end == "lease lost":
                await claims.put_back(claim, AttemptEnd.LEASE_LOST, {})
            else:
                await side.services.requests.cancel(boss, claim.request_id, force=True)
        assert await spent(side, "ana") == 3 * 840_000
        await spend(side, caller)
        claim = await claimed(claims)
        assert await claims.checkpoint(claim, {"sent": True})
        assert await claims.checkpoint(claim, {})
        await side.services.requests.cancel(boss, claim.request_id, force=True)
        assert await spent(side, "ana") == 3 * 840_000


async def test_a_lost_lease_and_a_second_attempt_reserve_once(tmp_path: Path) -> None:
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", None)
        await spend(side, caller)
        claims = side.claims()
        assert await claims.put_back(await claimed(claims), AttemptEnd.LEASE_LOST, {}) == "queued"
        await claimed(claims)
        assert await spent(side, "ana") == 840_000


async def test_deleting_a_request_does_not_give_money_back(tmp_path: Path) -> None:
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", "1/month")
        request_id = await spend(side, caller)
        claims = side.claims()
        await claims.finish(
            await claimed(claims), Ending(State.SUCCEEDED, cost_usd=Decimal("0.84"))
        )
        await side.services.requests.delete(caller, request_id)
        with pytest.raises(InsufficientFunds):
            await spend(side, caller)


@pytest.mark.parametrize(
    ("limit", "days_ago", "is_refused"),
    [("1/day", 0, True), ("1/day", 1, False), ("1/month", 40, False), ("1", 400, True)],
)
async def test_a_limit_counts_what_was_spent_in_its_period(
    tmp_path: Path, limit: str, days_ago: int, is_refused: bool
) -> None:
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", limit)
        day = (datetime.now(UTC) - timedelta(days=days_ago) - datetime(1970, 1, 1, tzinfo=UTC)).days
        values = {"account_id": caller.account_id, "key_id": caller.key_id, "day": day}

        def act(transaction: Transaction) -> int:
            return transaction.change(
                "INSERT INTO spending VALUES (:account_id, :key_id, :day, 900000)", values
            )

        await side.services._database.write(act)
        if is_refused:
            with pytest.raises(InsufficientFunds):
                await spend(side, caller)
        else:
            await spend(side, caller)


async def test_a_promotion_is_held_against_the_limit_once(tmp_path: Path) -> None:
    async with money_side(tmp_path) as side:
        caller = await new_caller(side, "ana", "1/month")
        sketch = await spend(side, caller, engine="animatic")
        promotion = side.services.promotion
        first = await promotion.promote(caller, sketch, "vendor")
        same = await promotion.promote(caller, sketch, "vendor")
        assert first.accepted.request_id == same.accepted.request_id
        with pytest.raises(InsufficientFunds):
            await promotion.promote(caller, sketch, "vendor", is_again=True)
        assert await spent(side, "ana") == 840_000
