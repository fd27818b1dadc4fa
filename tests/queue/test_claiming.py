"""Claims, leases and fencing, on real databases."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from home_side import HomeSide, home_side, until
from rushes.domain.request import Artifact, AttemptEnd, State
from rushes.store.claims import Claim, ClaimStore, Ending

pytestmark = pytest.mark.anyio

SUCCESS = Ending(State.SUCCEEDED, cost_usd=Decimal("0.10"), film_seconds=5.0)


def film(token: str) -> Artifact:
    return Artifact("video", "film.mp4", "video/mp4", 3, "ab", token, f"requests/x/{token}")


async def claim_all(claims: ClaimStore) -> list[Claim]:
    found = []
    while (claim := await claims.claim_next()) is not None:
        found.append(claim)
        await asyncio.sleep(0)
    return found


async def lost(side: HomeSide, reaper: ClaimStore) -> None:
    """Wait until a lease is over and reaped."""
    await until(reaper.reap)


async def test_two_workers_never_claim_one_request(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        submitted = [await side.submit() for _ in range(60)]
        workers = [side.claims(f"worker-{number}") for number in range(4)]
        claimed = await asyncio.gather(*(claim_all(worker) for worker in workers))
        ids = [claim.request_id for claims in claimed for claim in claims]
        assert sorted(ids) == sorted(submitted)
        assert sum(bool(claims) for claims in claimed) > 1, "only one worker got anything"


async def test_an_account_is_served_first_in_first_out(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        submitted = [await side.submit() for _ in range(10)]
        claimed = [claim.request_id for claim in await claim_all(side.claims())]
        assert claimed == submitted


async def test_accounts_take_turns(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        many = [await side.submit(by="many") for _ in range(20)]
        few = [await side.submit(by="few") for _ in range(2)]
        claimed = [claim.request_id for claim in await claim_all(side.claims())]
        assert {claimed.index(few[0]), claimed.index(few[1])} <= {0, 1, 2, 3}
        assert [item for item in claimed if item in many] == many


async def test_an_account_that_comes_back_at_once_does_not_starve_another(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        claims = side.claims()
        patient = [await side.submit(by="patient") for _ in range(3)]
        order = []
        for _ in range(6):
            await side.submit(by="eager")
            claim = await claims.claim_next()
            assert claim is not None
            order.append(claim.request_id)
            assert await claims.finish(claim, SUCCESS)
        assert [item for item in order if item in patient] == patient


async def test_a_position_is_the_number_of_claims_before_it(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        claims = side.claims()
        names = ["a", "a", "b", "a", "c", "b", "a", "a", "c", "b"]
        for name in names[:4]:
            await side.submit(by=name)
        await claims.claim_next()
        waiting = {await side.submit(by=name): name for name in names[4:]}
        for name in "abc":
            page = await side.services.requests.list(await side.caller(name))
            queued = [item for item in page.requests if item.state is State.QUEUED]
            waiting |= {item.id: name for item in queued}
        told = {
            request_id: (
                await side.services.requests.get(await side.caller(name), request_id)
            ).queue_position
            for request_id, name in waiting.items()
        }
        order = [claim.request_id for claim in await claim_all(claims)]
        assert told == {request_id: place for place, request_id in enumerate(order)}


async def test_a_lost_lease_gives_the_request_to_the_next_worker(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit()
        first = await side.claims("worker-1", lease_seconds=0.05).claim_next()
        second = side.claims("worker-2")
        assert first is not None
        await lost(side, second)
        claim = await second.claim_next()
        assert claim == Claim(request_id, "worker-2", 2)


async def test_a_heartbeat_keeps_the_lease(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.submit()
        short, long = (side.claims("worker-1", lease_seconds=s) for s in (0.01, 60.0))
        claim = await short.claim_next()
        assert claim is not None
        assert await long.heartbeat(claim) is not None
        await asyncio.sleep(0.02)
        assert await side.claims("worker-2").reap() == []


async def test_a_worker_does_not_take_from_itself_what_it_is_at_work_on(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.submit()
        worker = side.claims("worker-1", lease_seconds=-1.0)
        claim = await worker.claim_next()
        assert claim is not None
        assert await worker.reap(held=[claim]) == []
        assert len(await side.claims("worker-2").reap()) == 1


async def test_three_lost_leases_fail_the_request(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit()
        worker = side.claims("worker-1", lease_seconds=0.01)
        for attempt in (1, 2, 3):
            claim = await worker.claim_next()
            assert claim is not None
            assert claim.attempt == attempt
            await lost(side, worker)
        assert await worker.claim_next() is None
        request = await side.get(request_id)
        assert request.state is State.FAILED
        assert request.error is not None
        assert request.error["error_code"] == 500013
        assert "3 times" in request.error["error_message"]


async def test_a_late_attempt_writes_nothing(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit()
        late = side.claims("worker-1", lease_seconds=0.01)
        first = await late.claim_next()
        assert first is not None
        await lost(side, late)
        second = await side.claims("worker-2").claim_next()
        assert second is not None
        assert await late.heartbeat(first) is None
        assert not await late.checkpoint(first, {"said": "late"})
        assert not await late.finish(first, Ending(State.SUCCEEDED, [film("late")]))
        assert await late.put_back(first, AttemptEnd.GIVEN_BACK, {}) is State.RUNNING
        request = await side.get(request_id)
        assert (request.state, request.attempt, request.worker_id) == (
            State.RUNNING,
            2,
            "worker-2",
        )
        assert request.checkpoint is None
        assert await side.claims("worker-2").finish(second, Ending(State.SUCCEEDED, [film("t")]))
        assert [item.token for item in (await side.get(request_id)).artifacts] == ["t"]


async def test_the_same_worker_is_fenced_from_its_own_earlier_attempt(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.submit()
        worker = side.claims("worker-1", lease_seconds=0.01)
        first = await worker.claim_next()
        await lost(side, worker)
        second = await worker.claim_next()
        assert first is not None
        assert second is not None
        assert not await worker.finish(first, SUCCESS)
        assert await worker.finish(second, SUCCESS)


async def test_a_request_given_back_keeps_its_place_and_its_attempts(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        submitted = [await side.submit() for _ in range(3)]
        worker = side.claims(max_attempts=2)
        for _ in range(5):
            claim = await worker.claim_next()
            assert claim is not None
            assert claim.request_id == submitted[0]
            assert await worker.put_back(claim, AttemptEnd.GIVEN_BACK, {}) is State.QUEUED
        claim = await worker.claim_next()
        assert claim is not None
        assert await worker.put_back(claim, AttemptEnd.RETRYABLE, {}) is State.QUEUED
        claim = await worker.claim_next()
        assert claim is not None
        error = {"error_code": 500010, "error_message": "no"}
        assert await worker.put_back(claim, AttemptEnd.RETRYABLE, error) is State.FAILED
        assert (await side.get(submitted[0])).error == error


async def test_a_checkpoint_is_handed_to_the_next_attempt(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit()
        worker = side.claims()
        claim = await worker.claim_next()
        assert claim is not None
        assert await worker.checkpoint(claim, {"order": 7})
        await worker.put_back(claim, AttemptEnd.GIVEN_BACK, {})
        assert (await side.get(request_id)).checkpoint == {"order": 7}


async def test_a_cancel_and_a_claim_never_both_get_a_request(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        owner = await side.caller()
        worker = side.claims()
        outcomes = set()
        for _ in range(40):
            request_id = await side.submit()
            claim, (_, outcome) = await asyncio.gather(
                worker.claim_next(), side.services.requests.cancel(owner, request_id)
            )
            assert (claim is None) == (outcome == "cancelled")
            outcomes.add(outcome)
            if claim is not None:
                assert await worker.finish(claim, SUCCESS)
        assert outcomes, "nothing was tried"


async def test_finishes_are_measured_and_survive_a_restart(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        worker = side.claims()
        for _ in range(3):
            await side.submit()
        for _ in range(2):
            claim = await worker.claim_next()
            assert claim is not None
            await worker.finish(claim, SUCCESS)
        await worker.claim_next()
    async with home_side(tmp_path) as side:
        snapshot = await side.services.metrics_snapshot()
        by_state = {state: number for (_, state), number in snapshot.requests.items()}
        assert by_state == {"queued": 0, "running": 1, "succeeded": 2}
        waits, runs, films = (
            next(item for item in snapshot.histograms if item.name == f"{name}_seconds")
            for name in ("wait", "run", "film")
        )
        assert (waits.samples, runs.samples) == (3, 2)
        assert runs.buckets[float("inf")] == 2
        assert list(runs.buckets.values()) == sorted(runs.buckets.values())
        assert films.total_seconds == 10.0
        assert snapshot.engine_speeds["animatic"] == 10.0 / runs.total_seconds
