"""What a conversation asks of whoever drives it: send, pause, report, fetch.

A conversation is a generator. It yields a step, is sent back what came of it, and returns what it
was for. The sync and the async client differ in how they take a step, and in nothing else.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rushes.calls import Answer as Answer
from rushes.calls import Call as Call
from rushes.calls import Lost as Lost
from rushes.calls import doubt_about as doubt_about
from rushes.client.answers import Status

T = TypeVar("T")


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
