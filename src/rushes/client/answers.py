"""What a server's answers say, as plain values. `document` is always the answer word for word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from rushes.errors import NotFound
from rushes.wire import CancelOutcome, ResultWord, StatusWord

_OVER_BY_STATUS = frozenset(
    {StatusWord.COMPLETED, StatusWord.CANCELLED, "succeeded", "failed", "canceled"}
)
_RESULT_WORDS = {"completed": ResultWord.SUCCEEDED, "canceled": ResultWord.CANCELLED}
_OVER_BY_RESULT = frozenset({ResultWord.SUCCEEDED, ResultWord.FAILED, ResultWord.CANCELLED})


def _time(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Submitted:
    """A request was taken. `warnings` names keys of the input that the model does not have."""

    request_id: str
    warnings: tuple[str, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Submitted:
        warnings = document.get("warnings") or ()
        return cls(str(document["request_id"]), tuple(str(line) for line in warnings), document)


@dataclass(frozen=True, slots=True)
class Status:
    """How a request stands."""

    request_id: str
    status: str
    """`in_queue`, `in_progress`, `completed` (a failed one too) or `cancelled`."""
    queue_position: int | None = None
    """Requests ahead of it, while queued."""
    progress: float | None = None
    """0..1 while running, where the server tells it."""
    phase: str | None = None
    """What it is doing, where the server tells it: `drawing`."""
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen. An unknown word counts as not over."""
        return self.status in _OVER_BY_STATUS

    @classmethod
    def read(cls, document: Mapping[str, Any], request_id: str) -> Status:
        position = _number(document.get("queue_position"))
        return cls(
            request_id=_text(document.get("request_id")) or request_id,
            status=str(document.get("status", "")),
            queue_position=None if position is None else int(position),
            progress=_number(document.get("progress")),
            phase=_text(document.get("phase")),
            document=document,
        )


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that a request made."""

    kind: str
    """`video`, `image`, or for what was made beside the film `shot_list`, `storyboard`…"""
    url: str
    media_type: str | None = None
    size_bytes: int | None = None


def _output_files(output: Any) -> tuple[OutputFile, ...]:
    files = []
    for name, value in output.items() if isinstance(output, dict) else ():
        for url in value if isinstance(value, list) else [value]:
            if isinstance(url, str):
                files.append(OutputFile(name.removesuffix("s"), url))
    return tuple(files)


def _artifacts(listed: Any) -> tuple[OutputFile, ...]:
    entries = [entry for entry in listed or () if isinstance(entry, dict) and "url" in entry]
    return tuple(
        OutputFile(
            str(entry.get("kind", "")),
            str(entry["url"]),
            _text(entry.get("media_type")),
            None if (size := _number(entry.get("size_bytes"))) is None else int(size),
        )
        for entry in entries
    )


@dataclass(frozen=True, slots=True)
class Result:
    """What a request came to, or how it stands when asked early."""

    request_id: str
    status: str
    """`in_queue`, `in_progress`, `succeeded`, `failed` or `cancelled`."""
    output: Mapping[str, Any] = field(default_factory=dict)
    """What the model's output schema names, as served: `{"video": url}`."""
    files: tuple[OutputFile, ...] = ()
    """The same as a list: the film first."""
    artifacts: tuple[OutputFile, ...] = ()
    """What was made beside the film: shot list, storyboard."""
    created_at: datetime | None = None
    finished_at: datetime | None = None
    cost_usd: float | None = None
    """Only when asked for."""
    error: Mapping[str, Any] | None = None
    engine: str | None = None
    """The engine that made it, where the server tells."""
    promoted_from: str | None = None
    """The request whose input it has."""
    promoted_to: tuple[str, ...] = ()
    """The requests that have its input, on other engines."""
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_over(self) -> bool:
        return self.status in _OVER_BY_RESULT

    @property
    def url(self) -> str | None:
        """The URL of the first file of the output: the film."""
        return self.files[0].url if self.files else None

    @property
    def output_url(self) -> str:
        """The same, or NotFound where nothing was made."""
        if not self.files:
            raise NotFound(f"request {self.request_id} is {self.status} and has no output")
        return self.files[0].url

    @classmethod
    def read(cls, document: Mapping[str, Any], request_id: str) -> Result:
        word = str(document.get("status", ""))
        error, output = document.get("error"), document.get("output")
        return cls(
            request_id=_text(document.get("request_id")) or request_id,
            status=_RESULT_WORDS.get(word, word),
            output=output if isinstance(output, dict) else {},
            files=_output_files(output),
            artifacts=_artifacts(document.get("artifacts")),
            created_at=_time(document.get("created_at")),
            finished_at=_time(document.get("finished_at")),
            cost_usd=_number(document.get("cost")),
            error=error if isinstance(error, dict) else None,
            engine=_text(document.get("engine")),
            promoted_from=_text(document.get("promoted_from")),
            promoted_to=tuple(str(item) for item in document.get("promoted_to") or ()),
            document=document,
        )


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What a cancel came to. Only a queued request is cancelled; others go on."""

    request_id: str
    status: str
    is_cancelled: bool
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, document: Mapping[str, Any], request_id: str) -> Cancelled:
        status = str(document.get("status", ""))
        return cls(
            _text(document.get("request_id")) or request_id,
            status,
            document.get("outcome", status) == CancelOutcome.CANCELLED,
            document,
        )


@dataclass(frozen=True, slots=True)
class EngineEstimate:
    """What one engine would charge."""

    engine: str
    cost_usd: Decimal
    explanation: str = ""
    """How that comes about: `5 s at $0.168 a second, with sound`."""
    is_default: bool = False
    """Whether it makes the film when no engine is named."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an input would cost, by engine. Nothing was spent."""

    model_id: str
    engines: tuple[EngineEstimate, ...]
    warnings: tuple[str, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Estimate:
        engines = [
            EngineEstimate(
                str(entry.get("engine", "")),
                Decimal(str(entry.get("cost", 0))),
                str(entry.get("explanation") or ""),
                bool(entry.get("is_default")),
            )
            for entry in document.get("engines") or ()
        ]
        warnings = tuple(str(line) for line in document.get("warnings") or ())
        return cls(str(document.get("model_id", "")), tuple(engines), warnings, document)


@dataclass(frozen=True, slots=True)
class EngineRecord:
    """An engine and whether it can be used."""

    name: str
    kind: str = ""
    state: str = "unknown"
    """`ready`, `unavailable` or `unknown`."""
    message: str = ""
    """Why it is not ready, or what was found; told to the owner alone."""
    models: tuple[str, ...] = ()
    """Patterns of the models that its routes name."""
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> EngineRecord:
        return cls(
            str(document.get("name", "")),
            str(document.get("kind", "")),
            str(document.get("state", "unknown")),
            str(document.get("message", "")),
            tuple(str(pattern) for pattern in document.get("models") or ()),
            document,
        )


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A catalog record. `input_schema` is in the vendor's dialect, as served."""

    model_id: str
    display_name: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    kind: str = ""
    base_price_usd: float | None = None
    price_unit: str = ""
    input_schema: Mapping[str, Any] = field(default_factory=dict, repr=False)
    output_schema: Mapping[str, Any] = field(default_factory=dict, repr=False)
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> ModelRecord:
        return cls(
            model_id=str(document["model_id"]),
            display_name=str(document.get("display_name") or ""),
            description=str(document.get("description") or ""),
            categories=tuple(str(name) for name in document.get("categories") or ()),
            kind=str(document.get("kind") or ""),
            base_price_usd=_number(document.get("base_price_usd")),
            price_unit=str(document.get("price_unit") or ""),
            input_schema=document.get("input_schema") or {},
            output_schema=document.get("output_schema") or {},
            document=document,
        )


@dataclass(frozen=True, slots=True)
class RequestSummary:
    """One line of the list of an account's requests."""

    request_id: str
    model_id: str
    status: str
    created_at: datetime | None = None
    finished_at: datetime | None = None
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> RequestSummary:
        return cls(
            str(document["request_id"]),
            str(document.get("model_id") or ""),
            str(document.get("status") or document.get("state") or ""),
            _time(document.get("created_at")),
            _time(document.get("finished_at")),
            document,
        )
