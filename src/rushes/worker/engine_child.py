"""The process that an engine runs in: `python -m rushes.worker.engine_child SOCKET LIFELINE`.

It leads a process group of its own. When the worker is gone, however it went, the whole group is
ended at once, so that nothing works on for an attempt that another worker may have taken over.
"""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import queue
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any, NoReturn

from rushes.engines.base import Engine, EngineJob, EngineResult
from rushes.engines.registry import make_engine, requests_at_once
from rushes.errors import EngineCancelled, EngineFailed
from rushes.logs import configure_logs
from rushes.worker.engine_messages import (
    LENGTH,
    Broken,
    Cancel,
    CancelElsewhere,
    Checkpoint,
    CheckpointAnswer,
    Failed,
    Finished,
    FromEngine,
    MadeFile,
    Ready,
    Run,
    Start,
    Stop,
    ToEngine,
    Told,
    decode_to_engine,
    encode_from_engine,
)
from rushes.worker.failures import engine_error, wire_error

TELL_SECONDS = 0.1
"""Progress is told at most this often, and at each new phase."""

_log = logging.getLogger("rushes.worker.engine_child")


class WorkerSide:
    """The worker, as its engine's process sees it. Thread-safe."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._jobs: dict[str, JobContext] = {}
        self.orders: queue.SimpleQueue[Start | Run | Stop] = queue.SimpleQueue()

    def tell(self, message: FromEngine) -> None:
        """Send a message."""
        frame = encode_from_engine(message)
        with self._lock:
            self._connection.sendall(frame)

    def listen(self) -> None:
        """Take up what the worker says until it is gone, and then end the whole group."""
        while True:
            message = self._receive()
            if isinstance(message, Run):
                # Known before anything can be said about it.
                self._jobs[message.job.key] = JobContext(self, message.job.key)
            if isinstance(message, CheckpointAnswer | Cancel | CancelElsewhere):
                context = self._jobs.get(message.job)
                if context is not None:
                    context.hear(message)
            else:
                self.orders.put(message)

    def context_of(self, job: str) -> JobContext:
        """What a job is given; the worker is heard there until `forget`."""
        return self._jobs[job]

    def forget(self, job: str) -> None:
        """A job is over."""
        del self._jobs[job]

    def _receive(self) -> ToEngine:
        (length,) = LENGTH.unpack(self._receive_exactly(LENGTH.size))
        return decode_to_engine(self._receive_exactly(length))

    def _receive_exactly(self, size: int) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            try:
                part = self._connection.recv(size - len(parts))
            except OSError:
                part = b""
            if not part:
                end_group()
            parts += part
        return bytes(parts)


class JobContext:
    """Implements `engines.base.EngineContext` for one job."""

    def __init__(self, worker: WorkerSide, job: str) -> None:
        self._worker = worker
        self._job = job
        self._answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._checkpoint_lock = threading.Lock()
        self._told_at = float("-inf")
        self._fraction = 0.0
        self._phase = ""
        self._is_stopping = False
        self._is_lost = False
        self._is_cancel_wanted = False

    def hear(self, message: CheckpointAnswer | Cancel | CancelElsewhere) -> None:
        """What the worker says to this job."""
        if isinstance(message, CheckpointAnswer):
            self._answers.put(message.is_stored)
        elif isinstance(message, CancelElsewhere):
            self._is_cancel_wanted = True
        else:
            self._is_stopping = True
            if not message.is_heard:
                self._is_lost = True
                self._answers.put(False)

    def progress(self, fraction: float, phase: str) -> None:
        with self._lock:
            self._fraction = max(self._fraction, min(1.0, fraction))
            moment = time.monotonic()
            if phase == self._phase and moment - self._told_at < TELL_SECONDS:
                return
            self._told_at, self._phase = moment, phase
            told = Told(self._job, self._fraction, phase)
        self._worker.tell(told)

    def wait_elsewhere(self, queue_position: int | None, phase: str) -> None:
        with self._lock:
            self._told_at, self._phase = time.monotonic(), ""
            told = Told(self._job, self._fraction, phase, True, queue_position)
        self._worker.tell(told)

    def checkpoint(self, document: Mapping[str, Any]) -> None:
        with self._checkpoint_lock:
            self._worker.tell(Checkpoint(self._job, dict(document)))
            if self._is_lost or not self._answers.get():
                self._is_lost = self._is_stopping = True
                raise EngineFailed("the attempt has lost its lease")

    def is_cancel_wanted(self) -> bool:
        return self._is_cancel_wanted

    def is_cancelled(self) -> bool:
        # Where an engine serves one job at a time, its process is ended instead.
        return self._is_stopping


def end_group() -> NoReturn:
    """End this process and all that it started, now."""
    os.killpg(0, signal.SIGKILL)
    os._exit(1)


def die_with_worker(lifeline: int) -> None:
    """Have the kernel end this group when the worker's end of the `lifeline` pipe closes.

    The thread that listens to the worker would do it too, but an engine deep in foreign code may
    hold the interpreter. Only Linux can be asked this; elsewhere the thread is all there is.
    """
    os.set_inheritable(lifeline, False)
    if sys.platform == "linux":
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgid(0))
        fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
        flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC | os.O_NONBLOCK)
    if select.select([lifeline], [], [], 0)[0]:
        end_group()


def main() -> None:
    """Serve jobs until the worker says stop or is gone."""
    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)  # Only its own group is ever ended.
    connection = socket.socket(fileno=int(sys.argv[1]))
    connection.set_inheritable(False)
    die_with_worker(int(sys.argv[2]))
    worker = WorkerSide(connection)
    threading.Thread(target=worker.listen, name="worker-side", daemon=True).start()
    start = worker.orders.get()
    assert isinstance(start, Start)
    configure_logs(start.settings.server.log_level)
    engine = _warm_engine(start, worker)
    is_shared = requests_at_once(start.settings.engines.get(start.engine)) > 1
    while engine is not None:
        order = worker.orders.get()
        if isinstance(order, Run) and is_shared:
            threading.Thread(target=_serve, args=(engine, order, worker), daemon=True).start()
        elif isinstance(order, Run):
            _serve(engine, order, worker)
        elif isinstance(order, Stop):
            engine.close()
            return


def _warm_engine(start: Start, worker: WorkerSide) -> Engine | None:
    begun = time.monotonic()
    try:
        engine = make_engine(start.engine, start.settings, start.address)
        engine.warm_up()
    except Exception as error:
        _log.exception("engine did not start", extra={"engine": start.engine})
        worker.tell(Broken(wire_error(engine_error(error))))
        # Not before the worker has heard it: a socket that is closed may lose what it carried.
        worker.orders.get()
        return None
    # What was loaded stays: later collections need not look at it.
    gc.collect()
    gc.freeze()
    worker.tell(Ready(time.monotonic() - begun))
    return engine


def _serve(engine: Engine, order: Run, worker: WorkerSide) -> None:
    key = order.job.key
    end = _do(engine, order.job, worker.context_of(key))
    worker.forget(key)
    worker.tell(end)


def _do(engine: Engine, job: EngineJob, context: JobContext) -> Finished | Failed:
    try:
        result = engine.run(job, context)
    except Exception as error:
        told = engine_error(error)
        if told is not error:
            fields = {"request_id": job.request_id, "attempt": job.attempt}
            _log.exception("engine failed", extra=fields)
        is_retryable = isinstance(told, EngineFailed) and told.is_retryable
        cost_usd = getattr(told, "cost_usd", None)
        cost = None if cost_usd is None else str(cost_usd)
        is_cancelled = isinstance(told, EngineCancelled)
        return Failed(job.key, wire_error(told), is_retryable, cost, is_cancelled)
    return _finished(job, result)


def _finished(job: EngineJob, result: EngineResult) -> Finished:
    files = [MadeFile(item.kind, str(item.path), item.media_type) for item in result.files]
    return Finished(job.key, files, str(result.cost_usd), result.film_seconds)


if __name__ == "__main__":
    main()
