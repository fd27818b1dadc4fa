"""The vendor's schema dialect, translated once to JSON Schema 2020-12, and inputs judged by it.

The dialect differs from JSON Schema in four ways: the type `float`; `items` given as a bare map of
properties; formats that name a form's widget (`int_slider_with_range`, `str`) or a kind of media
(`image_uri`, `video_uris`, …); and `validations`, bounds on media that only their content can be
held against. Rules that no schema keyword can say come beside the dialect: see `input_rules`.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs
import msgspec

from rushes.domain.input_faults import MAX_FAULTS, describe, fault, from_violation, name_of
from rushes.domain.input_rules import read_rules
from rushes.errors import Fault

SCHEMA_ADDRESS = "https://json-schema.org/draft/2020-12/schema"
MEDIA_KINDS = ("image", "video", "audio")
_TYPES = {"float": "number"}
_JSON_TYPES = frozenset({"object", "array", "string", "integer", "number", "boolean", "null"})
_MEDIA_FORMATS = {f"{kind}_uri{s}": kind for kind in MEDIA_KINDS for s in ("", "s")}
_STANDARD_FORMATS = frozenset({"uri", "date", "date-time", "time", "email", "uuid"})
_KEYWORDS = (
    *("title", "description", "default", "examples", "deprecated"),
    *("enum", "const", "required", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
)
_MAX_WARNINGS = 20


class DialectError(ValueError):
    """A schema that the dialect does not allow; the message says where and why."""


@dataclass(frozen=True, slots=True)
class MediaProperty:
    """An input property that takes media by URL or data URI."""

    name: str
    kind: str
    """image, video or audio."""
    is_list: bool
    validations: tuple[Mapping[str, Any], ...] = ()
    """`{validation_rule, validation_value, validation_error}`, as in the dialect."""


@dataclass(slots=True)
class Prepared:
    """An input with its defaults filled in, what was ignored of it, and everything wrong with it.

    `values` may be used only where `faults` is empty.
    """

    values: dict[str, Any]
    warnings: list[str]
    faults: list[Fault]


class InputSchema:
    """A model's input schema. Cheap to make; the validator is built when it is first needed."""

    def __init__(self, dialect: Mapping[str, Any], rules: Sequence[Mapping[str, Any]] = ()) -> None:
        """Raises DialectError when the schema or a rule can't be understood."""
        self._dialect = dialect
        self._rule_records = tuple(rules)
        self._schema = translate(dialect)
        try:
            self._rules = read_rules(rules)
            for rule in self._rules:
                rule.amend(self._schema)
        except (msgspec.ValidationError, LookupError) as error:
            raise DialectError(f"rules: {error.args[0]}") from error

    def __reduce__(self) -> tuple[type[InputSchema], tuple[Any, ...]]:
        return InputSchema, (self._dialect, self._rule_records)

    @property
    def json_schema(self) -> dict[str, Any]:
        """The schema in JSON Schema 2020-12; the caller's own copy."""
        return copy.deepcopy(self._schema)

    @cached_property
    def media(self) -> tuple[MediaProperty, ...]:
        """The properties that take media, in the schema's order."""
        found = []
        for name, item in self._dialect.get("properties", {}).items():
            kind = media_kind(item)
            if kind:
                is_list = item.get("type") == "array"
                found.append(MediaProperty(name, kind, is_list, tuple(item.get("validations", ()))))
        return tuple(found)

    @cached_property
    def _validator(self) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator(self._schema, validate_formats=False)

    def prepare(self, values: Any) -> Prepared:
        """Fill in defaults, drop what the schema does not know, and list every fault.

        A required property's default is an example and never filled in. Whole numbers sent as
        5.0 become integers, as JSON Schema has it.
        """
        if not isinstance(values, dict):
            kind = describe(values)
            message = f"the body is {kind}; it must be an object with the model's inputs as keys"
            return Prepared({}, [], [fault([], message, "wrong_type")])
        notes = _Notes([], [])
        filled = _fill(self._schema, values, [], notes)
        faults = notes.faults + self._faults(filled)
        cut = [item["loc"] for item in notes.faults]
        for rule in self._rules:
            for item in rule.check(filled):
                if item["loc"] not in cut:
                    faults.append(item)
        return Prepared(filled, _warnings(notes.unknown), faults[:MAX_FAULTS])

    def _faults(self, values: dict[str, Any]) -> list[Fault]:
        found: list[Fault] = []
        mistyped: set[tuple[str | int, ...]] = set()
        for error in self._validator.iter_errors(values):
            place = tuple(error.instance_path)
            if place in mistyped:
                continue
            item = _fault_of(error)
            if item["type"] == "wrong_type":
                mistyped.add(place)
                found = [other for other in found if tuple(other["loc"][1:]) != place]
            found.append(item)
            if len(found) >= MAX_FAULTS:
                break
        return found


