"""What a conversation asks of whoever drives it: send, pause, report, fetch.

A conversation is a generator. It yields a step, is sent back what came of it, and returns what it
was for. The sync and the async client differ in how they take a step, and in nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from rushes.client.answers import Status

T = TypeVar("T")


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
        except ValueError:
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


class Sink(Protocol):
    """Where a fetched file goes, piece by piece."""

    def begin(self, answer: Answer) -> bool:
        """Takes the answer without its body; says whether the body is wanted."""

    def write(self, piece: bytes) -> None:
        """Takes the next piece of the body."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send a call; the reply is an `Answer` or a `Lost`. No redirect is followed."""

    call: Call


@dataclass(frozen=True, slots=True)
class Pause:
    """Do nothing for a while; the reply is None."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """Tell whoever waits how the request stands; the reply is None."""

    status: Status


@dataclass(frozen=True, slots=True)
class Fetch:
    """Send a call and stream its body to a sink, following redirects.

    The reply is the `Answer` (with a body only where the sink did not want it), or a `Lost`.
    """

    call: Call
    sink: Sink


Step = Send | Pause | Report | Fetch
Reply = Answer | Lost | None
Steps = Generator[Step, Reply, T]


def send(step: Send | Fetch) -> Steps[Answer | Lost]:
    """Takes a step that has a reply, and returns the reply."""
    reply = yield step
    if reply is None:
        raise TypeError("a call was driven without a reply")
    return reply


def doubt_about(reply: Answer | Lost) -> str:
    """Why it is not known whether a call acted; empty where it is known."""
    if isinstance(reply, Lost):
        return reply.reason if reply.may_have_arrived else ""
    if reply.status in (502, 504) or (reply.status >= 500 and reply.document is None):
        return f"a proxy answered {reply.status} in the server's place"
    return reply.fault or ""
