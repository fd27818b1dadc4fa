"""What a request is, the states it passes through and the decisions on the way.

queued ──claim──> running ──finish──> succeeded
  │  ^               │ ├──────────────> failed      engine's own fault, or three attempts lost
  │  └─lease lost,───┘ └──────────────> cancelled   an owner's forced cancel
  │    given back, retryable
  └──cancel──> cancelled
A failed request is queued once more when a person adopts for it what was made elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

MAX_ATTEMPTS = 3


class State(StrEnum):
    """Where a request stands."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to the request by itself."""
        return self in (State.SUCCEEDED, State.FAILED, State.CANCELLED)


MOVES: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.RUNNING, State.CANCELLED}),
    State.RUNNING: frozenset({State.QUEUED, State.SUCCEEDED, State.FAILED, State.CANCELLED}),
    State.SUCCEEDED: frozenset(),
    State.FAILED: frozenset({State.QUEUED}),
    State.CANCELLED: frozenset(),
}


class AttemptEnd(StrEnum):
    """How an attempt ended without an output."""

    LEASE_LOST = "lease_lost"
    GIVEN_BACK = "given_back"
    RETRYABLE = "retryable"
    FAILED = "failed"


def state_after(end: AttemptEnd, attempt: int, max_attempts: int = MAX_ATTEMPTS) -> State:
    """The state of a request whose attempt number `attempt` (from 1) ended as `end`.

    A graceful give-back costs no attempt; a lost lease or a retryable fault does, and the
    last one allowed fails the request.
    """
    if end is AttemptEnd.GIVEN_BACK:
        return State.QUEUED
    if end is AttemptEnd.FAILED or attempt >= max_attempts:
        return State.FAILED
    return State.QUEUED


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file that an attempt made: the film itself, or something beside it."""

    kind: str
    """`video` and `image` go into the wire's `output`; any other kind is listed beside it."""
    name: str
    """A sensible file name, the last segment of its URL."""
    media_type: str
    size_bytes: int
    sha256: str
    token: str
    """The unguessable part of its URL."""
    blob_path: str


@dataclass(frozen=True, slots=True)
class Request:
    """One submitted generation, as the store keeps it."""

    id: str
    account_id: str
    model_id: str
    engine: str
    state: State
    input: dict[str, Any]
    created_at: datetime
    attempt: int = 0
    warnings: list[str] = field(default_factory=list)
    worker_id: str | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    lease_expires_at: datetime | None = None
    expires_at: datetime | None = None
    checkpoint: dict[str, Any] | None = None
    error: dict[str, Any] | None = None
    """The wire's error shape, when failed."""
    cost_usd: Decimal | None = None
    artifacts: list[Artifact] = field(default_factory=list)
    charged_usd: Decimal | None = None
    """What counts against spending limits: at first what is expected, then what it cost."""
    fall_backs: list[str] = field(default_factory=list)
    """Engines that may take over, in order, when this one fails before anything was spent."""
    promoted_from: str | None = None
    """The id of the request whose input it has."""
    promoted_to: list[str] = field(default_factory=list)
    """The ids of the requests that have its input, on other engines."""
