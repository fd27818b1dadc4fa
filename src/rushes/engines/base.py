"""The contract of an engine: what it is given, what it may say while it works, what it returns.

An engine runs in a child process of a worker that leads a process group of its own, so it may
crash, leak or hang without harming the worker; it is ended from outside when it runs past its
limit, when an owner forces a cancel, or when its attempt has lost its lease. An engine that serves
several requests at once (`requests_at_once` in its settings) gets each in a thread of its own and
is asked to stop by `is_cancelled` first; it is ended when it does not.

An engine that spends money elsewhere stores a checkpoint before it acts and after: one without a
checkpoint has spent nothing, so that its request may go to another engine when it fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from rushes.domain.model import Model


@dataclass(frozen=True, slots=True)
class EngineJob:
    """One attempt at a request."""

    request_id: str
    attempt: int
    model: Model
    input: Mapping[str, Any]
    """The flat input, validated, defaults filled in, as submitted."""
    media: Mapping[str, Path]
    """Property name (`start_image_url`) to the fetched file, checked but not decoded."""
    working_folder: Path
    """An empty folder of this attempt's own; what is left in it is deleted afterwards."""
    checkpoint: Mapping[str, Any] | None
    """What an earlier attempt stored last, or None."""
    expected_cost_usd: Decimal | None = None
    """What it is expected to cost, by the route's price; None: nothing."""

    @property
    def key(self) -> str:
        """What tells this attempt from every other."""
        return f"{self.request_id}/{self.attempt}"


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A finished file in the working folder."""

    kind: str
    """`video` or `image` go into the `output`; an artifact else: `shot_list`, `contact_sheet`."""
    path: Path
    media_type: str


@dataclass(frozen=True, slots=True)
class EngineResult:
    """What an attempt made. `files` are taken over by the worker before it returns anything."""

    files: tuple[OutputFile, ...]
    cost_usd: Decimal = Decimal(0)
    film_seconds: float = 0.0
    """The length of what was made, for measuring the engine's speed."""


class EngineState(StrEnum):
    """Whether an engine can be used."""

    READY = "ready"
    UNAVAILABLE = "unavailable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """What a look at an engine came to."""

    state: EngineState
    message: str = ""
    """For a person: why it is not ready, or what it was found to be."""


class EngineContext(Protocol):
    """What an engine may say and ask while it works. Calls are cheap and thread-safe."""

    def progress(self, fraction: float, phase: str) -> None:
        """Tell how far it is: 0..1, never falling, and a short English phase (`drawing`).

        Progress is news, not truth: it may be dropped, and is not kept after the end.
        """

    def wait_elsewhere(self, queue_position: int | None, phase: str) -> None:
        """Tell that the work waits in somebody else's queue, behind so many, until `progress`.

        While it does, the request can still be cancelled: see `is_cancel_wanted`.
        """

    def checkpoint(self, document: Mapping[str, Any]) -> None:
        """Store a small JSON document with the request. Durable when it returns.

        What is in its `upstream` is shown to the request's sender. An empty document takes it
        back: nothing was spent after all.

        Raises:
            EngineFailed: the attempt has lost its lease; the engine must stop.
        """

    def is_cancel_wanted(self) -> bool:
        """Whether someone asks that work which waits elsewhere be cancelled there.

        An engine that has done it raises EngineCancelled; one that can't goes on.
        """

    def is_cancelled(self) -> bool:
        """Whether the engine should stop soon: the attempt's output is no longer wanted.

        An engine that serves several requests at once must ask at least once a second, and before
        each thing that can't be undone: it is ended whole when it does not stop in time.
        """


class Engine(Protocol):
    """Makes media for models. One instance serves many jobs, one after the other unless its
    settings have `requests_at_once`."""

    name: str

    def warm_up(self) -> None:
        """Load what is slow to load. Called once, before the first job."""

    def run(self, job: EngineJob, context: EngineContext) -> EngineResult:
        """Make the job's media.

        Raises:
            EngineUnavailable: it can't be used now, and nothing was spent: a fall-back may be.
            EngineCancelled: the work was cancelled where it was sent.
            OutcomeUnknown: something may have been spent, and nothing more is known.
            EngineFailed: with a message for the person who sent the request, and what it cost.
            InvalidInput: the media that came with it can't be used.
        """

    def close(self) -> None:
        """Let go of processes and files."""


@runtime_checkable
class Checkable(Protocol):
    """An engine that can say whether it works. Of others it is enough that they can be made."""

    def check(self) -> EngineHealth:
        """Look at what the engine needs (address, token, a catalog read). Spends nothing.

        Called on an engine that was not warmed up, and that is closed afterwards.
        """
