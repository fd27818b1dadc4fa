"""What is wrong with an input, in words for the person who sent it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from rushes.errors import Fault

MAX_FAULTS = 200
"""A body of a million faulty items is answered with this many."""
_SHOWN_CHARACTERS = 60

_TYPE_WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def fault(place: Sequence[str | int], message: str, kind: str) -> Fault:
    """A fault at a place below the body."""
    return {"loc": ["body", *place], "msg": message, "type": kind}


def name_of(place: Sequence[str | int]) -> str:
    """`multi_prompt[0].duration`, cut short where a client sent a huge key."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    text = text or "the body"
    return text if len(text) <= 80 else text[:79] + "…"


def describe(value: Any) -> str:
    """What kind of JSON value it is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "text"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list | tuple) else "an object"


def show(value: Any) -> str:
    """A value as JSON, or what it is where it is long."""
    if type(value) is int and value.bit_length() > 64:
        return "a number out of all bounds"
    if isinstance(value, str) and len(value) > _SHOWN_CHARACTERS:
        value = value[: _SHOWN_CHARACTERS - 1] + "…"
    elif isinstance(value, list | dict):
        return describe(value)
    return msgspec.json.encode(value).decode()


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def from_violation(keyword: str, place: list[str | int], value: Any, limit: Any) -> Fault:
    """The fault for a violated keyword of JSON Schema.

    Args:
        limit: what the keyword asks for: a bound, the choices, the types, the property missing.
    """
    if keyword == "required":
        place = [*place, str(limit)]
        return fault(place, f"{name_of(place)} is required", "missing")
    name = name_of(place)
    if keyword == "type":
        wanted = " or ".join(_TYPE_WORDS.get(word, word) for word in limit or ())
        shown = show(value) if isinstance(value, int | float) else describe(value)
        return fault(place, f"{name} is {shown}; it must be {wanted}", "wrong_type")
    if keyword == "enum":
        choices = ", ".join(show(choice) for choice in limit)
        verb = "it must be" if len(limit) == 1 else "it must be one of"
        return fault(place, f"{name} is {show(value)}; {verb} {choices}", "not_a_choice")
    bound = _BOUNDS.get(keyword)
    if bound is None:
        return fault(place, f"{name} does not satisfy `{keyword}`", "invalid")
    kind, words = bound
    size = len(value) if isinstance(value, str | list | dict) else 0
    message = words.format(value=show(value), size=_number(size), limit=_number(limit))
    return fault(place, f"{name} {message}", kind)


_BOUNDS = {
    "minimum": ("too_small", "is {value}; the least allowed is {limit}"),
    "maximum": ("too_big", "is {value}; the most allowed is {limit}"),
    "exclusiveMinimum": ("too_small", "is {value}; it must be more than {limit}"),
    "exclusiveMaximum": ("too_big", "is {value}; it must be less than {limit}"),
    "multipleOf": ("not_a_multiple", "is {value}; it must be a multiple of {limit}"),
    "minLength": ("too_short", "has {size} characters; the least allowed is {limit}"),
    "maxLength": ("too_long", "has {size} characters; the most allowed is {limit}"),
    "minItems": ("too_few", "has {size} items; the least allowed is {limit}"),
    "maxItems": ("too_many", "has {size} items; the most allowed is {limit}"),
    "minProperties": ("too_few", "has {size} keys; the least allowed is {limit}"),
    "maxProperties": ("too_many", "has {size} keys; the most allowed is {limit}"),
}
