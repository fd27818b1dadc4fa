"""What a model is: a catalog record, and what our engines need to know beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rushes.domain.pricing import PriceRule
from rushes.domain.schema_dialect import InputSchema


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture sizes of a model, in pixels, even on both sides."""

    sizes: Mapping[str, tuple[int, int]]
    """Aspect ratio (`16:9`) to width and height."""

    @property
    def area_px(self) -> int:
        """The widest size's pixel area, which image-to-video keeps at the image's ratio."""
        return max(width * height for width, height in self.sizes.values())


@dataclass(frozen=True, slots=True)
class Model:
    """A catalog record. `record` is what the wire serves, word for word."""

    id: str
    record: Mapping[str, Any]
    price: PriceRule
    picture: Picture
    inputs: InputSchema
    """Judges inputs by the record's schema and by the rules declared beside it."""

    @property
    def input_schema(self) -> Mapping[str, Any]:
        """The input schema in the vendor's dialect."""
        schema: Mapping[str, Any] = self.record["input_schema"]
        return schema
