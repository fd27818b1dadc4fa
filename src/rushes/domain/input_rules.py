"""Rules on an input that no schema keyword can say. A catalog record declares which hold for it.

| rule | fields | holds when |
|---|---|---|
| `sum_equals` | `items`, `addend`, `total` | the numbers add up, or there are none |
| `not_blank` | `text`, `unless_given` | it is more than spaces, or the other is given |
| `max_characters` | `texts`, `limit` | none is longer; `a[].b` is the `b` of each item |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from rushes.domain.input_faults import fault, show
from rushes.errors import Fault


class SumEquals(msgspec.Struct, frozen=True, tag_field="rule", tag="sum_equals"):
    """The numbers called `addend` in the list `items` add up to the input `total`."""

    items: str
    addend: str
    total: str

    def amend(self, schema: dict[str, Any]) -> None:
        """No keyword can add up; only the names are checked."""
        _find(schema, f"{self.items}[].{self.addend}")
        _find(schema, self.total)

    def check(self, values: Mapping[str, Any]) -> list[Fault]:
        """The fault, where every number is there and is one; else the schema has spoken."""
        items, total = values.get(self.items), values.get(self.total)
        if not isinstance(items, list) or not items:
            return []
        numbers = [item.get(self.addend) if isinstance(item, dict) else None for item in items]
        whole = [number for number in numbers if type(number) is int]
        if type(total) is not int or len(whole) < len(items) or sum(whole) == total:
            return []
        message = (
            f"the values of {self.addend} in {self.items} add up to {show(sum(whole))}, "
            f"but {self.total} is {show(total)}; they must be equal"
        )
        return [fault([self.items], message, "sum_mismatch")]


class NotBlank(msgspec.Struct, frozen=True, tag_field="rule", tag="not_blank"):
    """A text has more than spaces, unless another input is given in its stead."""

    text: str
    unless_given: str | None = None

    def amend(self, schema: dict[str, Any]) -> None:
        """A pattern could say it, but not the exception; only the names are checked."""
        for name in filter(None, (self.text, self.unless_given)):
            _find(schema, name)

    def check(self, values: Mapping[str, Any]) -> list[Fault]:
        """The fault, where the text is one; else the schema has spoken."""
        text = values.get(self.text)
        if not isinstance(text, str) or text.strip():
            return []
        if self.unless_given and values.get(self.unless_given):
            return []
        exception = f" unless {self.unless_given} is given" if self.unless_given else ""
        return [fault([self.text], f"{self.text} must not be blank{exception}", "blank")]


class MaxCharacters(msgspec.Struct, frozen=True, tag_field="rule", tag="max_characters"):
    """None of the texts is longer than `limit` characters."""

    texts: tuple[str, ...]
    limit: int

    def amend(self, schema: dict[str, Any]) -> None:
        """`maxLength` says it: the published dialect stays as it is, ours is bounded."""
        for path in self.texts:
            _find(schema, path)["maxLength"] = self.limit

    def check(self, values: Mapping[str, Any]) -> list[Fault]:
        """Nothing: the schema has spoken."""
        return []


InputRule: TypeAlias = SumEquals | NotBlank | MaxCharacters


def read_rules(records: Sequence[Mapping[str, Any]]) -> tuple[InputRule, ...]:
    """The rules that a catalog record declares. Raises msgspec.ValidationError."""
    return msgspec.convert(records, tuple[InputRule, ...])


def _find(schema: dict[str, Any], path: str) -> dict[str, Any]:
    """The subschema at `multi_prompt[].prompt`. Raises LookupError where there is none."""
    found = schema
    for name in path.split("."):
        properties = found.get("properties", {})
        bare = name.removesuffix("[]")
        if bare not in properties:
            raise LookupError(f"a rule names {path}, which the schema does not have")
        found = properties[bare]
        if name.endswith("[]"):
            found = found.get("items", {})
    return found