def _fault_of(error: jsonschema_rs.ValidationError) -> Fault:
    keyword = str(error.schema_path[-1])
    limit = getattr(error.kind, "limit", None)
    for attribute in ("options", "types", "property", "multiple_of", "pattern"):
        if limit is None:
            limit = getattr(error.kind, attribute, None)
    return from_violation(keyword, list(error.instance_path), error.instance, limit)


def media_kind(item: Any) -> str | None:
    """image, video or audio for a dialect property that takes media, else None."""
    if not isinstance(item, Mapping):
        return None
    kind = _MEDIA_FORMATS.get(str(item.get("format")))
    if kind is None and item.get("type") == "array":
        items = item.get("items")
        if isinstance(items, Mapping) and isinstance(items.get("type"), str):
            return media_kind(items)
    return kind


def translate(dialect: Mapping[str, Any]) -> dict[str, Any]:
    """A whole input or output schema in JSON Schema 2020-12.

    Raises:
        DialectError: it has a form that neither the dialect nor JSON Schema knows.
    """
    if not isinstance(dialect, Mapping) or dialect.get("type") != "object":
        raise DialectError("a schema must be an object with `type` `object`")
    schema = {"$schema": SCHEMA_ADDRESS, **_translate(dialect, "")}
    try:
        jsonschema_rs.meta.validate(schema)
    except jsonschema_rs.ValidationError as error:
        place = ".".join(str(part) for part in error.instance_path)
        raise DialectError(f"{place}: {error.message}") from error
    return schema


def _translate(item: Any, place: str) -> dict[str, Any]:
    if not isinstance(item, Mapping):
        raise DialectError(f"{place or 'schema'} must be an object, not {describe(item)}")
    result: dict[str, Any] = {key: copy.deepcopy(item[key]) for key in _KEYWORDS if key in item}
    kind = item.get("type")
    if kind is not None:
        translated = _TYPES.get(kind, kind) if isinstance(kind, str) else None
        if translated not in _JSON_TYPES:
            raise DialectError(f"{place or 'schema'}: there is no type {kind!r}")
        result["type"] = translated
    format_word = item.get("format")
    if format_word in _MEDIA_FORMATS:
        if kind == "array":
            result["items"] = {"type": "string", "format": "uri"}
        else:
            result["format"] = "uri"
    elif format_word in _STANDARD_FORMATS:
        result["format"] = format_word
    if "properties" in item:
        result["properties"] = _translate_properties(item["properties"], place)
    if "items" in item:
        result["items"] = _translate_items(item["items"], f"{place}[]")
    return result


def _translate_properties(properties: Any, place: str) -> dict[str, Any]:
    if not isinstance(properties, Mapping):
        raise DialectError(f"{place or 'schema'}: `properties` must be an object")
    dot = f"{place}." if place else ""
    return {name: _translate(item, f"{dot}{name}") for name, item in properties.items()}


def _translate_items(items: Any, place: str) -> dict[str, Any]:
    """`items` is a schema where it has a type of its own, else a bare map of properties."""
    if isinstance(items, Mapping) and items and not isinstance(items.get("type"), str):
        return {"type": "object", "properties": _translate_properties(items, place)}
    return _translate(items, place)


@dataclass(slots=True)
class _Notes:
    """What is noticed while defaults are filled in."""

    unknown: list[str]
    faults: list[Fault]


def _fill(schema: Mapping[str, Any], value: Any, place: list[str | int], notes: _Notes) -> Any:
    properties = schema.get("properties")
    if isinstance(value, dict) and properties is not None:
        filled = {}
        required = schema.get("required", ())
        for name, item in properties.items():
            if name in value:
                filled[name] = _fill(item, value[name], [*place, name], notes)
            elif "default" in item and name not in required:
                filled[name] = _own(item["default"])
        notes.unknown.extend(name_of([*place, name]) for name in value if name not in properties)
        return filled
    if isinstance(value, list) and "items" in schema:
        items, limit = schema["items"], schema.get("maxItems")
        if limit is not None and len(value) > limit:
            # A list of a million is not judged item by item: it is told of here, and cut.
            notes.faults.append(from_violation("maxItems", place, value, limit))
            value = value[:limit]
        return [_fill(items, item, [*place, index], notes) for index, item in enumerate(value)]
    return _as_number(schema.get("type"), value)


def _own(default: Any) -> Any:
    return copy.deepcopy(default) if isinstance(default, dict | list) else default


def _as_number(kind: str | None, value: Any) -> Any:
    if kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if kind == "number" and type(value) is int and abs(value) < 2**53:
        return float(value)
    return value


def _warnings(unknown: Sequence[str]) -> list[str]:
    shown = [f"{name} is not an input of this model; it was ignored" for name in unknown]
    if len(shown) > _MAX_WARNINGS:
        more = len(shown) - _MAX_WARNINGS
        shown[_MAX_WARNINGS:] = [f"{more} more inputs are not of this model; they were ignored"]
    return shown
