"""Inputs judged by a schema in the vendor's dialect."""

from __future__ import annotations

import pickle
from typing import Any

import jsonschema_rs
import pytest

from rushes.catalog.library import Catalog
from rushes.domain.schema_dialect import DialectError, InputSchema, translate

PRO = Catalog.load().get("kling/kling-3.0/pro/text-to-video").inputs
STANDARD = Catalog.load().get("kling/kling-3.0/standard/text-to-video").inputs


def faults(values: Any, schema: InputSchema = PRO) -> list[tuple[list[str | int], str]]:
    return [(fault["loc"], fault["type"]) for fault in schema.prepare(values).faults]


def message(values: Any) -> str:
    (fault,) = PRO.prepare(values).faults
    return fault["msg"]


def test_defaults_are_filled_in_but_never_the_prompts() -> None:
    assert PRO.prepare({"prompt": "a cat"}).values == {
        "prompt": "a cat",
        "duration": 5,
        "aspect_ratio": "16:9",
        "cfg_scale": 0.5,
        "sound": True,
        "shot_type": "customize",
    }
    assert STANDARD.prepare({"prompt": "a cat"}).values["shot_type"] == "intelligent"
    assert faults({}) == [(["body", "prompt"], "missing")]
    assert message({}) == "prompt is required"


def test_filling_in_defaults_leaves_the_callers_values_and_the_next_ones_alone() -> None:
    given: dict[str, Any] = {"prompt": "a", "multi_prompt": [{"prompt": "b"}], "odd": {"x": []}}
    PRO.prepare(given).values["multi_prompt"].append("spoiled")
    assert given == {"prompt": "a", "multi_prompt": [{"prompt": "b"}], "odd": {"x": []}}
    assert len(PRO.prepare(given).values["multi_prompt"]) == 1


def test_every_fault_is_named_at_once_each_with_its_place() -> None:
    assert faults(
        {
            "prompt": 7,
            "duration": 2,
            "aspect_ratio": "4:3",
            "cfg_scale": 1.5,
            "sound": "yes",
            "multi_prompt": [{"duration": 16}, "no", {"prompt": None, "duration": 3}],
            "shot_type": "intelligent",
        }
    ) == [
        (["body", "prompt"], "wrong_type"),
        (["body", "duration"], "too_small"),
        (["body", "aspect_ratio"], "not_a_choice"),
        (["body", "cfg_scale"], "too_big"),
        (["body", "sound"], "wrong_type"),
        (["body", "multi_prompt", 0, "duration"], "too_big"),
        (["body", "multi_prompt", 1], "wrong_type"),
        (["body", "multi_prompt", 2, "prompt"], "wrong_type"),
        (["body", "shot_type"], "not_a_choice"),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"duration": 2}, "duration is 2; the least allowed is 3"),
        ({"duration": 16}, "duration is 16; the most allowed is 15"),
        ({"duration": 5.5}, "duration is 5.5; it must be a whole number"),
        ({"duration": "5"}, "duration is text; it must be a whole number"),
        ({"duration": True}, "duration is true; it must be a whole number"),
        ({"duration": 10**500}, "duration is a number out of all bounds; the most allowed is 15"),
        ({"cfg_scale": -0.25}, "cfg_scale is -0.25; the least allowed is 0"),
        ({"sound": 1}, "sound is 1; it must be true or false"),
        ({"negative_prompt": None}, "negative_prompt is null; it must be text"),
        ({"negative_prompt": []}, "negative_prompt is a list; it must be text"),
        (
            {"aspect_ratio": "4:3"},
            'aspect_ratio is "4:3"; it must be one of "16:9", "9:16", "1:1"',
        ),
        ({"shot_type": "x"}, 'shot_type is "x"; it must be "customize"'),
        ({"multi_prompt": {}}, "multi_prompt is an object; it must be a list"),
    ],
)
def test_a_message_says_what_was_sent_and_what_is_wanted(
    values: dict[str, Any], expected: str
) -> None:
    assert message({"prompt": "a cat", **values}) == expected


