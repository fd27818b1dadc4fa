"""A real, small engine that does what its prompt says: `write; checkpoint; crash` and so on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rushes.engines.base import EngineContext, EngineJob, EngineResult, OutputFile
from rushes.errors import EngineFailed, EngineUnavailable, InvalidInput
from rushes.settings import Settings


class ScriptedEngine:
    """Runs the steps in the prompt, one after the other."""

    name = "animatic"

    def __init__(self, settings: Settings) -> None:
        self._marks = settings.home / "marks"

    def warm_up(self) -> None:
        self._marks.mkdir(exist_ok=True)

    def close(self) -> None:
        (self._marks / f"closed-{os.getpid()}").touch()

    def run(self, job: EngineJob, context: EngineContext) -> EngineResult:
        files: list[OutputFile] = []
        steps = [step.strip() for step in str(job.input["prompt"]).split(";")]
        self._note(job, "started", {"checkpoint": job.checkpoint, "media": sorted(job.media)})
        for number, step in enumerate(steps):
            context.progress(number / len(steps), step)
            word, _, argument = step.partition(" ")
            files += getattr(self, f"_{word}")(job, context, argument) or []
        self._note(job, "finished", {})
        return EngineResult(tuple(files), film_seconds=5.0)

    def _note(self, job: EngineJob, word: str, fields: Mapping[str, Any]) -> None:
        line = {"request_id": job.request_id, "attempt": job.attempt, "word": word, **fields}
        line["pid"] = os.getpid()
        with (self._marks / "notes.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def _write(self, job: EngineJob, context: EngineContext, argument: str) -> list[OutputFile]:
        path = job.working_folder / "film.mp4"
        path.write_bytes(f"{job.request_id} {job.attempt} {argument}".encode())
        return [OutputFile("video", path, "video/mp4")]

    def _lie(self, job: EngineJob, context: EngineContext, argument: str) -> list[OutputFile]:
        return [OutputFile("video", Path("/etc/hostname"), "video/mp4")]

    def _checkpoint(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        context.checkpoint({"said": argument, "attempt": job.attempt})

    def _wait(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        """Until a file `go` lies in the marks, or one `go-<attempt>`."""
        while not any((self._marks / f"go{end}").exists() for end in ("", f"-{job.attempt}")):
            time.sleep(0.01)

    def _spin(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        """Hold the interpreter for ever in foreign code, with a child beside."""
        self._spawn(job, context, argument)
        sys.setswitchinterval(1_000_000.0)
        while True:
            pass

    def _spawn(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        child = subprocess.Popen(["sleep", "1000"])
        self._note(job, "spawned", {"child": child.pid})

    def _crash(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        os.kill(os.getpid(), getattr(signal, argument or "SIGSEGV"))

    def _crash_once(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        if job.attempt == 1:
            os.kill(os.getpid(), signal.SIGSEGV)

    def _until_cancelled(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        while not context.is_cancelled():
            time.sleep(0.01)
        self._note(job, "stopped", {})

    def _crash_on(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        if argument == self.name:
            os.kill(os.getpid(), signal.SIGSEGV)
            # It may take another thread first.
            time.sleep(1_000)

    def _unavailable_on(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        if argument == self.name:
            raise EngineUnavailable("the other side is closed")

    def _fail(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        raise EngineFailed(argument)

    def _retry(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        if job.attempt < int(argument):
            raise EngineFailed("not yet", is_retryable=True)

    def _refuse(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        fault = {"loc": ["body", "start_image_url"], "msg": argument, "type": "image_refused"}
        raise InvalidInput(f"start_image_url: {argument}", [fault])  # type: ignore[list-item]

    def _err(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        raise ValueError(f"inner text: {argument}")

    def _fill(self, job: EngineJob, context: EngineContext, argument: str) -> None:
        """Write to a disk that is always full."""
        (job.working_folder / "half.mp4").write_bytes(b"half")
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"x")


def make(settings: Settings) -> ScriptedEngine:
    """The factory that `--engine animatic=scripted_engine:make` names."""
    return ScriptedEngine(settings)


def make_vendor(settings: Settings) -> ScriptedEngine:
    """The same in the place of an engine called `vendor`."""
    engine = ScriptedEngine(settings)
    engine.name = "vendor"
    return engine


class Broken(ScriptedEngine):
    """An engine whose libraries are not there."""

    def warm_up(self) -> None:
        raise ImportError("libGL.so.1")


class Slow(ScriptedEngine):
    """Takes for ever to warm up."""

    def warm_up(self) -> None:
        super().warm_up()
        (self._marks / "warming").touch()
        time.sleep(1_000)
