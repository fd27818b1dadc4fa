"""Every setting, with its type, default, unit and one sentence; and where its value came from.

A flag wins over the environment, the environment over `rushes.toml` in the home, the file over the
default. `RUSHES_<SECTION>_<NAME>` is the environment's name of a setting. An unknown name in the
file is an error that suggests the nearest one. Nothing else reads the environment (the client,
which needs no server, reads `RUSHES_URL` and `RUSHES_TOKEN` itself).
"""

from __future__ import annotations

import contextlib
import difflib
import ipaddress
import os
import re
import tomllib
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import platformdirs

from rushes.errors import SettingsError

FILE_NAME = "rushes.toml"
HOME_VARIABLE = "RUSHES_HOME"
LOG_LEVELS = ("debug", "info", "warning", "error")
_PUBLIC_URL = re.compile(r"https?://[^/?#\s@]+(?:/[^?#\s]*)?")
_ORIGIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#\s@]+")


def _setting(
    default: Any,
    about: str,
    low: float | None = None,
    high: float | None = None,
    judge: Callable[[str], str | None] | None = None,
) -> Any:
    """`judge` gives what is wrong with a text, or with one of a list; None where nothing is."""
    metadata = {"about": about, "low": low, "high": high, "judge": judge}
    return field(default=default, metadata=metadata)


def _judge_public_url(text: str) -> str | None:
    if not text or _PUBLIC_URL.fullmatch(text):
        return None
    return "it must be http(s)://HOST[:PORT][/PATH]"


def _judge_network(text: str) -> str | None:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return "it must be an address or a network, such as 10.0.0.0/8"
    return None


def _judge_origin(text: str) -> str | None:
    if text == "*" or _ORIGIN.fullmatch(text):
        return None
    return "it must be SCHEME://HOST[:PORT], without a path, or `*`"


