"""How far the catalog here has drifted from the other server's: schemas and prices."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rushes.engines.relay.upstream import Away, Refused, Upstream
from rushes.errors import PermissionDenied, ServerUnreachable
from rushes.settings import Relay

COMPARED = ("input_schema", "output_schema", "base_price_usd", "price_unit", "pricing_note")
_WORDS_ONLY = frozenset({"title", "description"})
"""What a schema says to people only; a property of such a name is not text, and is compared."""
_UNORDERED = frozenset({"required", "enum", "categories"})
MOST_CHANGES = 1_000
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in which the two catalogs differ."""

    model_id: str
    what: Literal["missing there", "added there", "removed there", "changed"]
    path: str = ""
    """`input_schema.properties.duration.maximum`; empty for a whole model."""
    here: Any = None
    there: Any = None


@dataclass(frozen=True, slots=True)
class Drift:
    """What a comparison found."""

    engine: str
    compared: tuple[str, ...]
    """The ids of the models that were held against each other."""
    changes: tuple[Change, ...]
    only_there: tuple[str, ...]
    """Models that the other server has and this catalog has not: no drift."""


def find_drift(name: str, settings: Relay, here: Mapping[str, Mapping[str, Any]]) -> Drift:
    """Hold records, by model id, against those of the server that an engine sends to.

    Raises:
        ServerUnreachable: its catalog can't be read.
        PermissionDenied: it refuses the key.
    """
    upstream = Upstream(name, settings)
    try:
        records = asyncio.run(upstream.catalog())
    except Refused as error:
        is_about_key = error.answer.status in (401, 403)
        raise (PermissionDenied if is_about_key else ServerUnreachable)(error.message) from error
    except Away as error:
        raise ServerUnreachable(error.message) from error
    there = {str(record.get("model_id")): record for record in records}
    changes = [change for model_id in here for change in _of_model(model_id, here, there)]
    only = [upstream.tell.clean(model_id) for model_id in there if model_id not in here]
    return Drift(name, tuple(here), tuple(changes[:MOST_CHANGES]), tuple(sorted(only)))


def _of_model(
    model_id: str, here: Mapping[str, Mapping[str, Any]], there: Mapping[str, Mapping[str, Any]]
) -> Iterator[Change]:
    theirs = there.get(model_id)
    if theirs is None:
        yield Change(model_id, "missing there")
        return
    for name in COMPARED:
        ours = here[model_id].get(name, _NOTHING)
        yield from _between(model_id, name, ours, theirs.get(name, _NOTHING))


def _between(model_id: str, path: str, ours: Any, theirs: Any) -> Iterator[Change]:
    if ours is _NOTHING:
        if theirs is not _NOTHING:
            yield Change(model_id, "added there", path, None, theirs)
    elif theirs is _NOTHING:
        yield Change(model_id, "removed there", path, ours, None)
    elif isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for key in dict.fromkeys((*ours, *theirs)):
            a, b = ours.get(key, _NOTHING), theirs.get(key, _NOTHING)
            if key in _WORDS_ONLY and not (isinstance(a, Mapping) or isinstance(b, Mapping)):
                continue
            yield from _between(model_id, f"{path}.{key}", a, b)
    elif _plain(path, ours) != _plain(path, theirs):
        yield Change(model_id, "changed", path, ours, theirs)


def _plain(path: str, value: Any) -> str:
    """A value as text by which two are compared: 5 and 5.0 are one number."""
    if isinstance(value, list) and path.rpartition(".")[2] in _UNORDERED:
        value = sorted(value, key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True)
