"""The words of the wire: what the gateway writes and the client reads, in one place."""

from __future__ import annotations

from enum import StrEnum

API_PREFIX = "/v1"
FILES_PREFIX = "/files"

IDEMPOTENCY_HEADER = "Idempotency-Key"
ENGINE_HEADER = "X-Rushes-Engine"
CAPABILITIES_HEADER = "Rushes-Capabilities"
CAPABILITY_IDEMPOTENCY = "idempotency-key"

REQUEST_ID_PATTERN = r"^[a-zA-Z0-9_-]{1,128}$"
MAX_JSON_BODY_BYTES = 64 * 1024 * 1024
MAX_PROMPT_CHARACTERS = 2_500

TAKEAWAYS = {
    "pdf": "storyboard.pdf",
    "png": "contact-sheet.png",
    "json": "shots.json",
    "otio": "timeline.otio",
    "edl": "cut.edl",
    "vtt": "captions.vtt",
}
"""What a film person takes away of a finished film, by its format: the last part of its address
under the request's, and the name of its file."""


class StatusWord(StrEnum):
    """What `/status` says. A failed request is `completed` there: it is over."""

    IN_QUEUE = "in_queue"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class ResultWord(StrEnum):
    """What `/result` says."""

    IN_QUEUE = "in_queue"
    IN_PROGRESS = "in_progress"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class CancelOutcome(StrEnum):
    """What `/cancel` did: only a queued request is cancelled."""

    CANCELLED = "cancelled"
    NOT_CANCELLABLE = "not_cancellable"
