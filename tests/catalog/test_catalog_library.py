"""Record files become models; faulty ones are refused with file, line and reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rushes.catalog.library import BUILT_IN, Catalog, Refusal
from rushes.catalog.record_file import merge_patch
from rushes.errors import ModelNotFound

RECORD: dict[str, Any] = {
    "display_name": "Try Out",
    "description": "A record of this test's own.",
    "categories": ["text-to-video", "test"],
    "kind": "model",
    "price": {"silent_usd": "0.01", "sound_usd": "0.02", "sound_property": "sound"},
    "pricing_note": "cheap",
    "model_url": "https://models.test/try",
    "picture": {"16:9": [64, 36]},
    "input_schema": {
        "type": "object",
        "required": ["prompt"],
        "properties": {
            "prompt": {"type": "string"},
            "duration": {"type": "integer", "default": 5},
            "sound": {"type": "boolean", "default": True},
        },
    },
    "output_schema": {"output": {"type": "object"}},
}


def put(folder: Path, name: str, record: Any) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = record if isinstance(record, str) else json.dumps(record, indent=2)
    path.write_text(text, encoding="utf-8")
    return path


def only_refusal(folder: Path) -> Refusal:
    catalog = Catalog.load(folder)
    assert catalog.all() == []
    (refusal,) = catalog.refusals
    return refusal


def test_a_file_is_the_model_that_its_place_names(tmp_path: Path) -> None:
    put(tmp_path, "acme/try-1.0/text-to-video.json", RECORD)
    (model,) = Catalog.load(tmp_path).all()
    assert model.id == model.record["model_id"] == "acme/try-1.0/text-to-video"
    assert model.picture.sizes == {"16:9": (64, 36)}


def test_users_records_join_the_built_in_ones_and_may_replace_them(tmp_path: Path) -> None:
    put(tmp_path, "acme/try.json", RECORD)
    put(tmp_path, "kling/kling-3.0/pro/text-to-video.json", RECORD)
    catalog = Catalog.load(BUILT_IN, tmp_path, tmp_path / "is-not-there")
    assert len(catalog.all()) == 7
    assert catalog.get("kling/kling-3.0/pro/text-to-video").record["display_name"] == "Try Out"


def test_a_record_is_a_merge_patch_on_what_it_extends(tmp_path: Path) -> None:
    put(tmp_path, "a/_base.json", RECORD)
    patch = {
        "extends": "../_base.json",
        "display_name": "Child",
        "input_schema": {"properties": {"sound": {"default": False}, "seed": {"type": "integer"}}},
    }
    put(tmp_path, "a/b/child.json", patch)
    (model,) = Catalog.load(tmp_path).all()
    properties = model.input_schema["properties"]
    assert model.id == "a/b/child"
    assert list(properties) == ["prompt", "duration", "sound", "seed"]
    assert properties["sound"] == {"type": "boolean", "default": False}
    assert model.record["pricing_note"] == "cheap"


@pytest.mark.parametrize(
    ("base", "patch", "expected"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "foo"}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merge_patch_does_as_rfc_7386_says(base: Any, patch: Any, expected: Any) -> None:
    assert merge_patch(base, patch) == expected


def test_a_syntax_error_is_refused_at_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    broken = put(tmp_path, "broken.json", '{\n  "kind": "model",\n  "price": }')
    put(tmp_path, "whole.json", RECORD)
    catalog = Catalog.load(tmp_path)
    assert [model.id for model in catalog.all()] == ["whole"]
    (refusal,) = catalog.refusals
    assert (refusal.path, refusal.line) == (broken, 3)
    assert str(refusal).startswith(f"{broken}:3: it is not JSON")


@pytest.mark.parametrize(
    ("change", "line_holds", "words"),
    [
        ({"price": {"silent_usd": "much"}}, '"silent_usd"', "price"),
        ({"pricing_notes": "x"}, '"pricing_notes"', "pricing_notes"),
        ({"kind": None}, "{", "kind"),
        ({"picture": {"16:9": [63, 36]}}, '"picture"', "multiple of 2"),
        (
            {"input_schema": {"properties": {"duration": {"type": "flot"}}}},
            '"duration"',
            "there is no type 'flot'",
        ),
        ({"input_schema": {"properties": {"sound": None}}}, "", "has no `sound`"),
        (
            {"input_schema": {"properties": {"aspect_ratio": {"enum": ["16:9", "1:1"]}}}},
            '"picture"',
            "no size for 1:1",
        ),
        ({"rules": [{"rule": "no_such"}]}, '"rule', "no_such"),
        ({"extends": "../../outside.json"}, '"extends"', "outside the catalog"),
        ({"extends": "_nothing.json"}, '"extends"', "does not exist"),
        ({"extends": "faulty.json"}, '"extends"', "circle"),
    ],
)
def test_a_record_that_makes_no_sense_is_refused_where_it_goes_wrong(
    tmp_path: Path, change: dict[str, Any], line_holds: str, words: str
) -> None:
    path = put(tmp_path, "faulty.json", {**merge_patch(RECORD, change)})
    refusal = only_refusal(tmp_path)
    assert words in refusal.reason
    assert line_holds in path.read_text(encoding="utf-8").splitlines()[refusal.line - 1]


def test_ids_that_no_address_can_carry_are_refused(tmp_path: Path) -> None:
    for name in ("categories.json", "has space.json", "what?.json"):
        put(tmp_path, name, RECORD)
    put(tmp_path, "nested/categories.json", RECORD)
    catalog = Catalog.load(tmp_path)
    assert [model.id for model in catalog.all()] == ["nested/categories"]
    assert all("can't be a model's id" in item.reason for item in catalog.refusals)
    assert len(catalog.refusals) == 3


def test_files_that_begin_with_an_underscore_or_a_dot_are_no_models(tmp_path: Path) -> None:
    for name in ("_base.json", ".hidden.json", "_folder/x.json", "readme.md"):
        put(tmp_path, name, "not even JSON")
    catalog = Catalog.load(tmp_path)
    assert (catalog.all(), catalog.refusals) == ([], ())


def test_search_finds_every_word_in_any_case_and_pages_without_gaps() -> None:
    catalog = Catalog.load()
    found, total = catalog.search("KLING pro")
    assert total == len(found) == 2
    assert catalog.search("video", category="image-to-video")[1] == 3
    assert catalog.search(kind="model")[1] == 6
    assert catalog.search(kind="workflow") == ([], 0)
    assert catalog.search("no such words") == ([], 0)
    pages = [catalog.search(limit=4, offset=offset)[0] for offset in (0, 4, 8)]
    assert [len(page) for page in pages] == [4, 2, 0]
    assert [model.id for page in pages for model in page] == [m.id for m in catalog.all()]
    assert catalog.categories() == ["image-to-video", "text-to-video"]


@pytest.mark.parametrize("model_id", ["", "kling", "kling/kling-3.0/pro/text-to-video/", "x" * 999])
def test_an_unknown_id_is_model_not_found_in_few_words(model_id: str) -> None:
    with pytest.raises(ModelNotFound) as caught:
        Catalog.load().get(model_id)
    assert len(caught.value.message) < 250
