"""The tables `[engines.NAME]`: what a kind of engine needs to be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from rushes.errors import SettingsError
from rushes.settings.values import check_table, setting, suggest

DEFAULT_ENGINE = "animatic"
"""The engine that is there without being named; `[animatic]` holds its settings."""

ENGINE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_BASE_URL = re.compile(r"https?://[^/?#\s@]+(?:/[^?#\s]*)?")


def _judge_base_url(text: str) -> str | None:
    return None if _BASE_URL.fullmatch(text) else "it must be http(s)://HOST[:PORT][/PATH]"


def _judge_variable(text: str) -> str | None:
    if not text or _VARIABLE.fullmatch(text):
        return None
    return "it must be the name of an environment variable"


def _judge_token(text: str) -> str | None:
    return None if text.isascii() and text.isprintable() else "it must be printable ASCII text"


@dataclass(frozen=True, slots=True)
class Animatic:
    """The engine that draws."""

    kind: ClassVar[str] = "animatic"

    processes: int = setting(0, "Processes that draw one film; 0: one per core, four at most.", 0)
    longest_px: int = setting(
        0, "Longest side of a film, for quick drafts; 0: as large as the model's.", 0, 3_840
    )


@dataclass(frozen=True, slots=True)
class Relay:
    """An engine that sends requests on to another server of this wire."""

    kind: ClassVar[str] = "relay"

    url: str = setting(..., "Base URL of the other server.", judge=_judge_base_url)
    token: str = setting(
        "", "The key to send there, and nowhere else.", judge=_judge_token, is_secret=True
    )
    token_env: str = setting(
        "", "Environment variable that holds the key, in the place of `token`.",
        judge=_judge_variable,
    )  # fmt: skip
    requests_at_once: int = setting(32, "Requests that one worker follows at a time.", 1, 1_000)
    call_timeout_seconds: float = setting(60.0, "Time one call to it may take.", 0.1, 3_600)
    poll_seconds: float = setting(2.0, "Time between looks at a request there.", 0.05, 600)
    timeout_seconds: float = setting(
        7_200.0, "Time one attempt may take, the other server's queue included.", 0.1, 604_800
    )
    patience_seconds: float = setting(
        300.0, "How long it may be away before a request that waits for it fails.", 0.1, 86_400
    )
    max_output_bytes: int = setting(2_000_000_000, "Largest file taken from it.", 1)
    allow_private_addresses: bool = setting(
        False, "Whether it may be at a private address or without TLS, it and its own files."
    )


EngineSettings = Animatic | Relay
ENGINE_KINDS: Mapping[str, type[EngineSettings]] = {kind.kind: kind for kind in (Animatic, Relay)}


def read_engines(
    tables: object, source: str, environment: Mapping[str, str]
) -> dict[str, EngineSettings]:
    """The engines that a file names.

    Raises:
        SettingsError: a name, a kind or a setting is none.
    """
    if not isinstance(tables, dict):
        raise SettingsError(f"{source}: [engines] must hold tables such as [engines.vendor]")
    return {name: _read(name, body, source, environment) for name, body in tables.items()}


def _read(name: str, body: Any, source: str, environment: Mapping[str, str]) -> EngineSettings:
    section = f"engines.{name}"
    if not ENGINE_NAME.fullmatch(name):
        raise SettingsError(
            f"{source}: {name!r} can't be an engine's name: it is written in a-z, 0-9, - and _"
        )
    if name == DEFAULT_ENGINE:
        raise SettingsError(
            f"{source}: the engine `{name}` is always there; its settings are in [{name}]"
        )
    if not isinstance(body, dict) or "kind" not in body:
        raise SettingsError(f"{source}: [{section}] lacks `kind`: one of {', '.join(ENGINE_KINDS)}")
    kind = ENGINE_KINDS.get(str(body["kind"]))
    if kind is None:
        raise SettingsError(
            f"{source}: {section}.kind is {body['kind']!r}, and there is no such kind"
            f"{suggest(str(body['kind']), list(ENGINE_KINDS))}"
        )
    given = {key: value for key, value in body.items() if key != "kind"}
    engine: EngineSettings = kind(**check_table(kind, section, given, source))
    return _with_token(engine, section, source, environment)


def _with_token(
    engine: EngineSettings, section: str, source: str, environment: Mapping[str, str]
) -> EngineSettings:
    if not isinstance(engine, Relay) or not engine.token_env:
        return engine
    if engine.token:
        raise SettingsError(f"{source}: [{section}] has both `token` and `token_env`; keep one")
    token = environment.get(engine.token_env, "").strip()
    wrong = _judge_token(token)
    if wrong is not None:
        raise SettingsError(f"{engine.token_env}, the token of [{section}]: {wrong}")
    return replace(engine, token=token)
