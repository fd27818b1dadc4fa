"""The one table that every measure goes into."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Measure:
    """One line: what was measured, beside what, and the aim where there is one."""

    section: str
    name: str
    value: str
    ratio: float | None = None
    aim: str = ""
    is_met: bool | None = None


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratio_measure(
    section: str, name: str, value: str, ratio: float, least: float = 0, most: float = 0
) -> Measure:
    """A line with an aim for its ratio: at least, or at most."""
    if least:
        return Measure(section, name, value, ratio, f">= {least:g}", ratio >= least)
    if most:
        return Measure(section, name, value, ratio, f"<= {most:g}", ratio <= most)
    return Measure(section, name, value, ratio)


def show(measures: Sequence[Measure]) -> None:
    """Print the table."""
    table = Table(title="Rushes, measured side by side in one run")
    for column in ("", "measured", "value", "ratio", "aim", ""):
        table.add_column(column, justify="right" if column == "ratio" else "left")
    section = ""
    for line in measures:
        if line.section != section and section:
            table.add_section()
        shown = line.section if line.section != section else ""
        section = line.section
        ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
        verdict = {None: "", True: "met", False: "not met"}[line.is_met]
        table.add_row(shown, line.name, line.value, ratio, line.aim, verdict)
    Console(width=118).print(table)


def keep(measures: Sequence[Measure], folder: Path) -> Path:
    """Write the measures as JSON; gives the file."""
    folder.mkdir(exist_ok=True)
    path = folder / "measures.json"
    path.write_text(json.dumps([asdict(line) for line in measures], indent=2) + "\n")
    return path
