"""`rushes settings`, `backup`, `restore` and `doctor`: looking after a home."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rushes.cli.connection import home_option, json_option, resolved_home
from rushes.cli.home.opening import with_services
from rushes.cli.terminal import print_json, print_table, size_in_words, tell

if TYPE_CHECKING:
    from rushes.settings import EngineSettings

EX_DATAERR = 65


@click.command()
@home_option
@json_option
def settings(home: Path | None, as_json: bool) -> None:
    """Print every setting in force and where it comes from."""
    from rushes.settings import all_settings, load_settings

    chosen = load_settings(home)
    plain = load_settings(chosen.home, environment={})
    rows: list[dict[str, Any]] = []
    for info in all_settings():
        value = getattr(getattr(chosen, info.section), info.name)
        in_file = getattr(getattr(plain, info.section), info.name)
        source = "default"
        if value != in_file:
            source = info.environment_name
        elif value != info.default:
            source = "rushes.toml"
        shown = list(value) if isinstance(value, tuple) else value
        rows.append({"name": info.key, "value": shown, "source": source, "about": info.about})
    engines = {name: _shown_engine(engine) for name, engine in chosen.engines.items()}
    routes = [asdict(route) for route in chosen.routes]
    if as_json:
        document = {"settings": rows, "engines": engines, "routes": routes}
        print_json({"home": str(chosen.home), **document})
        return
    click.echo(f"home: {chosen.home}", err=True)
    print_table(
        ["setting", "value", "from", ""],
        [[_plain(row[name]) for name in ("name", "value", "source", "about")] for row in rows],
    )
    for name, engine in engines.items():
        click.echo(f"engine {name}: {', '.join(f'{key} {_plain(engine[key])}' for key in engine)}")
    for route in chosen.routes:
        choosers = ", ".join(route.choosers)
        click.echo(f"route {route.models}: {', '.join(route.engines)} (choosers: {choosers})")


def _shown_engine(engine: EngineSettings) -> dict[str, Any]:
    """What is set of an engine; of a secret, only whether it is."""
    from rushes.settings.values import settings_of

    shown: dict[str, Any] = {"kind": engine.kind}
    for info in settings_of(type(engine), ""):
        value = getattr(engine, info.name)
        shown[info.name] = ("set" if value else "not set") if info.is_secret else value
    return shown


def _plain(value: Any) -> str:
    """As it is written in rushes.toml."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="FOLDER")
@home_option
def backup(target: Path, home: Path | None) -> None:
    """Copy the home into a new folder.

    The copy is as of one moment, beside a running server or without one.
    """
    report = with_services(home, lambda services: services.backup.make(target))
    for path in report.missing:
        tell(f"rushes: warning: {path} is missing from the home; `rushes doctor` tells more")
    click.echo(f"{target}: {report.blobs} files, {size_in_words(report.size_bytes)}")


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path), metavar="FOLDER")
@home_option
def restore(source: Path, home: Path | None) -> None:
    """Make a new home of a backup. What was running when it was made runs again."""
    from rushes.cli.serving.home_lock import HomeLock, make_home
    from rushes.services.backup import restore as restore_home

    folder = resolved_home(home)
    make_home(folder)
    with HomeLock(folder):
        restore_home(source, folder)
    click.echo(f"restored into {folder}")


@click.command()
@click.option("--repair", is_flag=True, help="Delete files that no request names.")
@home_option
@json_option
def doctor(repair: bool, home: Path | None, as_json: bool) -> int:
    """Look through the home: database, files, model records.

    Says what is missing, what is damaged, what belongs to nothing and which records of the
    home's own models are faulty. Ends with 65 when something is wrong.
    """
    found = with_services(home, lambda services: services.doctor.look(repair))
    is_left = found.damage or found.missing or found.wrong_size or found.refused_records
    is_mended = found.removed > 0 and not is_left
    if as_json:
        print_json({**asdict(found), "is_sound": found.is_sound})
    else:
        for words, entries in (
            ("damage", found.damage),
            ("model record refused", found.refused_records),
            ("missing", found.missing),
            ("wrong size", found.wrong_size),
            ("belongs to nothing", found.orphaned),
        ):
            for entry in entries:
                click.echo(f"{words}: {entry}")
        if found.removed:
            click.echo(f"deleted {found.removed} files that belong to nothing")
        if found.is_sound:
            click.echo("all is well")
    return 0 if found.is_sound or is_mended else EX_DATAERR
