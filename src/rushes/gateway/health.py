"""Whether the server lives, is ready, and what it measures."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from rushes.assembly import Services
from rushes.errors import PermissionDenied
from rushes.gateway.bodies import HealthBody
from rushes.gateway.exchange.answers import Answer, json_answer, text_answer
from rushes.gateway.exchange.incoming import Incoming
from rushes.gateway.exchange.resource import Exchanges
from rushes.store.measures import Histogram, MetricsSnapshot

METRICS_TYPE = b"text/plain; version=0.0.4; charset=utf-8"
HISTOGRAM_WORDS = {
    "wait_seconds": "From a request's submit to its first start.",
    "run_seconds": "Length of the attempts that succeeded.",
    "film_seconds": "Length of the films that were made.",
}


class Health:
    """The addresses for those who watch the server."""

    def __init__(self, services: Services, exchanges: Exchanges) -> None:
        self._services = services
        self._exchanges = exchanges

    async def alive(self, incoming: Incoming) -> Answer:
        """`GET /healthz`: the process answers."""
        return json_answer(HealthBody("alive"))

    async def ready(self, incoming: Incoming) -> Answer:
        """`GET /readyz`: the store and a worker answer. Raises NotReady."""
        await self._services.check_ready()
        return json_answer(HealthBody("ready"))

    async def metrics(self, incoming: Incoming) -> Answer:
        """`GET /metrics`: for the owner's key, or without one from this machine."""
        authorization = incoming.header(b"authorization")
        if authorization is not None or not incoming.is_from_loopback:
            caller = await self._exchanges.access.authenticate(authorization)
            if not caller.is_owner:
                raise PermissionDenied("the measures are for the owner's key")
        snapshot = await self._services.metrics_snapshot()
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Snapshot(snapshot, self._exchanges))
        return text_answer(generate_latest(registry), METRICS_TYPE)


class _Snapshot:
    """A snapshot as prometheus_client wants to collect it."""

    def __init__(self, snapshot: MetricsSnapshot, exchanges: Exchanges) -> None:
        self._snapshot = snapshot
        self._exchanges = exchanges

    def collect(self) -> Iterable[Metric]:
        yield from self._requests()
        for name, words in HISTOGRAM_WORDS.items():
            yield _histogram(
                name, words, [item for item in self._snapshot.histograms if item.name == name]
            )
        speed = GaugeMetricFamily(
            "rushes_engine_speed_ratio", "Seconds of film per second of work.", labels=["engine"]
        )
        for engine, ratio in self._snapshot.engine_speeds.items():
            speed.add_metric([engine], ratio)
        yield speed
        answers = CounterMetricFamily(
            "rushes_http_answers", "Answers given.", labels=["resource", "method", "status"]
        )
        for (resource, method, status), count in list(self._exchanges.answered.items()):
            answers.add_metric([resource, method, str(status)], count)
        yield answers

    def _requests(self) -> Iterable[Metric]:
        requests = GaugeMetricFamily(
            "rushes_requests",
            "Requests: queued and running as of now, the others as ever ended.",
            labels=["model_id", "state"],
        )
        for (model_id, state), count in sorted(self._snapshot.requests.items()):
            requests.add_metric([model_id, state], count)
        yield requests
        yield GaugeMetricFamily(
            "rushes_queue_depth", "Requests that are queued.", value=self._snapshot.queue_depth
        )


def _histogram(name: str, words: str, items: Iterable[Histogram]) -> HistogramMetricFamily:
    family = HistogramMetricFamily(f"rushes_{name}", words, labels=["engine", "model_id"])
    for item in items:
        buckets = [
            ("+Inf" if bound == float("inf") else repr(bound), float(count))
            for bound, count in item.buckets.items()
        ]
        family.add_metric([item.engine, item.model_id], buckets, item.total_seconds)
    return family
