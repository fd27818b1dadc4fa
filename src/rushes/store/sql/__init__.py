"""SQL by name: each file here holds statements, each under a line `-- name: what_it_does`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

_MARK = "-- name: "


class Queries(Mapping[str, str]):
    """The statements of one file; a missing name is a KeyError at import, not in the field."""

    def __init__(self, statements: Mapping[str, str]) -> None:
        self._statements = dict(statements)

    def __getitem__(self, name: str) -> str:
        return self._statements[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def __len__(self) -> int:
        return len(self._statements)


@cache
def load_queries(subject: str) -> Queries:
    """The statements of `<subject>.sql`, their comments left out."""
    text = (files("rushes.store.sql") / f"{subject}.sql").read_text(encoding="utf-8")
    statements: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if line.startswith(_MARK):
            current = statements.setdefault(line.removeprefix(_MARK).strip(), [])
        elif line.strip() and not line.lstrip().startswith("--"):
            current.append(line)
    return Queries({name: "\n".join(lines) for name, lines in statements.items()})
