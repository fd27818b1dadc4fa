"""A server with a vendor beside the animatic, both of them obedient engines; and its clients."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from running_server import RunningServer, running_server

SETTINGS = """
[engines.vendor]
kind = "relay"
url = "https://vendor.test"

[engines.studio]
kind = "relay"
url = "https://studio.test"

[[routes]]
models = "kling/kling-3.0/pro/*"
engines = ["animatic", "vendor"]
choosers = "everyone"

[[routes]]
models = "kling/kling-3.0/standard/*"
engines = ["animatic", "vendor", "studio"]
choosers = ["owner", "ana"]
prices.studio = { silent_usd = "0.01", sound_usd = "0.02" }

[[routes]]
models = "kling/kling-3.0/4k/text-to-video"
engines = ["vendor"]
prices.vendor = { times = "0.5" }
"""
ENGINES = {"vendor": "obedient_engine:make", "studio": "obedient_engine:make"}


@pytest.fixture(scope="module")
def routed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    home = tmp_path_factory.mktemp("routed") / "home"
    with running_server(
        home, workers=1, engine="obedient_engine:make", engines=ENGINES, settings=SETTINGS
    ) as running:
        yield running


@pytest.fixture
def owner(routed_server: RunningServer) -> Iterator[httpx.Client]:
    with routed_server.client() as made:
        yield made


@pytest.fixture(scope="module")
def ana(routed_server: RunningServer) -> Iterator[httpx.Client]:
    with routed_server.client(routed_server.new_key("ana")) as made:
        yield made


@pytest.fixture(scope="module")
def ben(routed_server: RunningServer) -> Iterator[httpx.Client]:
    with routed_server.client(routed_server.new_key("ben")) as made:
        yield made
