"""What a person sees: a progress bar, tables, amounts; and what a program reads: JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

import click

from rushes.client.answers import Status
from rushes.wire import StatusWord


def print_json(document: Any) -> None:
    """A document, indented, on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def tell(words: str) -> None:
    """A line for a person, beside the output."""
    click.echo(words, err=True)


def in_words(status: Status) -> str:
    """A status as a person says it."""
    if status.status == StatusWord.IN_QUEUE:
        ahead = status.queue_position
        if ahead is None:
            return "waiting"
        return f"waiting, {ahead} ahead" if ahead else "waiting, next"
    if status.status == StatusWord.IN_PROGRESS:
        return status.phase or "running"
    return status.status


def size_in_words(size_bytes: int) -> str:
    """1_250_000 as `1.2 MB`."""
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1_000:.1f} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def time_in_words(moment: datetime | None) -> str:
    """A moment in local time, to the second."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S") if moment else ""


class Display(Protocol):
    """Where progress is shown."""

    def update(self, status: Status) -> None: ...


class _Quiet:
    def update(self, status: Status) -> None:
        """Shows nothing."""


@contextmanager
def progress_display(is_wanted: bool) -> Iterator[Display]:
    """A bar with phase and percentage on a terminal; nothing where there is none."""
    if not is_wanted or not sys.stderr.isatty():
        yield _Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<24}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=1.0)

        class Bar:
            def update(self, status: Status) -> None:
                done = 1.0 if status.is_over else status.progress
                progress.update(task, description=in_words(status), completed=done or 0.0)

        yield Bar()


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on a terminal; elsewhere a line a row, with tabs between.

    The first column is what one types or copies, so it is never cut short.
    """
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, no_wrap=number == 0, overflow="ignore" if number == 0 else "fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


def price_in_words(record: Mapping[str, Any]) -> str:
    """`$0.112 / second`."""
    price, unit = record.get("base_price_usd"), record.get("price_unit")
    return f"${price:g} / {unit}" if isinstance(price, int | float) and unit else ""
