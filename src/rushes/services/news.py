"""Progress as workers tell it: news, not truth. In memory, bounded, gone with the process."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from pathlib import Path

import msgspec

from rushes.services.signals import (
    GATEWAY,
    Alive,
    Call,
    CancelWaiting,
    Look,
    Progress,
    SignalReceiver,
    SignalSender,
    ToGateway,
    Wake,
    signal_folder,
)

MAX_REQUESTS = 10_000

_log = logging.getLogger(__name__)


_decoder: msgspec.json.Decoder[ToGateway] = msgspec.json.Decoder(ToGateway)


class News:
    """What this process has heard from the workers of its home, and how it calls them."""

    def __init__(self, home: Path) -> None:
        """Listen from now on; must be made on a running event loop."""
        folder = signal_folder(home)
        self._progress: OrderedDict[str, Progress] = OrderedDict()
        self._calls: dict[str, asyncio.Future[str]] = {}
        self._receiver = SignalReceiver(folder, GATEWAY, self._hear)
        self._sender = SignalSender(folder)
        self._is_waking = False

    def progress(self, request_id: str, attempt: int) -> Progress | None:
        """The last that was heard of an attempt."""
        found = self._progress.get(request_id)
        return found if found is not None and found.attempt == attempt else None

    def wake_workers(self) -> None:
        """Tell idle workers that something waits; once for all told in one turn of the loop."""
        if not self._is_waking:
            self._is_waking = True
            asyncio.get_running_loop().call_soon(self._wake)

    def _wake(self) -> None:
        self._is_waking = False
        self._sender.send(Wake())

    def ask_to_look(self, request_id: str) -> None:
        """Tell the worker that runs a request to look whether it still may."""
        self._sender.send(Look(request_id))

    def ask_to_cancel(self, request_id: str) -> None:
        """Tell the worker that runs a request to have it cancelled where its work waits."""
        self._sender.send(CancelWaiting(request_id))

    async def is_a_worker_alive(self, timeout_seconds: float = 1.0) -> bool:
        """Whether any worker of the home answers a call."""
        call = secrets.token_hex(8)
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._calls[call] = answer
        try:
            if not self._sender.send(Call(call)):
                return False
            async with asyncio.timeout(timeout_seconds):
                await answer
        except TimeoutError:
            return False
        finally:
            del self._calls[call]
        return True

    def close(self) -> None:
        """Stop listening."""
        self._receiver.close()
        self._sender.close()

    def _hear(self, data: bytes) -> None:
        try:
            heard = _decoder.decode(data)
        except msgspec.MsgspecError:
            _log.warning("a datagram was not understood", extra={"size_bytes": len(data)})
            return
        if isinstance(heard, Alive):
            answer = self._calls.get(heard.call)
            if answer is not None and not answer.done():
                answer.set_result(heard.worker_id)
            return
        self._progress[heard.request_id] = heard
        self._progress.move_to_end(heard.request_id)
        if len(self._progress) > MAX_REQUESTS:
            self._progress.popitem(last=False)
