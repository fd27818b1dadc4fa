"""An engine that makes nothing and takes no time: what is measured with it is the way to it."""

from __future__ import annotations

from rushes.engines.base import EngineContext, EngineJob, EngineResult, OutputFile
from rushes.settings import Settings


class InstantEngine:
    """Ends every job at once with a file of one byte."""

    name = "animatic"

    def __init__(self, settings: Settings) -> None:
        """Takes the place of the engine that draws."""

    def warm_up(self) -> None:
        """Nothing is slow to load."""

    def run(self, job: EngineJob, context: EngineContext) -> EngineResult:
        """Leave one byte."""
        path = job.working_folder / "nothing.mp4"
        path.write_bytes(b"\0")
        return EngineResult((OutputFile("video", path, "video/mp4"),))

    def close(self) -> None:
        """Nothing is held."""
