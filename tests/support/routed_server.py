"""A server with a vendor and a studio beside the animatic, all three of them obedient engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def routed(home: Path) -> Iterator[RunningServer]:
    """The server, for the length of a `with`."""
    with running_server(
        home, workers=1, engine="obedient_engine:make", engines=ENGINES, settings=SETTINGS
    ) as running:
        yield running
