"""Everything that can go wrong, one class each, with a code that never changes.

RushesError
├── MalformedBody            400000   the body is not the JSON it claims to be
├── ModelNotFound            400001   no such model
├── InsufficientFunds        400002   no balance or budget left
├── Unauthenticated          400004   the key is missing, unknown, revoked or expired
├── PermissionDenied         403001   it belongs to another account
├── NotFound                 404001   no such request or output, or it was deleted
├── MethodNotAllowed         405001   the address exists, the method does not
├── BodyTooSlow              408001   the body took too long to come in
├── Conflict                 409001   it contradicts what is already there
├── TooLarge                 413001   more bytes than are taken
├── UnsupportedMediaType     415001   the body is not sent as JSON
├── RangeNotSatisfiable      416001   the range lies past the end
├── InvalidInput             422001   the input does not fit the schema; every fault at once
├── LimitExceeded            429001   over a limit of the account
├── InternalError            500001   a fault of ours
├── EngineFailed             500010   the engine could not make the film
│   ├── EngineCrashed        500011   the engine's process ended on its own
│   ├── EngineTimedOut       500012   the engine ran past its limit and was ended
│   ├── AttemptsExhausted    500013   every attempt was lost
│   ├── EngineUnavailable    500014   the engine can't be used now; nothing was spent
│   └── OutcomeUnknown       500015   it may have been made and paid for elsewhere
├── NotReady                 503001   not ready to serve
├── StorageFull              507001   the disk is (nearly) full
├── EngineCancelled          —        the work was cancelled where it was sent (worker)
├── SettingsError            —        a setting is unknown or out of range (start-up)
├── HomeInUse                —        another server holds the home (start-up)
├── PortInUse                —        the port is taken (start-up)
├── DatabaseTooNew           —        the database was written by a newer Rushes (start-up)
├── DatabaseDamaged          —        the database's file cannot be read (start-up, doctor)
├── MissingSystemLibrary     —        a shared library of the system is not installed (start-up)
├── ServerUnreachable        —        no server answered (client)
├── AnswerLost               —        the submit's answer was lost and may have acted (client)
├── WaitTimedOut             —        the request was not over in time (client)
├── RequestFailed            —        the request ended as failed (client)
└── RequestCancelled         —        the request was cancelled (client)

The HTTP status of a code is its first three digits, except where `gateway/errors.py` says
otherwise: this module knows no HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

if TYPE_CHECKING:
    from decimal import Decimal


class Fault(TypedDict):
    """One fault of an input: where it is, what is wrong, and a short word for its kind."""

    loc: list[str | int]
    msg: str
    type: str


class RushesError(Exception):
    """Any error that Rushes raises on purpose."""

    error_code: ClassVar[int | None] = None

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def detail(self) -> list[Fault] | str | None:
        """What the wire's `detail` carries, or None."""
        return None


class MalformedBody(RushesError):
    """The body is not the JSON it claims to be."""

    error_code = 400000


class ModelNotFound(RushesError):
    """No model has this id."""

    error_code = 400001


class InsufficientFunds(RushesError):
    """The account has no balance or budget left."""

    error_code = 400002


class Unauthenticated(RushesError):
    """The key is missing, malformed, unknown, revoked or expired."""

    error_code = 400004


class PermissionDenied(RushesError):
    """The thing asked for belongs to another account."""

    error_code = 403001


class NotFound(RushesError):
    """No such request or output, or it was deleted or has expired."""

    error_code = 404001


class MethodNotAllowed(RushesError):
    """The address exists, but not with this method."""

    error_code = 405001


class BodyTooSlow(RushesError):
    """The body took longer to come in than is waited for."""

    error_code = 408001


class Conflict(RushesError):
    """It contradicts what is already there: an idempotency key, or a request's state."""

    error_code = 409001


class TooLarge(RushesError):
    """More bytes were sent, or would be fetched, than are taken."""

    error_code = 413001


class UnsupportedMediaType(RushesError):
    """The body was not sent as JSON."""

    error_code = 415001


class RangeNotSatisfiable(RushesError):
    """The range asked for lies past the end of the file."""

    error_code = 416001

    def __init__(self, message: str, size_bytes: int = 0) -> None:
        super().__init__(message)
        self.size_bytes = size_bytes


class InvalidInput(RushesError):
    """The input does not fit the model's schema; `faults` names every fault at once."""

    error_code = 422001

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = list(faults)

    @property
    def detail(self) -> list[Fault]:
        return self.faults


class LimitExceeded(RushesError):
    """The account is over one of its limits; worth trying again after `retry_after_seconds`."""

    error_code = 429001

    def __init__(self, message: str, retry_after_seconds: int = 1) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class InternalError(RushesError):
    """A fault of ours; the log has its traceback."""

    error_code = 500001


class EngineFailed(RushesError):
    """The engine could not make the film; `is_retryable` says whether another try may."""

    error_code = 500010

    def __init__(
        self, message: str, is_retryable: bool = False, cost_usd: Decimal | None = None
    ) -> None:
        """`cost_usd` is what was spent all the same; None: nothing."""
        super().__init__(message)
        self.is_retryable = is_retryable
        self.cost_usd = cost_usd


class EngineCrashed(EngineFailed):
    """The engine's process ended on its own."""

    error_code = 500011


class EngineTimedOut(EngineFailed):
    """The engine ran past its limit and was ended."""

    error_code = 500012


class AttemptsExhausted(EngineFailed):
    """Every attempt lost its worker; the request is not tried again."""

    error_code = 500013


class EngineUnavailable(EngineFailed):
    """The engine can't be used now, and nothing was spent; a fall-back may take its place."""

    error_code = 500014


class OutcomeUnknown(EngineFailed):
    """Whether the film was made and paid for elsewhere is not known; it is not tried again."""

    error_code = 500015


class EngineCancelled(RushesError):
    """The work was cancelled where the engine had sent it: the request ends as cancelled."""


class NotReady(RushesError):
    """The server is starting, stopping or has no worker."""

    error_code = 503001

    def __init__(self, message: str, retry_after_seconds: int = 1) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class StorageFull(RushesError):
    """The disk is full, or so nearly full that nothing new is taken."""

    error_code = 507001


class SettingsError(RushesError):
    """A setting is unknown, of the wrong type or out of range."""


class HomeInUse(RushesError):
    """Another server holds the home folder."""


class PortInUse(RushesError):
    """The port is taken by another program."""


class DatabaseTooNew(RushesError):
    """The database was written by a newer Rushes."""


class DatabaseDamaged(RushesError):
    """The database's file is no database, or is damaged; a backup is the remedy."""


class MissingSystemLibrary(RushesError):
    """A shared library of the system is not installed; the message names the package."""


class ServerUnreachable(RushesError):
    """No server answered at the address."""


class AnswerLost(RushesError):
    """A submit's answer was lost: it may have acted, and the server takes no idempotency keys."""


class WaitTimedOut(RushesError):
    """The request was not over within the time given."""


class RequestFailed(RushesError):
    """The request ended as failed; `code` is the server's error code and `result` the answer."""

    def __init__(self, message: str, code: int | None = None, result: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.result = result


class RequestCancelled(RushesError):
    """The request was cancelled before it made anything."""
