"""Films beside the time that encoding alone takes and beside their own length; their memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bench.films import FILMS, Film, film_input
from bench.films.making import Made, make_over_the_wire, stage_seconds
from bench.films.memory import peak_memory
from bench.serving import Server, serve
from bench.table import Measure, median, ratio_measure
from rushes.catalog.library import Catalog
from rushes.engines.animatic.encoding.baseline import baseline_ready
from rushes.engines.animatic.encoding.processes.pool import default_processes
from rushes.engines.animatic.engine import plan_for_input
from rushes.film.film_request import FPS

ROUNDS = 3
STAGES = {
    "read": ("read",),
    "stage": ("stage",),
    "bake": ("bake",),
    "draw": ("draw",),
    "convert": ("convert",),
    "encode": ("encode",),
    "sound": ("sound", "aac"),
    "mux": ("mux",),
    "the rest": ("rest",),
}
"""As they are shown, and the engine's names for them."""


def measure() -> Iterator[Measure]:
    """Each film on a server of its own: cold, warm in turns with the baseline, then its memory."""
    for film in FILMS:
        with serve(workers=1, has_log=True) as server:
            yield from _measure(film, server)


def _measure(film: Film, server: Server) -> Iterator[Measure]:
    plan = plan_for_input(film_input(film.seconds), Catalog.load().get(film.model).picture)
    with server.http() as http:
        cold = make_over_the_wire(http, film)
        with baseline_ready(plan, default_processes()) as baseline:
            pairs = [(make_over_the_wire(http, film), baseline.seconds()) for _ in range(ROUNDS)]
        # In a film of its own: looking at memory takes time from what is looked at.
        with peak_memory(server.pid) as memory:
            make_over_the_wire(http, film)
    warm = [made for made, _ in pairs]
    yield from _times(film, cold, warm, [seconds for _, seconds in pairs])
    yield from _stages(film, stage_seconds(server)[1 : 1 + ROUNDS])
    most = film.most_memory_bytes
    yield Measure(film.name, "memory of the whole process tree (PSS)",
                  f"{memory.most_bytes / 1e6:,.0f} MB", None, f"<= {most / 1e6:,.0f} MB",
                  memory.most_bytes <= most)  # fmt: skip


def _times(
    film: Film, cold: Made, warm: Sequence[Made], encoding: Sequence[float]
) -> Iterator[Measure]:
    name, length = film.name, film.seconds
    yield Measure(name, "encoding alone", f"{median(encoding):.2f} s", 1.0)
    for state, made in (("cold", [cold]), ("warm", warm)):
        first = median([one.to_first_frame for one in made])
        yield Measure(name, f"{state}: to the first frame", f"{first:.2f} s")
        whole = f"{median([one.to_end for one in made]):.2f} s"
        ratios = [one.to_end / seconds for one, seconds in zip(made, encoding, strict=False)]
        of_length = median([one.to_end for one in made]) / length
        is_aim = state == "warm"
        yield ratio_measure(name, f"{state}: against encoding alone", whole, median(ratios),
                            most=(film.most_of_encoding or 0) * is_aim)  # fmt: skip
        yield ratio_measure(name, f"{state}: against its length", whole, of_length,
                            most=film.most_of_length * is_aim)  # fmt: skip


def _stages(film: Film, spent: Sequence[Mapping[str, float]]) -> Iterator[Measure]:
    """CPU milliseconds a frame, beside what all stages take."""
    frames = film.seconds * FPS
    shares = {
        stage: median([sum(one.get(name, 0.0) for name in names) for one in spent]) / frames
        for stage, names in STAGES.items()
    }
    whole = sum(shares.values())
    for stage, seconds in shares.items():
        yield Measure(film.name, f"{stage}, a frame", f"{seconds * 1e3:.2f} ms", seconds / whole)
