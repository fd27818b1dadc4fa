"""Errors become answers here and nowhere else: class to HTTP status, and the one JSON shape."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from rushes import errors
from rushes.errors import RushesError
from rushes.gateway.exchange.answers import BodyAnswer, Header, json_answer

log = logging.getLogger(__name__)

HTTP_STATUS: dict[type[RushesError], int] = {
    errors.MalformedBody: 400,
    errors.ModelNotFound: 404,
    errors.InsufficientFunds: 402,
    errors.Unauthenticated: 401,
    errors.PermissionDenied: 403,
    errors.NotFound: 404,
    errors.MethodNotAllowed: 405,
    errors.BodyTooSlow: 408,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.UnsupportedMediaType: 415,
    errors.RangeNotSatisfiable: 416,
    errors.InvalidInput: 422,
    errors.LimitExceeded: 429,
    errors.InternalError: 500,
    errors.EngineFailed: 500,
    errors.NotReady: 503,
    errors.StorageFull: 507,
}
"""A class that is not here is answered as its nearest ancestor that is, else as our own fault."""

_OUR_FAULT = errors.InternalError("something went wrong in the server; its log has the details")


def status_of(error: RushesError) -> int | None:
    """The HTTP status of an error, or None where the wire does not know it."""
    for kind in type(error).__mro__:
        if kind in HTTP_STATUS and error.error_code is not None:
            return HTTP_STATUS[kind]
    return None


def error_body(error: RushesError) -> dict[str, Any]:
    """The one JSON shape of an error."""
    body: dict[str, Any] = {"error_code": error.error_code, "error_message": error.message}
    if error.detail:
        body["detail"] = error.detail
    return body


def error_answer(error: Exception, headers: Sequence[Header] = ()) -> BodyAnswer:
    """The answer to any exception. One that the wire does not know is logged here, once."""
    status = status_of(error) if isinstance(error, RushesError) else None
    if status is None or not isinstance(error, RushesError):
        log.error("unexpected error", exc_info=error)
        error, status = _OUR_FAULT, 500
    return json_answer(error_body(error), status, (*_headers(error), *headers))


def _headers(error: RushesError) -> list[Header]:
    if isinstance(error, errors.Unauthenticated):
        return [(b"www-authenticate", b"Bearer")]
    if isinstance(error, errors.LimitExceeded | errors.NotReady):
        return [(b"retry-after", b"%d" % max(1, error.retry_after_seconds))]
    if isinstance(error, errors.RangeNotSatisfiable):
        return [(b"content-range", b"bytes */%d" % error.size_bytes)]
    return []
