"""The animatic engine: an input to a film sketch, drawn here, on any CPU."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import rushes
from rushes.domain.model import Picture
from rushes.engines.animatic.artifacts import file_stem, stills_wanted, write_artifacts
from rushes.engines.animatic.encoding.film import FilmMade, make_film
from rushes.engines.animatic.encoding.images import image_size
from rushes.engines.animatic.encoding.processes import memory
from rushes.engines.animatic.encoding.processes.pool import DrawingPool
from rushes.engines.animatic.picture_size import Size, draw_size, film_size, still_size
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.still import Still
from rushes.engines.base import EngineContext, EngineJob, EngineResult, OutputFile
from rushes.film.film_request import FilmRequest
from rushes.film.reading import read_film

START_IMAGE, END_IMAGE = "start_image_url", "end_image_url"

_log = logging.getLogger(__name__)


class AnimaticEngine:
    """Draws films. Implements `engines.base.Engine`."""

    name = "animatic"

    def __init__(self, processes: int = 0, longest_px: int = 0) -> None:
        """`processes` draw side by side; 0: one per core, four at most. `longest_px`: the most
        that a film's longest side may have; 0: as large as its model's."""
        self._pool = DrawingPool(processes)
        self._longest_px = longest_px
        self.stage_seconds: Mapping[str, float] = {}
        """How long each stage of the last film took; see `FilmMade.seconds`."""

    def warm_up(self) -> None:
        """Start the drawing processes and load the lexicons meanwhile."""
        self._pool.start()
        read_film(FilmRequest("A woman walks on a beach."))
        self._pool.wait_until_ready()

    def run(self, job: EngineJob, context: EngineContext) -> EngineResult:
        """Make the film, its shot list, its sheets and a thumbnail.

        Raises:
            InvalidInput: an image that came with it can't be decoded.
            EngineFailed: it could not be drawn, or was cancelled.
            StorageFull: the disk ran out.
        """
        begun = time.perf_counter()
        context.progress(0.0, "reading")
        plan = plan_film(job, self._longest_px)
        read = time.perf_counter() - begun
        context.progress(0.02, "staging")
        stem = file_stem(plan.shot_list.shots[0].words or plan.request.prompt)
        film_file = job.working_folder / f"{stem}.mp4"
        made, files = self._make(plan, job, context, film_file)
        memory.trim()
        context.progress(1.0, "writing")
        self._note(job, {**made.seconds, "read": read, "total": time.perf_counter() - begun})
        return EngineResult(
            (OutputFile("video", film_file, "video/mp4"), *files),
            film_seconds=float(plan.request.duration_seconds),
        )

    def _make(
        self, plan: FilmPlan, job: EngineJob, context: EngineContext, film_file: Path
    ) -> tuple[FilmMade, tuple[OutputFile, ...]]:
        """Make the film, and the files that come with it as soon as their stills are drawn."""
        size = Size(plan.width_px, plan.height_px)
        written: list[Future[tuple[OutputFile, ...]]] = []
        with ThreadPoolExecutor(1, thread_name_prefix="artifacts") as beside:

            def write(stills: Mapping[int, Still]) -> None:
                small, folder = still_size(size), job.working_folder
                task = partial(
                    write_artifacts, plan, stills, small, folder, film_file.stem, job.model.id
                )
                written.append(beside.submit(task))

            made = make_film(
                plan,
                plan.request.has_sound,
                film_file,
                context.progress,
                context.is_cancelled,
                pool=self._pool,
                stills=stills_wanted(plan),
                metadata=film_metadata(plan),
                on_stills=write,
            )
            context.progress(0.99, "writing")
            return made, written[0].result()

    def _note(self, job: EngineJob, seconds: Mapping[str, float]) -> None:
        self.stage_seconds = seconds
        stages = {stage: round(spent, 3) for stage, spent in seconds.items()}
        _log.info("a film was drawn", extra={"request_id": job.request_id, "stages": stages})

    def close(self) -> None:
        """End the drawing processes."""
        self._pool.close()


def plan_film(job: EngineJob, longest_px: int = 0) -> FilmPlan:
    """Read the input and decide the film's size.

    Args:
        longest_px: the most that its longest side may have; 0: as large as the model's.

    Raises:
        InvalidInput: an image that came with it can't be decoded.
    """
    start_image, end_image = job.media.get(START_IMAGE), job.media.get(END_IMAGE)
    aspect_ratio = None
    if start_image is not None:
        width_px, height_px = image_size(start_image, START_IMAGE)
        aspect_ratio = f"{width_px}:{height_px}"
    if end_image is not None:
        image_size(end_image, END_IMAGE)
    return plan_for_input(
        job.input, job.model.picture, aspect_ratio, start_image, end_image, longest_px
    )


def plan_for_input(
    values: Mapping[str, Any],
    picture: Picture,
    aspect_ratio: str | None = None,
    start_image: Path | None = None,
    end_image: Path | None = None,
    longest_px: int = 0,
) -> FilmPlan:
    """The plan for a model's flat input. `aspect_ratio`: the start image's, where there is one."""
    request = FilmRequest.from_input(values, aspect_ratio)
    film = film_size(picture, request.aspect_ratio)
    if longest_px:
        film = still_size(film, longest_px)
    drawn = draw_size(film)
    return FilmPlan(
        request=request,
        shot_list=read_film(request),
        width_px=film.width_px,
        height_px=film.height_px,
        draw_width_px=drawn.width_px,
        draw_height_px=drawn.height_px,
        seed=film_seed(request),
        start_image=start_image,
        end_image=end_image,
    )


def film_seed(request: FilmRequest) -> int:
    """A seed from the words alone: 63 bits.

    The same words give the same people and sets in every tier and aspect ratio, with and without
    sound, at any length: so that what changes between two sketches is what was changed.
    """
    words = [request.prompt, *(segment.prompt for segment in request.segments)]
    digest = hashlib.sha256("\0".join(words).encode()).digest()
    return int.from_bytes(digest[:8]) >> 1


def film_metadata(plan: FilmPlan) -> Mapping[str, str]:
    """What the file says of itself to whoever opens it in a player."""
    title = " ".join((plan.shot_list.shots[0].words or plan.request.prompt).split())
    return {
        "title": title[:80],
        "comment": f"Rushes animatic {rushes.__version__}: a drawn sketch, not generated footage.",
    }
