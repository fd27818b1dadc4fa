"""Rushes: a self-hosted Model API for generative video that sketches the film before you pay.

`Client` and `AsyncClient` speak to any server of this wire; `rushes.errors` is what they raise.
Names are loaded when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rushes.client.answers import Cancelled as Cancelled
    from rushes.client.answers import EngineEstimate as EngineEstimate
    from rushes.client.answers import EngineRecord as EngineRecord
    from rushes.client.answers import Estimate as Estimate
    from rushes.client.answers import ModelRecord as ModelRecord
    from rushes.client.answers import OutputFile as OutputFile
    from rushes.client.answers import RequestSummary as RequestSummary
    from rushes.client.answers import Result as Result
    from rushes.client.answers import Status as Status
    from rushes.client.async_client import AsyncClient as AsyncClient
    from rushes.client.async_client import AsyncRequestHandle as AsyncRequestHandle
    from rushes.client.client import Client as Client
    from rushes.client.client import RequestHandle as RequestHandle
    from rushes.errors import RushesError as RushesError

__version__ = "0.1.0"

_PLACES = {
    "AsyncClient": "rushes.client.async_client",
    "AsyncRequestHandle": "rushes.client.async_client",
    "Cancelled": "rushes.client.answers",
    "Client": "rushes.client.client",
    "EngineEstimate": "rushes.client.answers",
    "EngineRecord": "rushes.client.answers",
    "Estimate": "rushes.client.answers",
    "ModelRecord": "rushes.client.answers",
    "OutputFile": "rushes.client.answers",
    "RequestHandle": "rushes.client.client",
    "RequestSummary": "rushes.client.answers",
    "Result": "rushes.client.answers",
    "RushesError": "rushes.errors",
    "Status": "rushes.client.answers",
}

__all__ = ["__version__", *_PLACES]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_PLACES])