def test_a_message_never_carries_a_whole_huge_value() -> None:
    found = message({"prompt": "a", "aspect_ratio": "x" * 1_000_000})
    assert len(found) < 200


@pytest.mark.parametrize("values", [[], "prompt", 5, None, True])
def test_a_body_that_is_no_object_is_one_fault_at_the_body(values: Any) -> None:
    assert faults(values) == [(["body"], "wrong_type")]


def test_a_whole_number_sent_with_a_point_is_a_whole_number() -> None:
    values = PRO.prepare({"prompt": "a", "duration": 6.0, "cfg_scale": 1}).values
    assert (values["duration"], type(values["duration"])) == (6, int)
    assert (values["cfg_scale"], type(values["cfg_scale"])) == (1.0, float)


def test_unknown_keys_are_dropped_and_named_in_warnings() -> None:
    prepared = PRO.prepare({"prompt": "a", "seed": 1, "multi_prompt": [{"duration": 5, "x": 2}]})
    assert prepared.faults == []
    assert "seed" not in prepared.values
    assert prepared.values["multi_prompt"] == [{"duration": 5}]
    assert prepared.warnings == [
        "multi_prompt[0].x is not an input of this model; it was ignored",
        "seed is not an input of this model; it was ignored",
    ]


def test_thousands_of_unknown_keys_make_few_warnings() -> None:
    prepared = PRO.prepare({"prompt": "a", **{f"key{n}" * 100: n for n in range(5_000)}})
    assert len(prepared.warnings) == 21
    assert prepared.warnings[-1] == "4980 more inputs are not of this model; they were ignored"
    assert sum(map(len, prepared.warnings)) < 5_000


def test_a_list_past_its_limit_is_one_fault_and_judged_no_further() -> None:
    prepared = PRO.prepare({"prompt": "a", "multi_prompt": [{"duration": "x", "y": 1}] * 50_000})
    assert prepared.faults[0]["msg"] == "multi_prompt has 50,000 items; the most allowed is 20"
    assert len(prepared.faults) == 21
    assert len(prepared.warnings) == 20


def test_faults_without_end_make_a_bounded_list() -> None:
    numbers = {"type": "array", "items": {"type": "integer"}}
    schema = InputSchema({"type": "object", "properties": {"numbers": numbers}})
    assert len(schema.prepare({"numbers": ["x"] * 1_000}).faults) == 200


def test_the_shots_durations_add_up_to_the_films_with_both_sums_named() -> None:
    shots = [{"prompt": "a", "duration": 3}, {"prompt": "b"}]
    assert faults({"prompt": "a", "duration": 8, "multi_prompt": shots}) == []
    (fault,) = PRO.prepare({"prompt": "a", "multi_prompt": shots}).faults
    assert fault == {
        "loc": ["body", "multi_prompt"],
        "msg": "the values of duration in multi_prompt add up to 8, but duration is 5; "
        "they must be equal",
        "type": "sum_mismatch",
    }


def test_defaults_count_before_the_sums_are_compared() -> None:
    assert faults({"prompt": "a", "multi_prompt": [{"prompt": "one shot of 5 s"}]}) == []
    assert faults({"prompt": "a", "multi_prompt": []}) == []


def test_a_wrong_sum_is_named_beside_the_other_faults() -> None:
    found = faults({"prompt": "a", "duration": 2, "multi_prompt": [{"duration": 3.0}]})
    assert (["body", "duration"], "too_small") in found
    assert (["body", "multi_prompt"], "sum_mismatch") in found


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u3000"])
def test_a_blank_prompt_is_refused_unless_the_shots_are_given(blank: str) -> None:
    (fault,) = PRO.prepare({"prompt": blank}).faults
    assert (fault["loc"], fault["type"]) == (["body", "prompt"], "blank")
    assert fault["msg"] == "prompt must not be blank unless multi_prompt is given"
    assert faults({"prompt": blank, "multi_prompt": []}) == [(["body", "prompt"], "blank")]
    assert faults({"prompt": blank, "multi_prompt": [{"prompt": "a shot"}]}) == []


