"""Measure everything, or the sections named: `python -m bench [start wire waking queue films]`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from bench.table import Measure, keep, show

SECTIONS = {
    "start": "starting",
    "wire": "wire",
    "waking": "waking",
    "queue": "queue_depth",
    "films": "films.measures",
}
"""A section and the module whose `measure` makes its lines."""


def main(names: list[str]) -> int:
    """Print the table; gives 64 for a section that is not there."""
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        print(f"there is no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
        return 64
    measures: list[Measure] = []
    for name in names or SECTIONS:
        print(f"measuring {name} …", file=sys.stderr)
        measures += import_module(f"bench.{SECTIONS[name]}").measure()
    show(measures)
    print(f"kept in {keep(measures, Path('bench-results'))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
