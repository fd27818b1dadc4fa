"""The parts put together: the one place that names concrete adapters."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rushes.blobs.base import Blobs
from rushes.blobs.object_store import ObjectStoreBlobs
from rushes.catalog.library import BUILT_IN, CATALOG_FOLDER, Catalog
from rushes.domain.model import Model
from rushes.engines.relay.checkpoints import adopted
from rushes.errors import NotReady, RushesError, SettingsError
from rushes.services.access import Access
from rushes.services.adoption import Adoption
from rushes.services.backup import BLOBS_FOLDER, DATABASE_FILE, Backup
from rushes.services.doctor import Doctor
from rushes.services.news import News
from rushes.services.requests import Requests
from rushes.services.retention import Retention, kept_for
from rushes.services.routing.engine_states import EngineStates
from rushes.services.routing.estimates import Estimates
from rushes.services.routing.promotion import Promotion
from rushes.services.routing.routes import Routing
from rushes.services.submission import Submission
from rushes.settings import Relay, Settings
from rushes.store.adoption import AdoptionStore
from rushes.store.database import Database
from rushes.store.keys import KeyStore
from rushes.store.measures import MetricsSnapshot, read_metrics
from rushes.store.media import MediaStore
from rushes.store.positions import Positions
from rushes.store.requests import RequestStore
from rushes.store.requests.spending import SpendingStore
from rushes.store.sqlite import SqliteDatabase

if TYPE_CHECKING:
    from rushes.engines.animatic.takeaways.sketching import Sketch
    from rushes.engines.relay.drift import Drift


@dataclass(frozen=True, slots=True)
class HomeParts:
    """What a home holds, opened; services and workers are built on it."""

    database: Database
    blobs: Blobs
    catalog: Catalog


def open_home(settings: Settings) -> HomeParts:
    """Open a home's database and blobs, made when they are new.

    Raises:
        DatabaseTooNew: a newer Rushes has had the database.
    """
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return HomeParts(
        SqliteDatabase(settings.home / DATABASE_FILE),
        ObjectStoreBlobs(settings.home / BLOBS_FOLDER),
        Catalog.load(BUILT_IN, settings.home / CATALOG_FOLDER),
    )


@dataclass(slots=True)
class Services:
    """What an edge is given."""

    settings: Settings
    access: Access
    requests: Requests
    promotion: Promotion
    estimates: Estimates
    engine_states: EngineStates
    spending: SpendingStore
    catalog: Catalog
    blobs: Blobs
    store: RequestStore
    news: News
    retention: Retention
    backup: Backup
    doctor: Doctor
    adoption: Adoption
    _database: Database
    _housekeeping: asyncio.Task[None] | None = None

    async def metrics_snapshot(self) -> MetricsSnapshot:
        """What `/metrics` shows, as of now."""
        return await read_metrics(self._database)

    async def check_ready(self, timeout_seconds: float = 1.0) -> None:
        """Raises NotReady unless the store and a worker answer."""
        await self._database.write(lambda transaction: None)
        if not await self.news.is_a_worker_alive(timeout_seconds):
            raise NotReady("no worker answers")

    async def close(self) -> None:
        """Finish the waiting writes and let go of everything."""
        if self._housekeeping is not None:
            self._housekeeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._housekeeping
        with contextlib.suppress(RushesError):
            await self.access.note_use()
        self.news.close()
        await self._database.close()


async def build_services(settings: Settings, has_housekeeping: bool = True) -> Services:
    """Open a home for an edge. Close it on the same event loop.

    Args:
        has_housekeeping: whether expired requests are deleted while it is open: the server does,
            a command that looks something up need not.

    Raises:
        DatabaseTooNew: a newer Rushes has had the database.
    """
    parts = open_home(settings)
    news = News(settings.home)
    store = RequestStore(parts.database)
    access = Access(KeyStore(parts.database))
    positions = Positions(parts.database)
    routing = Routing(settings)
    submission = Submission(store, parts.catalog, parts.blobs, news, settings, routing)
    requests = Requests(store, positions, submission, parts.blobs, news, kept_for(settings))
    media = MediaStore(parts.database)
    services = Services(
        settings,
        access,
        requests,
        Promotion(requests, store, media, parts.blobs, parts.catalog, routing, submission),
        Estimates(submission, routing),
        EngineStates(settings, routing),
        SpendingStore(parts.database, settings.limits),
        parts.catalog,
        parts.blobs,
        store,
        news,
        Retention(store, parts.blobs, access),
        Backup(settings.home, parts.database, parts.blobs, SqliteDatabase),
        Doctor(parts.database, parts.blobs, parts.catalog),
        Adoption(store, AdoptionStore(parts.database), settings.engines, news, adopted),
        parts.database,
    )
    if has_housekeeping:
        services._housekeeping = asyncio.create_task(services.retention.run())
    return services


def sketch_film(
    model: Model, values: Mapping[str, Any], media: Mapping[str, Path], file_names: Collection[str]
) -> Sketch:
    """What a film person takes away of an input, by the animatic, without making the film.

    Raises:
        InvalidInput: an image that came with it can't be decoded.
        NotFound: a library that a format needs is not installed.
    """
    from rushes.engines.animatic.takeaways import sketching

    return sketching.sketch_film(model, values, media, file_names)


def find_drift(settings: Settings, engine: str) -> Drift:
    """Hold the catalog against that of the server which an engine sends to.

    Raises:
        SettingsError: there is no such engine, or it sends nothing on.
        ServerUnreachable, PermissionDenied: its catalog can't be read.
    """
    from rushes.engines.relay import drift

    chosen = settings.engines.get(engine)
    if not isinstance(chosen, Relay):
        senders = [name for name, item in settings.engines.items() if isinstance(item, Relay)]
        known = ", ".join(senders) or "none"
        raise SettingsError(f"no engine {engine!r} sends to another server; such are: {known}")
    models = Catalog.load(BUILT_IN, settings.home / CATALOG_FOLDER).all()
    routes = [route for route in settings.routes if engine in route.engines]
    routed = [model for model in models if any(route.fits(model.id) for route in routes)]
    return drift.find_drift(engine, chosen, {model.id: model.record for model in routed or models})
