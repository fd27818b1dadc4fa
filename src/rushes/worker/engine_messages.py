"""What a worker and its engine's process say to each other, in frames over a socket pair.

A frame is four bytes of length, big-endian, and a body. The worker's bodies are pickles, since a
model brings its judge of inputs along; what comes back is JSON, so that an engine that goes wrong
can say nothing but these words.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import Any

import msgspec

from rushes.engines.base import EngineJob
from rushes.settings import Settings

LENGTH = struct.Struct(">I")
MAX_FRAME_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Start:
    """Make the engine and warm it up."""

    settings: Settings
    engine: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """Do a job, beside others where the engine serves several at once."""

    job: EngineJob


@dataclass(frozen=True, slots=True)
class Cancel:
    """A job is no longer wanted; its end is still told."""

    job: str
    is_heard: bool
    """Whether checkpoints are still answered."""


@dataclass(frozen=True, slots=True)
class CancelElsewhere:
    """A job whose work waits elsewhere should be cancelled there, if it can be."""

    job: str


@dataclass(frozen=True, slots=True)
class CheckpointAnswer:
    """A checkpoint is stored, or refused because the attempt has lost its lease."""

    job: str
    is_stored: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """End, once the job at hand is over."""


ToEngine = Start | Run | Cancel | CancelElsewhere | CheckpointAnswer | Stop


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The engine is warm."""

    seconds: float


class Told(msgspec.Struct, frozen=True, tag="told"):
    """Progress of a job. `job` is the `key` of its `EngineJob`, here and below."""

    job: str
    fraction: float
    phase: str
    is_waiting: bool = False
    """Whether the work waits in somebody else's queue."""
    queue_position: int | None = None
    """How many are before it there."""


class Checkpoint(msgspec.Struct, frozen=True, tag="checkpoint"):
    """A document to store; answered with `CheckpointAnswer`."""

    job: str
    document: dict[str, Any]


class MadeFile(msgspec.Struct, frozen=True):
    """A file in the working folder."""

    kind: str
    path: str
    media_type: str


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """A job is done."""

    job: str
    files: list[MadeFile]
    cost_usd: str
    film_seconds: float


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A job failed."""

    job: str
    error: dict[str, Any]
    """In the wire's shape."""
    is_retryable: bool = False
    cost_usd: str | None = None
    """What was spent all the same."""
    is_cancelled: bool = False
    """It was cancelled where it was sent."""


class Broken(msgspec.Struct, frozen=True, tag="broken"):
    """The engine could not be warmed up. Its process only waits to be ended."""

    error: dict[str, Any]


JobMessage = Told | Checkpoint | Finished | Failed
FromEngine = Ready | Broken | JobMessage

_from_engine: msgspec.json.Decoder[FromEngine] = msgspec.json.Decoder(FromEngine)


def encode_to_engine(message: ToEngine) -> bytes:
    """A frame for the engine's process."""
    return _frame(pickle.dumps(message))


def decode_to_engine(body: bytes) -> ToEngine:
    """A frame's body, in the engine's process."""
    message: ToEngine = pickle.loads(body)
    return message


def encode_from_engine(message: FromEngine) -> bytes:
    """A frame for the worker."""
    return _frame(msgspec.json.encode(message))


def decode_from_engine(body: bytes) -> FromEngine:
    """A frame's body, in the worker. Raises msgspec.MsgspecError for anything else."""
    return _from_engine.decode(body)


def _frame(body: bytes) -> bytes:
    if len(body) > MAX_FRAME_BYTES:
        raise ValueError(f"a message of {len(body):,} bytes is longer than a frame may be")
    return LENGTH.pack(len(body)) + body
