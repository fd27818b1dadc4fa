"""The life of requests as a state machine, held against a model of a few lines."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from home_side import MODEL, OTHER_MODEL, HomeSide, home_side
from rushes.domain.request import MOVES, AttemptEnd, State
from rushes.errors import Conflict, NotFound
from rushes.store.claims import Claim, Ending

ACCOUNTS = ("ana", "ben", "eva")
WORKERS = ("worker-1", "worker-2")
MAX_ATTEMPTS = 3


@dataclass
class Expected:
    """What the model knows of a request."""

    account: str
    model: str
    state: State = State.QUEUED
    attempt: int = 0
    tries: int = 0
    holder: Claim | None = None
    history: list[State] = field(default_factory=lambda: [State.QUEUED])

    def move(self, state: State) -> None:
        assert state in MOVES[self.state]
        self.state = state
        self.history.append(state)
        if state is not State.RUNNING:
            self.holder = None


class RequestLife(RuleBasedStateMachine):
    """Anything may happen in any order; the database and the model stay of one mind."""

    requests = Bundle("requests")
    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.home = Path(tempfile.mkdtemp())
        self.expected: dict[str, Expected] = {}
        self.turns: dict[tuple[str, str], int] = {}
        self.runner.run(self._open())

    async def _open(self) -> None:
        self.side: HomeSide = await self.stack.enter_async_context(home_side(self.home))
        for name in ACCOUNTS:
            await self.side.caller(name)
        self.workers = {name: self.side.claims(name) for name in WORKERS}
        self.lapsing = {name: self.side.claims(name, lease_seconds=-1.0) for name in WORKERS}

    def teardown(self) -> None:
        self.runner.run(self.stack.aclose())
        self.runner.close()
        shutil.rmtree(self.home)

    @rule(
        target=requests,
        account=st.sampled_from(ACCOUNTS),
        model=st.sampled_from([MODEL, OTHER_MODEL]),
    )
    def submit(self, account: str, model: str) -> str:
        request_id = self.runner.run(self.side.submit(by=account, model=model))
        self.expected[request_id] = Expected(account, model)
        self.turns.setdefault((model, self.side.callers[account].account_id), 0)
        return request_id

    @rule(target=claims, worker=st.sampled_from(WORKERS))
    def claim(self, worker: str) -> Claim | None:
        claim = self.runner.run(self.workers[worker].claim_next())
        predicted = self._next()
        assert (claim.request_id if claim else None) == predicted
        if claim is not None:
            item = self.expected[claim.request_id]
            item.move(State.RUNNING)
            item.attempt += 1
            item.tries += 1
            item.holder = claim
            assert claim.attempt == item.attempt
            turn = (item.model, self.side.callers[item.account].account_id)
            self.turns[turn] = max(self.turns.values()) + 1
        return claim

    def _next(self) -> str | None:
        queues: dict[tuple[str, str], str] = {}
        for request_id, item in self.expected.items():
            if item.state is State.QUEUED:
                turn = (item.model, self.side.callers[item.account].account_id)
                queues.setdefault(turn, request_id)
        return queues[min(queues, key=lambda turn: (self.turns[turn], turn))] if queues else None

    def _holds(self, claim: Claim | None) -> Expected | None:
        item = self.expected.get(claim.request_id) if claim else None
        return item if item is not None and item.holder == claim else None

    @rule(claim=claims, state=st.sampled_from([State.SUCCEEDED, State.FAILED]))
    def finish(self, claim: Claim | None, state: State) -> None:
        if claim is None:
            return
        held = self._holds(claim)
        done = self.runner.run(self.workers[claim.worker_id].finish(claim, Ending(state)))
        assert done == (held is not None)
        if held:
            held.move(state)

    @rule(claim=claims, end=st.sampled_from([AttemptEnd.GIVEN_BACK, AttemptEnd.RETRYABLE]))
    def put_back(self, claim: Claim | None, end: AttemptEnd) -> None:
        if claim is None:
            return
        held = self._holds(claim)
        state = self.runner.run(self.workers[claim.worker_id].put_back(claim, end, {}))
        if held is None:
            assert state is State.RUNNING
            return
        if end is AttemptEnd.GIVEN_BACK:
            held.tries -= 1
            held.move(State.QUEUED)
        else:
            held.move(State.FAILED if held.tries >= MAX_ATTEMPTS else State.QUEUED)
        assert state is held.state

    @rule(claim=claims)
    def lose_lease(self, claim: Claim | None) -> None:
        if claim is None:
            return
        held = self._holds(claim)
        renewed = self.runner.run(self.lapsing[claim.worker_id].heartbeat(claim))
        assert (renewed is not None) == (held is not None)
        reaped = self.runner.run(self.workers[WORKERS[0]].reap())
        assert [item.request_id for item in reaped] == ([claim.request_id] if held else [])
        if held:
            held.move(State.FAILED if held.tries >= MAX_ATTEMPTS else State.QUEUED)

    @rule(request_id=requests, force=st.booleans())
    def cancel(self, request_id: str, force: bool) -> None:
        item = self.expected.get(request_id)
        if item is None:
            return
        store = self.side.services.store
        expires = item_expiry()
        done = self.runner.run(store.cancel(request_id, expires, by_force=force))
        cancellable = item.state is State.QUEUED or (force and item.state is State.RUNNING)
        assert done == cancellable
        if done:
            item.move(State.CANCELLED)

    @rule(request_id=consumes(requests))
    def delete(self, request_id: str) -> None:
        item = self.expected[request_id]
        caller = self.side.callers[item.account]
        try:
            self.runner.run(self.side.services.requests.delete(caller, request_id))
        except Conflict:
            assert not item.state.is_over
        else:
            assert item.state.is_over
            del self.expected[request_id]
            try:
                self.runner.run(self.side.get(request_id, item.account))
            except NotFound:
                return
            raise AssertionError("a deleted request is still there")

    @invariant()
    def agrees(self) -> None:
        self.runner.run(self._agrees())

    async def _agrees(self) -> None:
        for request_id, item in self.expected.items():
            found = await self.side.services.store.get(request_id)
            assert found is not None
            assert (found.state, found.attempt) == (item.state, item.attempt)
            assert (found.worker_id if item.holder else None) == (
                item.holder.worker_id if item.holder else None
            )
            assert (found.finished_at is not None) == item.state.is_over
            assert (found.expires_at is not None) == item.state.is_over
        assert await self.side.services.store.wrong_turns() == 0


def item_expiry() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


TestRequestLife = RequestLife.TestCase
TestRequestLife.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
