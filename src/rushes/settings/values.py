"""One setting: its type, default, bounds and sentence; and a given value held against them."""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import types
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, get_args, get_type_hints

from rushes.errors import SettingsError

Judge = Callable[[str], str | None]
"""Gives what is wrong with a text, or with one of a list; None where nothing is."""


def setting(
    default: Any,
    about: str,
    low: float | None = None,
    high: float | None = None,
    judge: Judge | None = None,
    *,
    is_secret: bool = False,
) -> Any:
    """A field that is a setting. A default of `...` means that it must be given."""
    metadata = {"about": about, "low": low, "high": high, "judge": judge, "is_secret": is_secret}
    chosen = MISSING if default is ... else default
    return field(default=chosen, metadata=metadata, repr=not is_secret)


@dataclass(frozen=True, slots=True)
class SettingInfo:
    """What the documentation and the error messages say of one setting."""

    section: str
    name: str
    type: Any
    default: Any
    """`...` where it must be given."""
    about: str
    low: float | None
    high: float | None
    judge: Judge | None = None
    is_secret: bool = False

    @property
    def key(self) -> str:
        return f"{self.section}.{self.name}"

    @property
    def environment_name(self) -> str:
        return f"RUSHES_{self.section}_{self.name}".upper()


def settings_of(kind: type, section: str) -> list[SettingInfo]:
    """The settings that a dataclass holds, in the order of its fields."""
    hints = get_type_hints(kind)
    return [
        SettingInfo(
            section,
            item.name,
            hints[item.name],
            ... if item.default is MISSING else item.default,
            **item.metadata,
        )
        for item in dataclasses.fields(kind)
        if "about" in item.metadata
    ]


def suggest(name: str, known: Sequence[str]) -> str:
    """The nearest known name, or all of them, as the end of a sentence."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean `{near[0]}`?" if near else f"; known are {', '.join(sorted(known))}"


def parse_text(info: SettingInfo, text: str, source: str) -> Any:
    """A value as the environment holds it. Raises SettingsError for what is no such value."""
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


def check_value(info: SettingInfo, value: Any, source: str) -> Any:
    """A given value as the setting holds it. Raises SettingsError for what it can't hold."""
    expected = info.type
    if isinstance(expected, types.GenericAlias):
        return _check_list(info, value, source)
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if expected is float and is_number:
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


def check_table(kind: type, section: str, body: object, source: str) -> dict[str, Any]:
    """A table's values by name, for the dataclass that holds them.

    Raises:
        SettingsError: a name is unknown or missing, or a value is none of its setting's.
    """
    if not isinstance(body, dict):
        raise SettingsError(f"{source}: [{section}] must be a table")
    infos = {info.name: info for info in settings_of(kind, section)}
    for name in body:
        if name not in infos:
            raise SettingsError(
                f"{source}: there is no setting `{name}` in [{section}]{suggest(name, list(infos))}"
            )
    missing = [
        info.name for info in infos.values() if info.default is ... and info.name not in body
    ]
    if missing:
        raise SettingsError(
            f"{source}: [{section}] lacks `{missing[0]}`: {infos[missing[0]].about}"
        )
    return {name: check_value(infos[name], value, source) for name, value in body.items()}


def exact_amount(value: object) -> Decimal | None:
    """A number, or a text that is one, as an exact decimal of no less than 0; None for others."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


def _check_list(info: SettingInfo, value: Any, source: str) -> tuple[Any, ...]:
    inner = get_args(info.type)[0]
    if not isinstance(value, list) or not all(isinstance(part, inner) for part in value):
        raise SettingsError(f"{source}: {info.key} must be a list of text, not {value!r}")
    for part in value:
        _check_text(info, part, source)
    return tuple(value)


def _check_text(info: SettingInfo, text: str, source: str) -> None:
    wrong = info.judge(text) if info.judge is not None else None
    if wrong is not None:
        raise SettingsError(f"{source}: {info.key} is {text!r}; {wrong}")