def _judge_log_level(text: str) -> str | None:
    return None if text in LOG_LEVELS else f"it must be one of {', '.join(LOG_LEVELS)}"


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server listens and what it says of itself."""

    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8787, "Port to listen on; 0 chooses a free one.", 0, 65_535)
    public_url: str = _setting(
        "", "Base of the URLs in answers; empty: taken from `Host`.", judge=_judge_public_url
    )
    trusted_proxies: tuple[str, ...] = _setting(
        (), "Addresses or networks whose forwarded headers count.", judge=_judge_network
    )
    cors_origins: tuple[str, ...] = _setting(
        (), "Origins a browser may call from; `*` for all.", judge=_judge_origin
    )
    log_level: str = _setting("info", "debug, info, warning or error.", judge=_judge_log_level)
    grace_seconds: float = _setting(
        10.0, "How long running requests may go on after a stop is asked for.", 0, 3_600
    )
    body_timeout_seconds: float = _setting(
        300.0, "Time the body of a call may take to come in.", 0.1, 86_400
    )


@dataclass(frozen=True, slots=True)
class Queue:
    """How requests are claimed and tried."""

    workers: int = _setting(1, "Worker processes that `rushes serve` starts.", 0, 256)
    lease_seconds: float = _setting(15.0, "How long a claim holds without a heartbeat.", 0.2, 3_600)
    heartbeat_seconds: float = _setting(3.0, "Time between heartbeats.", 0.05, 600)
    poll_seconds: float = _setting(
        2.0, "Time between looks at the queue when no wake-up call came.", 0.05, 600
    )
    max_attempts: int = _setting(3, "Attempts before a request fails.", 1, 20)
    engine_timeout_seconds: float = _setting(
        600.0, "How long an engine may work on one attempt.", 0.1, 86_400
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """What one account may take. 0 means no limit."""

    waiting_requests: int = _setting(2_000, "Requests of an account that may be queued.", 0)
    requests_per_minute: int = _setting(0, "Submits of an account in any minute.", 0)
    media_bytes: int = _setting(
        5_000_000_000, "Bytes of input media kept for an account at a time.", 0
    )


@dataclass(frozen=True, slots=True)
class Media:
    """How media that come with a request are fetched."""

    allow_http: bool = _setting(False, "Whether `http` URLs are fetched, not only `https`.")
    allow_private_addresses: bool = _setting(
        False, "Whether loopback and private addresses are fetched from. For tests and closed nets."
    )
    timeout_seconds: float = _setting(60.0, "Time a whole fetch may take.", 0.1, 3_600)
    max_image_bytes: int = _setting(50_000_000, "Largest image taken.", 1)
    max_video_bytes: int = _setting(100_000_000, "Largest video taken.", 1)
    max_image_pixels: int = _setting(100_000_000, "Most pixels an image may decode to.", 1)


@dataclass(frozen=True, slots=True)
class Storage:
    """How long things are kept."""

    retention_days: float = _setting(
        30.0, "Days a finished request and its files are kept.", 0.0, 36_500
    )
    min_free_bytes: int = _setting(
        500_000_000, "Submits are refused when the disk has less free than this.", 0
    )


@dataclass(frozen=True, slots=True)
class Animatic:
    """The engine that draws."""

    processes: int = _setting(0, "Processes that draw one film; 0: one per core, four at most.", 0)


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


@dataclass(frozen=True, slots=True)
class SettingInfo:
    """What the documentation and the error messages say of one setting."""

    section: str
    name: str
    type: Any
    default: Any
    about: str
    low: float | None
    high: float | None
    judge: Callable[[str], str | None] | None = None

    @property
    def key(self) -> str:
        return f"{self.section}.{self.name}"

    @property
    def environment_name(self) -> str:
        return f"RUSHES_{self.section}_{self.name}".upper()


def _sections() -> Iterator[tuple[str, type]]:
    hints = get_type_hints(Settings)
    for item in fields(Settings):
        if item.name != "home":
            yield item.name, hints[item.name]


def _info(section: str, item: Field[Any], hint: Any) -> SettingInfo:
    meta = item.metadata
    return SettingInfo(
        section,
        item.name,
        hint,
        item.default,
        meta["about"],
        meta["low"],
        meta["high"],
        meta["judge"],
    )


def all_settings() -> list[SettingInfo]:
    """Every setting, in the order of this file."""
    return [
        _info(section, item, get_type_hints(kind)[item.name])
        for section, kind in _sections()
        for item in fields(kind)
    ]


def default_home(environment: Mapping[str, str] | None = None) -> Path:
    """`RUSHES_HOME`, or the platform's folder for a user's data."""
    named = (os.environ if environment is None else environment).get(HOME_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("rushes"))


def _suggest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean `{near[0]}`?" if near else f"; known are {', '.join(sorted(known))}"


def _parse_text(info: SettingInfo, text: str, source: str) -> Any:
    if info.type is bool:
        words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        if text.strip().lower() in words:
            return words[text.strip().lower()]
    elif info.type in (int, float):
        with contextlib.suppress(ValueError):  # what is no number is told below
            return info.type(text)
    elif isinstance(info.type, types.GenericAlias):
        return [part.strip() for part in text.split(",") if part.strip()]
    else:
        return text
    raise SettingsError(f"{source}: {info.key} is {text!r}, which is no {info.type.__name__}")


def _check(info: SettingInfo, value: Any, source: str) -> Any:
    expected = info.type
    if isinstance(expected, types.GenericAlias):
        inner = get_args(expected)[0]
        if not isinstance(value, list) or not all(isinstance(part, inner) for part in value):
            raise SettingsError(f"{source}: {info.key} must be a list of text, not {value!r}")
        for part in value:
            _check_text(info, part, source)
        return tuple(value)
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not expected:
        raise SettingsError(f"{source}: {info.key} must be {expected.__name__}, not {value!r}")
    if info.low is not None and value < info.low:
        raise SettingsError(f"{source}: {info.key} is {value}; the least allowed is {info.low:g}")
    if info.high is not None and value > info.high:
        raise SettingsError(f"{source}: {info.key} is {value}; the most allowed is {info.high:g}")
    if isinstance(value, str):
        _check_text(info, value, source)
    return value


def _check_text(info: SettingInfo, text: str, source: str) -> None:
    wrong = info.judge(text) if info.judge is not None else None
    if wrong is not None:
        raise SettingsError(f"{source}: {info.key} is {text!r}; {wrong}")


def _from_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    known = [section for section, _ in _sections()]
    values: dict[str, Any] = {}
    for section, body in document.items():
        if section not in known or not isinstance(body, dict):
            raise SettingsError(
                f"{path}: there is no section [{section}]{_suggest(section, known)}"
            )
        names = [info.name for info in all_settings() if info.section == section]
        for name, value in body.items():
            if name not in names:
                raise SettingsError(
                    f"{path}: there is no setting `{name}` in [{section}]{_suggest(name, names)}"
                )
            values[f"{section}.{name}"] = value
    return values


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
            raw, source = _parse_text(info, text, info.environment_name), info.environment_name
        elif info.key in from_file:
            raw, source = from_file[info.key], str(path)
        else:
            continue
        chosen[info.section][info.name] = _check(info, raw, source)
    settings = Settings(home=home)
    sections = {name: kind(**chosen[name]) for name, kind in _sections()}
    return replace(settings, **sections)