def test_the_translation_is_valid_json_schema_and_knows_no_dialect() -> None:
    schema = PRO.json_schema
    jsonschema_rs.Draft202012Validator(schema)
    assert schema["properties"]["cfg_scale"]["type"] == "number"
    items = schema["properties"]["multi_prompt"]["items"]
    assert items["type"] == "object"
    assert set(items["properties"]) == {"prompt", "duration"}
    assert "format" not in items["properties"]["duration"]
    assert items["properties"]["prompt"]["maxLength"] == 2_500


def test_changing_the_published_translation_changes_no_judgement() -> None:
    PRO.json_schema["properties"].clear()
    assert faults({"prompt": "a", "duration": 1}) == [(["body", "duration"], "too_small")]


@pytest.mark.parametrize("kind", ["image", "video", "audio"])
def test_media_formats_in_each_form_are_media_properties(kind: str) -> None:
    uri = {"type": "string", "format": f"{kind}_uri"}
    schema = InputSchema(
        {
            "type": "object",
            "properties": {
                "one": {**uri, "validations": [{"validation_rule": "file_size_mb<"}]},
                "bare": {"type": "array", "format": f"{kind}_uris", "maxItems": 2},
                "full": {"type": "array", "items": uri},
                "none": {"type": "string"},
                "bare_map": {"type": "array", "items": {"prompt": {"type": "string"}}},
            },
        }
    )
    assert [(item.name, item.kind, item.is_list) for item in schema.media] == [
        ("one", kind, False),
        ("bare", kind, True),
        ("full", kind, True),
    ]
    assert schema.media[0].validations == ({"validation_rule": "file_size_mb<"},)
    long = ["https://a.test/1", 2, "https://a.test/3"]
    assert faults({"bare": long, "full": long}, schema) == [
        (["body", "bare"], "too_many"),
        (["body", "bare", 1], "wrong_type"),
        (["body", "full", 1], "wrong_type"),
    ]


def test_a_bare_map_may_hold_a_property_called_type() -> None:
    schema = translate(
        {
            "type": "object",
            "properties": {
                "shots": {"type": "array", "items": {"type": {"type": "float", "minimum": 1}}}
            },
        }
    )
    assert schema["properties"]["shots"]["items"] == {
        "type": "object",
        "properties": {"type": {"type": "number", "minimum": 1}},
    }


@pytest.mark.parametrize(
    ("dialect", "words"),
    [
        ({"type": "array"}, "`type` `object`"),
        ({"type": "object", "properties": []}, "`properties` must be an object"),
        ({"type": "object", "properties": {"a": {"type": "flot"}}}, "a: there is no type 'flot'"),
        ({"type": "object", "properties": {"a": 5}}, "a must be an object, not a number"),
        ({"type": "object", "properties": {"a": {"type": "integer", "minimum": "3"}}}, "minimum"),
    ],
)
def test_a_schema_that_makes_no_sense_is_refused_with_its_place(
    dialect: dict[str, Any], words: str
) -> None:
    with pytest.raises(DialectError, match=words):
        translate(dialect)


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "no_such_rule"},
        {"rule": "not_blank", "text": "nothing"},
        {"rule": "sum_equals", "items": "a", "addend": "b", "total": "c"},
        {"rule": "max_characters", "texts": ["a[].b"], "limit": 5},
        {"rule": "max_characters", "texts": ["a"], "limit": "5"},
    ],
)
def test_a_rule_that_names_what_is_not_there_is_refused(rule: dict[str, Any]) -> None:
    dialect = {"type": "object", "properties": {"a": {"type": "string"}}}
    with pytest.raises(DialectError, match="rules"):
        InputSchema(dialect, [rule])


def test_a_schema_survives_the_way_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(PRO)).prepare({"prompt": "", "duration": 2}).faults == (
        PRO.prepare({"prompt": "", "duration": 2}).faults
    )
