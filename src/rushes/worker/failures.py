"""What a failed attempt comes to, and what it tells the person who sent the request."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rushes.domain.request import State
from rushes.errors import (
    EngineCrashed,
    EngineFailed,
    EngineTimedOut,
    EngineUnavailable,
    InternalError,
    OutcomeUnknown,
    RushesError,
    StorageFull,
)
from rushes.store.claims import Ending
from rushes.worker.engine_messages import Failed

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


_ENGINE_FAILURES = tuple(
    kind.error_code
    for kind in (EngineFailed, EngineCrashed, EngineTimedOut, EngineUnavailable)
    if kind.error_code
)
"""An engine's own faults; an input that it refuses would be refused elsewhere too."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to, before it is written down."""

    ending: Ending
    is_retryable: bool = False
    fall_backs: Sequence[str] = ()
    """The engines that take over, in order."""


def failed_ending(failed: Failed) -> Ending:
    """How a request ends that its engine gave up."""
    cost_usd = None if failed.cost_usd is None else Decimal(failed.cost_usd)
    is_known = failed.error.get("error_code") != OutcomeUnknown.error_code
    return Ending(State.FAILED, error=failed.error, cost_usd=cost_usd, is_cost_known=is_known)


def failure(
    failed: Failed, ending: Ending, fall_backs: Sequence[str], has_checkpoint: bool
) -> Outcome:
    """A failed attempt: over to another engine if nothing was spent, else tried again or failed.

    Args:
        has_checkpoint: whether the engine has said that it begins to spend.
    """
    code = failed.error.get("error_code")
    is_unspent = code == EngineUnavailable.error_code or not (has_checkpoint or ending.cost_usd)
    if fall_backs and is_unspent and code in _ENGINE_FAILURES:
        return Outcome(ending, fall_backs=fall_backs)
    return Outcome(ending, failed.is_retryable)


def wire_error(error: RushesError) -> dict[str, Any]:
    """An error of ours in the wire's shape; one that has no code becomes the engine's failure."""
    shape: dict[str, Any] = {
        "error_code": error.error_code or EngineFailed.error_code,
        "error_message": error.message,
    }
    if error.detail:
        shape["detail"] = error.detail
    return shape


def engine_error(error: Exception) -> RushesError:
    """Whatever an engine raised, as an error of ours; inner text of foreign ones stays inside."""
    if isinstance(error, RushesError):
        return error
    if _is_disk_full(error):
        return StorageFull("the disk filled up while the film was made")
    if isinstance(error, MemoryError):
        return EngineFailed("the engine ran out of memory")
    return EngineFailed(
        f"the engine failed through a fault of its own ({type(error).__name__}); "
        "the server's log tells more"
    )


def our_error(error: Exception) -> RushesError:
    """Whatever went wrong in the worker itself, as an error of ours."""
    if isinstance(error, RushesError):
        return error
    if _is_disk_full(error):
        return StorageFull("the disk is full")
    return InternalError("a fault of the server kept the film from being made; its log tells more")


def _is_disk_full(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        error = error.__cause__ or error.__context__
    return False
