"""Generated inputs, judged by the schema and by an oracle that knows only the contract's words."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rushes.catalog.library import Catalog

CATALOG = Catalog.load()
TEXT = CATALOG.get("kling/kling-3.0/pro/text-to-video").inputs
STANDARD = CATALOG.get("kling/kling-3.0/standard/text-to-video").inputs
IMAGE = CATALOG.get("kling/kling-3.0/4k/image-to-video").inputs

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
seconds = st.one_of(
    st.integers(1, 17), st.sampled_from([3.0, 5.0, 14.999, 15.0, 15.5, True]), anything
)
prompts = st.one_of(
    st.sampled_from(["", " ", "a cat", "x" * 2_500, "é" * 2_501]), st.text(max_size=9), anything
)
shots = st.one_of(
    st.lists(
        st.one_of(
            st.fixed_dictionaries(
                {}, optional={"prompt": prompts, "duration": st.integers(3, 7) | seconds}
            ),
            anything,
        ),
        max_size=4,
    ),
    st.integers(19, 22).map(lambda count: [{"prompt": "x"}] * count),
    anything,
)
ratios = st.sampled_from(["16:9", "9:16", "1:1", "4:3", ""]) | anything
shot_types = st.sampled_from(["customize", "intelligent"]) | anything
scales = st.floats(-0.5, 1.5) | st.sampled_from([0, 1, 2]) | anything
common = {
    "negative_prompt": prompts,
    "duration": seconds,
    "cfg_scale": scales,
    "multi_prompt": shots,
    "shot_type": shot_types,
}


def summed(lengths: list[int], off_by: int, blank: str) -> dict[str, Any]:
    """An input whose shots add up, or nearly do."""
    items = [{"prompt": "x", "duration": length} for length in lengths]
    return {"prompt": blank, "duration": sum(lengths) + off_by, "multi_prompt": items}


near_misses = st.builds(
    summed,
    st.lists(st.integers(3, 6), min_size=1, max_size=4),
    st.sampled_from([0, 0, 0, 1, -1]),
    st.sampled_from(["a cat", " "]),
)
likely = st.fixed_dictionaries(
    {"prompt": st.just("a cat")},
    optional={
        "duration": st.integers(3, 15),
        "cfg_scale": st.floats(0, 1),
        "aspect_ratio": st.sampled_from(["16:9", "1:1"]),
        "sound": st.booleans(),
        "shot_type": shot_types,
    },
)
text_inputs = st.one_of(
    near_misses,
    likely,
    st.fixed_dictionaries(
        {"prompt": st.just("a cat") | prompts},
        optional={**common, "aspect_ratio": ratios, "sound": st.booleans() | anything},
    ),
    st.fixed_dictionaries({}, optional={**common, "prompt": prompts, "odd": anything}),
    anything,
)
image_inputs = st.fixed_dictionaries(
    {"prompt": st.just("a cat") | prompts, "start_image_url": st.text(max_size=4) | anything},
    optional={**common, "end_image_url": st.text(max_size=4) | anything},
)


def whole(value: Any, low: int, high: int) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return float(value) == math.floor(value) and low <= value <= high


def text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 2_500


def fits(values: Any, default_seconds: int, shot_words: tuple[str, ...]) -> bool:
    """Whether the contract's sentences hold for an input's common part."""
    if not isinstance(values, dict) or not text(values.get("prompt")):
        return False
    if not text(values.get("negative_prompt", "")):
        return False
    length = values.get("duration", default_seconds)
    scale = values.get("cfg_scale", 0.5)
    if not whole(length, 3, 15) or isinstance(scale, bool) or not isinstance(scale, int | float):
        return False
    if not 0 <= scale <= 1 or values.get("shot_type", "customize") not in shot_words:
        return False
    items = values.get("multi_prompt", [])
    if not isinstance(items, list) or len(items) > 20:
        return False
    if not values["prompt"].strip() and not items:
        return False
    total = 0
    for item in items:
        if not isinstance(item, dict) or not text(item.get("prompt", "")):
            return False
        if not whole(item.get("duration", 5), 3, 15):
            return False
        total += int(item.get("duration", 5))
    return not items or total == length


def text_fits(values: Any, shot_words: tuple[str, ...]) -> bool:
    return (
        fits(values, 5, shot_words)
        and values.get("aspect_ratio", "16:9") in ("16:9", "9:16", "1:1")
        and isinstance(values.get("sound", True), bool)
    )


@settings(max_examples=400, deadline=None)
@given(text_inputs)
@example({"prompt": "a", "multi_prompt": [{"duration": 5.0}]})
@example({"prompt": " ", "multi_prompt": [{}]})
@example({"prompt": "a", "aspect_ratio": ["16:9"]})
def test_text_to_video_inputs_are_judged_as_the_contract_says(values: Any) -> None:
    assert (not TEXT.prepare(values).faults) == text_fits(values, ("customize",))
    assert (not STANDARD.prepare(values).faults) == text_fits(values, ("customize", "intelligent"))


@settings(max_examples=200, deadline=None)
@given(image_inputs)
def test_image_to_video_inputs_are_judged_as_the_contract_says(values: Any) -> None:
    expected = (
        fits(values, 10, ("customize",))
        and isinstance(values["start_image_url"], str)
        and isinstance(values.get("end_image_url", ""), str)
    )
    assert (not IMAGE.prepare(values).faults) == expected


@settings(max_examples=200, deadline=None)
@given(text_inputs)
def test_what_was_prepared_is_judged_the_same_again(values: Any) -> None:
    first = TEXT.prepare(values)
    if not first.faults:
        again = TEXT.prepare(first.values)
        assert (again.values, again.warnings, again.faults) == (first.values, [], [])


@settings(max_examples=200, deadline=None)
@given(text_inputs)
def test_every_fault_has_a_place_in_the_body_and_words(values: Any) -> None:
    for fault in TEXT.prepare(values).faults:
        assert fault["loc"][0] == "body"
        assert fault["msg"]
        assert len(fault["msg"]) < 400
        assert fault["type"]
        found = values
        for part in fault["loc"][1:-1]:
            found = found[part]
