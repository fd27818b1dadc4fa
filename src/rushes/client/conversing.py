"""Builds calls, reads answers and decides on retries, without any I/O.

Reads are asked for again while the server is away for a short time. A submit is asked for again
only when its answer was lost and the server has said before that it takes idempotency keys, so that
nothing is made or paid for twice. Nothing else is ever repeated.
"""

from __future__ import annotations

import json
import random
import re
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from rushes.calls import retry_after_seconds, takes_idempotency_keys
from rushes.client.answer_errors import read_error
from rushes.client.steps import Answer, Call, Lost, Pause, Send, Steps, doubt_about, send
from rushes.errors import (
    AnswerLost,
    ModelNotFound,
    NotFound,
    ServerUnreachable,
)
from rushes.wire import (
    API_PREFIX,
    IDEMPOTENCY_HEADER,
    REQUEST_ID_PATTERN,
)

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 2.0
PATIENCE_SECONDS = 30.0
"""How long a server that has answered before may be away."""
FIRST_PATIENCE_SECONDS = 1.0
"""How long a server that has never answered is tried: it may not be there at all."""
MOST_GARBLED_ANSWERS = 3
_PASSING_STATUSES = frozenset({429, 502, 503, 504})


def checked_base_url(url: str) -> str:
    """A server's base URL without its trailing slash and `/v1`. Raises ValueError."""
    url = url.strip().rstrip("/").removesuffix(API_PREFIX)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is no base URL: http://HOST:PORT or https://HOST is wanted")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("a base URL has no user name, query or fragment")
    return url


