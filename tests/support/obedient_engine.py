"""A real, small engine for tests of what lies before it: it does what its prompt says.

`fail WORDS` fails; `refuse WORDS` refuses the start image; `hold` works on until a file `go` lies
in the home; `size N` makes a film of N bytes; anything else makes a film of a few. Beside the film
it makes a shot list.
"""

from __future__ import annotations

import time
from decimal import Decimal

from rushes.engines.base import EngineContext, EngineJob, EngineResult, OutputFile
from rushes.errors import EngineFailed, Fault, InvalidInput
from rushes.settings import Settings


class ObedientEngine:
    """Makes bytes, not pictures."""

    name = "animatic"

    def __init__(self, settings: Settings) -> None:
        self._go = settings.home / "go"

    def warm_up(self) -> None:
        """Nothing is slow to load."""

    def close(self) -> None:
        """Nothing is held."""

    def run(self, job: EngineJob, context: EngineContext) -> EngineResult:
        word, _, rest = str(job.input["prompt"]).partition(" ")
        context.progress(0.25, "drawing")
        if word == "fail":
            raise EngineFailed(rest)
        if word == "refuse":
            fault: Fault = {"loc": ["body", "start_image_url"], "msg": rest, "type": "refused"}
            raise InvalidInput(f"start_image_url: {rest}", [fault])
        while word == "hold" and not self._go.exists() and not context.is_cancelled():
            time.sleep(0.01)
        size = int(rest) if word == "size" else 1_000
        film = job.working_folder / "a film.mp4"
        film.write_bytes((bytes(range(251)) * (size // 251 + 1))[:size])
        shots = job.working_folder / "shots.json"
        shots.write_text("[]", encoding="utf-8")
        files = (
            OutputFile("video", film, "video/mp4"),
            OutputFile("shot_list", shots, "application/json"),
        )
        return EngineResult(files, cost_usd=Decimal("0.25"), film_seconds=5.0)


def make(settings: Settings) -> ObedientEngine:
    """The factory that `--engine animatic=obedient_engine:make` names."""
    return ObedientEngine(settings)
