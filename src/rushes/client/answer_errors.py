"""An error answer as the exception of `rushes.errors` that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rushes import errors
from rushes.calls import error_code, error_message
from rushes.calls import retry_after_seconds as retry_after_seconds
from rushes.client.answers import Result
from rushes.errors import Fault, RushesError
from rushes.wire import ResultWord

_BY_HTTP_STATUS: dict[int, type[RushesError]] = {
    400: errors.MalformedBody,
    401: errors.Unauthenticated,
    402: errors.InsufficientFunds,
    403: errors.PermissionDenied,
    404: errors.NotFound,
    405: errors.MethodNotAllowed,
    408: errors.BodyTooSlow,
    409: errors.Conflict,
    410: errors.NotFound,
    413: errors.TooLarge,
    415: errors.UnsupportedMediaType,
    416: errors.RangeNotSatisfiable,
    422: errors.InvalidInput,
    429: errors.LimitExceeded,
    503: errors.NotReady,
    507: errors.StorageFull,
}


def _subclasses(kind: type[RushesError]) -> Iterator[type[RushesError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _subclasses(child)


_BY_CODE = {
    kind.error_code: kind
    for kind in _subclasses(RushesError)
    if kind.error_code is not None and kind.__module__ == errors.__name__
}


def _class_for(code: int | None, status: int) -> type[RushesError]:
    """The code's own class, else the HTTP status's, else that of the code's first three digits."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    for digits in (status, (code or 0) // 1000):
        if digits in _BY_HTTP_STATUS:
            return _BY_HTTP_STATUS[digits]
    return errors.InternalError if status >= 500 else RushesError


def _faults(document: Any) -> list[Fault]:
    detail = document.get("detail") if isinstance(document, dict) else None
    faults: list[Fault] = []
    for entry in detail if isinstance(detail, list) else ():
        if isinstance(entry, dict) and "msg" in entry:
            loc = entry.get("loc")
            faults.append(
                {
                    "loc": list(loc) if isinstance(loc, list) else [],
                    "msg": str(entry["msg"]),
                    "type": str(entry.get("type", "")),
                }
            )
    return faults


def read_error(status: int, headers: Mapping[str, str], document: Any) -> RushesError:
    """The exception for an error answer. `document` is its JSON, or None where it is none."""
    code = error_code(document)
    kind = _class_for(code, status)
    message = error_message(document) or f"the server answered {status} without saying why"
    if code is not None and code not in _BY_CODE:
        message += f" (error {code})"
    if kind is errors.InvalidInput:
        return errors.InvalidInput(message, _faults(document))
    if issubclass(kind, errors.LimitExceeded | errors.NotReady):
        return kind(message, max(1, round(retry_after_seconds(headers) or 1)))
    return kind(message)


def read_failure(error: Mapping[str, Any] | None) -> RushesError:
    """The exception for the `error` of a failed result."""
    status = (error_code(error) or 500_010) // 1000
    return read_error(status, {}, error or {"error_message": "it failed without saying why"})


def successful(result: Result) -> Result:
    """The result itself. Raises RequestFailed or RequestCancelled where it ended so."""
    if result.status == ResultWord.FAILED:
        cause = read_failure(result.error)
        raise errors.RequestFailed(
            f"request {result.request_id} failed: {cause.message}",
            error_code(result.error),
            result,
        ) from cause
    if result.status == ResultWord.CANCELLED:
        raise errors.RequestCancelled(f"request {result.request_id} was cancelled")
    return result
