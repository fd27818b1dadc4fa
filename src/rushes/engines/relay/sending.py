"""One submit, and never two: the intent is stored before it and the id right after it.

Whether a submit whose answer was lost may be sent again is the other server's to say, before: it is
repeated, with the same key, where its answers have said that it takes keys. Nowhere else.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from rushes.calls import Answer, Lost, doubt_about
from rushes.engines.base import EngineJob
from rushes.engines.relay import answers
from rushes.engines.relay.answers import Senseless
from rushes.engines.relay.checkpoints import Sending
from rushes.engines.relay.payload import body_of
from rushes.engines.relay.upstream import Away, Patience, Refused, Upstream, patiently
from rushes.errors import EngineFailed, EngineUnavailable, InvalidInput, OutcomeUnknown, RushesError

Keep = Callable[[Sending | None], None]
"""Stores how far a sending is, durably; None takes the intent back: nothing was sent."""


async def send_on(upstream: Upstream, job: EngineJob, known: Sending | None, keep: Keep) -> Sending:
    """Have the other server take a request, if it has not; gives the sending with its id there.

    Args:
        known: what an earlier attempt stored.

    Raises:
        EngineUnavailable: it was not taken, and nothing can have been spent.
        OutcomeUnknown: it may have been taken, and may not be sent again.
        InvalidInput, EngineFailed: the other server refuses the input.
    """
    if known is None:
        await _look(upstream, job.model.id)
        body = body_of(job)
        known = Sending(
            upstream.base_url,
            f"rushes-{job.request_id}",
            upstream.has_said_it_takes_keys,
            time.time(),
        )
        keep(known)
        return await _submit(upstream, job, known, keep, body, doubt="")
    if known.url != upstream.base_url:
        raise OutcomeUnknown(_elsewhere(upstream, job, known))
    if known.upstream_id is not None:
        return known
    doubt = "the worker that sent it was lost before the answer came"
    if not known.may_be_repeated:
        raise OutcomeUnknown(unknown_words(upstream, job, doubt, known))
    return await _submit(upstream, job, known, keep, body_of(job), doubt)


async def _look(upstream: Upstream, model_id: str) -> None:
    """See that the model is there before anything is stored; learns what the server takes."""
    try:
        patience = Patience(upstream.settings.patience_seconds / 10)
        await patiently(patience, lambda: upstream.model(model_id))
    except Refused as error:
        raise EngineUnavailable(
            f"{error.message}; nothing was sent: look at the address, the key and the model"
        ) from error
    except Away as error:
        raise EngineUnavailable(f"{error.message}; nothing was sent") from error


async def _submit(
    upstream: Upstream, job: EngineJob, known: Sending, keep: Keep, body: bytes, doubt: str
) -> Sending:
    """`doubt`: why an earlier try may have acted; empty where none can have."""
    patience = Patience(upstream.settings.patience_seconds)
    while True:
        reply = await upstream.submit(job.model.id, body, known.key)
        taken = _taken(reply)
        if taken is not None:
            sent = known.known_as(taken)
            keep(sent)
            return sent
        why = _why_in_doubt(upstream, reply)
        doubt = doubt or why
        is_passing = isinstance(reply, Lost) or reply.status in (408, 425, 429, 503) or bool(why)
        if doubt and not known.may_be_repeated:
            raise OutcomeUnknown(unknown_words(upstream, job, doubt, known))
        if is_passing and await patience.pause(None if isinstance(reply, Lost) else reply):
            continue
        if doubt:
            raise OutcomeUnknown(unknown_words(upstream, job, doubt, known))
        keep(None)
        raise _not_taken(upstream, reply)


def _taken(reply: Answer | Lost) -> str | None:
    if isinstance(reply, Lost) or not reply.is_success:
        return None
    try:
        return answers.read_submit(reply).request_id
    except Senseless:
        return None


def _why_in_doubt(upstream: Upstream, reply: Answer | Lost) -> str:
    """Why it is not known whether a submit acted; empty where it surely did not."""
    if isinstance(reply, Lost):
        return doubt_about(reply)
    if answers.is_refusal(reply):
        return ""
    if reply.is_success:
        return "its answer could not be read"
    return f"it answered {reply.status} with nothing that says whether it acted"


def _not_taken(upstream: Upstream, reply: Answer | Lost) -> RushesError:
    """Why nothing was spent, as an error of ours."""
    if isinstance(reply, Lost):
        return EngineUnavailable(f"{upstream.name} can't be reached: {reply.reason}")
    words = upstream.tell.refusal(reply)
    if reply.status == 422:
        return InvalidInput(words, upstream.tell.faults(reply.document))
    if reply.status in (400, 409, 413, 415):
        return EngineFailed(words)
    return EngineUnavailable(f"{words}; nothing was spent")


def unknown_words(upstream: Upstream, job: EngineJob, reason: str, known: Sending) -> str:
    """What a person does about a request of which it is not known whether it was taken."""
    why = (
        "it did not answer again"
        if known.may_be_repeated
        else "it is not sent again, since that could be paid for twice"
    )
    return (
        f"it is not known whether {upstream.name} took the request: {reason}, and {why}. Look for "
        f"it in the list of requests at {upstream.base_url} (model {job.model.id}, sent "
        f"{_moment(known.sent_at)}). If it is there, `rushes adopt {job.request_id} --upstream-id "
        "ID` joins the two; if it is not, nothing was spent, and it may be sent anew"
    )


def _elsewhere(upstream: Upstream, job: EngineJob, known: Sending) -> str:
    return (
        f"the request was sent to {known.url}, and {upstream.name} is now {upstream.base_url}; "
        f"name the old address in the settings again, and run `rushes adopt {job.request_id}"
        f" --upstream-id {known.upstream_id or 'ID'}`"
    )


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))
