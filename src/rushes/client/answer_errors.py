"""An error answer as the exception of `rushes.errors` that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rushes import errors
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


def error_code(document: Any) -> int | None:
    """The code of an error answer, or None."""
    code = document.get("error_code") if isinstance(document, dict) else None
    if isinstance(code, str) and code.isdecimal():
        code = int(code)
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def error_message(document: Any) -> str | None:
    """The words of an error answer: `error_message`, else `message`, `error`, `detail`."""
    if isinstance(document, str):
        return document.strip() or None
    if isinstance(document, list):
        lines = [line for entry in document if (line := error_message(entry))]
        return "; ".join(lines) or None
    if isinstance(document, dict):
        for name in ("error_message", "message", "error", "detail", "msg"):
            if words := error_message(document.get(name)):
                return words
    return None


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


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """What `Retry-After` asks for, as seconds from now; None where it is missing or nonsense."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isdecimal():
        return float(text)
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


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
