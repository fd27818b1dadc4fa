"""One call of the wire and what came of it, without I/O: what an answer says before it is read.

The client and the engine that sends requests on go by the same rules here: when it is not known
whether a call acted, what a server has said of itself, which words of an error answer to tell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rushes.wire import CAPABILITIES_HEADER, CAPABILITY_IDEMPOTENCY


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request, whole."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, whole. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def document(self) -> Any:
        """The body's JSON, or None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def fault(self) -> str | None:
        """Why a successful answer is none of this wire, or None."""
        if not self.is_success or self.status == 204:
            return None
        if not isinstance(self.document, dict):
            media_type = self.headers.get("content-type", "no type").partition(";")[0]
            return f"the answer ({self.status}, {media_type}) is not a JSON object"
        return None


@dataclass(frozen=True, slots=True)
class Lost:
    """No whole answer came. `may_have_arrived`: the server may have read the call."""

    reason: str
    may_have_arrived: bool


def doubt_about(reply: Answer | Lost) -> str:
    """Why it is not known whether a call acted; empty where it is known."""
    if isinstance(reply, Lost):
        return reply.reason if reply.may_have_arrived else ""
    if reply.status in (502, 504) or (reply.status >= 500 and reply.document is None):
        return f"a proxy answered {reply.status} in the server's place"
    return reply.fault or ""


def takes_idempotency_keys(headers: Mapping[str, str]) -> bool:
    """Whether an answer's headers say that a submit may be repeated with its key."""
    words = headers.get(CAPABILITIES_HEADER.lower(), "").replace(",", " ").split()
    return CAPABILITY_IDEMPOTENCY in words


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
