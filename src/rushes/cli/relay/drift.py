"""`rushes drift`: the catalog here held against another server's."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from rushes.cli.connection import home_option, json_option
from rushes.cli.terminal import print_json, tell

EX_DATAERR = 65
LONGEST_VALUE_CHARACTERS = 80


@click.command()
@click.option(
    "--engine", "name", required=True, metavar="NAME", help="The engine that sends there."
)
@home_option
@json_option
def drift(name: str, home: Path | None, as_json: bool) -> int:
    """Say in what the catalog here differs from the one that an engine sends to.

    Compares the schemas and prices of the models that are routed to the engine, or of all where
    none is. Ends with 65 when they differ, for use in CI. Spends nothing.
    """
    from rushes.assembly import find_drift
    from rushes.settings import load_settings

    found = find_drift(load_settings(home), name)
    if as_json:
        print_json({**asdict(found), "has_drifted": bool(found.changes)})
    else:
        for change in found.changes:
            place = _printable(f"{change.model_id}  {change.path}".rstrip())
            values = {
                "changed": f": {_shown(change.here)} here, {_shown(change.there)} there",
                "added there": f": {_shown(change.there)}",
                "removed there": f": {_shown(change.here)}",
            }.get(change.what, "")
            click.echo(f"{place}  {change.what}{values}")
        models = "1 model" if len(found.compared) == 1 else f"{len(found.compared)} models"
        changes = "1 difference" if len(found.changes) == 1 else f"{len(found.changes)} differences"
        tell(f"{models} compared with {name}: {changes}; {len(found.only_there)} more there")
    return EX_DATAERR if found.changes else 0


def _printable(text: str) -> str:
    """Their names of properties, without anything that a terminal obeys."""
    return "".join(mark if mark.isprintable() else "�" for mark in text)


def _shown(value: Any) -> str:
    """A value of theirs or ours on one line, without anything that a terminal obeys."""
    text = json.dumps(value)
    cut = LONGEST_VALUE_CHARACTERS
    return text if len(text) <= cut else text[: cut - 1] + "…"
