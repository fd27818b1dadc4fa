"""A model's schema becomes options, and the options become its input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from command_line import Outcome
from rushes.cli.model_input.options import input_of, options_of

Rushes = Callable[..., Outcome]

SCHEMA: dict[str, Any] = {
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "default": "x" * 100},
        "negative_prompt": {"type": "string"},
        "duration": {"type": "integer", "minimum": 3, "maximum": 15, "default": 5},
        "cfg_scale": {"type": "float", "minimum": 0, "maximum": 1},
        "sound": {"type": "boolean", "default": True},
        "aspect_ratio": {"type": "string", "enum": ["16:9", "1:1"]},
        "multi_prompt": {"type": "array", "items": {"prompt": {"type": "string"}}},
        "image_url": {"type": "string", "format": "image_uri"},
        "images": {"type": "array", "format": "image_uris", "items": {"type": "string"}},
        "tags": {"type": "array", "items": {"type": "string"}},
        "json": {"type": "string"},
        "not a word": {"type": "string"},
    },
}


def given(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    options: list[click.Parameter] = list(options_of(SCHEMA, taken={"--json"}))
    command = click.Command("c", params=options, callback=lambda **values: found.update(values))
    command.main(list(arguments), standalone_mode=False)
    return input_of(found)


def test_only_what_was_given_is_sent() -> None:
    assert given() == {}
    assert given("--prompt", "a cat") == {"prompt": "a cat"}


def test_each_type_has_its_kind_of_option(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.touch()
    values = given(
        *("--negative-prompt", "dogs", "--duration", "7", "--cfg-scale", "0.25", "--no-sound"),
        *("--aspect-ratio", "1:1", "--image-url", "https://h/a.png", "--images", str(picture)),
        *("--tags", "one", "--tags", "two"),
        *("--multi-prompt", '{"prompt": "a"}', "--multi-prompt", '[{"prompt": "b"}]'),
    )
    assert values == {
        "negative_prompt": "dogs",
        "duration": 7,
        "cfg_scale": 0.25,
        "sound": False,
        "aspect_ratio": "1:1",
        "image_url": "https://h/a.png",
        "images": [picture],
        "tags": ["one", "two"],
        "multi_prompt": [{"prompt": "a"}, {"prompt": "b"}],
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--duration", "2"], "3<=x<=15"),
        (["--duration", "five"], "not a valid integer"),
        (["--cfg-scale", "1.5"], "0<=x<=1"),
        (["--aspect-ratio", "4:3"], "not one of"),
        (["--image-url", "nowhere.png"], "neither a URL nor a file"),
        (["--multi-prompt", "{"], "not JSON"),
        (["--multi-prompt", '{"duration": NaN}'], "not JSON"),
        (["--json", "x"], "No such option"),
        (["--durration", "3"], "No such option"),
    ],
)
def test_what_does_not_fit_is_refused(arguments: list[str], words: str) -> None:
    with pytest.raises(click.UsageError, match=words):
        given(*arguments)


def test_the_help_of_a_model_names_its_options_ranges_and_defaults(rushes: Rushes) -> None:
    words = " ".join(rushes("run", "kling/kling-3.0/pro/image-to-video", "--help").out.split())
    assert "--start-image-url" in words
    assert "[default: 10]" in words
    assert "3<=x<=15" in words
    assert "--aspect-ratio" not in words


def test_the_model_is_found_wherever_it_stands(rushes: Rushes) -> None:
    model = "kling/kling-3.0/pro/text-to-video"
    for arguments in (
        ["--prompt", "a b", "--home", "h", model, "--duration", "99"],
        [model, "--duration", "99", "--prompt", "a/b"],
        ["--sound", model, "--duration=99"],
    ):
        outcome = rushes("run", *arguments)
        assert outcome.code == 64
        assert "99 is not in the range" in outcome.err


def test_a_model_that_is_not_there_is_named(rushes: Rushes) -> None:
    outcome = rushes("run", "no/such/model", "--prompt", "x")
    assert outcome.code == 65
    assert "no/such/model" in outcome.err


def test_options_win_over_the_input(rushes: Rushes, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps({"prompt": "p", "duration": 5}))
    outcome = rushes("read", "--input", "@in.json", "--duration", "9")
    assert outcome.code == 0, outcome.err
    assert outcome.json["duration_seconds"] == 9


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{", 65, "--input is not JSON"),
        ("[1]", 65, "not a JSON object"),
        ('{"duration": NaN}', 65, "NaN"),
        ("@nowhere.json", 66, "nowhere.json"),
    ],
)
def test_an_input_that_cannot_be_read_says_why(
    rushes: Rushes, text: str, code: int, words: str
) -> None:
    outcome = rushes("read", "--input", text)
    assert outcome.code == code
    assert words in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_each_fault_of_an_input_is_a_line_with_its_place(rushes: Rushes) -> None:
    faulty = {"prompt": "x", "duration": 99, "multi_prompt": [{"prompt": "y", "duration": 1}]}
    outcome = rushes("read", "--input", json.dumps(faulty))
    assert outcome.code == 65
    lines = outcome.err.splitlines()
    assert any(line.startswith("rushes: duration") for line in lines)
    assert any(line.startswith("rushes: multi_prompt[0].duration") for line in lines)


def test_reading_prints_the_shot_list(rushes: Rushes) -> None:
    prompt = "Wide shot of a beach. Cut to a close-up: a woman laughs."
    outcome = rushes("read", "--prompt", prompt, "--duration", "6")
    assert outcome.code == 0, outcome.err
    shots = outcome.json["shots"]
    assert [shot["size"] for shot in shots] == ["WS", "CU"]
    assert shots[-1]["end_frame"] == 144


def test_a_start_image_gives_the_film_its_shape(rushes: Rushes, tmp_path: Path) -> None:
    size = (400).to_bytes(4, "big") + (600).to_bytes(4, "big")
    header = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR" + size
    (tmp_path / "tall.png").write_bytes(header + bytes(40))
    model = "kling/kling-3.0/pro/image-to-video"
    outcome = rushes("read", model, "--prompt", "x", "--start-image-url", "tall.png")
    assert outcome.code == 0, outcome.err
    assert outcome.json["aspect_ratio"] == "400:600"


def test_a_picture_that_a_server_would_refuse_is_refused(rushes: Rushes, tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"not a picture at all, whatever its name says")
    model = "kling/kling-3.0/pro/image-to-video"
    outcome = rushes("read", model, "--prompt", "x", "--start-image-url", "no.png")
    assert outcome.code == 65
    assert outcome.err.startswith("rushes: start_image_url")


def test_shots_that_do_not_add_up_are_refused(rushes: Rushes) -> None:
    shot = '{"prompt": "a", "duration": 3}'
    outcome = rushes("read", "--prompt", "x", "--duration", "9", "--multi-prompt", shot)
    assert outcome.code == 65
    assert "multi_prompt" in outcome.err
