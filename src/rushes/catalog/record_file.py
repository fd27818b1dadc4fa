"""One record file: read, laid over the file it extends, checked, and made into a model."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from rushes.domain.model import Model, Picture
from rushes.domain.pricing import PriceRule
from rushes.domain.schema_dialect import DialectError, InputSchema, translate

_MAX_DEPTH = 8

Side = Annotated[int, msgspec.Meta(ge=16, le=8192, multiple_of=2)]


class RecordFault(Exception):
    """A record file that can't be used: where, and why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class _Price(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """US dollars, as text so that they stay exact."""

    silent_usd: Decimal
    sound_usd: Decimal | None = None
    """With sound; left out: the same."""
    sound_property: str = ""
    unit: Literal["second", "output"] = "second"

    @property
    def rule(self) -> PriceRule:
        sound_usd = self.silent_usd if self.sound_usd is None else self.sound_usd
        return PriceRule(self.silent_usd, sound_usd, self.sound_property, self.unit)


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a record file says, once it is laid over what it extends."""

    display_name: str
    description: str
    categories: Annotated[list[str], msgspec.Meta(min_length=1)]
    kind: str
    price: _Price
    pricing_note: str
    model_url: str
    picture: Annotated[dict[str, tuple[Side, Side]], msgspec.Meta(min_length=1)]
    input_schema: dict[str, Any]
    output_schema: dict[str, Any]
    rules: list[dict[str, Any]] = []


def read_record(path: Path, model_id: str, root: Path) -> Model:
    """The model that a record file describes.

    Args:
        root: the folder that nothing is read outside of.

    Raises:
        RecordFault: it is not JSON, lacks something, or says something that is not allowed.
    """
    text = _read_text(path)
    document = _merged(path, text, root.resolve(), depth=0)
    try:
        record = msgspec.convert(document, _Record)
        inputs = InputSchema(record.input_schema, record.rules)
        translate(record.output_schema.get("output", {}))
        _check_properties(record, inputs)
    except msgspec.ValidationError as error:
        reason = str(error)
        raise RecordFault(path, _line_of(text, reason), reason) from error
    except DialectError as error:
        raise RecordFault(path, _line_of(text, str(error)), str(error)) from error
    wire = _wire_record(model_id, record)
    return Model(model_id, wire, record.price.rule, Picture(record.picture), inputs)


def merge_patch(base: Any, patch: Any) -> Any:
    """JSON merge patch, RFC 7386. Neither argument is changed; keys keep the base's order."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(base) if isinstance(base, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge_patch(merged.get(key), value)
    return merged


def _wire_record(model_id: str, record: _Record) -> dict[str, Any]:
    return {
        "model_id": model_id,
        "display_name": record.display_name,
        "description": record.description,
        "categories": record.categories,
        "kind": record.kind,
        "base_price_usd": float(record.price.silent_usd),
        "price_unit": record.price.unit,
        "pricing_note": record.pricing_note,
        "model_url": record.model_url,
        "input_schema": record.input_schema,
        "output_schema": record.output_schema,
    }


def _check_properties(record: _Record, inputs: InputSchema) -> None:
    """What our price rule and pictures name exists in the schema."""
    properties = inputs.json_schema.get("properties", {})
    price = record.price
    setting_it = ["duration"] if price.unit == "second" else []
    setting_it += [price.sound_property] if price.sound_property else []
    for name in setting_it:
        if name not in properties:
            raise DialectError(f"price: the input schema has no `{name}`, which sets the price")
    for name in ("silent_usd", "sound_usd"):
        amount = getattr(price, name)
        if amount is not None and not (amount.is_finite() and amount >= 0):
            raise DialectError(f"price: `{name}` is {amount}, which is no price")
    if price.sound_usd not in (None, price.silent_usd) and not price.sound_property:
        raise DialectError("price: `sound_usd` needs a `sound_property`")
    if price.unit == "second":
        _check_duration(properties["duration"], inputs.json_schema.get("required", ()))
    ratios = properties.get("aspect_ratio", {}).get("enum", ())
    missing = [ratio for ratio in ratios if ratio not in record.picture]
    if missing:
        raise DialectError(f"picture: there is no size for {', '.join(map(str, missing))}")


def _check_duration(duration: Mapping[str, Any], required: Sequence[str]) -> None:
    """Every input has a length that a price can be reckoned by."""
    lengths = duration.get("enum", ())
    is_number = duration.get("type") in ("integer", "number")
    if not is_number and not (lengths and all(str(item).isdecimal() for item in lengths)):
        raise DialectError("price: `duration` must be a number, since it sets the price")
    if "default" not in duration and "duration" not in required:
        raise DialectError("price: `duration` sets the price; give it a default, or require it")


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordFault(path, 1, f"it can't be read: {error}") from error


def _merged(path: Path, text: str, root: Path, depth: int) -> dict[str, Any]:
    document = _parse(path, text)
    base_name = document.pop("extends", None)
    if base_name is None:
        return document
    line = _line_of(text, "`$.extends`")
    base = (path.parent / str(base_name)).resolve()
    if not isinstance(base_name, str) or not base.is_relative_to(root):
        raise RecordFault(path, line, f"`extends` names {base_name!r}, outside the catalog")
    if depth >= _MAX_DEPTH:
        raise RecordFault(path, line, "`extends` goes round in a circle, or too deep")
    if not base.is_file():
        raise RecordFault(path, line, f"`extends` names {base_name!r}, which does not exist")
    merged: dict[str, Any] = merge_patch(_merged(base, _read_text(base), root, depth + 1), document)
    return merged


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise RecordFault(path, error.lineno, f"it is not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise RecordFault(path, 1, f"it is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise RecordFault(path, 1, "it must be a JSON object")
    return document


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is no JSON number")


def _line_of(text: str, reason: str) -> int:
    """The line of the key that a reason speaks of, where it stands in the file; else 1.

    Reasons name keys in backticks (`$.price.unit`) or begin with their path (`shots[].length: …`).
    """
    paths = [*re.findall(r"`([^`]+)`", reason), *re.findall(r"^[\w.\[\]-]+(?=:)", reason)]
    for path in paths:
        for name in reversed(re.findall(r"[\w-]+", path)):
            match = re.search(rf'^\s*"{re.escape(name)}"\s*:', text, re.MULTILINE)
            if match:
                return text.count("\n", 0, match.end()) + 1
    return 1
