"""Conversations with a server, one for each thing that can be asked of it, without any I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from rushes.calls import error_message
from rushes.client.answer_errors import successful
from rushes.client.answers import (
    Cancelled,
    EngineRecord,
    Estimate,
    ModelRecord,
    RequestSummary,
    Result,
    Status,
    Submitted,
)
from rushes.client.conversing import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, Conversing
from rushes.client.steps import Answer, Pause, Report, Steps
from rushes.errors import (
    AnswerLost,
    ModelNotFound,
    NotFound,
    WaitTimedOut,
)

_MODELS_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """Part of the list of an account's requests."""

    requests: tuple[RequestSummary, ...]
    next_cursor: str | None


class Protocol(Conversing):
    """Conversations with one server."""

    def submit(
        self,
        model_id: str,
        values: Mapping[str, Any],
        idempotency_key: str | None = None,
        engine: str | None = None,
    ) -> Steps[Submitted]:
        """Submits an input.

        Raises:
            AnswerLost: the answer was lost, and could not be asked for again.
        """
        query = {"engine": engine}
        call = self._call(
            "POST",
            self._model_path(model_id),
            query=query,
            values=values,
            headers=self._key(idempotency_key),
        )
        return self._read_submitted((yield from self._act_once(call)))

    def _read_submitted(self, answer: Answer) -> Submitted:
        document = self._read_answer(answer)
        if "request_id" not in document:
            words = error_message(document) or "it names no request_id"
            raise AnswerLost(f"{self.base_url}: the submit's answer cannot be read: {words}")
        return Submitted.read(document)

    def promote(
        self, request_id: str, engine: str | None = None, again: bool = False
    ) -> Steps[Submitted]:
        """Sends a request's input to another engine.

        Raises:
            AnswerLost: the answer was lost, and could not be asked for again.
        """
        query = {"engine": engine, "again": "true" if again else None}
        path = f"{self._request_path(request_id)}/promote"
        call = self._call("POST", path, query=query, headers=self._key())
        return self._read_submitted((yield from self._act_once(call)))

    def estimate(self, model_id: str, values: Mapping[str, Any]) -> Steps[Estimate]:
        """What each engine would charge for an input."""
        path = self._model_path(model_id).replace("/models/", "/estimates/", 1)
        call = self._call("POST", path, values=values)
        return Estimate.read((yield from self._read(call)))

    def engines(self) -> Steps[list[EngineRecord]]:
        """The engines and whether each can be used."""
        document = yield from self._read(self._call("GET", "/engines"))
        return [EngineRecord.read(entry) for entry in document.get("engines") or ()]

    def engine(self, name: str) -> Steps[EngineRecord]:
        """One engine, looked at now where the key is the owner's."""
        path = f"/engines/{quote(name, safe='')}"
        return EngineRecord.read((yield from self._read(self._call("GET", path))))

    def status(self, request_id: str, until: float | None = None) -> Steps[Status]:
        """How a request stands."""
        call = self._call("GET", f"{self._request_path(request_id)}/status")
        return Status.read((yield from self._read(call, until)), request_id)

    def result(
        self, request_id: str, include_cost: bool = False, until: float | None = None
    ) -> Steps[Result]:
        """What a request came to, or how it stands. A failed one raises nothing here."""
        query = {"include_cost": "true"} if include_cost else None
        call = self._call("GET", f"{self._request_path(request_id)}/result", query=query)
        return Result.read((yield from self._read(call, until)), request_id)

    def wait(
        self, request_id: str, timeout_seconds: float | None = None, include_cost: bool = False
    ) -> Steps[Result]:
        """Waits until a request is over, reporting each change, and returns its result.

        A pause is a tenth of the time already waited, from 0.2 to 2 seconds.

        Raises:
            RequestFailed, RequestCancelled: it ended so.
            WaitTimedOut: it was not over in time. It goes on.
        """
        started = self._clock()
        until = None if timeout_seconds is None else started + timeout_seconds
        reported: Status | None = None
        while True:
            status = yield from self.status(request_id, until)
            if status != reported:
                yield Report(status)
                reported = status
            if status.is_over:
                result = yield from self.result(request_id, include_cost, until)
                if result.is_over:
                    return successful(result)
            now = self._clock()
            pause = min(max((now - started) / 10, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)
            pause *= 0.9 + self._chance() / 5
            if until is not None and now + pause > until:
                if now >= until:
                    raise WaitTimedOut(
                        f"request {request_id} is still {status.status} after "
                        f"{timeout_seconds:g} s; it goes on"
                    )
                pause = until - now
            yield Pause(pause)

    def takeaway(self, request_id: str, file_name: str) -> Steps[bytes]:
        """One of the wire's `TAKEAWAYS` of a finished film."""
        path = f"{self._request_path(request_id)}/{file_name}"
        call = self._call("GET", path, headers={"Accept": "*/*"})
        answer = yield from self._asked(call, is_file=True)
        if not answer.is_success:
            self._read_answer(answer)
        return answer.body

    def cancel(self, request_id: str, force: bool = False) -> Steps[Cancelled]:
        """Cancels a request that is queued; one that runs only by force, and only for an owner."""
        query = {"force": "true"} if force else None
        call = self._call("POST", f"{self._request_path(request_id)}/cancel", query=query)
        return Cancelled.read((yield from self._act(call)), request_id)

    def delete(self, request_id: str) -> Steps[None]:
        """Removes a finished request and its files."""
        yield from self._act(self._call("DELETE", self._request_path(request_id)))

    def model(self, model_id: str) -> Steps[ModelRecord]:
        """One catalog record."""
        try:
            document = yield from self._read(self._call("GET", self._model_path(model_id)))
        except NotFound as error:
            raise ModelNotFound(error.message) from error
        return ModelRecord.read(document)

    def models(
        self, search: str | None = None, category: str | None = None, kind: str | None = None
    ) -> Steps[list[ModelRecord]]:
        """Every catalog record that fits, with its schemas, page after page."""
        records: list[ModelRecord] = []
        while True:
            query = {
                "search": search,
                "category": category,
                "kind": kind,
                "include_schema": "true",
                "limit": _MODELS_PER_PAGE,
                "offset": len(records),
            }
            document = yield from self._read(self._call("GET", "/models", query=query))
            page = document.get("models") or []
            records += [ModelRecord.read(entry) for entry in page]
            if not page or len(records) >= int(document.get("total") or 0):
                return records

    def requests_page(self, query: Mapping[str, object]) -> Steps[Page]:
        """One page of the account's requests, newest first."""
        document = yield from self._read(self._call("GET", "/requests", query=query))
        entries = document.get("requests") or []
        return Page(
            tuple(RequestSummary.read(entry) for entry in entries), document.get("next_cursor")
        )
