"""The six Kling 3.0 records, against the wire contract and the seed document's own schema."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rushes.catalog.library import Catalog
from rushes.domain.model import Model
from rushes.wire import MAX_PROMPT_CHARACTERS

CATALOG = Catalog.load()
TIERS = ("standard", "pro", "4k")
PRICES = {"standard": ("0.084", "0.126"), "pro": ("0.112", "0.168"), "4k": ("0.42", "0.42")}
WIDE = {"standard": (1280, 720), "pro": (1920, 1080), "4k": (3840, 2160)}

SEED_SHAPE: dict[str, dict[str, Any]] = {
    "prompt": {"type": "string"},
    "negative_prompt": {"type": "string"},
    "duration": {"type": "integer", "minimum": 3, "maximum": 15, "default": 5},
    "aspect_ratio": {"type": "string", "enum": ["16:9", "9:16", "1:1"], "default": "16:9"},
    "cfg_scale": {"type": "float", "minimum": 0, "maximum": 1, "default": 0.5},
    "sound": {"type": "boolean", "default": True},
    "multi_prompt": {"type": "array", "maxItems": 20, "minItems": 0},
    "shot_type": {"type": "string", "enum": ["customize"], "default": "customize"},
}
SEED_ITEMS: dict[str, dict[str, Any]] = {
    "prompt": {"type": "string", "format": "str"},
    "duration": {
        "type": "integer",
        "format": "int_slider_with_range",
        "minimum": 3,
        "maximum": 15,
        "default": 5,
    },
}


def model(tier: str, kind: str) -> Model:
    return CATALOG.get(f"kling/kling-3.0/{tier}/{kind}-to-video")


def bare(schema: Any) -> dict[str, Any]:
    """A property without its words."""
    words = ("title", "description", "items", "validations")
    return {key: value for key, value in schema.items() if key not in words}


def test_the_catalog_holds_the_six_endpoints_and_refuses_no_file() -> None:
    assert CATALOG.refusals == ()
    assert [item.id for item in CATALOG.all()] == sorted(
        f"kling/kling-3.0/{tier}/{kind}-to-video" for tier in TIERS for kind in ("text", "image")
    )


def test_the_pro_text_to_video_schema_is_the_seeds_word_for_word_but_for_the_titles() -> None:
    schema = model("pro", "text").input_schema
    properties = schema["properties"]
    assert list(properties) == list(SEED_SHAPE)
    assert schema["required"] == ["prompt"]
    default = properties["prompt"]["default"]
    assert default.startswith("Cinematic multi-shot of a young American couple")
    for name, expected in SEED_SHAPE.items():
        found = bare(properties[name])
        found.pop("default", None) if name == "prompt" else None
        assert found == expected, name
    items = properties["multi_prompt"]["items"]
    assert {name: bare(item) for name, item in items.items()} == SEED_ITEMS


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("kind", ["text", "image"])
def test_prices_and_pictures_are_those_of_the_contract(tier: str, kind: str) -> None:
    found = model(tier, kind)
    silent, with_sound = PRICES[tier]
    word = "sound" if kind == "text" else "generate_audio"
    assert found.price.price({"duration": 10, word: False}) == 10 * Decimal(silent)
    assert found.price.price({"duration": 10, word: True}) == 10 * Decimal(with_sound)
    assert found.record["base_price_usd"] == float(silent)
    assert found.record["price_unit"] == "second"
    width, height = WIDE[tier]
    assert found.picture.sizes == {
        "16:9": (width, height),
        "9:16": (height, width),
        "1:1": (height, height),
    }
    assert found.picture.area_px == width * height


@pytest.mark.parametrize("tier", TIERS)
def test_only_standard_text_to_video_may_cut_by_itself(tier: str) -> None:
    shot_type = model(tier, "text").input_schema["properties"]["shot_type"]
    if tier == "standard":
        assert shot_type["enum"] == ["intelligent", "customize"]
        assert shot_type["default"] == "intelligent"
    else:
        assert (shot_type["enum"], shot_type["default"]) == (["customize"], "customize")
    assert model(tier, "image").input_schema["properties"]["shot_type"]["enum"] == ["customize"]


@pytest.mark.parametrize("tier", TIERS)
def test_image_to_video_takes_a_start_image_and_an_end_image_above_standard(tier: str) -> None:
    found = model(tier, "image")
    properties = found.input_schema["properties"]
    assert found.input_schema["required"] == ["prompt", "start_image_url"]
    assert ("end_image_url" in properties) == (tier != "standard")
    assert "aspect_ratio" not in properties
    assert properties["duration"]["default"] == 10
    assert properties["generate_audio"]["default"] is True
    names = ["start_image_url"] + (["end_image_url"] if tier != "standard" else [])
    assert [(item.name, item.kind, item.is_list) for item in found.inputs.media] == [
        (name, "image", False) for name in names
    ]
    bounds = {
        item["validation_rule"]: item["validation_value"]
        for item in found.inputs.media[0].validations
    }
    assert bounds["width_pixels>="] == bounds["height_pixels>="] == 300
    assert (bounds["width/height>="], bounds["width/height<="]) == (0.4, 2.5)
    assert bounds["file_size_mb<="] == 50


@pytest.mark.parametrize("item", CATALOG.all(), ids=lambda item: item.id)
def test_a_prompt_may_have_2500_characters_and_no_more(item: Model) -> None:
    needed = {"start_image_url": "https://pictures.test/a.png"}
    longest = "ф" * MAX_PROMPT_CHARACTERS
    assert not item.inputs.prepare({"prompt": longest, "negative_prompt": longest, **needed}).faults
    faults = item.inputs.prepare(
        {"prompt": longest + "x", "negative_prompt": longest + "x", **needed}
    ).faults
    assert [(fault["loc"], fault["type"]) for fault in faults] == [
        (["body", "prompt"], "too_long"),
        (["body", "negative_prompt"], "too_long"),
    ]
    assert faults[0]["msg"] == "prompt has 2,501 characters; the most allowed is 2,500"


@pytest.mark.parametrize("item", CATALOG.all(), ids=lambda item: item.id)
def test_every_record_says_what_the_wire_wants(item: Model) -> None:
    assert list(item.record) == [
        *("model_id", "display_name", "description", "categories", "kind", "base_price_usd"),
        *("price_unit", "pricing_note", "model_url", "input_schema", "output_schema"),
    ]
    assert item.record["model_id"] == item.id
    assert item.record["kind"] == "model"
    assert item.record["categories"] == [item.id.rsplit("/", 1)[1]]
    assert list(item.record["output_schema"]["output"]["properties"]) == [
        *("image", "video", "images", "videos")
    ]
