"""Where the values in force come from: flags, the environment, `rushes.toml`, the defaults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import platformdirs

from rushes.errors import SettingsError
from rushes.settings.engines import (
    DEFAULT_ENGINE,
    ENGINE_KINDS,
    Animatic,
    EngineSettings,
    read_engines,
)
from rushes.settings.routes import Route, RoutePrice, read_routes
from rushes.settings.sections import Limits, Media, Queue, Server, Storage
from rushes.settings.values import (
    SettingInfo,
    check_value,
    parse_text,
    settings_of,
    suggest,
)

FILE_NAME = "rushes.toml"
HOME_VARIABLE = "RUSHES_HOME"
ENGINES, ROUTES = "engines", "routes"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one home."""

    home: Path
    server: Server = field(default_factory=Server)
    queue: Queue = field(default_factory=Queue)
    limits: Limits = field(default_factory=Limits)
    media: Media = field(default_factory=Media)
    storage: Storage = field(default_factory=Storage)
    animatic: Animatic = field(default_factory=Animatic)
    engines: Mapping[str, EngineSettings] = field(
        default_factory=lambda: {DEFAULT_ENGINE: Animatic()}
    )
    """Every engine there is by its name, the animatic first."""
    routes: tuple[Route, ...] = ()
    """In the file's order; a model that none fits is the animatic's."""


@dataclass(frozen=True, slots=True)
class TableInfo:
    """What the documentation says of a table that a home may have several of."""

    heading: str
    about: str
    settings: list[SettingInfo]


def _sections() -> Iterator[tuple[str, type]]:
    hints = get_type_hints(Settings)
    for item in fields(Settings):
        if item.name not in ("home", ENGINES, ROUTES):
            yield item.name, hints[item.name]


def all_settings() -> list[SettingInfo]:
    """Every setting of the sections, in their order."""
    return [info for section, kind in _sections() for info in settings_of(kind, section)]


def all_tables() -> list[TableInfo]:
    """The tables that are written as often as they are wanted, in the file alone."""
    tables = [
        TableInfo(
            f'[engines.NAME] with kind = "{name}"',
            (kind.__doc__ or "").strip(),
            settings_of(kind, "engines.NAME"),
        )
        for name, kind in ENGINE_KINDS.items()
    ]
    tables.append(
        TableInfo("[[routes]]", (Route.__doc__ or "").strip(), settings_of(Route, ROUTES))
    )
    about = (RoutePrice.__doc__ or "").strip()
    prices = settings_of(RoutePrice, "routes.prices.ENGINE")
    return [*tables, TableInfo("prices.ENGINE, in a route", about, prices)]


def default_home(environment: Mapping[str, str] | None = None) -> Path:
    """`RUSHES_HOME`, or the platform's folder for a user's data."""
    named = (os.environ if environment is None else environment).get(HOME_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("rushes"))


@dataclass(slots=True)
class _File:
    """What `rushes.toml` says."""

    values: dict[str, Any] = field(default_factory=dict)
    """By `section.name`, not yet checked."""
    engines: object = field(default_factory=dict)
    routes: object = field(default_factory=list)


def _from_file(path: Path) -> _File:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _File()
    try:
        # Amounts of money stay exact.
        document = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    read = _File(engines=document.pop(ENGINES, {}), routes=document.pop(ROUTES, []))
    known = [section for section, _ in _sections()]
    for section, body in document.items():
        if section not in known or not isinstance(body, dict):
            raise SettingsError(
                f"{path}: there is no section [{section}]"
                f"{suggest(section, [*known, ENGINES, ROUTES])}"
            )
        names = [info.name for info in all_settings() if info.section == section]
        for name, value in body.items():
            if name not in names:
                raise SettingsError(
                    f"{path}: there is no setting `{name}` in [{section}]{suggest(name, names)}"
                )
            read.values[f"{section}.{name}"] = value
    return read


def load_settings(
    home: Path | None = None,
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """The settings in force for a home.

    Args:
        home: the home folder; None: `default_home`.
        flags: values given on the command line, by `section.name`; None values are passed over.
        environment: None: the process's own.

    Raises:
        SettingsError: a name is unknown, or a value has the wrong type or is out of range.
    """
    environment = os.environ if environment is None else environment
    home = (home or default_home(environment)).expanduser().absolute()
    path = home / FILE_NAME
    from_file = _from_file(path)
    given = {key: value for key, value in (flags or {}).items() if value is not None}
    chosen: dict[str, dict[str, Any]] = {section: {} for section, _ in _sections()}
    for info in all_settings():
        text = environment.get(info.environment_name)
        if info.key in given:
            raw, source = given[info.key], "command line"
        elif text is not None:
            raw, source = parse_text(info, text, info.environment_name), info.environment_name
        elif info.key in from_file.values:
            raw, source = from_file.values[info.key], str(path)
        else:
            continue
        chosen[info.section][info.name] = check_value(info, raw, source)
    sections = {name: kind(**chosen[name]) for name, kind in _sections()}
    settings = replace(Settings(home=home), **sections)
    named = read_engines(from_file.engines, str(path), environment)
    engines = {DEFAULT_ENGINE: settings.animatic, **named}
    return replace(
        settings, engines=engines, routes=read_routes(from_file.routes, str(path), engines)
    )
