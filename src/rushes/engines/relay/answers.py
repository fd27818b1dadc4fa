"""What the other server answers, its types checked: it is somebody else's, and not to be trusted.

A field of the wrong type makes the whole answer senseless. Texts are cut, freed of control
characters and of our key before anybody sees them; what is not JSON is never repeated to anyone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from rushes.calls import Answer, error_code, error_message
from rushes.errors import Fault
from rushes.wire import REQUEST_ID_PATTERN, ResultWord, StatusWord

LONGEST_TEXT_CHARACTERS = 500
MOST_FAULTS = 50
MOST_FILES = 64
MOST_COST_USD = 1_000_000.0
_REQUEST_ID = re.compile(REQUEST_ID_PATTERN)
_OVER = frozenset({StatusWord.COMPLETED, StatusWord.CANCELLED, "succeeded", "failed", "canceled"})
_RESULT_WORDS = {"completed": ResultWord.SUCCEEDED, "canceled": ResultWord.CANCELLED}


class Senseless(Exception):
    """An answer that is none of this wire; the message says what is wrong with it."""


class SubmitAnswer(msgspec.Struct, frozen=True):
    """A submit was taken."""

    request_id: str


class StatusAnswer(msgspec.Struct, frozen=True):
    """How a request stands there."""

    status: str
    queue_position: float | None = None
    progress: float | None = None
    phase: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen. An unknown word counts as not over."""
        return self.status in _OVER

    @property
    def is_queued(self) -> bool:
        return self.status == StatusWord.IN_QUEUE


class ArtifactEntry(msgspec.Struct, frozen=True):
    """A file made beside the film."""

    kind: str
    url: str
    media_type: str = ""


class ResultAnswer(msgspec.Struct, frozen=True):
    """What a request came to there."""

    status: str
    output: dict[str, Any] | UnsetType = UNSET
    artifacts: list[Any] | None = None
    error: dict[str, Any] | None = None
    cost: float | None = None

    @property
    def word(self) -> str:
        """`succeeded`, `failed`, `cancelled`, or what it is while it is not over."""
        return _RESULT_WORDS.get(self.status, self.status)

    @property
    def cost_usd(self) -> Decimal | None:
        """What it cost, where that is told and can be."""
        cost = self.cost
        if cost is None or not math.isfinite(cost) or not 0 <= cost <= MOST_COST_USD:
            return None
        return Decimal(str(cost))

    @property
    def output_urls(self) -> list[tuple[str, str]]:
        """Kind (`video`, `image`) and URL of every file of the output, in order."""
        found: list[tuple[str, str]] = []
        for name, value in (self.output or {}).items():
            kind = name.removesuffix("s")
            if kind in ("video", "image"):
                urls = value if isinstance(value, list) else [value]
                found += [(kind, url) for url in urls if isinstance(url, str)]
        return found[:MOST_FILES]

    @property
    def artifact_entries(self) -> list[ArtifactEntry]:
        """What was made beside the film, as far as it makes sense."""
        found = []
        for entry in (self.artifacts or [])[:MOST_FILES]:
            try:
                found.append(msgspec.convert(entry, ArtifactEntry))
            except msgspec.ValidationError:
                continue
        return found


class CancelAnswer(msgspec.Struct, frozen=True):
    """What a cancel did there."""

    status: str
    outcome: str = ""


T = TypeVar("T")


def read(answer: Answer, kind: type[T]) -> T:
    """A successful answer as what it should be. Raises Senseless."""
    if answer.fault is not None:
        raise Senseless(answer.fault)
    try:
        return msgspec.convert(answer.document, kind)
    except msgspec.ValidationError as error:
        raise Senseless(f"the answer ({answer.status}) makes no sense: {error}") from error


def read_submit(answer: Answer) -> SubmitAnswer:
    """A submit's answer. Raises Senseless."""
    taken = read(answer, SubmitAnswer)
    if not _REQUEST_ID.fullmatch(taken.request_id):
        raise Senseless(f"the answer ({answer.status}) names no request id that can be one")
    return taken


def is_refusal(answer: Answer) -> bool:
    """Whether an answer is the wire's own word that the call was not taken.

    A page by some proxy in between is none: what lies behind it may have acted. Too many calls
    (429) is told by all alike.
    """
    if answer.status == 429:
        return True
    has_words = isinstance(answer.document, dict) and error_message(answer.document) is not None
    return has_words and (400 <= answer.status < 500 or answer.status == 503)


class Teller:
    """Puts the other side's words into what is told here."""

    def __init__(self, name: str, token: str) -> None:
        self._name = name
        self._token = token

    def clean(self, text: str) -> str:
        """A text of theirs in one line, cut, without control characters and our key."""
        plain = "".join(mark if mark.isprintable() else " " for mark in text[:4_000])
        if self._token:
            plain = plain.replace(self._token, "…")
        line = " ".join(plain.split())
        cut = LONGEST_TEXT_CHARACTERS
        return line if len(line) <= cut else line[: cut - 1] + "…"

    def refusal(self, answer: Answer) -> str:
        """Why a call was refused: `vendor: no balance left (402, error 400002)`."""
        code = error_code(answer.document)
        words = error_message(answer.document) if isinstance(answer.document, dict) else None
        theirs = f"{answer.status}" if code is None else f"{answer.status}, error {code}"
        return f"{self._name}: {self.clean(words or 'it did not say why')} ({theirs})"

    def failure(self, error: Mapping[str, Any] | None) -> dict[str, Any]:
        """The error of a failed request there, cleaned: `error_code`, `error_message`."""
        told: dict[str, Any] = {
            "error_message": self.clean(error_message(error) or "it failed without saying why")
        }
        code = error_code(error)
        return told if code is None else {"error_code": code, **told}

    def faults(self, document: Any) -> list[Fault]:
        """The faults of an input that they name."""
        detail = document.get("detail") if isinstance(document, dict) else None
        found: list[Fault] = []
        for entry in detail[:MOST_FAULTS] if isinstance(detail, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("msg"), str):
                loc = entry.get("loc") if isinstance(entry.get("loc"), list) else []
                place = [part for part in loc or [] if isinstance(part, str | int)][:20]
                kind = entry.get("type")
                found.append(
                    {
                        "loc": [self.clean(p) if isinstance(p, str) else p for p in place],
                        "msg": self.clean(entry["msg"]),
                        "type": self.clean(kind) if isinstance(kind, str) else "refused",
                    }
                )
        return found