class Conversing:
    """Calls of one server. Its only state is what the server has said of itself."""

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Raises ValueError when the base URL or the token cannot be one."""
        self.base_url = checked_base_url(base_url)
        if token is not None and not (token.isascii() and token.isprintable() and token.strip()):
            raise ValueError("a token is printable ASCII text")
        self._token = token
        self._clock = clock
        self._chance = chance
        self.has_answered = False
        self.takes_idempotency_keys = False

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        values: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Call:
        from rushes import __version__

        given = {key: value for key, value in (query or {}).items() if value is not None}
        url = f"{self.base_url}{API_PREFIX}{path}" + (f"?{urlencode(given)}" if given else "")
        all_headers = {
            "User-Agent": f"rushes/{__version__}",
            "Accept": "application/json",
            "Cache-Control": "no-cache",
            **(headers or {}),
        }
        if self._token is not None:
            all_headers["Authorization"] = f"Bearer {self._token}"
        body = None
        if values is not None:
            body = json.dumps(values, ensure_ascii=False, allow_nan=False).encode()
            all_headers["Content-Type"] = "application/json"
        return Call(method, url, all_headers, body)

    def _model_path(self, model_id: str) -> str:
        if any(part in ("", ".", "..") for part in model_id.split("/")):
            raise ModelNotFound(f"{model_id!r} is no model id")
        return f"/models/{quote(model_id, safe='/')}"

    def _request_path(self, request_id: str) -> str:
        if not re.fullmatch(REQUEST_ID_PATTERN, request_id):
            raise NotFound(f"{request_id!r} is no request id")
        return f"/requests/{request_id}"

    def _pause(self, tries: int, reply: Answer | Lost) -> Pause:
        seconds = min(FIRST_PAUSE_SECONDS * 2.0 ** (tries - 1), LONGEST_PAUSE_SECONDS)
        seconds *= 0.75 + self._chance() / 2
        asked = retry_after_seconds(reply.headers) if isinstance(reply, Answer) else None
        return Pause(max(seconds, asked or 0.0))

    def _note(self, reply: Answer | Lost) -> None:
        if isinstance(reply, Answer):
            self.has_answered = True
            self.takes_idempotency_keys |= takes_idempotency_keys(reply.headers)

    def _unreachable(self, reason: str) -> ServerUnreachable:
        return ServerUnreachable(f"{self.base_url}: {reason}")

    def _read_answer(self, answer: Answer) -> dict[str, Any]:
        """The document of an answer. Raises what an error answer stands for."""
        if 300 <= answer.status < 400:
            where = answer.headers.get("location", "elsewhere")
            raise self._unreachable(f"it redirects to {where}; redirects are not followed")
        if not answer.is_success:
            raise read_error(answer.status, answer.headers, answer.document)
        if reason := answer.fault:
            raise self._unreachable(f"{reason}; is this a server of this API?")
        return answer.document or {}

    def _read(self, call: Call, until: float | None = None) -> Steps[dict[str, Any]]:
        """A read, asked for again while the fault may pass, and at most until a moment."""
        return self._read_answer((yield from self._asked(call, until)))

    def _asked(
        self, call: Call, until: float | None = None, *, is_file: bool = False
    ) -> Steps[Answer]:
        """The answer to a read. `is_file`: any bytes will do, a JSON object is not wanted."""
        started, tries, garbled = self._clock(), 0, 0
        while True:
            reply = yield from send(Send(call))
            tries += 1
            self._note(reply)
            if isinstance(reply, Answer):
                is_garbled = not is_file and reply.fault is not None
                garbled += is_garbled
                may_pass = is_garbled and garbled < MOST_GARBLED_ANSWERS
                if not may_pass and reply.status not in _PASSING_STATUSES:
                    return reply
            pause = self._pause(tries, reply)
            end = started + (PATIENCE_SECONDS if self.has_answered else FIRST_PATIENCE_SECONDS)
            if self._clock() + pause.seconds > min(end, until or end):
                if isinstance(reply, Lost):
                    raise self._unreachable(f"it cannot be reached: {reply.reason}")
                return reply
            yield pause

    def _act(self, call: Call) -> Steps[dict[str, Any]]:
        """A call that changes something, sent once."""
        reply = yield from send(Send(call))
        self._note(reply)
        if isinstance(reply, Lost) and not reply.may_have_arrived:
            raise self._unreachable(f"it cannot be reached: {reply.reason}")
        if reason := doubt_about(reply):
            raise AnswerLost(f"{self.base_url}: {reason}; it may have acted all the same")
        assert isinstance(reply, Answer)
        return self._read_answer(reply)

    def _key(self, idempotency_key: str | None = None) -> dict[str, str]:
        return {IDEMPOTENCY_HEADER: idempotency_key or secrets.token_urlsafe(24)}

    def _act_once(self, call: Call) -> Steps[Answer]:
        """A call with an idempotency key, sent again only where it can't act twice.

        Raises:
            AnswerLost: the answer was lost, and could not be asked for again.
        """
        started, tries, doubt = self._clock(), 0, ""
        while True:
            may_repeat = self.takes_idempotency_keys
            reply = yield from send(Send(call))
            tries += 1
            self._note(reply)
            fresh_doubt = doubt_about(reply)
            if not doubt and not fresh_doubt:
                if isinstance(reply, Lost):
                    raise self._unreachable(f"it cannot be reached: {reply.reason}")
                return reply
            if not fresh_doubt and not _is_passing(reply):
                assert isinstance(reply, Answer)
                return reply
            doubt = doubt or fresh_doubt
            pause = self._pause(tries, reply)
            if not may_repeat or self._clock() + pause.seconds > started + PATIENCE_SECONDS:
                raise AnswerLost(_lost_words(self.base_url, doubt, may_repeat))
            yield pause


def _is_passing(reply: Answer | Lost) -> bool:
    return isinstance(reply, Lost) or reply.status in _PASSING_STATUSES


def _lost_words(base_url: str, reason: str, may_repeat: bool) -> str:
    why = (
        f"and the server did not come back within {PATIENCE_SECONDS:g} s"
        if may_repeat
        else "and it is not sent again, because the server has not said that it takes "
        "idempotency keys"
    )
    return (
        f"{base_url}: the submit's answer was lost ({reason}), {why}. "
        "The request may have been accepted: look at the list of requests before trying again."
    )
